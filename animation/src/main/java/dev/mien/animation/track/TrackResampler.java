package dev.mien.animation.track;

import dev.mien.core.ActionUnitTrack;
import java.util.Arrays;

/**
 * Puts a track on an even time grid by linear interpolation. What filters count as neighbours is
 * equally far apart only then.
 */
public final class TrackResampler {

  /** Share by which a step may differ from the median one in times that count as even. */
  public static final double TOLERANCE = 0.1;

  /** Share of a step by which a grid's time may miss a sample's to be the same. */
  private static final double SAME = 1e-3;

  /** Share of a step by which a grid may end after the last sample, since rates are inexact. */
  private static final double LATEST = 0.05;

  private TrackResampler() {}

  /**
   * Whether all steps are alike.
   *
   * @param times seconds, increasing
   */
  public static boolean isEven(double[] times) {
    double step = medianStep(times);
    for (int i = 1; i < times.length; i++) {
      if (Math.abs(times[i] - times[i - 1] - step) > TOLERANCE * step) {
        return false;
      }
    }
    return true;
  }

  /**
   * Frames per second: the mean of steps that aren't much longer than the median one, which are
   * pauses.
   *
   * @param times seconds, increasing
   * @return 0 for fewer than two frames
   */
  public static double rate(double[] times) {
    double longest = 1.5 * medianStep(times);
    double sum = 0;
    int count = 0;
    for (int i = 1; i < times.length; i++) {
      double step = times[i] - times[i - 1];
      if (step <= longest) {
        sum += step;
        count++;
      }
    }
    return sum > 0 ? count / sum : 0;
  }

  private static double medianStep(double[] times) {
    double[] steps = new double[Math.max(0, times.length - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = times[i + 1] - times[i];
    }
    Arrays.sort(steps);
    return steps.length == 0 ? 0 : steps[steps.length / 2];
  }

  /**
   * An even grid from the first time to the last one or less than a step before it.
   *
   * @param times seconds, increasing; at least one
   * @param rate frames per second, above 0
   */
  public static double[] grid(double[] times, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("rate is " + rate + ", expected above 0");
    }
    double duration = times[times.length - 1] - times[0];
    double[] grid = new double[(int) Math.floor(duration * rate + LATEST) + 1];
    for (int f = 0; f < grid.length; f++) {
      grid[f] = times[0] + f / rate;
    }
    return grid;
  }

  /**
   * Samples channels at other times.
   *
   * @param times seconds, increasing
   * @param values [frame][channel]; NaN where a value is missing, which stays missing
   * @param grid where to sample, seconds, increasing, within {@code times}
   * @param longestStep seconds; nothing is interpolated over steps longer than this, values are
   *     missing there
   */
  public static float[][] resample(
      double[] times, float[][] values, double[] grid, double longestStep) {
    float[][] sampled = new float[grid.length][];
    int segment = 0;
    for (int f = 0; f < grid.length; f++) {
      while (segment < times.length - 2 && times[segment + 1] < grid[f]) {
        segment++;
      }
      int next = Math.min(segment + 1, times.length - 1);
      double step = times[next] - times[segment];
      double share = step > 0 ? Math.min(1, Math.max(0, (grid[f] - times[segment]) / step)) : 0;
      if (share < SAME || share > 1 - SAME) {
        sampled[f] = values[share < SAME ? segment : next].clone();
        continue;
      }
      sampled[f] = new float[values[segment].length];
      for (int c = 0; c < sampled[f].length; c++) {
        float from = values[segment][c];
        sampled[f][c] =
            step > longestStep ? Float.NaN : (float) (from + share * (values[next][c] - from));
      }
    }
    return sampled;
  }

  /**
   * Resamples a track; the grid starts at the first frame's time and ends at or before the last
   * one's.
   *
   * @param track any spacing; a single frame stays
   * @param rate frames per second of the result, above 0
   */
  public static ActionUnitTrack resample(ActionUnitTrack track, double rate) {
    double[] times = track.times();
    if (times.length < 2) {
      return track;
    }
    double[] grid = grid(times, rate);
    return new ActionUnitTrack(
        track.channels(), grid, resample(times, track.values(), grid, Double.POSITIVE_INFINITY));
  }
}
