package dev.mien.image.screen;

/** How far a picture's hues are from the nearest harmonic arrangement on the colour wheel. */
final class HueHarmony {

  /** Hue classes of 10°. */
  static final int BINS = 36;

  // Sectors of the harmonic templates, each {centre, width} in degrees (Cohen-Or et al., fig. 2).
  private static final double[][][] TEMPLATES = {
    {{0, 18}},
    {{0, 93.6}},
    {{0, 93.6}, {90, 18}},
    {{0, 18}, {180, 18}},
    {{0, 180}},
    {{0, 93.6}, {180, 18}},
    {{0, 93.6}, {180, 93.6}}
  };

  private HueHarmony() {}

  /** Counts a pixel's hue by its saturation times its value. */
  static void add(double[] hues, int r, int g, int b) {
    int max = Math.max(r, Math.max(g, b));
    int min = Math.min(r, Math.min(g, b));
    int chroma = max - min;
    if (chroma == 0) {
      return;
    }
    double hue;
    if (max == r) {
      hue = (double) (g - b) / chroma;
    } else if (max == g) {
      hue = 2 + (double) (b - r) / chroma;
    } else {
      hue = 4 + (double) (r - g) / chroma;
    }
    int bin = (int) Math.floor((hue + 6) % 6 / 6 * BINS);
    hues[Math.min(BINS - 1, bin)] += chroma;
  }

  /** Mean angle, in radians, by which hues lie outside the best template at its best turn. */
  static double distance(double[] hues) {
    double total = 0;
    for (double weight : hues) {
      total += weight;
    }
    if (total == 0) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (double[][] template : TEMPLATES) {
      for (int turn = 0; turn < BINS; turn++) {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
          sum += hues[bin] * outside(template, (bin - turn) * 360.0 / BINS);
        }
        best = Math.min(best, sum / total);
      }
    }
    return best;
  }

  private static double outside(double[][] template, double degrees) {
    double nearest = 360;
    for (double[] sector : template) {
      double apart = Math.abs(Math.IEEEremainder(degrees - sector[0], 360));
      nearest = Math.min(nearest, Math.max(0, apart - sector[1] / 2));
    }
    return Math.toRadians(nearest);
  }
}
