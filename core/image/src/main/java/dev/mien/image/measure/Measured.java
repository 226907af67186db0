package dev.mien.image.measure;

import dev.mien.core.image.Lab;

/**
 * A colour measured in a picture.
 *
 * @param colour what was measured, under the light of the picture
 * @param confidence how likely it is within about ΔE 10 of what a person would pick, in [0, 1]
 * @param basis where it comes from, for reports
 */
public record Measured(Lab colour, double confidence, String basis) {

  /** Validates the confidence. */
  public Measured {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence is " + confidence + ", expected in [0, 1]");
    }
  }
}
