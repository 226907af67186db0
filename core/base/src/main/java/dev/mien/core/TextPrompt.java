package dev.mien.core;

/**
 * A description of a person or character in words, Chinese or English or both.
 *
 * @param text the words as given; may be anything, cleaning is a later step
 */
public record TextPrompt(String text) {

  /**
   * A prompt of the given words.
   *
   * @param text Chinese or English
   */
  public static TextPrompt of(String text) {
    return new TextPrompt(text);
  }
}
