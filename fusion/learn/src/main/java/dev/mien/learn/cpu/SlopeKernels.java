package dev.mien.learn.cpu;

import dev.mien.model.compute.Functions;
import dev.mien.model.compute.UnaryOp;
import dev.mien.model.compute.heap.Exponential;
import dev.mien.model.compute.heap.Kernels;

/** Slopes of functions of one number, of softmax and of layer normalisation, over arrays. */
final class SlopeKernels {

  private static final float HUGE = 1e38f;

  private final Exponential exponential = new Exponential();
  private final float[] scratch = new float[Exponential.CHUNK];
  private float[] hat = new float[0];
  private float[] weighted = new float[0];

  /** dx ← op'(x)·dy. */
  void unary(UnaryOp op, int n, float[] x, float[] y, float[] dy, float[] dx) {
    switch (op) {
      case NEGATE -> Kernels.scale(n, -1, dy, 0, dx, 0);
      case EXP -> multiply(n, y, dy, dx);
      case SQUARE -> squareSlope(n, x, dy, dx);
      case RELU -> reluSlope(n, x, dy, dx);
      case LEAKY_RELU -> leakySlope(n, x, dy, dx);
      case TANH -> tanhSlope(n, y, dy, dx);
      case SIGMOID -> sigmoidSlope(n, y, dy, dx);
      case SILU -> {
        for (int at = 0; at < n; at += Exponential.CHUNK) {
          int m = Math.min(Exponential.CHUNK, n - at);
          exponential.apply(m, -1, x, at, scratch, 0);
          siluSlope(m, scratch, x, dy, dx, at);
        }
      }
      case LOG, SQRT, RECIPROCAL, ABS, SIGN, STEP, SIN, COS, SOFTPLUS -> {
        for (int i = 0; i < n; i++) {
          dx[i] = (float) (dy[i] * Functions.slope(op, x[i], y[i]));
        }
      }
    }
  }

  private static void multiply(int n, float[] a, float[] b, float[] y) {
    for (int i = 0; i < n; i++) {
      y[i] = a[i] * b[i];
    }
  }

  private static void squareSlope(int n, float[] x, float[] dy, float[] dx) {
    for (int i = 0; i < n; i++) {
      dx[i] = 2f * x[i] * dy[i];
    }
  }

  /** The mask by arithmetic: a branch would keep the loop from being vectorised. */
  private static void reluSlope(int n, float[] x, float[] dy, float[] dx) {
    for (int i = 0; i < n; i++) {
      dx[i] = dy[i] * Math.min(1f, Math.max(0f, x[i] * HUGE));
    }
  }

  private static void leakySlope(int n, float[] x, float[] dy, float[] dx) {
    for (int i = 0; i < n; i++) {
      dx[i] = dy[i] * Math.min(1f, Math.max(UnaryOp.LEAK, x[i] * HUGE));
    }
  }

  private static void tanhSlope(int n, float[] y, float[] dy, float[] dx) {
    for (int i = 0; i < n; i++) {
      dx[i] = dy[i] * (1f - y[i] * y[i]);
    }
  }

  private static void sigmoidSlope(int n, float[] y, float[] dy, float[] dx) {
    for (int i = 0; i < n; i++) {
      dx[i] = dy[i] * y[i] * (1f - y[i]);
    }
  }

  private static void siluSlope(int n, float[] e, float[] x, float[] dy, float[] dx, int at) {
    for (int i = 0; i < n; i++) {
      float s = 1f / (1f + e[i]);
      dx[at + i] = dy[at + i] * (s * (1f + x[at + i] * (1f - s)));
    }
  }

  static void softmax(int rows, int columns, float[] y, float[] dy, float[] dx) {
    for (int r = 0; r < rows; r++) {
      int at = r * columns;
      float dot = Kernels.dot(columns, y, at, dy, at);
      for (int c = 0; c < columns; c++) {
        dx[at + c] = y[at + c] * (dy[at + c] - dot);
      }
    }
  }

  void layerNorm(
      int rows,
      int columns,
      float[] x,
      float[] gain,
      float[] mean,
      float[] r,
      float[] dy,
      float[] dx,
      float[] dGain,
      float[] dBias) {
    if (hat.length < columns) {
      hat = new float[columns];
      weighted = new float[columns];
    }
    java.util.Arrays.fill(dGain, 0, columns, 0f);
    java.util.Arrays.fill(dBias, 0, columns, 0f);
    for (int row = 0; row < rows; row++) {
      int at = row * columns;
      float m = mean[row];
      float q = r[row];
      for (int c = 0; c < columns; c++) {
        hat[c] = (x[at + c] - m) * q;
      }
      for (int c = 0; c < columns; c++) {
        weighted[c] = dy[at + c] * gain[c];
      }
      for (int c = 0; c < columns; c++) {
        dGain[c] += dy[at + c] * hat[c];
      }
      Kernels.add(columns, dy, at, dBias, 0);
      float sum = Kernels.sum(columns, weighted, 0) / columns;
      float dot = Kernels.dot(columns, weighted, 0, hat, 0) / columns;
      for (int c = 0; c < columns; c++) {
        dx[at + c] = q * (weighted[c] - sum - hat[c] * dot);
      }
    }
  }
}
