package dev.mien.model.compute.heap;

/** Loops over ranges of arrays, of the forms that the virtual machine vectorises. */
public final class Kernels {

  private Kernels() {}

  /** y += a·x. */
  public static void axpy(int n, float a, float[] x, int p, float[] y, int q) {
    for (int i = 0; i < n; i++) {
      y[q + i] += a * x[p + i];
    }
  }

  /** y += x. */
  public static void add(int n, float[] x, int p, float[] y, int q) {
    for (int i = 0; i < n; i++) {
      y[q + i] += x[p + i];
    }
  }

  /** y += x + z, which reads and writes y half as often. */
  public static void addTwo(
      int n, float a, float[] x, int p, float b, float[] z, int o, float[] y, int q) {
    for (int i = 0; i < n; i++) {
      y[q + i] += a * x[p + i] + b * z[o + i];
    }
  }

  /** Sum, in four strands so that additions overlap. */
  public static float sum(int n, float[] x, int p) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += x[p + i];
      b += x[p + i + 1];
      c += x[p + i + 2];
      d += x[p + i + 3];
    }
    for (; i < n; i++) {
      a += x[p + i];
    }
    return (a + b) + (c + d);
  }

  /** Inner product, in four strands. */
  public static float dot(int n, float[] x, int p, float[] y, int q) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      a += x[p + i] * y[q + i];
      b += x[p + i + 1] * y[q + i + 1];
      c += x[p + i + 2] * y[q + i + 2];
      d += x[p + i + 3] * y[q + i + 3];
    }
    for (; i < n; i++) {
      a += x[p + i] * y[q + i];
    }
    return (a + b) + (c + d);
  }

  /** Sum of (x − m)², in two strands. */
  public static float squares(int n, float[] x, int p, float m) {
    float a = 0;
    float b = 0;
    int i = 0;
    for (; i + 1 < n; i += 2) {
      float u = x[p + i] - m;
      float v = x[p + i + 1] - m;
      a += u * u;
      b += v * v;
    }
    for (; i < n; i++) {
      float u = x[p + i] - m;
      a += u * u;
    }
    return a + b;
  }

  /** The largest of at least one number. */
  public static float max(int n, float[] x, int p) {
    float most = x[p];
    for (int i = 1; i < n; i++) {
      most = Math.max(most, x[p + i]);
    }
    return most;
  }

  /** y ← max(x, y). */
  public static void maxInto(int n, float[] x, int p, float[] y, int q) {
    for (int i = 0; i < n; i++) {
      y[q + i] = Math.max(y[q + i], x[p + i]);
    }
  }

  /** y ← a·x. */
  public static void scale(int n, float a, float[] x, int p, float[] y, int q) {
    for (int i = 0; i < n; i++) {
      y[q + i] = a * x[p + i];
    }
  }

  /** y ← x + a. */
  public static void shift(int n, float a, float[] x, int p, float[] y, int q) {
    for (int i = 0; i < n; i++) {
      y[q + i] = x[p + i] + a;
    }
  }

  /** Copies; short rows are faster in a loop than by a call. */
  public static void copy(int n, float[] x, int p, float[] y, int q) {
    if (n >= 32) {
      System.arraycopy(x, p, y, q, n);
    } else {
      for (int i = 0; i < n; i++) {
        y[q + i] = x[p + i];
      }
    }
  }
}
