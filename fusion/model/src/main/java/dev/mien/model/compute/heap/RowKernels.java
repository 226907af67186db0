package dev.mien.model.compute.heap;

/** Sums, maxima, softmax and layer normalisation along a dimension. */
public final class RowKernels {

  private final Exponential exponential = new Exponential();

  public static void sum(int outer, int middle, int inner, float[] x, float[] y) {
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

  public static void max(int outer, int middle, int inner, float[] x, float[] y) {
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

  public void softmax(int rows, int columns, float[] x, float[] y) {
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

  public static void layerNorm(
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
}
