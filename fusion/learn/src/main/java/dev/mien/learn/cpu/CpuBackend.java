package dev.mien.learn.cpu;

import dev.mien.learn.backend.AdamStep;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.BinaryOp;
import dev.mien.learn.backend.Buffer;
import dev.mien.learn.backend.CompressedRows;
import dev.mien.learn.backend.Convolution;
import dev.mien.learn.backend.Indices;
import dev.mien.learn.backend.MatrixProduct;
import dev.mien.learn.backend.Precision;
import dev.mien.learn.backend.SparseMatrix;
import dev.mien.learn.backend.StridedBlock;
import dev.mien.learn.backend.UnaryOp;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Computes on the processor, in single precision, on one thread. Freed buffers are kept and given
 * out again, so that training allocates nothing once it runs.
 */
public final class CpuBackend implements Backend {

  /** Numbers in the rows that a convolution lays out at a time. */
  private static final int PATCHES = 1 << 20;

  private final MatrixMultiplier multiplier;
  private final ElementKernels elements = new ElementKernels();
  private final RowKernels rows = new RowKernels();
  private final Map<Integer, Deque<float[]>> pool = new HashMap<>();
  private float[] patches = new float[0];

  private CpuBackend(MatrixMultiplier multiplier) {
    this.multiplier = multiplier;
  }

  /**
   * With OpenBLAS where its native library loads, else in plain Java, which is several times slower
   * in large matrix products.
   */
  public static CpuBackend create() {
    return new CpuBackend(OpenBlas.available() ? new OpenBlasMultiplier() : new JavaMultiplier());
  }

  /** Without native code. */
  public static CpuBackend createPureJava() {
    return new CpuBackend(new JavaMultiplier());
  }

  private static final class Numbers implements Buffer {
    private final int length;
    private float[] values;

    private Numbers(float[] values) {
      this.length = values.length;
      this.values = values;
    }

    @Override
    public int length() {
      return length;
    }
  }

  private record Rows(int[] values, int rows) implements Indices {
    @Override
    public int length() {
      return values.length;
    }
  }

  private record HalfMatrix(int rows, int columns, int[] starts, int[] columnOf, float[] values) {
    static HalfMatrix of(CompressedRows m) {
      float[] values = new float[m.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) m.values()[i];
      }
      return new HalfMatrix(m.rows(), m.columns(), m.starts(), m.columnOf(), values);
    }
  }

  private record Sparse(HalfMatrix forward, HalfMatrix backward) implements SparseMatrix {
    @Override
    public int rows() {
      return forward.rows();
    }

    @Override
    public int columns() {
      return forward.columns();
    }
  }

  private static float[] of(Buffer buffer) {
    if (!(buffer instanceof Numbers numbers)) {
      throw new IllegalArgumentException("a buffer of another backend");
    }
    if (numbers.values.length != numbers.length) {
      throw new IllegalStateException("the buffer was freed");
    }
    return numbers.values;
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public Precision precision() {
    return Precision.SINGLE;
  }

  @Override
  public Buffer allocate(int length) {
    Deque<float[]> free = pool.get(length);
    float[] kept = free == null ? null : free.poll();
    return new Numbers(kept == null ? new float[length] : kept);
  }

  @Override
  public void free(Buffer buffer) {
    float[] values = of(buffer);
    if (values.length > 0) {
      ((Numbers) buffer).values = new float[0];
      pool.computeIfAbsent(values.length, n -> new ArrayDeque<>()).push(values);
    }
  }

  @Override
  public void write(float[] from, Buffer to) {
    float[] y = of(to);
    checkLength(from.length, y.length);
    System.arraycopy(from, 0, y, 0, y.length);
  }

  @Override
  public void write(double[] from, Buffer to) {
    float[] y = of(to);
    checkLength(from.length, y.length);
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) from[i];
    }
  }

  @Override
  public void read(Buffer from, float[] to) {
    float[] x = of(from);
    checkLength(to.length, x.length);
    System.arraycopy(x, 0, to, 0, x.length);
  }

  @Override
  public void read(Buffer from, double[] to) {
    float[] x = of(from);
    checkLength(to.length, x.length);
    for (int i = 0; i < x.length; i++) {
      to[i] = x[i];
    }
  }

  private static void checkLength(int given, int expected) {
    if (given != expected) {
      throw new IllegalArgumentException("array of " + given + " for a buffer of " + expected);
    }
  }

  @Override
  public Indices indices(int[] values, int rowCount) {
    for (int value : values) {
      Objects.checkIndex(value, rowCount);
    }
    return new Rows(values.clone(), rowCount);
  }

  @Override
  public SparseMatrix sparse(CompressedRows matrix) {
    return new Sparse(HalfMatrix.of(matrix), HalfMatrix.of(matrix.transposed()));
  }

  @Override
  public void fill(Buffer y, double value) {
    Arrays.fill(of(y), (float) value);
  }

  @Override
  public void scale(double a, Buffer x, Buffer y, boolean add) {
    float[] to = of(y);
    if (add) {
      Kernels.axpy(to.length, (float) a, of(x), 0, to, 0);
    } else {
      Kernels.scale(to.length, (float) a, of(x), 0, to, 0);
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
    float[] from = of(x);
    float[] to = of(y);
    StridedBlock.of(sizes, fromStrides, toStrides, toStrides)
        .walk(
            fromOffset,
            toOffset,
            toOffset,
            (n, a, stepA, b, stepB, c, stepC) -> copyRow(n, from, a, stepA, to, b, stepB, add));
  }

  private static void copyRow(
      int n, float[] x, int p, int stepX, float[] y, int q, int stepY, boolean add) {
    if (stepX == 1 && stepY == 1) {
      if (add) {
        Kernels.add(n, x, p, y, q);
      } else {
        Kernels.copy(n, x, p, y, q);
      }
    } else if (stepX == 0 && stepY == 1 && !add) {
      Arrays.fill(y, q, q + n, x[p]);
    } else {
      for (int i = 0; i < n; i++) {
        float value = x[p + i * stepX];
        y[q + i * stepY] = add ? y[q + i * stepY] + value : value;
      }
    }
  }

  @Override
  public void unary(UnaryOp op, Buffer x, Buffer y) {
    elements.unary(op, y.length(), of(x), of(y));
  }

  @Override
  public void unaryGradient(UnaryOp op, Buffer x, Buffer y, Buffer dy, Buffer dx) {
    elements.unaryGradient(op, dx.length(), of(x), of(y), of(dy), of(dx));
  }

  @Override
  public void binary(
      BinaryOp op, int[] sizes, Buffer a, int[] aStrides, Buffer b, int[] bStrides, Buffer y) {
    float[] left = of(a);
    float[] right = of(b);
    float[] to = of(y);
    StridedBlock.of(sizes, aStrides, bStrides, StridedBlock.contiguous(sizes))
        .walk(
            0,
            0,
            0,
            (n, p, stepA, q, stepB, r, stepC) ->
                ElementKernels.binary(op, n, left, p, stepA, right, q, stepB, to, r));
  }

  @Override
  public void sum(int outer, int middle, int inner, Buffer x, Buffer y) {
    RowKernels.sum(outer, middle, inner, of(x), of(y));
  }

  @Override
  public void max(int outer, int middle, int inner, Buffer x, Buffer y) {
    RowKernels.max(outer, middle, inner, of(x), of(y));
  }

  @Override
  public void softmax(int rowCount, int columns, Buffer x, Buffer y) {
    rows.softmax(rowCount, columns, of(x), of(y));
  }

  @Override
  public void softmaxGradient(int rowCount, int columns, Buffer y, Buffer dy, Buffer dx) {
    RowKernels.softmaxGradient(rowCount, columns, of(y), of(dy), of(dx));
  }

  @Override
  public void layerNorm(
      int rowCount,
      int columns,
      double epsilon,
      Buffer x,
      Buffer gain,
      Buffer bias,
      Buffer y,
      Buffer mean,
      Buffer r) {
    RowKernels.layerNorm(
        rowCount, columns, (float) epsilon, of(x), of(gain), of(bias), of(y), of(mean), of(r));
  }

  @Override
  public void layerNormGradient(
      int rowCount,
      int columns,
      Buffer x,
      Buffer gain,
      Buffer mean,
      Buffer r,
      Buffer dy,
      Buffer dx,
      Buffer dGain,
      Buffer dBias) {
    rows.layerNormGradient(
        rowCount, columns, of(x), of(gain), of(mean), of(r), of(dy), of(dx), of(dGain), of(dBias));
  }

  @Override
  public void multiply(MatrixProduct product, Buffer a, Buffer b, Buffer c, boolean add) {
    multiplier.multiply(product, of(a), of(b), of(c), add);
  }

  @Override
  public void sparseMultiply(
      SparseMatrix matrix, boolean transposed, int batch, int width, Buffer x, Buffer y) {
    HalfMatrix m = transposed ? ((Sparse) matrix).backward() : ((Sparse) matrix).forward();
    float[] from = of(x);
    float[] to = of(y);
    Arrays.fill(to, 0f);
    for (int b = 0; b < batch; b++) {
      int base = b * m.columns() * width;
      for (int r = 0; r < m.rows(); r++) {
        int at = (b * m.rows() + r) * width;
        int e = m.starts()[r];
        int end = m.starts()[r + 1];
        for (; e + 1 < end; e += 2) {
          Kernels.addTwo(
              width,
              m.values()[e],
              from,
              base + m.columnOf()[e] * width,
              m.values()[e + 1],
              from,
              base + m.columnOf()[e + 1] * width,
              to,
              at);
        }
        if (e < end) {
          Kernels.axpy(width, m.values()[e], from, base + m.columnOf()[e] * width, to, at);
        }
      }
    }
  }

  @Override
  public void gather(Indices indices, int width, Buffer x, Buffer y) {
    int[] from = ((Rows) indices).values();
    for (int i = 0; i < from.length; i++) {
      Kernels.copy(width, of(x), from[i] * width, of(y), i * width);
    }
  }

  @Override
  public void scatterAdd(Indices indices, int width, Buffer x, Buffer y) {
    int[] to = ((Rows) indices).values();
    Arrays.fill(of(y), 0f);
    for (int i = 0; i < to.length; i++) {
      Kernels.add(width, of(x), i * width, of(y), to[i] * width);
    }
  }

  /** Does something with the rows of one picture. */
  private interface Picture {
    void at(int picture, float[] rows);
  }

  private void eachPicture(Convolution c, Picture work) {
    int length = c.outHeight() * c.outWidth() * c.patch();
    if (patches.length < length) {
      patches = new float[Math.max(length, PATCHES)];
    }
    for (int i = 0; i < c.batch(); i++) {
      work.at(i, patches);
    }
  }

  private static int placesOf(Convolution c) {
    return c.outHeight() * c.outWidth();
  }

  @Override
  public void convolve(Convolution c, Buffer x, Buffer w, Buffer y) {
    int places = placesOf(c);
    float[] one = new float[places * c.filters()];
    eachPicture(
        c,
        (picture, laid) -> {
          Patches.gather(c, picture, of(x), laid);
          multiplier.multiply(
              MatrixProduct.of(places, c.filters(), c.patch(), false, false),
              laid,
              of(w),
              one,
              false);
          System.arraycopy(one, 0, of(y), picture * one.length, one.length);
        });
  }

  @Override
  public void convolveInputGradient(Convolution c, Buffer dy, Buffer w, Buffer dx) {
    int places = placesOf(c);
    float[] one = new float[places * c.filters()];
    Arrays.fill(of(dx), 0f);
    eachPicture(
        c,
        (picture, laid) -> {
          System.arraycopy(of(dy), picture * one.length, one, 0, one.length);
          multiplier.multiply(
              MatrixProduct.of(places, c.patch(), c.filters(), false, true),
              one,
              of(w),
              laid,
              false);
          Patches.scatter(c, picture, laid, of(dx));
        });
  }

  @Override
  public void convolveWeightGradient(Convolution c, Buffer x, Buffer dy, Buffer dw) {
    int places = placesOf(c);
    float[] one = new float[places * c.filters()];
    eachPicture(
        c,
        (picture, laid) -> {
          Patches.gather(c, picture, of(x), laid);
          System.arraycopy(of(dy), picture * one.length, one, 0, one.length);
          multiplier.multiply(
              MatrixProduct.of(c.patch(), c.filters(), places, true, false),
              laid,
              one,
              of(dw),
              picture > 0);
        });
  }

  @Override
  public void adam(AdamStep s, Buffer p, Buffer g, Buffer m, Buffer v) {
    float correction = (float) s.correction();
    // ε is divided by the correction of √v, so that it means what it means in the paper
    float epsilon = (float) (s.epsilon() * Math.sqrt(1 - Math.pow(s.beta2(), s.step())));
    step(
        p.length(),
        (float) s.rate() * correction,
        (float) s.beta1(),
        (float) s.beta2(),
        epsilon,
        (float) (1 - s.rate() * s.decay()),
        of(p),
        of(g),
        of(m),
        of(v));
  }

  private static void step(
      int n,
      float rate,
      float beta1,
      float beta2,
      float epsilon,
      float keep,
      float[] p,
      float[] g,
      float[] m,
      float[] v) {
    float rest1 = 1 - beta1;
    float rest2 = 1 - beta2;
    for (int i = 0; i < n; i++) {
      float mean = beta1 * m[i] + rest1 * g[i];
      float square = beta2 * v[i] + rest2 * g[i] * g[i];
      m[i] = mean;
      v[i] = square;
      p[i] = keep * p[i] - rate * mean / ((float) Math.sqrt(square) + epsilon);
    }
  }

  @Override
  public void sgd(double rate, double momentum, double decay, Buffer p, Buffer g, Buffer m) {
    float[] at = of(p);
    float[] slope = of(g);
    float[] running = of(m);
    float keep = (float) (1 - rate * decay);
    for (int i = 0; i < at.length; i++) {
      running[i] = (float) momentum * running[i] + slope[i];
      at[i] = keep * at[i] - (float) rate * running[i];
    }
  }

  @Override
  public void close() {
    multiplier.close();
    pool.clear();
  }
}
