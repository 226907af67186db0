package dev.mien.image.screen;

import java.util.List;

/**
 * Whether a picture is fit to be a reference, and why not.
 *
 * @param width in pixels
 * @param height in pixels
 * @param sharpness how sharp it is
 * @param relevance how likely it shows a frontal face, in [0, 1]
 * @param reasons what speaks against it, one sentence each; empty if it passes
 */
public record Screening(
    int width, int height, Sharpness sharpness, double relevance, List<String> reasons) {

  /** Copies the reasons. */
  public Screening {
    reasons = List.copyOf(reasons);
  }

  /** Whether nothing speaks against it. */
  public boolean passed() {
    return reasons.isEmpty();
  }
}
