package dev.mien.text.internal;

import dev.mien.core.attribute.AttributeValue;

/**
 * What a stretch of the text says about an attribute.
 *
 * @param attribute the attribute's id
 * @param value what it would be
 * @param confidence how sure the reading is, in [0, 1]
 * @param implied whether any explicit statement overrules it
 * @param excluded whether the text says that it is not so
 * @param start offset of the first character that says so
 * @param end offset after the last one
 */
public record Statement(
    String attribute,
    AttributeValue value,
    double confidence,
    boolean implied,
    boolean excluded,
    int start,
    int end) {}
