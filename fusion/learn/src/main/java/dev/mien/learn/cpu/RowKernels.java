package dev.mien.learn.cpu;

/** Sums, maxima, softmax and layer normalisation along a dimension. */
final class RowKernels {

  private final Exponential exponential = new Exponential();
  private float[] hat = new float[0];
  private float[] weighted = new float[0];

  static void sum(int outer, int middle, int inner, float[] x, float[] y) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        y[o] = Kernels.sum(middle, x, o * middle);
      } else {
        java.util.Arrays.fill(y, o * inner, (o + 1) * inner, 0f);
        for (int m = 0; m < middle; m++) {
          Kernels.add(inner, x, (o * middle + m) * inner, y, o * inner);
        }
      }
    }
  }

  static void max(int outer, int middle, int inner, float[] x, float[] y) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        y[o] = Kernels.max(middle, x, o * middle);
      } else {
        System.arraycopy(x, o * middle * inner, y, o * inner, inner);
        for (int m = 1; m < middle; m++) {
          Kernels.maxInto(inner, x, (o * middle + m) * inner, y, o * inner);
        }
      }
    }
  }

  void softmax(int rows, int columns, float[] x, float[] y) {
    for (int r = 0; r < rows; r++) {
      int at = r * columns;
      Kernels.shift(columns, -Kernels.max(columns, x, at), x, at, y, at);
      for (int c = 0; c < columns; c += Exponential.CHUNK) {
        int n = Math.min(Exponential.CHUNK, columns - c);
        exponential.apply(n, 1, y, at + c, y, at + c);
      }
      Kernels.scale(columns, 1f / Kernels.sum(columns, y, at), y, at, y, at);
    }
  }

  static void softmaxGradient(int rows, int columns, float[] y, float[] dy, float[] dx) {
    for (int r = 0; r < rows; r++) {
      int at = r * columns;
      float dot = Kernels.dot(columns, y, at, dy, at);
      for (int c = 0; c < columns; c++) {
        dx[at + c] = y[at + c] * (dy[at + c] - dot);
      }
    }
  }

  static void layerNorm(
      int rows,
      int columns,
      float epsilon,
      float[] x,
      float[] gain,
      float[] bias,
      float[] y,
      float[] mean,
      float[] r) {
    for (int row = 0; row < rows; row++) {
      int at = row * columns;
      float m = Kernels.sum(columns, x, at) / columns;
      float q = (float) (1 / Math.sqrt(Kernels.squares(columns, x, at, m) / columns + epsilon));
      mean[row] = m;
      r[row] = q;
      for (int c = 0; c < columns; c++) {
        y[at + c] = (x[at + c] - m) * q * gain[c] + bias[c];
      }
    }
  }

  void layerNormGradient(
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
