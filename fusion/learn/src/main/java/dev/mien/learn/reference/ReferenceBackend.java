package dev.mien.learn.reference;

import dev.mien.learn.backend.AdamStep;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Precision;
import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.Convolution;
import dev.mien.model.compute.Functions;
import dev.mien.model.compute.Indices;
import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.SparseMatrix;
import dev.mien.model.compute.StridedBlock;
import dev.mien.model.compute.UnaryOp;
import java.util.Arrays;
import java.util.Objects;

/** Plain loops over {@code double[]}: slow, and easy to see to be right. */
public final class ReferenceBackend implements Backend {

  private record Numbers(double[] values) implements Buffer {
    @Override
    public int length() {
      return values.length;
    }
  }

  private record Rows(int[] values, int rows) implements Indices {
    @Override
    public int length() {
      return values.length;
    }
  }

  private record Sparse(CompressedRows forward, CompressedRows backward) implements SparseMatrix {
    @Override
    public int rows() {
      return forward.rows();
    }

    @Override
    public int columns() {
      return forward.columns();
    }
  }

  private static double[] of(Buffer buffer) {
    return ((Numbers) buffer).values();
  }

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public Precision precision() {
    return Precision.DOUBLE;
  }

  @Override
  public Buffer allocate(int length) {
    double[] values = new double[length];
    // undefined contents: what relies on zeros shall be noticed
    Arrays.fill(values, Double.NaN);
    return new Numbers(values);
  }

  @Override
  public void free(Buffer buffer) {
    Arrays.fill(of(buffer), Double.NaN);
  }

  @Override
  public void write(float[] from, Buffer to) {
    double[] y = of(to);
    checkLength(from.length, y.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = from[i];
    }
  }

  @Override
  public void write(double[] from, Buffer to) {
    double[] y = of(to);
    checkLength(from.length, y.length);
    System.arraycopy(from, 0, y, 0, y.length);
  }

  @Override
  public void read(Buffer from, float[] to) {
    double[] x = of(from);
    checkLength(to.length, x.length);
    for (int i = 0; i < x.length; i++) {
      to[i] = (float) x[i];
    }
  }

  @Override
  public void read(Buffer from, double[] to) {
    double[] x = of(from);
    checkLength(to.length, x.length);
    System.arraycopy(x, 0, to, 0, x.length);
  }

  private static void checkLength(int given, int expected) {
    if (given != expected) {
      throw new IllegalArgumentException("array of " + given + " for a buffer of " + expected);
    }
  }

  @Override
  public Indices indices(int[] values, int rows) {
    for (int value : values) {
      Objects.checkIndex(value, rows);
    }
    return new Rows(values.clone(), rows);
  }

  @Override
  public SparseMatrix sparse(CompressedRows matrix) {
    return new Sparse(matrix, matrix.transposed());
  }

  @Override
  public void fill(Buffer y, double value) {
    Arrays.fill(of(y), value);
  }

  @Override
  public void scale(double a, Buffer x, Buffer y, boolean add) {
    double[] from = of(x);
    double[] to = of(y);
    for (int i = 0; i < to.length; i++) {
      to[i] = a * from[i] + (add ? to[i] : 0);
    }
  }

  @Override
  public void copy(
      int[] sizes,
      Buffer x,
      int fromOffset,
      int[] fromStrides,
      Buffer y,
      int toOffset,
      int[] toStrides,
      boolean add) {
    double[] from = of(x);
    double[] to = of(y);
    StridedBlock.of(sizes, fromStrides, toStrides, toStrides)
        .walk(
            fromOffset,
            toOffset,
            toOffset,
            (n, a, stepA, b, stepB, c, stepC) -> {
              for (int i = 0; i < n; i++) {
                double value = from[a + i * stepA];
                to[b + i * stepB] = add ? to[b + i * stepB] + value : value;
              }
            });
  }

  @Override
  public void unary(UnaryOp op, Buffer x, Buffer y) {
    double[] from = of(x);
    double[] to = of(y);
    for (int i = 0; i < to.length; i++) {
      to[i] = Functions.value(op, from[i]);
    }
  }

  @Override
  public void unaryGradient(UnaryOp op, Buffer x, Buffer y, Buffer dy, Buffer dx) {
    double[] at = of(x);
    double[] value = of(y);
    double[] above = of(dy);
    double[] below = of(dx);
    for (int i = 0; i < below.length; i++) {
      below[i] = above[i] * Functions.slope(op, at[i], value[i]);
    }
  }

  @Override
  public void binary(
      BinaryOp op, int[] sizes, Buffer a, int[] aStrides, Buffer b, int[] bStrides, Buffer y) {
    double[] left = of(a);
    double[] right = of(b);
    double[] to = of(y);
    StridedBlock.of(sizes, aStrides, bStrides, StridedBlock.contiguous(sizes))
        .walk(
            0,
            0,
            0,
            (n, p, stepA, q, stepB, r, stepC) -> {
              for (int i = 0; i < n; i++) {
                to[r + i] = Functions.value(op, left[p + i * stepA], right[q + i * stepB]);
              }
            });
  }

  @Override
  public void sum(int outer, int middle, int inner, Buffer x, Buffer y) {
    double[] from = of(x);
    double[] to = of(y);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double total = 0;
        for (int m = 0; m < middle; m++) {
          total += from[(o * middle + m) * inner + i];
        }
        to[o * inner + i] = total;
      }
    }
  }

  @Override
  public void max(int outer, int middle, int inner, Buffer x, Buffer y) {
    double[] from = of(x);
    double[] to = of(y);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double most = from[o * middle * inner + i];
        for (int m = 1; m < middle; m++) {
          most = Math.max(most, from[(o * middle + m) * inner + i]);
        }
        to[o * inner + i] = most;
      }
    }
  }

  @Override
  public void softmax(int rows, int columns, Buffer x, Buffer y) {
    double[] from = of(x);
    double[] to = of(y);
    for (int r = 0; r < rows; r++) {
      int at = r * columns;
      double most = from[at];
      for (int c = 1; c < columns; c++) {
        most = Math.max(most, from[at + c]);
      }
      double total = 0;
      for (int c = 0; c < columns; c++) {
        to[at + c] = Math.exp(from[at + c] - most);
        total += to[at + c];
      }
      for (int c = 0; c < columns; c++) {
        to[at + c] /= total;
      }
    }
  }

  @Override
  public void softmaxGradient(int rows, int columns, Buffer y, Buffer dy, Buffer dx) {
    double[] value = of(y);
    double[] above = of(dy);
    double[] below = of(dx);
    for (int r = 0; r < rows; r++) {
      int at = r * columns;
      double dot = 0;
      for (int c = 0; c < columns; c++) {
        dot += value[at + c] * above[at + c];
      }
      for (int c = 0; c < columns; c++) {
        below[at + c] = value[at + c] * (above[at + c] - dot);
      }
    }
  }

  @Override
  public void layerNorm(
      int rows,
      int columns,
      double epsilon,
      Buffer x,
      Buffer gain,
      Buffer bias,
      Buffer y,
      Buffer mean,
      Buffer r) {
    double[] from = of(x);
    double[] to = of(y);
    for (int row = 0; row < rows; row++) {
      int at = row * columns;
      double middle = 0;
      for (int c = 0; c < columns; c++) {
        middle += from[at + c] / columns;
      }
      double variance = 0;
      for (int c = 0; c < columns; c++) {
        variance += (from[at + c] - middle) * (from[at + c] - middle) / columns;
      }
      double inverse = 1 / Math.sqrt(variance + epsilon);
      of(mean)[row] = middle;
      of(r)[row] = inverse;
      for (int c = 0; c < columns; c++) {
        to[at + c] = (from[at + c] - middle) * inverse * of(gain)[c] + of(bias)[c];
      }
    }
  }

  @Override
  public void layerNormGradient(
      int rows,
      int columns,
      Buffer x,
      Buffer gain,
      Buffer mean,
      Buffer r,
      Buffer dy,
      Buffer dx,
      Buffer dGain,
      Buffer dBias) {
    double[] from = of(x);
    double[] above = of(dy);
    fill(dGain, 0);
    fill(dBias, 0);
    for (int row = 0; row < rows; row++) {
      int at = row * columns;
      double inverse = of(r)[row];
      double sum = 0;
      double dot = 0;
      for (int c = 0; c < columns; c++) {
        double hat = (from[at + c] - of(mean)[row]) * inverse;
        of(dGain)[c] += above[at + c] * hat;
        of(dBias)[c] += above[at + c];
        sum += above[at + c] * of(gain)[c] / columns;
        dot += above[at + c] * of(gain)[c] * hat / columns;
      }
      for (int c = 0; c < columns; c++) {
        double hat = (from[at + c] - of(mean)[row]) * inverse;
        of(dx)[at + c] = inverse * (above[at + c] * of(gain)[c] - sum - hat * dot);
      }
    }
  }

  @Override
  public void multiply(MatrixProduct product, Buffer a, Buffer b, Buffer c, boolean add) {
    double[] left = of(a);
    double[] right = of(b);
    double[] to = of(c);
    int m = product.m();
    int n = product.n();
    int k = product.k();
    for (int batch = 0; batch < product.batch(); batch++) {
      int p = batch * product.distanceA();
      int q = batch * product.distanceB();
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          double total = 0;
          for (int l = 0; l < k; l++) {
            total +=
                left[p + (product.transposeA() ? l * m + i : i * k + l)]
                    * right[q + (product.transposeB() ? j * k + l : l * n + j)];
          }
          int at = (batch * m + i) * n + j;
          to[at] = add ? to[at] + total : total;
        }
      }
    }
  }

  @Override
  public void sparseMultiply(
      SparseMatrix matrix, boolean transposed, int batch, int width, Buffer x, Buffer y) {
    CompressedRows rows = transposed ? ((Sparse) matrix).backward() : ((Sparse) matrix).forward();
    double[] from = of(x);
    double[] to = of(y);
    Arrays.fill(to, 0);
    for (int b = 0; b < batch; b++) {
      for (int r = 0; r < rows.rows(); r++) {
        for (int e = rows.starts()[r]; e < rows.starts()[r + 1]; e++) {
          for (int c = 0; c < width; c++) {
            to[(b * rows.rows() + r) * width + c] +=
                rows.values()[e] * from[(b * rows.columns() + rows.columnOf()[e]) * width + c];
          }
        }
      }
    }
  }

  @Override
  public void gather(Indices indices, int width, Buffer x, Buffer y) {
    int[] rows = ((Rows) indices).values();
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(of(x), rows[i] * width, of(y), i * width, width);
    }
  }

  @Override
  public void scatterAdd(Indices indices, int width, Buffer x, Buffer y) {
    int[] rows = ((Rows) indices).values();
    fill(y, 0);
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < width; c++) {
        of(y)[rows[i] * width + c] += of(x)[i * width + c];
      }
    }
  }

  /** Does something with each pair of a number under the kernel and its weight. */
  private interface Tap {
    void at(int x, int w, int y);
  }

  private static void taps(Convolution c, Tap tap) {
    for (int n = 0; n < c.batch(); n++) {
      for (int i = 0; i < c.outHeight(); i++) {
        for (int j = 0; j < c.outWidth(); j++) {
          for (int u = 0; u < c.kernel(); u++) {
            for (int v = 0; v < c.kernel(); v++) {
              int h = i * c.stride() - c.padding() + u;
              int w = j * c.stride() - c.padding() + v;
              if (h >= 0 && h < c.height() && w >= 0 && w < c.width()) {
                for (int channel = 0; channel < c.channels(); channel++) {
                  for (int f = 0; f < c.filters(); f++) {
                    tap.at(
                        ((n * c.height() + h) * c.width() + w) * c.channels() + channel,
                        ((u * c.kernel() + v) * c.channels() + channel) * c.filters() + f,
                        ((n * c.outHeight() + i) * c.outWidth() + j) * c.filters() + f);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  @Override
  public void convolve(Convolution c, Buffer x, Buffer w, Buffer y) {
    fill(y, 0);
    taps(c, (p, q, r) -> of(y)[r] += of(x)[p] * of(w)[q]);
  }

  @Override
  public void convolveInputGradient(Convolution c, Buffer dy, Buffer w, Buffer dx) {
    fill(dx, 0);
    taps(c, (p, q, r) -> of(dx)[p] += of(dy)[r] * of(w)[q]);
  }

  @Override
  public void convolveWeightGradient(Convolution c, Buffer x, Buffer dy, Buffer dw) {
    fill(dw, 0);
    taps(c, (p, q, r) -> of(dw)[q] += of(dy)[r] * of(x)[p]);
  }

  @Override
  public void adam(AdamStep s, Buffer p, Buffer g, Buffer m, Buffer v) {
    for (int i = 0; i < p.length(); i++) {
      double slope = of(g)[i];
      double mean = s.beta1() * of(m)[i] + (1 - s.beta1()) * slope;
      double square = s.beta2() * of(v)[i] + (1 - s.beta2()) * slope * slope;
      of(m)[i] = mean;
      of(v)[i] = square;
      double first = mean / (1 - Math.pow(s.beta1(), s.step()));
      double second = square / (1 - Math.pow(s.beta2(), s.step()));
      of(p)[i] -= s.rate() * (first / (Math.sqrt(second) + s.epsilon()) + s.decay() * of(p)[i]);
    }
  }

  @Override
  public void sgd(double rate, double momentum, double decay, Buffer p, Buffer g, Buffer m) {
    for (int i = 0; i < p.length(); i++) {
      of(m)[i] = momentum * of(m)[i] + of(g)[i];
      of(p)[i] -= rate * (of(m)[i] + decay * of(p)[i]);
    }
  }

  @Override
  public void close() {}
}
