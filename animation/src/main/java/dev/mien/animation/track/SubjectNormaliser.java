package dev.mien.animation.track;

import java.util.Arrays;

/**
 * Maps one subject's raw intensities of one channel to [0, 1]: a = clip((x - q0) / (q99 - q0), 0,
 * 1), q0 being the median at rest and q99 the 99th percentile of the session. Can be inverted.
 *
 * @param rest raw value at rest (q0)
 * @param peak raw value that counts as full intensity (q99), above {@code rest}
 */
public record SubjectNormaliser(double rest, double peak) {

  /** Raw ranges below this are treated as a channel that never moves. */
  public static final double SMALLEST_RANGE = 1e-4;

  /** Validates the order. */
  public SubjectNormaliser {
    if (!(peak > rest)) {
      throw new IllegalArgumentException("peak " + peak + " must exceed rest " + rest);
    }
  }

  /**
   * Learns the range of a channel.
   *
   * @param neutral raw samples of the subject at rest; where empty, the lowest tenth of {@code
   *     session} counts as rest
   * @param session raw samples of everything the subject did; NaN is ignored
   * @throws IllegalArgumentException if there is no sample
   */
  public static SubjectNormaliser fit(float[] neutral, float[] session) {
    float[] sorted = sorted(session);
    float[] atRest = sorted(neutral);
    if (sorted.length == 0) {
      throw new IllegalArgumentException("session has no sample, expected at least one");
    }
    double rest =
        atRest.length > 0
            ? quantile(atRest, 0.5)
            : quantile(Arrays.copyOf(sorted, Math.max(1, sorted.length / 10)), 0.5);
    double peak = quantile(sorted, 0.99);
    return new SubjectNormaliser(rest, Math.max(peak, rest + SMALLEST_RANGE));
  }

  /**
   * Raw to normalised.
   *
   * @param raw a raw intensity
   * @return in [0, 1]
   */
  public double normalise(double raw) {
    return Math.min(1, Math.max(0, (raw - rest) / (peak - rest)));
  }

  /**
   * Normalised to raw; the inverse of {@link #normalise} within the range.
   *
   * @param intensity in [0, 1]
   */
  public double invert(double intensity) {
    return rest + intensity * (peak - rest);
  }

  private static float[] sorted(float[] samples) {
    float[] kept = new float[samples.length];
    int count = 0;
    for (float sample : samples) {
      if (!Float.isNaN(sample)) {
        kept[count++] = sample;
      }
    }
    kept = Arrays.copyOf(kept, count);
    Arrays.sort(kept);
    return kept;
  }

  /** Linear interpolation between order statistics. */
  private static double quantile(float[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int lower = (int) position;
    int upper = Math.min(lower + 1, sorted.length - 1);
    return sorted[lower] + (position - lower) * (sorted[upper] - sorted[lower]);
  }
}
