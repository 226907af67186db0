package dev.mien.text;

import dev.mien.core.attribute.Evidence;

/**
 * Two statements of one text that can't both hold; the later one counts. They are about one
 * attribute ("short hair ... long hair"), or about two of which one rules out the other ("bald ...
 * a fringe").
 *
 * @param overruled the statement that doesn't count
 * @param winner the statement that counts
 */
public record Contradiction(Evidence overruled, Evidence winner) {}
