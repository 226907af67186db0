package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lengths of a face, in distances between the eyes; NaN for what isn't seen. */
final class ProportionMeasure {

  private static final double STEP = 1.0 / FaceCrop.UNIT;

  /** Lightness of the skin counts so much against its hue where the eyelids end. */
  private static final double LID = 13;

  private ProportionMeasure() {}

  /**
   * Measures lengths.
   *
   * @return the mouth's place and width; the chin; the outline at 10°, 30°, 50°, 70° and 90° below
   *     the horizontal; the nose's lower end and the nostrils' distance; the eyes' openness and
   *     width; the brows' height; the hairline's height
   */
  static List<Double> measure(
      FaceCrop crop, Lab skin, Optional<LipMeasure> lips, double chin, double hairline) {
    Outline outline = Outline.measure(crop, skin);
    double mouth = lips.map(LipMeasure::down).orElse(Double.NaN);
    List<Double> lengths = new ArrayList<>();
    lengths.add(mouth);
    lengths.add(lips.map(LipMeasure::width).orElse(Double.NaN));
    lengths.add(seam(crop, Double.isNaN(mouth) ? 1.15 : mouth));
    lengths.add(chin);
    for (double degrees = 10; degrees <= 90; degrees += 20) {
      lengths.add(outline.at(degrees));
    }
    double[] nose = nostrils(crop, Double.isNaN(mouth) ? 1.15 : mouth);
    lengths.add(nose[0]);
    lengths.add(nose[1]);
    lengths.add((openness(crop, -0.5, skin) + openness(crop, 0.5, skin)) / 2);
    lengths.add((width(crop, -0.5, skin) + width(crop, 0.5, skin)) / 2);
    lengths.add((brow(crop, -0.5) + brow(crop, 0.5)) / 2);
    lengths.add(-hairline);
    return lengths;
  }

  /** Width of the dark line between the lips. */
  private static double seam(FaceCrop crop, double mouth) {
    double left = 0;
    double right = 0;
    for (int side = -1; side <= 1; side += 2) {
      double end = 0;
      int gap = 0;
      for (double x = 0.03; x < 0.8 && gap < 4; x += STEP) {
        double deepest = 0;
        for (double y = mouth - 0.14; y <= mouth + 0.14; y += STEP) {
          double dip =
              Math.min(crop.l(side * x, y - 0.05), crop.l(side * x, y + 0.05))
                  - crop.l(side * x, y);
          deepest = Double.isNaN(dip) ? deepest : Math.max(deepest, dip);
        }
        if (deepest > 3) {
          end = x;
          gap = 0;
        } else {
          gap++;
        }
      }
      left = side < 0 ? end : left;
      right = side > 0 ? end : right;
    }
    return left + right;
  }

  /** How far the darkest places under the nose are below the eyes, and how far apart. */
  private static double[] nostrils(FaceCrop crop, double mouth) {
    double[] y = new double[2];
    double[] x = new double[2];
    for (int side = -1; side <= 1; side += 2) {
      double best = 2;
      int i = (side + 1) / 2;
      y[i] = Double.NaN;
      x[i] = Double.NaN;
      for (double down = mouth - 0.62; down <= mouth - 0.14; down += STEP) {
        for (double right = 0.04; right <= 0.3; right += STEP) {
          double dip =
              (crop.l(side * right, down - 0.09)
                          + crop.l(side * right, down + 0.09)
                          + crop.l(side * right - 0.09, down)
                          + crop.l(side * right + 0.09, down))
                      / 4
                  - crop.l(side * right, down);
          if (dip > best) {
            best = dip;
            y[i] = down;
            x[i] = right;
          }
        }
      }
    }
    return new double[] {(y[0] + y[1]) / 2, x[0] + x[1]};
  }

  /** Height between the lids at the iris. */
  private static double openness(FaceCrop crop, double eye, Lab skin) {
    double sum = 0;
    int columns = 0;
    for (double x = eye - 0.06; x <= eye + 0.06; x += 2 * STEP) {
      double up = 0;
      while (up < 0.3 && !isSkin(crop, x, -up, skin)) {
        up += STEP;
      }
      double down = 0;
      while (down < 0.3 && !isSkin(crop, x, down, skin)) {
        down += STEP;
      }
      sum += up + down;
      columns++;
    }
    return sum / columns;
  }

  /** Width between the corners of an eye. */
  private static double width(FaceCrop crop, double eye, Lab skin) {
    double best = 0;
    for (double y = -0.03; y <= 0.06; y += STEP) {
      double in = 0;
      while (in < 0.4 && !isSkin(crop, eye - in, y, skin)) {
        in += STEP;
      }
      double out = 0;
      while (out < 0.4 && !isSkin(crop, eye + out, y, skin)) {
        out += STEP;
      }
      best = Math.max(best, in + out);
    }
    return best;
  }

  private static boolean isSkin(FaceCrop crop, double right, double down, Lab skin) {
    if (!crop.shows(right, down)) {
      return true;
    }
    Lab colour = crop.lab(right, down);
    double dl = Math.max(0, Math.abs(colour.l() - skin.l()) - 8);
    return Math.hypot(dl, Math.hypot(colour.a() - skin.a(), colour.b() - skin.b())) < LID;
  }

  /** How far the darkest row above an eye is above it. */
  private static double brow(FaceCrop crop, double eye) {
    double darkest = Double.MAX_VALUE;
    double at = Double.NaN;
    for (double y = -0.62; y <= -0.2; y += STEP) {
      double sum = 0;
      for (double x = eye - 0.15; x <= eye + 0.15; x += 0.05) {
        sum += crop.l(x, y);
      }
      if (sum < darkest) {
        darkest = sum;
        at = -y;
      }
    }
    return at;
  }
}
