package dev.mien.animation.track;

/**
 * Fills missing samples: short gaps by interpolation, longer ones by holding the last value and
 * letting it decay to rest, then rising to the next value.
 *
 * @param longestBridge seconds up to which a gap is interpolated, not negative
 * @param hold seconds for which a longer gap keeps its last value, not negative
 * @param decay time constant of the decay to 0 after that, seconds, above 0
 */
public record GapFiller(double longestBridge, double hold, double decay) {

  /** Bridges 150 ms, holds for 100 ms, decays with 300 ms. */
  public static final GapFiller DEFAULT = new GapFiller(0.15, 0.1, 0.3);

  /** Validates the ranges. */
  public GapFiller {
    if (!(longestBridge >= 0) || !(hold >= 0) || !(decay > 0)) {
      throw new IllegalArgumentException(
          "longestBridge "
              + longestBridge
              + ", hold "
              + hold
              + ", decay "
              + decay
              + ": expected not negative, not negative and above 0");
    }
  }

  /**
   * Fills a channel in place. A channel without any sample becomes 0; gaps at the ends keep the
   * nearest sample as long as a held one.
   *
   * @param times seconds, increasing
   * @param samples NaN where missing
   * @return which samples were filled
   */
  public boolean[] fill(double[] times, float[] samples) {
    boolean[] filled = new boolean[samples.length];
    int last = -1;
    for (int i = 0; i <= samples.length; i++) {
      if (i < samples.length && Float.isNaN(samples[i])) {
        filled[i] = true;
        continue;
      }
      for (int k = last + 1; k < i; k++) {
        samples[k] = value(times, samples, last, i, k);
      }
      last = i;
    }
    return filled;
  }

  private float value(double[] times, float[] samples, int before, int after, int k) {
    boolean hasBefore = before >= 0;
    boolean hasAfter = after < samples.length;
    if (hasBefore && hasAfter && times[after] - times[before] <= longestBridge) {
      double share = (times[k] - times[before]) / (times[after] - times[before]);
      return (float) (samples[before] + share * (samples[after] - samples[before]));
    }
    double fromBefore = hasBefore ? samples[before] * kept(times[k] - times[before]) : 0;
    double fromAfter = hasAfter ? samples[after] * kept(times[after] - times[k]) : 0;
    if (hasBefore && hasAfter) {
      double share = (times[k] - times[before]) / (times[after] - times[before]);
      return (float) ((1 - share) * fromBefore + share * fromAfter);
    }
    return (float) (fromBefore + fromAfter);
  }

  private double kept(double distance) {
    return distance <= hold ? 1 : Math.exp(-(distance - hold) / decay);
  }
}
