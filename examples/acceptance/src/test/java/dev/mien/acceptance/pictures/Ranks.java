package dev.mien.acceptance.pictures;

/** Rank correlation. */
final class Ranks {

  private Ranks() {}

  /** Spearman's ρ: the correlation of ranks, ties sharing theirs. */
  static double spearman(double[] a, double[] b) {
    double[] x = ranks(a);
    double[] y = ranks(b);
    double middle = (a.length - 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < a.length; i++) {
      xy += (x[i] - middle) * (y[i] - middle);
      xx += (x[i] - middle) * (x[i] - middle);
      yy += (y[i] - middle) * (y[i] - middle);
    }
    return xx == 0 || yy == 0 ? 0 : xy / Math.sqrt(xx * yy);
  }

  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < values.length; k++) {
        ranks[i] += values[k] < values[i] ? 1 : values[k] == values[i] && k != i ? 0.5 : 0;
      }
    }
    return ranks;
  }
}
