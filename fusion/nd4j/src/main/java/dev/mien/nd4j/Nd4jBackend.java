package dev.mien.nd4j;

import dev.mien.learn.backend.AdamStep;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Precision;
import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.Convolution;
import dev.mien.model.compute.Indices;
import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.SparseMatrix;
import dev.mien.model.compute.UnaryOp;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Computes with ND4J's operations, on the processor or, with {@code nd4j-cuda-11.6} on the class
 * path, on a graphics card up to compute capability 8.9. Each operation costs 7–11 µs whatever its
 * size, so that {@code cpu} is faster with small networks. Freed buffers are kept and given out
 * again; {@link #close} returns their memory.
 *
 * <p>ND4J uses as many threads as the environment's {@code OMP_NUM_THREADS} says. The same work
 * gives the same bits with the same number of threads.
 */
public final class Nd4jBackend implements Backend {

  private final Precision precision;
  private final DataType type;
  private final Map<Integer, Deque<INDArray>> pool = new HashMap<>();

  private Nd4jBackend(Precision precision) {
    this.precision = precision;
    this.type = precision == Precision.SINGLE ? DataType.FLOAT : DataType.DOUBLE;
  }

  /**
   * In single precision. The first call in a process loads ND4J, which takes seconds.
   *
   * @throws IllegalStateException if ND4J can't run on this machine's graphics card
   */
  public static Nd4jBackend create() {
    return create(Precision.SINGLE);
  }

  /**
   * In either precision.
   *
   * @param precision of the numbers kept and computed with
   * @throws IllegalStateException if ND4J can't run on this machine's graphics card
   */
  public static Nd4jBackend create(Precision precision) {
    new Nd4jBackendProvider()
        .unavailable()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    return new Nd4jBackend(precision);
  }

  private record Rows(INDArray values, int length, int rows) implements Indices {}

  /** A matrix as its entries: where each is read from and where it is added to. */
  private record Sparse(int rows, int columns, INDArray rowOf, INDArray columnOf, INDArray values)
      implements SparseMatrix {}

  @Override
  public String name() {
    return "nd4j";
  }

  @Override
  public Precision precision() {
    return precision;
  }

  // ---- storage

  @Override
  public Buffer allocate(int length) {
    return numbers(length);
  }

  private Numbers numbers(int length) {
    Deque<INDArray> free = pool.get(length);
    INDArray kept = free == null ? null : free.poll();
    return new Numbers(
        kept == null ? Nd4j.createUninitialized(type, Math.max(1, length)) : kept, length);
  }

  @Override
  public void free(Buffer buffer) {
    INDArray array = Numbers.of(buffer).release();
    pool.computeIfAbsent(buffer.length(), n -> new ArrayDeque<>()).push(array);
  }

  @Override
  public void write(float[] from, Buffer to) {
    checkLength(from.length, to.length());
    Transfer.write(from, Numbers.of(to).flat());
  }

  @Override
  public void write(double[] from, Buffer to) {
    checkLength(from.length, to.length());
    Transfer.write(from, Numbers.of(to).flat());
  }

  @Override
  public void read(Buffer from, float[] to) {
    checkLength(to.length, from.length());
    Transfer.read(Numbers.of(from).flat(), to);
  }

  @Override
  public void read(Buffer from, double[] to) {
    checkLength(to.length, from.length());
    Transfer.read(Numbers.of(from).flat(), to);
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
    return new Rows(indexArray(values), values.length, rows);
  }

  private static INDArray indexArray(int[] values) {
    // ND4J's empty arrays aren't taken by its operations; one number that isn't read is
    return Nd4j.createFromArray(values.length == 0 ? new int[1] : values);
  }

  @Override
  public SparseMatrix sparse(CompressedRows matrix) {
    int entries = matrix.values().length;
    int[] rowOf = new int[entries];
    for (int r = 0; r < matrix.rows(); r++) {
      for (int e = matrix.starts()[r]; e < matrix.starts()[r + 1]; e++) {
        rowOf[e] = r;
      }
    }
    INDArray values =
        Nd4j.createFromArray(entries == 0 ? new double[1] : matrix.values()).castTo(type);
    return new Sparse(
        matrix.rows(),
        matrix.columns(),
        indexArray(rowOf),
        indexArray(matrix.columnOf()),
        values.reshape(Math.max(1, entries), 1));
  }

  // ---- filling and moving

  @Override
  public void fill(Buffer y, double value) {
    Numbers.of(y).flat().assign(value);
  }

  @Override
  public void scale(double a, Buffer x, Buffer y, boolean add) {
    INDArray from = Numbers.of(x).flat();
    INDArray to = Numbers.of(y).flat();
    if (add) {
      Nd4j.getBlasWrapper().level1().axpy(to.length(), a, from, to);
    } else {
      from.muli(a, to);
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
    if (isEmpty(sizes)) {
      return;
    }
    INDArray from = ElementOperations.repeated(Numbers.of(x), fromOffset, sizes, fromStrides);
    INDArray to = Numbers.of(y).view(toOffset, sizes, toStrides);
    Operations.pair(add ? "add" : "assign", to, from, to);
  }

  private static boolean isEmpty(int... sizes) {
    for (int size : sizes) {
      if (size == 0) {
        return true;
      }
    }
    return false;
  }

  // ---- element by element

  @Override
  public void unary(UnaryOp op, Buffer x, Buffer y) {
    ElementOperations.unary(op, Numbers.of(x).flat(), Numbers.of(y).flat());
  }

  @Override
  public void unaryGradient(UnaryOp op, Buffer x, Buffer y, Buffer dy, Buffer dx) {
    Numbers scratch = numbers(dx.length());
    ElementOperations.unaryGradient(
        op,
        Numbers.of(x).flat(),
        Numbers.of(y).flat(),
        Numbers.of(dy).flat(),
        Numbers.of(dx).flat(),
        scratch.flat());
    free(scratch);
  }

  @Override
  public void binary(
      BinaryOp op, int[] sizes, Buffer a, int[] aStrides, Buffer b, int[] bStrides, Buffer y) {
    if (!isEmpty(sizes)) {
      ElementOperations.binary(
          op, sizes, Numbers.of(a), aStrides, Numbers.of(b), bStrides, Numbers.of(y));
    }
  }

  // ---- along a dimension

  @Override
  public void sum(int outer, int middle, int inner, Buffer x, Buffer y) {
    if (isEmpty(outer, middle, inner)) {
      fill(y, 0);
    } else {
      RowOperations.sum(outer, middle, inner, Numbers.of(x), Numbers.of(y));
    }
  }

  @Override
  public void max(int outer, int middle, int inner, Buffer x, Buffer y) {
    if (!isEmpty(outer, inner)) {
      RowOperations.max(outer, middle, inner, Numbers.of(x), Numbers.of(y));
    }
  }

  @Override
  public void softmax(int rows, int columns, Buffer x, Buffer y) {
    if (rows > 0) {
      RowOperations.softmax(rows, columns, Numbers.of(x), Numbers.of(y));
    }
  }

  @Override
  public void softmaxGradient(int rows, int columns, Buffer y, Buffer dy, Buffer dx) {
    if (rows > 0) {
      Numbers perRow = numbers(rows);
      RowOperations.softmaxGradient(
          rows, columns, Numbers.of(y), Numbers.of(dy), Numbers.of(dx), perRow);
      free(perRow);
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
    if (rows > 0) {
      Numbers scratch = numbers(x.length());
      RowOperations.layerNorm(
          rows,
          columns,
          epsilon,
          Numbers.of(x),
          Numbers.of(gain),
          Numbers.of(bias),
          Numbers.of(y),
          Numbers.of(mean),
          Numbers.of(r),
          scratch);
      free(scratch);
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
    if (rows == 0) {
      fill(dGain, 0);
      fill(dBias, 0);
      return;
    }
    Numbers normal = numbers(x.length());
    Numbers scratch = numbers(x.length());
    Numbers perRow = numbers(rows);
    RowOperations.layerNormGradient(
        rows,
        columns,
        Numbers.of(x),
        Numbers.of(gain),
        Numbers.of(mean),
        Numbers.of(r),
        Numbers.of(dy),
        Numbers.of(dx),
        Numbers.of(dGain),
        Numbers.of(dBias),
        normal,
        scratch,
        perRow);
    free(normal);
    free(scratch);
    free(perRow);
  }

  // ---- products

  @Override
  public void multiply(MatrixProduct product, Buffer a, Buffer b, Buffer c, boolean add) {
    if (isEmpty(product.batch(), product.m(), product.n())) {
      return;
    }
    if (product.k() == 0) {
      if (!add) {
        fill(c, 0);
      }
      return;
    }
    int m = product.m();
    for (int i = 0; i < product.batch(); i++) {
      one(
          product,
          Numbers.of(a),
          i * product.distanceA(),
          Numbers.of(b),
          i * product.distanceB(),
          Numbers.of(c),
          i * m * product.n(),
          add);
    }
  }

  /** A row-major product is the column-major product of the same numbers the other way round. */
  private static void one(
      MatrixProduct product, Numbers a, int p, Numbers b, int q, Numbers c, int r, boolean add) {
    int m = product.m();
    int n = product.n();
    int k = product.k();
    Nd4j.gemm(
        product.transposeB() ? b.columnMajor(q, k, n) : b.columnMajor(q, n, k),
        product.transposeA() ? a.columnMajor(p, m, k) : a.columnMajor(p, k, m),
        c.columnMajor(r, n, m),
        product.transposeB(),
        product.transposeA(),
        1,
        add ? 1 : 0);
  }

  @Override
  public void sparseMultiply(
      SparseMatrix matrix, boolean transposed, int batch, int width, Buffer x, Buffer y) {
    Sparse m = (Sparse) matrix;
    int rows = transposed ? m.columns() : m.rows();
    int columns = transposed ? m.rows() : m.columns();
    INDArray from = transposed ? m.rowOf() : m.columnOf();
    INDArray to = transposed ? m.columnOf() : m.rowOf();
    fill(y, 0);
    if (isEmpty(batch, width, rows, columns)) {
      return;
    }
    int entries = (int) m.values().length();
    Numbers parts = numbers(entries * width);
    INDArray laid = parts.as(entries, width);
    for (int i = 0; i < batch; i++) {
      INDArray source = matrix(Numbers.of(x), i * columns * width, columns, width);
      INDArray target = matrix(Numbers.of(y), i * rows * width, rows, width);
      Operations.run("gather", new INDArray[] {source, from}, new INDArray[] {laid}, 0);
      Operations.pair("multiply", laid, m.values(), laid);
      Operations.run("scatter_add", new INDArray[] {target, to, laid}, new INDArray[] {target});
    }
    free(parts);
  }

  private static INDArray matrix(Numbers x, int offset, int rows, int columns) {
    return x.view(offset, new int[] {rows, columns}, new int[] {columns, 1});
  }

  @Override
  public void gather(Indices indices, int width, Buffer x, Buffer y) {
    if (isEmpty(indices.length(), width)) {
      return;
    }
    Rows rows = (Rows) indices;
    Operations.run(
        "gather",
        new INDArray[] {Numbers.of(x).as(rows.rows(), width), rows.values()},
        new INDArray[] {Numbers.of(y).as(rows.length(), width)},
        0);
  }

  @Override
  public void scatterAdd(Indices indices, int width, Buffer x, Buffer y) {
    fill(y, 0);
    if (isEmpty(indices.length(), width)) {
      return;
    }
    Rows rows = (Rows) indices;
    INDArray to = Numbers.of(y).as(rows.rows(), width);
    Operations.run(
        "scatter_add",
        new INDArray[] {to, rows.values(), Numbers.of(x).as(rows.length(), width)},
        new INDArray[] {to});
  }

  // ---- pictures

  /** Settings of ND4J's convolutions: explicit padding, channels last, weights as here. */
  private static int[] settings(Convolution c) {
    return new int[] {
      c.kernel(), c.kernel(), c.stride(), c.stride(), c.padding(), c.padding(), 1, 1, 0, 1, 0
    };
  }

  private static INDArray input(Convolution c, Buffer x) {
    return Numbers.of(x).as(c.batch(), c.height(), c.width(), c.channels());
  }

  private static INDArray weights(Convolution c, Buffer w) {
    return Numbers.of(w).as(c.kernel(), c.kernel(), c.channels(), c.filters());
  }

  private static INDArray output(Convolution c, Buffer y) {
    return Numbers.of(y).as(c.batch(), c.outHeight(), c.outWidth(), c.filters());
  }

  @Override
  public void convolve(Convolution c, Buffer x, Buffer w, Buffer y) {
    Operations.run(
        "conv2d",
        new INDArray[] {input(c, x), weights(c, w)},
        new INDArray[] {output(c, y)},
        settings(c));
  }

  @Override
  public void convolveInputGradient(Convolution c, Buffer dy, Buffer w, Buffer dx) {
    INDArray shape = Nd4j.createFromArray(c.batch(), c.height(), c.width(), c.channels());
    Operations.run(
        "conv2d_input_bp",
        new INDArray[] {shape, weights(c, w), output(c, dy)},
        new INDArray[] {input(c, dx)},
        settings(c));
  }

  @Override
  public void convolveWeightGradient(Convolution c, Buffer x, Buffer dy, Buffer dw) {
    // the operation computes both slopes; the weights' values don't matter to their own
    Numbers unused = numbers(x.length());
    Numbers any = numbers(dw.length());
    any.flat().assign(0);
    Operations.run(
        "conv2d_bp",
        new INDArray[] {input(c, x), weights(c, any), output(c, dy)},
        new INDArray[] {input(c, unused), weights(c, dw)},
        settings(c));
    free(unused);
    free(any);
  }

  // ---- learning

  @Override
  public void adam(AdamStep s, Buffer p, Buffer g, Buffer m, Buffer v) {
    Numbers step = numbers(p.length());
    INDArray mean = Numbers.of(m).flat();
    INDArray square = Numbers.of(v).flat();
    // ND4J adds ε to the square root before its bias is corrected
    double epsilon = s.epsilon() * Math.sqrt(1 - Math.pow(s.beta2(), s.step()));
    Nd4j.exec(
        new AdamUpdater(
            Numbers.of(g).flat(),
            square,
            mean,
            step.flat(),
            square,
            mean,
            s.rate(),
            s.beta1(),
            s.beta2(),
            epsilon,
            s.step() - 1));
    INDArray at = Numbers.of(p).flat();
    if (s.decay() != 0) {
      at.muli(1 - s.rate() * s.decay());
    }
    at.subi(step.flat());
    free(step);
  }

  @Override
  public void sgd(double rate, double momentum, double decay, Buffer p, Buffer g, Buffer m) {
    INDArray running = Numbers.of(m).flat();
    INDArray at = Numbers.of(p).flat();
    running.muli(momentum).addi(Numbers.of(g).flat());
    at.muli(1 - rate * decay);
    Nd4j.getBlasWrapper().level1().axpy(at.length(), -rate, running, at);
  }

  /** Returns the memory of freed buffers; those still in use stay until they are unreachable. */
  @Override
  public void close() {
    pool.values().forEach(free -> free.forEach(INDArray::close));
    pool.clear();
  }
}
