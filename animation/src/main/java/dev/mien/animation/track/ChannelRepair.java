package dev.mien.animation.track;

import java.util.Optional;

/**
 * Outliers, gaps and noise of one channel, in this order.
 *
 * @param outliers what finds and replaces outliers, if anything does
 * @param gaps fills missing samples
 * @param smoothing takes out noise, if anything does
 */
record ChannelRepair(
    Optional<HampelFilter> outliers, GapFiller gaps, Optional<SavitzkyGolay> smoothing) {

  /** Frames per second below which neighbours are too far apart to judge a sample by them. */
  static final double SLOWEST = 12;

  /** Seconds on each side that an outlier is judged by: 5 frames at 60 per second. */
  private static final double NEIGHBOURHOOD = 5 / 60.0;

  /** Seconds that a polynomial is fitted to: 11 frames at 60 per second. */
  private static final double WINDOW = 11 / 60.0;

  private static final int MOST_NEIGHBOURS = 10;
  private static final int ORDER = 3;

  /**
   * A repair whose windows last as long at any rate.
   *
   * @param rate frames per second; below {@link #SLOWEST} only gaps are filled
   * @param smallestOutlier least distance of an outlier from its neighbours' median
   * @param gaps how missing samples are filled
   */
  static ChannelRepair forRate(double rate, double smallestOutlier, GapFiller gaps) {
    if (!(rate >= SLOWEST)) {
      return new ChannelRepair(Optional.empty(), gaps, Optional.empty());
    }
    // A blink lasts 0.1 s and more; half a window must be shorter, or blinks would be outliers.
    int half = (int) Math.min(MOST_NEIGHBOURS, Math.max(1, rate * NEIGHBOURHOOD + 1e-6));
    int reach = (int) Math.min(MOST_NEIGHBOURS, Math.max(2, Math.round((rate * WINDOW - 1) / 2)));
    return new ChannelRepair(
        Optional.of(new HampelFilter(half, 3, smallestOutlier)),
        gaps,
        Optional.of(SavitzkyGolay.of(2 * reach + 1, ORDER)));
  }

  /**
   * Repairs a channel.
   *
   * @param times seconds, equally spaced
   * @param samples NaN where missing; outliers and gaps are repaired in place
   * @param outlier is set where a sample was an outlier
   * @param filled is set where a sample was missing
   * @return the samples without noise
   */
  float[] repair(double[] times, float[] samples, boolean[] outlier, boolean[] filled) {
    if (outliers.isPresent()) {
      mark(outliers.get().filter(samples, samples), outlier);
    }
    mark(gaps.fill(times, samples), filled);
    return smoothing.isPresent() ? smoothing.get().smooth(samples) : samples;
  }

  private static void mark(boolean[] found, boolean[] marks) {
    for (int i = 0; i < found.length; i++) {
      marks[i] |= found[i];
    }
  }

  static int count(boolean[] marks) {
    int count = 0;
    for (boolean mark : marks) {
      count += mark ? 1 : 0;
    }
    return count;
  }
}
