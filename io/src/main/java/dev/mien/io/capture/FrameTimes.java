package dev.mien.io.capture;

import dev.mien.core.BadFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes times strictly increasing from 0 by leaving frames out. */
final class FrameTimes {

  /** A larger share of frames that run backwards means that the file isn't one recording. */
  private static final double MOST_DROPPED = 0.25;

  private FrameTimes() {}

  /**
   * The times of the frames that are kept; others are dropped from the table.
   *
   * @param table loses frames that aren't later than one before
   * @param seconds per row
   * @param confidence per row; of frames at the same time the most confident is kept; null to keep
   *     the first
   */
  static double[] increasing(CaptureTable table, double[] seconds, float @Nullable [] confidence)
      throws BadFileException {
    List<Integer> kept = new ArrayList<>();
    int backwards = 0;
    int firstBackwards = 0;
    for (int row = 0; row < seconds.length; row++) {
      if (Double.isNaN(seconds[row])) {
        throw new BadFileException(
            table.source, "line " + table.lines.get(row), "has no time, expected a number");
      }
      if (kept.isEmpty() || seconds[row] > seconds[kept.get(kept.size() - 1)]) {
        kept.add(row);
        continue;
      }
      int last = kept.get(kept.size() - 1);
      if (seconds[row] == seconds[last]) {
        if (confidence != null && confidence[row] > confidence[last]) {
          kept.set(kept.size() - 1, row);
        }
      } else if (backwards++ == 0) {
        firstBackwards = table.lines.get(row);
      }
    }
    if (backwards > MOST_DROPPED * seconds.length) {
      throw new BadFileException(
          table.source,
          "line " + firstBackwards,
          "time runs backwards in "
              + backwards
              + " of "
              + seconds.length
              + " frames; the file isn't one recording");
    }
    String reason =
        backwards == 0
            ? "they're at the same time as another (several faces in a picture, or repeated rows)"
            : "not later than the frame before, the first that runs backwards in line "
                + firstBackwards;
    double[] times = new double[kept.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = seconds[kept.get(i)] - seconds[kept.get(0)];
    }
    table.keep(kept, reason);
    return times;
  }
}
