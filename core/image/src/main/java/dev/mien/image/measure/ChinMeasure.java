package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.OptionalDouble;

/** Where the face ends below: the first lasting change along the centre line under the mouth. */
final class ChinMeasure {

  private static final double FIRST = 1.55;
  private static final double LAST = 2.35;

  private ChinMeasure() {}

  /**
   * The chin's lower edge.
   *
   * @return how far below the eyes, in distances between the eyes; empty if nothing marks it
   */
  static OptionalDouble measure(FaceCrop crop) {
    double best = 0;
    double at = 0;
    double sum = 0;
    int count = 0;
    double step = 1.0 / FaceCrop.UNIT;
    for (double y = FIRST; y <= LAST; y += step) {
      double change = change(crop, y);
      if (Double.isNaN(change)) {
        break;
      }
      sum += change;
      count++;
      // Nearer the usual place counts more: collars and shadows lie further down.
      double weighted = change * Math.exp(-Math.pow((y - 1.88) / 0.22, 2) / 2);
      if (weighted > best) {
        best = weighted;
        at = y;
      }
    }
    boolean clear = count > 20 && best > 5 && best > 1.6 * sum / count;
    return clear ? OptionalDouble.of(at) : OptionalDouble.empty();
  }

  /** Difference of the bands above and below a line, averaged over the centre's columns. */
  private static double change(FaceCrop crop, double y) {
    double total = 0;
    int count = 0;
    for (double x = -0.15; x <= 0.15; x += 0.05) {
      if (!crop.shows(x, y - 0.06) || !crop.shows(x, y + 0.06)) {
        return Double.NaN;
      }
      Lab above = crop.median(x, y - 0.05, 0.03).orElseThrow();
      Lab below = crop.median(x, y + 0.05, 0.03).orElseThrow();
      total += above.deltaE76(below);
      count++;
    }
    return total / count;
  }
}
