package dev.mien.text.token;

/**
 * A word of Latin letters or digits, or one Chinese character.
 *
 * @param start offset of its first character in the text
 * @param end offset after its last character
 * @param surface lower case, without a possessive ending
 * @param stem Porter stem; the surface itself for Chinese
 * @param han whether it is a Chinese character
 */
public record Token(int start, int end, String surface, String stem, boolean han) {}
