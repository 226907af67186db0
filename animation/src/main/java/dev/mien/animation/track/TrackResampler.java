package dev.mien.animation.track;

import dev.mien.core.ActionUnitTrack;

/** Puts a track on an even time grid by linear interpolation. */
public final class TrackResampler {

  private TrackResampler() {}

  /**
   * Resamples a track without missing values; the grid starts at the first frame's time and ends at
   * or before the last one's.
   *
   * @param track any spacing; a single frame stays
   * @param rate frames per second of the result, above 0
   */
  public static ActionUnitTrack resample(ActionUnitTrack track, double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("rate is " + rate + ", expected above 0");
    }
    double[] times = track.times();
    float[][] values = track.values();
    if (times.length < 2) {
      return track;
    }
    double duration = times[times.length - 1] - times[0];
    int frames = (int) Math.floor(duration * rate + 1e-9) + 1;
    double[] grid = new double[frames];
    float[][] sampled = new float[frames][track.channels().size()];
    int segment = 0;
    for (int f = 0; f < frames; f++) {
      grid[f] = times[0] + f / rate;
      while (segment < times.length - 2 && times[segment + 1] < grid[f]) {
        segment++;
      }
      double share =
          Math.min(1, (grid[f] - times[segment]) / (times[segment + 1] - times[segment]));
      for (int c = 0; c < sampled[f].length; c++) {
        float from = values[segment][c];
        sampled[f][c] = (float) (from + share * (values[segment + 1][c] - from));
      }
    }
    return new ActionUnitTrack(track.channels(), grid, sampled);
  }
}
