package dev.mien.model.evidence;

import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;

/** The strongest moment of a performance. */
public final class Apex {

  private Apex() {}

  /**
   * The frame with the greatest sum of squared intensities; the first of equals.
   *
   * @param track intensities in [0, 1]; missing values count as 0
   */
  public static ActionUnits of(ActionUnitTrack track) {
    float[][] values = track.values();
    int best = -1;
    double strongest = -1;
    for (int frame = 0; frame < values.length; frame++) {
      double sum = 0;
      for (float value : values[frame]) {
        sum += Float.isNaN(value) ? 0 : value * value;
      }
      if (sum > strongest) {
        strongest = sum;
        best = frame;
      }
    }
    return best < 0 ? ActionUnits.NEUTRAL : track.at(best);
  }
}
