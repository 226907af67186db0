package dev.mien.animation.track;

import java.util.Arrays;

/**
 * Replaces outliers by the median of their neighbourhood.
 *
 * <p>The window's own trend, the median of the slopes between all pairs (P. K. Sen, 1968), is taken
 * out first: without that a spike on the flank of a fast movement hides in the movement's spread. A
 * sample x is then an outlier if |x - m| exceeds both {@code sigmas} times the scale 1.4826 MAD of
 * its window and {@code smallestOutlier} (F. R. Hampel, 1974; the scale makes MAD consistent for
 * normal noise). The second bound keeps constant windows, whose MAD is 0, and ordinary noise
 * unharmed.
 *
 * @param halfWindow neighbours on each side, at least 1
 * @param sigmas how many scales away an outlier is, above 0
 * @param smallestOutlier least distance from the median, in the samples' own unit, not negative
 */
public record HampelFilter(int halfWindow, double sigmas, double smallestOutlier) {

  /**
   * Five neighbours on each side, 3 scales, and at least 0.06: for intensities in [0, 1] at 60 Hz.
   */
  public static final HampelFilter FOR_INTENSITIES = new HampelFilter(5, 3, 0.06);

  private static final double NORMAL_CONSISTENCY = 1.4826;

  /** Validates the ranges. */
  public HampelFilter {
    if (halfWindow < 1 || !(sigmas > 0) || !(smallestOutlier >= 0)) {
      throw new IllegalArgumentException(
          "halfWindow "
              + halfWindow
              + ", sigmas "
              + sigmas
              + ", smallestOutlier "
              + smallestOutlier
              + ": expected at least 1, above 0 and not negative");
    }
  }

  /**
   * Finds outliers; missing samples (NaN) are neither outliers nor neighbours.
   *
   * @param samples equally spaced
   * @param repaired receives the samples with outliers replaced by their window's median; may be
   *     {@code samples} itself
   * @return which samples were replaced
   */
  public boolean[] filter(float[] samples, float[] repaired) {
    boolean[] outliers = new boolean[samples.length];
    float[] original = samples == repaired ? samples.clone() : samples;
    int width = 2 * halfWindow + 1;
    float[] window = new float[width];
    int[] places = new int[width];
    float[] slopes = new float[width * (width - 1) / 2];
    for (int i = 0; i < original.length; i++) {
      repaired[i] = original[i];
      if (Float.isNaN(original[i])) {
        continue;
      }
      int first = Math.max(0, i - halfWindow);
      int last = Math.min(original.length - 1, i + halfWindow);
      int count = 0;
      for (int j = first; j <= last; j++) {
        if (!Float.isNaN(original[j])) {
          places[count] = j - i;
          window[count++] = original[j];
        }
      }
      float slope = trend(places, window, count, slopes);
      for (int k = 0; k < count; k++) {
        window[k] -= slope * places[k];
      }
      float median = median(window, count);
      for (int k = 0; k < count; k++) {
        window[k] = Math.abs(window[k] - median);
      }
      double scale = NORMAL_CONSISTENCY * median(window, count);
      double distance = Math.abs(original[i] - median);
      if (distance > Math.max(sigmas * scale, smallestOutlier)) {
        outliers[i] = true;
        repaired[i] = median;
      }
    }
    return outliers;
  }

  /** Median of the slopes between all pairs. */
  private static float trend(int[] places, float[] values, int count, float[] slopes) {
    int pairs = 0;
    for (int a = 0; a < count; a++) {
      for (int b = a + 1; b < count; b++) {
        slopes[pairs++] = (values[b] - values[a]) / (places[b] - places[a]);
      }
    }
    return pairs == 0 ? 0 : median(slopes, pairs);
  }

  private static float median(float[] values, int count) {
    Arrays.sort(values, 0, count);
    int middle = count / 2;
    return count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
