package dev.mien.learn.fusion;

import java.util.List;

/**
 * What a strategy is made for.
 *
 * @param modalities names in the order in which {@link Fusion#fuse} gets them; at least one
 * @param width of every token
 * @param outputs numbers to decide, such as attributes and coefficients
 */
public record FusionSizes(List<String> modalities, int width, int outputs) {

  /** Checks the sizes. */
  public FusionSizes {
    modalities = List.copyOf(modalities);
    if (modalities.isEmpty() || width < 1 || outputs < 1) {
      throw new IllegalArgumentException(
          "expected modalities, a width and outputs, got "
              + modalities
              + ", "
              + width
              + ", "
              + outputs);
    }
  }

  /** How many modalities. */
  public int count() {
    return modalities.size();
  }
}
