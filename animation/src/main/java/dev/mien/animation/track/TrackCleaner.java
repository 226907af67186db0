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

  private final ChannelRepair repair;
  private final boolean normalise;
  private final double leastRange;

  private TrackCleaner(ChannelRepair repair, boolean normalise, double leastRange) {
    this.repair = repair;
    this.normalise = normalise;
    this.leastRange = leastRange;
  }

  /** Outliers, gaps and smoothing for intensities in [0, 1] at 60 frames per second. */
  public static TrackCleaner create() {
    return forRate(60);
  }

  /**
   * As {@link #create()}, with windows that last as long at another rate.
   *
   * @param framesPerSecond below 12, neighbours are too far apart to judge by, and only gaps are
   *     filled
   */
  public static TrackCleaner forRate(double framesPerSecond) {
    return new TrackCleaner(
        ChannelRepair.forRate(
            framesPerSecond, HampelFilter.FOR_INTENSITIES.smallestOutlier(), GapFiller.DEFAULT),
        false,
        0);
  }

  /** This cleaner without smoothing. */
  public TrackCleaner withoutSmoothing() {
    return new TrackCleaner(
        new ChannelRepair(repair.outliers(), repair.gaps(), Optional.empty()),
        normalise,
        leastRange);
  }

  /** This cleaner, mapping each channel's own range to [0, 1] at the end. */
  public TrackCleaner normalising() {
    return normalising(0);
  }

  /**
   * This cleaner, mapping each channel's own range to [0, 1] at the end, save of channels that
   * hardly move: their noise would become movement.
   *
   * @param range raw range below which a channel stays as it is
   */
  public TrackCleaner normalising(double range) {
    return new TrackCleaner(repair, true, range);
  }

  /**
   * This cleaner with other gap filling.
   *
   * @param filler how missing samples are filled
   */
  public TrackCleaner withGaps(GapFiller filler) {
    return new TrackCleaner(
        new ChannelRepair(repair.outliers(), filler, repair.smoothing()), normalise, leastRange);
  }

  /**
   * Cleaned channels and what was done to them.
   *
   * @param values [frame][channel], in [0, 1], without gaps
   * @param outliers how many samples were outliers
   * @param filled how many missing samples were filled
   * @param normalisers how raw values were mapped, by the channel's column
   */
  public record Cleaned(
      float[][] values, int outliers, int filled, Map<Integer, SubjectNormaliser> normalisers) {

    /** Copies the map. */
    public Cleaned {
      normalisers = Map.copyOf(normalisers);
    }
  }

  /**
   * Cleans a track.
   *
   * @param raw equally spaced frames; NaN where a value is missing
   * @return the same channels and times
   */
  public CleanedTrack clean(ActionUnitTrack raw) {
    Cleaned cleaned = clean(raw.times(), raw.values());
    Map<String, SubjectNormaliser> normalisers = new LinkedHashMap<>();
    cleaned
        .normalisers()
        .forEach((c, normaliser) -> normalisers.put(raw.channels().get(c).label(), normaliser));
    return new CleanedTrack(
        new ActionUnitTrack(raw.channels(), raw.times(), cleaned.values()),
        cleaned.outliers(),
        cleaned.filled(),
        normalisers);
  }

  /**
   * Cleans channels of any kind.
   *
   * @param times seconds, equally spaced
   * @param raw [frame][channel]; NaN where a value is missing
   */
  public Cleaned clean(double[] times, float[][] raw) {
    int channels = raw.length == 0 ? 0 : raw[0].length;
    float[][] values = new float[raw.length][channels];
    int outlierCount = 0;
    int filledCount = 0;
    Map<Integer, SubjectNormaliser> normalisers = new LinkedHashMap<>();
    for (int c = 0; c < channels; c++) {
      float[] samples = new float[raw.length];
      for (int f = 0; f < raw.length; f++) {
        samples[f] = raw[f][c];
      }
      boolean[] outlier = new boolean[raw.length];
      boolean[] filled = new boolean[raw.length];
      float[] channel = repair.repair(times, samples, outlier, filled);
      outlierCount += ChannelRepair.count(outlier);
      filledCount += ChannelRepair.count(filled);
      if (normalise) {
        SubjectNormaliser normaliser = SubjectNormaliser.fit(new float[0], channel);
        if (normaliser.peak() - normaliser.rest() >= leastRange) {
          normalisers.put(c, normaliser);
          for (int f = 0; f < raw.length; f++) {
            channel[f] = (float) normaliser.normalise(channel[f]);
          }
        }
      }
      for (int f = 0; f < raw.length; f++) {
        values[f][c] = Math.min(1, Math.max(0, channel[f]));
      }
    }
    return new Cleaned(values, outlierCount, filledCount, normalisers);
  }
}
