package dev.mien.animation.track;

import dev.mien.core.ActionUnitTrack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Repairs a captured track channel by channel: outliers by {@link HampelFilter}, gaps by {@link
 * GapFiller}, noise by {@link SavitzkyGolay}, and, if asked, each subject's range by {@link
 * SubjectNormaliser}. Immutable and thread-safe.
 */
public final class TrackCleaner {

  private static final SavitzkyGolay SMOOTHING = SavitzkyGolay.of(11, 3);

  private final HampelFilter outliers;
  private final GapFiller gaps;
  private final Optional<SavitzkyGolay> smoothing;
  private final boolean normalise;

  private TrackCleaner(
      HampelFilter outliers, GapFiller gaps, Optional<SavitzkyGolay> smoothing, boolean normalise) {
    this.outliers = outliers;
    this.gaps = gaps;
    this.smoothing = smoothing;
    this.normalise = normalise;
  }

  /** Outliers, gaps and smoothing with their defaults, for intensities already in [0, 1]. */
  public static TrackCleaner create() {
    return new TrackCleaner(
        HampelFilter.FOR_INTENSITIES, GapFiller.DEFAULT, Optional.of(SMOOTHING), false);
  }

  /** This cleaner without smoothing. */
  public TrackCleaner withoutSmoothing() {
    return new TrackCleaner(outliers, gaps, Optional.empty(), normalise);
  }

  /** This cleaner, mapping each channel's own range to [0, 1] at the end. */
  public TrackCleaner normalising() {
    return new TrackCleaner(outliers, gaps, smoothing, true);
  }

  /**
   * This cleaner with other gap filling.
   *
   * @param filler how missing samples are filled
   */
  public TrackCleaner withGaps(GapFiller filler) {
    return new TrackCleaner(outliers, filler, smoothing, normalise);
  }

  /**
   * Cleans a track.
   *
   * @param raw equally spaced frames; NaN where a value is missing
   * @return the same channels and times
   */
  public CleanedTrack clean(ActionUnitTrack raw) {
    double[] times = raw.times();
    float[][] values = raw.values();
    int frames = times.length;
    int outlierCount = 0;
    int filledCount = 0;
    Map<String, SubjectNormaliser> normalisers = new LinkedHashMap<>();
    for (int c = 0; c < raw.channels().size(); c++) {
      float[] channel = new float[frames];
      for (int f = 0; f < frames; f++) {
        channel[f] = values[f][c];
      }
      outlierCount += count(outliers.filter(channel, channel));
      filledCount += count(gaps.fill(times, channel));
      if (smoothing.isPresent()) {
        channel = smoothing.get().smooth(channel);
      }
      if (normalise && frames > 0) {
        SubjectNormaliser normaliser = SubjectNormaliser.fit(new float[0], channel);
        normalisers.put(raw.channels().get(c).label(), normaliser);
        for (int f = 0; f < frames; f++) {
          channel[f] = (float) normaliser.normalise(channel[f]);
        }
      }
      for (int f = 0; f < frames; f++) {
        values[f][c] = Math.min(1, Math.max(0, channel[f]));
      }
    }
    return new CleanedTrack(
        new ActionUnitTrack(raw.channels(), times, values), outlierCount, filledCount, normalisers);
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
