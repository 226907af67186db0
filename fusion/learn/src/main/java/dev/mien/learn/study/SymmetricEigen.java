package dev.mien.learn.study;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Eigenvalues and vectors of a small symmetric matrix by cyclic Jacobi rotations (Golub and Van
 * Loan, Matrix Computations, section 8.5).
 *
 * @param values falling
 * @param vectors of unit length, one per value
 */
record SymmetricEigen(double[] values, double[][] vectors) {

  private static final int MOST_SWEEPS = 60;
  private static final double SMALL = 1e-24;

  /**
   * Decomposes.
   *
   * @param matrix symmetric; not changed
   */
  static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    double[][] a = new double[n][];
    double[][] v = new double[n][n];
    double whole = 0;
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
      for (double value : a[i]) {
        whole += value * value;
      }
    }
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      double off = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          off += a[i][j] * a[i][j];
        }
      }
      if (off <= SMALL * whole) {
        break;
      }
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -a[i][i]));
    double[] values = new double[n];
    double[][] vectors = new double[n][n];
    for (int k = 0; k < n; k++) {
      values[k] = a[order[k]][order[k]];
      for (int i = 0; i < n; i++) {
        vectors[k][i] = v[i][order[k]];
      }
    }
    return new SymmetricEigen(values, vectors);
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double kp = v[k][p];
      double kq = v[k][q];
      v[k][p] = c * kp - s * kq;
      v[k][q] = s * kp + c * kq;
    }
  }
}
