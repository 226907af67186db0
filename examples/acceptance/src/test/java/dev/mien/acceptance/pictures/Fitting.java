package dev.mien.acceptance.pictures;

/** Least squares and logistic regression with a ridge; small, plain and repeatable. */
final class Fitting {

  private Fitting() {}

  /**
   * Ridge regression towards given weights.
   *
   * @param x [samples, features]
   * @param y [samples]
   * @param prior [features], what weights tend to
   * @param ridge [features], how strongly
   * @return weights
   */
  static double[] linear(double[][] x, double[] y, double[] prior, double[] ridge) {
    int n = prior.length;
    double[][] a = new double[n][n + 1];
    for (int i = 0; i < n; i++) {
      a[i][i] = ridge[i];
      a[i][n] = ridge[i] * prior[i];
    }
    for (int s = 0; s < x.length; s++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < n; k++) {
          a[i][k] += x[s][i] * x[s][k];
        }
        a[i][n] += x[s][i] * y[s];
      }
    }
    return solve(a);
  }

  /**
   * Logistic regression by Newton's method with a ridge towards given weights.
   *
   * @param x [samples, features]
   * @param right [samples]
   * @param prior [features]
   * @param ridge [features]
   */
  static double[] logistic(double[][] x, boolean[] right, double[] prior, double[] ridge) {
    int n = prior.length;
    double[] w = prior.clone();
    for (int round = 0; round < 30; round++) {
      double[][] a = new double[n][n + 1];
      for (int i = 0; i < n; i++) {
        a[i][i] = ridge[i] + 1e-9;
        a[i][n] = ridge[i] * (prior[i] - w[i]);
      }
      for (int s = 0; s < x.length; s++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += w[i] * x[s][i];
        }
        double p = 1 / (1 + Math.exp(-sum));
        double q = p * (1 - p);
        for (int i = 0; i < n; i++) {
          for (int k = 0; k < n; k++) {
            a[i][k] += q * x[s][i] * x[s][k];
          }
          a[i][n] += ((right[s] ? 1 : 0) - p) * x[s][i];
        }
      }
      double[] step = solve(a);
      double longest = 0;
      for (double part : step) {
        longest = Math.max(longest, Math.abs(part));
      }
      for (int i = 0; i < n; i++) {
        w[i] += step[i] * Math.min(1, 2 / Math.max(longest, 1e-12));
      }
    }
    return w;
  }

  /** Gaussian elimination with pivots; the last column is the right-hand side. */
  private static double[] solve(double[][] a) {
    int n = a.length;
    for (int i = 0; i < n; i++) {
      int pivot = i;
      for (int k = i + 1; k < n; k++) {
        pivot = Math.abs(a[k][i]) > Math.abs(a[pivot][i]) ? k : pivot;
      }
      double[] swap = a[i];
      a[i] = a[pivot];
      a[pivot] = swap;
      for (int k = i + 1; k < n; k++) {
        double factor = a[k][i] / a[i][i];
        for (int j = i; j <= n; j++) {
          a[k][j] -= factor * a[i][j];
        }
      }
    }
    double[] w = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = a[i][n];
      for (int k = i + 1; k < n; k++) {
        sum -= a[i][k] * w[k];
      }
      w[i] = sum / a[i][i];
    }
    return w;
  }
}
