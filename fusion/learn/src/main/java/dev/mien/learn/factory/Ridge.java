package dev.mien.learn.factory;

import java.util.List;

/** Ridge regression by the normal equations and a Cholesky factorisation. */
final class Ridge {

  /** Penalty of the constant: none but what keeps the matrix definite. */
  private static final double ON_CONSTANT = 1e-6;

  private Ridge() {}

  /**
   * Solves for weights.
   *
   * @param rows [examples, features]; the first feature is the constant
   * @param targets [examples, outputs]
   * @param penalty on squared weights
   * @return [features, outputs]
   */
  static double[][] solve(List<double[]> rows, float[][] targets, double penalty) {
    int n = rows.get(0).length;
    int outputs = targets[0].length;
    double[][] a = new double[n][n];
    double[][] b = new double[n][outputs];
    for (int e = 0; e < targets.length; e++) {
      double[] row = rows.get(e);
      for (int i = 0; i < n; i++) {
        double value = row[i];
        if (value == 0) {
          continue;
        }
        for (int j = 0; j <= i; j++) {
          a[i][j] += value * row[j];
        }
        for (int o = 0; o < outputs; o++) {
          b[i][o] += value * targets[e][o];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      a[i][i] += i == 0 ? ON_CONSTANT : penalty;
    }
    factorise(a);
    for (int o = 0; o < outputs; o++) {
      for (int i = 0; i < n; i++) {
        double sum = b[i][o];
        for (int k = 0; k < i; k++) {
          sum -= a[i][k] * b[k][o];
        }
        b[i][o] = sum / a[i][i];
      }
      for (int i = n - 1; i >= 0; i--) {
        double sum = b[i][o];
        for (int k = i + 1; k < n; k++) {
          sum -= a[k][i] * b[k][o];
        }
        b[i][o] = sum / a[i][i];
      }
    }
    return b;
  }

  /**
   * Solves a symmetric, positive definite system; the matrix is changed.
   *
   * @param a matrix
   * @param b right side
   */
  static double[] solve(double[][] a, double[] b) {
    factorise(a);
    int n = b.length;
    double[] x = b.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= a[i][k] * x[k];
      }
      x[i] /= a[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= a[k][i] * x[k];
      }
      x[i] /= a[i][i];
    }
    return x;
  }

  /** The lower triangle becomes its Cholesky factor. */
  private static void factorise(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        if (i == j) {
          if (!(sum > 0)) {
            throw new IllegalArgumentException("features depend on one another: raise the ridge");
          }
          a[i][i] = Math.sqrt(sum);
        } else {
          a[i][j] = sum / a[j][j];
        }
      }
    }
  }
}
