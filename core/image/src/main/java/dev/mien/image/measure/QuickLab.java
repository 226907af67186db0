package dev.mien.image.measure;

import dev.mien.core.image.Lab;

/**
 * L*a*b* of many colours: {@link Lab#ofLinear} with its cube root taken from a table, right to
 * 0.001 in each coordinate.
 */
final class QuickLab {

  private static final double LARGEST = 2;
  private static final int STEPS = 1 << 14;
  private static final double PER_STEP = STEPS / LARGEST;

  /** L* / 100 comes from the same function as a* and b*: (L* + 16) / 116. */
  private static final float[] ROOT = new float[STEPS + 2];

  static {
    for (int i = 0; i < ROOT.length; i++) {
      double grey = i / PER_STEP;
      ROOT[i] = (float) ((Lab.ofLinear(grey, grey, grey).l() + 16) / 116);
    }
  }

  private QuickLab() {}

  /**
   * The colour of linear channels.
   *
   * @param red linear, in [0, 1]
   * @param green linear, in [0, 1]
   * @param blue linear, in [0, 1]
   */
  static Lab ofLinear(double red, double green, double blue) {
    // The rows of Lab's matrix over the white point's coordinates.
    double x = 0.43388728 * red + 0.37622389 * green + 0.18988883 * blue;
    double y = 0.21263901 * red + 0.71516868 * green + 0.07219232 * blue;
    double z = 0.01775000 * red + 0.10945816 * green + 0.87279184 * blue;
    if (!(x < LARGEST && y < LARGEST && z < LARGEST)) {
      return Lab.ofLinear(red, green, blue);
    }
    double fx = root(x);
    double fy = root(y);
    double fz = root(z);
    return new Lab(116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz));
  }

  private static double root(double t) {
    double at = Math.max(0, t) * PER_STEP;
    int i = (int) at;
    return ROOT[i] + (ROOT[i + 1] - ROOT[i]) * (at - i);
  }
}
