package dev.mien.text;

/**
 * A stretch of the cleaned text that is about one key element.
 *
 * @param element the class
 * @param start offset of its first character
 * @param end offset after its last character
 */
public record ElementSpan(KeyElement element, int start, int end) {}
