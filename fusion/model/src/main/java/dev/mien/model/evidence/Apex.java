package dev.mien.model.evidence;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import java.util.Map;

/** The strongest moment of a performance. */
public final class Apex {

  /** Intensities below this are left out. */
  private static final float SMALLEST = 0.02f;

  private Apex() {}

  /**
   * The frame with the greatest sum of the face's squared intensities; the first of equals. Head
   * and gaze don't count, but are part of the frame.
   *
   * @param track intensities in [0, 1], cleaned: a spike would pass for the strongest moment;
   *     missing and tiny values count as 0
   */
  public static ActionUnits of(ActionUnitTrack track) {
    float[][] values = track.values();
    int best = -1;
    double strongest = -1;
    for (int frame = 0; frame < values.length; frame++) {
      double sum = 0;
      for (int c = 0; c < values[frame].length; c++) {
        float value = values[frame][c];
        boolean counts = !Float.isNaN(value) && track.channels().get(c).unit().isFacial();
        sum += counts ? value * value : 0;
      }
      if (sum > strongest) {
        strongest = sum;
        best = frame;
      }
    }
    ActionUnits units = ActionUnits.NEUTRAL;
    if (best >= 0) {
      for (Map.Entry<ActionUnitChannel, Float> entry : track.at(best).asMap().entrySet()) {
        if (entry.getValue() >= SMALLEST) {
          units = units.with(entry.getKey().unit(), entry.getKey().side(), entry.getValue());
        }
      }
    }
    return units;
  }
}
