package dev.mien.learn.data;

import dev.mien.core.Modality;

/**
 * What one modality's encoder said of many examples. Arrays are shared and must not be written to.
 *
 * @param modality which
 * @param tokens per example
 * @param width numbers per token
 * @param values [examples, tokens, width]; zeros where the modality is missing
 * @param present [examples]
 */
public record FeatureBlock(
    Modality modality, int tokens, int width, float[] values, boolean[] present) {

  /** Checks the sizes. */
  public FeatureBlock {
    if (tokens < 1 || width < 1 || values.length != present.length * tokens * width) {
      throw new IllegalArgumentException(
          modality
              + " has "
              + values.length
              + " values, expected "
              + present.length
              + " x "
              + tokens
              + " x "
              + width);
    }
  }

  /** How many examples. */
  public int size() {
    return present.length;
  }
}
