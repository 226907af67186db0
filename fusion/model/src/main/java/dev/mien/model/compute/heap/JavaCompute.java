package dev.mien.model.compute.heap;

import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.Compute;
import dev.mien.model.compute.Convolution;
import dev.mien.model.compute.Indices;
import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.SparseMatrix;
import dev.mien.model.compute.StridedBlock;
import dev.mien.model.compute.UnaryOp;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Computes on the processor, in single precision, on one thread, with arrays on the heap. Freed
 * buffers are kept and given out again, so that running a network again allocates nothing.
 */
public class JavaCompute implements Compute {

  /** Numbers in the rows that a convolution lays out at a time. */
  private static final int PATCHES = 1 << 20;

  /**
   * Numbers of freed arrays that are kept for later ones of the same length, 1 GiB; beyond, all are
   * let go, so that batches of ever other sizes don't fill the memory.
   */
  private static final long MOST_POOLED = 1L << 28;

  private final MatrixMultiplier multiplier;
  private final ElementKernels elements = new ElementKernels();
  private final RowKernels rows = new RowKernels();
  private final Map<Integer, Deque<float[]>> pool = new HashMap<>();
  private long pooled;
  private float[] patches = new float[0];

  /**
   * With matrix products of one's own.
   *
   * @param multiplier closed with this
   */
  protected JavaCompute(MatrixMultiplier multiplier) {
    this.multiplier = multiplier;
  }

  /** Without native code. */
  public static JavaCompute create() {
    return new JavaCompute(new JavaMultiplier());
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

  /**
   * The numbers themselves.
   *
   * @param buffer of this kind, not freed
   */
  protected static float[] of(Buffer buffer) {
    if (!(buffer instanceof Numbers numbers)) {
      throw new IllegalArgumentException("a buffer of another backend");
    }
    if (numbers.values.length != numbers.length) {
      throw new IllegalStateException("the buffer was freed");
    }
    return numbers.values;
  }

  @Override
  public Buffer allocate(int length) {
    Deque<float[]> free = pool.get(length);
    float[] kept = free == null ? null : free.poll();
    if (kept != null) {
      pooled -= length;
    }
    return new Numbers(kept == null ? new float[length] : kept);
  }

  @Override
  public void free(Buffer buffer) {
    float[] values = of(buffer);
    if (values.length > 0) {
      ((Numbers) buffer).values = new float[0];
      if (pooled > MOST_POOLED) {
        pool.clear();
        pooled = 0;
      }
      pool.computeIfAbsent(values.length, n -> new ArrayDeque<>()).push(values);
      pooled += values.length;
    }
  }

  @Override
  public void write(float[] from, Buffer to) {
    float[] y = of(to);
    checkLength(from.length, y.length);
    System.arraycopy(from, 0, y, 0, y.length);
  }

  @Override
  public void read(Buffer from, float[] to) {
    float[] x = of(from);
    checkLength(to.length, x.length);
    System.arraycopy(x, 0, to, 0, x.length);
  }

  /**
   * Refuses arrays that don't fit.
   *
   * @param given length of the array
   * @param expected length of the buffer
   */
  protected static void checkLength(int given, int expected) {
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

  /** Multiplies matrices. */
  protected final MatrixMultiplier multiplier() {
    return multiplier;
  }

  /** Does something with the rows of one picture. */
  protected interface Picture {

    /**
     * What to do.
     *
     * @param picture number in the batch
     * @param rows room for [outHeight · outWidth, patch]
     */
    void at(int picture, float[] rows);
  }

  /**
   * Goes through a batch of pictures.
   *
   * @param c sizes
   * @param work for each
   */
  protected final void eachPicture(Convolution c, Picture work) {
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
  public void close() {
    multiplier.close();
    pool.clear();
  }
}
