package dev.mien.model.compute.heap;

import dev.mien.model.compute.MatrixProduct;
import java.util.Arrays;

/**
 * Matrix products in plain Java: for small ones, for few rows, and where there is no native
 * library.
 */
public final class JavaMultiplier implements MatrixMultiplier {

  private static final int BLOCK = 64;

  private float[] turned = new float[0];

  @Override
  public void multiply(MatrixProduct product, float[] a, float[] b, float[] c, boolean add) {
    int m = product.m();
    int n = product.n();
    int k = product.k();
    for (int batch = 0; batch < product.batch(); batch++) {
      int p = batch * product.distanceA();
      int q = batch * product.distanceB();
      int r = batch * m * n;
      float[] left = a;
      if (product.transposeA()) {
        left = turn(a, p, k, m);
        p = 0;
      }
      if (!add) {
        Arrays.fill(c, r, r + m * n, 0f);
      }
      if (product.transposeB()) {
        dots(m, n, k, left, p, b, q, c, r);
      } else {
        rows(m, n, k, left, p, b, q, c, r);
      }
    }
  }

  private float[] turn(float[] a, int at, int rows, int columns) {
    if (turned.length < rows * columns) {
      turned = new float[rows * columns];
    }
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = a[at + i * columns + j];
      }
    }
    return turned;
  }

  private static void rows(
      int m, int n, int k, float[] a, int p, float[] b, int q, float[] c, int r) {
    for (int l0 = 0; l0 < k; l0 += BLOCK) {
      int end = Math.min(k, l0 + BLOCK);
      for (int i = 0; i < m; i++) {
        int l = l0;
        for (; l + 3 < end; l += 4) {
          int x = p + i * k + l;
          addFour(n, a[x], a[x + 1], a[x + 2], a[x + 3], b, q + l * n, n, c, r + i * n);
        }
        for (; l < end; l++) {
          Kernels.axpy(n, a[p + i * k + l], b, q + l * n, c, r + i * n);
        }
      }
    }
  }

  private static void addFour(
      int n, float a0, float a1, float a2, float a3, float[] b, int q, int step, float[] c, int r) {
    int q1 = q + step;
    int q2 = q1 + step;
    int q3 = q2 + step;
    for (int j = 0; j < n; j++) {
      c[r + j] += a0 * b[q + j] + a1 * b[q1 + j] + (a2 * b[q2 + j] + a3 * b[q3 + j]);
    }
  }

  private static void dots(
      int m, int n, int k, float[] a, int p, float[] b, int q, float[] c, int r) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        c[r + i * n + j] += Kernels.dot(k, a, p + i * k, b, q + j * k);
      }
    }
  }

  @Override
  public void close() {}
}
