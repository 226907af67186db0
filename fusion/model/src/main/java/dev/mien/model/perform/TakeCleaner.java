package dev.mien.model.perform;

import dev.mien.animation.track.GapFiller;
import dev.mien.animation.track.RotationCleaner;
import dev.mien.animation.track.TrackCleaner;
import dev.mien.animation.track.TrackResampler;
import dev.mien.core.ActionUnitTrack;
import dev.mien.io.capture.Capture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a capture ready to play: frames that saw no face count as missing, uneven times are put on
 * an even grid, and then outliers are repaired, gaps filled and noise smoothed, of intensities and
 * rotations alike. Immutable and thread-safe.
 */
public final class TakeCleaner {

  /**
   * Range below which a channel isn't stretched when normalising: less than FACS' trace, A, in [0,
   * 1].
   */
  public static final double LEAST_RANGE = 0.1;

  /**
   * How many times as many frames an even grid may have before times count as too uneven for it.
   */
  private static final int MOST_STRETCH = 20;

  /** Frames that an even grid may have in any case. */
  private static final int ALWAYS_FINE = 100_000;

  private final boolean normalise;

  private TakeCleaner(boolean normalise) {
    this.normalise = normalise;
  }

  /** A cleaner that keeps intensities as they were measured. */
  public static TakeCleaner create() {
    return new TakeCleaner(false);
  }

  /**
   * This cleaner, mapping each channel's own range to [0, 1]; channels that move less than {@link
   * #LEAST_RANGE} stay as they are.
   */
  public TakeCleaner normalising() {
    return new TakeCleaner(true);
  }

  /**
   * Cleans a capture.
   *
   * @param capture any format
   * @return the take; its notes are the capture's and how much was repaired
   */
  public Take clean(Capture capture) {
    List<String> notes = new ArrayList<>(capture.repairs());
    double[] recorded = capture.times();
    double[] times = recorded;
    double rate = TrackResampler.rate(recorded);
    if (rate > 0 && !TrackResampler.isEven(recorded)) {
      double frames = capture.duration() * rate + 1;
      if (frames <= Math.max(ALWAYS_FINE, MOST_STRETCH * (double) recorded.length)) {
        times = TrackResampler.grid(recorded, rate);
        notes.add(say("times are uneven: resampled to %.4g frames per second", rate));
      } else {
        rate = 0;
        notes.add("times are too uneven to tell outliers and noise from movement");
      }
    }
    TrackCleaner cleaner = TrackCleaner.forRate(rate);
    if (normalise) {
      cleaner = cleaner.normalising(LEAST_RANGE);
    }
    float[][] weights = new float[0][];
    if (!capture.shapes().isEmpty()) {
      weights = clean(capture, capture.weights(), times, rate, cleaner, notes);
    }
    Optional<ActionUnitTrack> units = Optional.empty();
    if (capture.actionUnits().isPresent()) {
      ActionUnitTrack track = capture.actionUnits().get();
      float[][] values = clean(capture, track.values(), times, rate, cleaner, notes);
      units = Optional.of(new ActionUnitTrack(track.channels(), times, values));
    }
    return new Take(
        capture.source(),
        times,
        capture.shapes(),
        weights,
        units,
        head(capture, times, rate, notes),
        notes);
  }

  private float[][] clean(
      Capture capture,
      float[][] values,
      double[] times,
      double rate,
      TrackCleaner cleaner,
      List<String> notes) {
    TrackCleaner.Cleaned cleaned = cleaner.clean(times, onGrid(capture, values, times, rate));
    if (cleaned.outliers() + cleaned.filled() > 0) {
      notes.add(
          say(
              "%d outliers were repaired and %d missing values filled",
              cleaned.outliers(), cleaned.filled()));
    }
    if (normalise) {
      notes.add(say("the range of %d channels was mapped to [0, 1]", cleaned.normalisers().size()));
    }
    return cleaned.values();
  }

  private static float[][] head(Capture capture, double[] times, double rate, List<String> notes) {
    if (capture.headRotations().length == 0) {
      return new float[0][];
    }
    RotationCleaner.Cleaned cleaned =
        RotationCleaner.forRate(rate)
            .clean(times, onGrid(capture, capture.headRotations(), times, rate));
    if (cleaned.outliers() + cleaned.filled() > 0) {
      notes.add(
          say(
              "the head's rotation was an outlier in %d frames and filled in %d",
              cleaned.outliers(), cleaned.filled()));
    }
    return cleaned.angles();
  }

  /** Frames without a face as missing values, on the grid. */
  private static float[][] onGrid(Capture capture, float[][] values, double[] times, double rate) {
    float[][] seen = new float[values.length][];
    for (int f = 0; f < values.length; f++) {
      seen[f] = values[f].clone();
      if (!capture.valid()[f]) {
        Arrays.fill(seen[f], Float.NaN);
      }
    }
    if (Arrays.equals(times, capture.times())) {
      return seen;
    }
    // A longer pause is a gap, whatever bridges those.
    double longest = Math.max(GapFiller.DEFAULT.longestBridge(), 2.5 / rate);
    return TrackResampler.resample(capture.times(), seen, times, longest);
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
