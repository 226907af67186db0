package dev.mien.model.compute;

/**
 * The primitives that networks are run with. An implementation decides where buffers lie and how
 * fast it is; the results of all agree within the rounding of the numbers that they compute with,
 * and each gives the same bits for the same calls in the same order.
 *
 * <p>Lengths and strides count numbers, not bytes. Outputs never overlap inputs unless a method
 * says that they may be the same. Where a method has {@code add}, it adds to what is in the output
 * instead of replacing it. Not thread-safe: one thread each.
 */
public interface Compute extends AutoCloseable {
  // ---- storage

  /**
   * A buffer with undefined contents.
   *
   * @param length at least 0
   * @return belongs to the caller, who returns it with {@link #free}
   */
  Buffer allocate(int length);

  /**
   * Takes a buffer back; it must not be used again.
   *
   * @param buffer of this backend, not freed before
   */
  void free(Buffer buffer);

  /**
   * Copies numbers in.
   *
   * @param from as many as the buffer holds
   * @param to filled whole
   */
  void write(float[] from, Buffer to);

  /**
   * Copies numbers out, waiting for what is still being computed.
   *
   * @param from read whole
   * @param to as many as the buffer holds
   */
  void read(Buffer from, float[] to);

  /**
   * Row numbers for {@link #gather} and {@link #scatterAdd}.
   *
   * @param values each from 0 to rows − 1
   * @param rows of the matrix that they point into
   */
  Indices indices(int[] values, int rows);

  /**
   * A sparse matrix for {@link #sparseMultiply}.
   *
   * @param matrix copied
   */
  SparseMatrix sparse(CompressedRows matrix);

  // ---- filling and moving

  /**
   * Sets every number.
   *
   * @param y filled
   * @param value of every number
   */
  void fill(Buffer y, double value);

  /**
   * y ← a·x (+ y).
   *
   * @param a factor
   * @param x as long as y
   * @param y may be x
   * @param add whether to add to y
   */
  void scale(double a, Buffer x, Buffer y, boolean add);

  /**
   * Copies between two layouts of one block of numbers: slices, transposes, repeats.
   *
   * @param sizes of the block, at most {@value #MAX_RANK} dimensions
   * @param x read at fromOffset + Σ index·fromStrides; a stride of 0 repeats
   * @param fromOffset where the block begins in x
   * @param fromStrides one per dimension
   * @param y written at toOffset + Σ index·toStrides; no place twice
   * @param toOffset where the block begins in y
   * @param toStrides one per dimension
   * @param add whether to add to y
   */
  void copy(
      int[] sizes,
      Buffer x,
      int fromOffset,
      int[] fromStrides,
      Buffer y,
      int toOffset,
      int[] toStrides,
      boolean add);

  /** Dimensions that {@link #copy} and {@link #binary} take. */
  int MAX_RANK = 6;

  // ---- element by element

  /**
   * y ← op(x).
   *
   * @param op which function
   * @param x as long as y
   * @param y may be x
   */
  void unary(UnaryOp op, Buffer x, Buffer y);

  /**
   * y ← op(a, b), where strides of 0 repeat an input along a dimension.
   *
   * @param op which function
   * @param sizes of y, at most {@value #MAX_RANK} dimensions
   * @param a read from its beginning
   * @param aStrides one per dimension
   * @param b read from its beginning
   * @param bStrides one per dimension
   * @param y contiguous; may be a or b where their strides are contiguous too
   */
  void binary(
      BinaryOp op, int[] sizes, Buffer a, int[] aStrides, Buffer b, int[] bStrides, Buffer y);

  // ---- along a dimension

  /**
   * y[o, i] ← Σ over m of x[o, m, i].
   *
   * @param outer dimensions before the summed one, multiplied
   * @param middle the summed dimension
   * @param inner dimensions behind it, multiplied
   * @param x [outer, middle, inner]
   * @param y [outer, inner]
   */
  void sum(int outer, int middle, int inner, Buffer x, Buffer y);

  /**
   * y[o, i] ← the largest of x[o, m, i].
   *
   * @param outer dimensions before, multiplied
   * @param middle at least 1
   * @param inner dimensions behind, multiplied
   * @param x [outer, middle, inner]
   * @param y [outer, inner]
   */
  void max(int outer, int middle, int inner, Buffer x, Buffer y);

  /**
   * Each row of y ← softmax of x's row.
   *
   * @param rows independent
   * @param columns at least 1
   * @param x [rows, columns]
   * @param y [rows, columns]
   */
  void softmax(int rows, int columns, Buffer x, Buffer y);

  /**
   * Layer normalisation: y ← (x − mean)·r·gain + bias by row, r = 1 / √(variance + epsilon).
   *
   * @param rows independent
   * @param columns at least 1
   * @param epsilon positive
   * @param x [rows, columns]
   * @param gain [columns]
   * @param bias [columns]
   * @param y [rows, columns]
   * @param mean [rows], for the gradient
   * @param r [rows], for the gradient
   */
  void layerNorm(
      int rows,
      int columns,
      double epsilon,
      Buffer x,
      Buffer gain,
      Buffer bias,
      Buffer y,
      Buffer mean,
      Buffer r);

  // ---- products

  /**
   * For each of a batch: c ← op(a)·op(b) (+ c), where op transposes if asked to.
   *
   * @param product sizes, transposes and distances between the matrices of the batch
   * @param a left
   * @param b right
   * @param c result
   * @param add whether to add to c
   */
  void multiply(MatrixProduct product, Buffer a, Buffer b, Buffer c, boolean add);

  /**
   * For each of a batch: y ← matrix·x (+ y).
   *
   * @param matrix of this backend
   * @param transposed whether to multiply with its transpose instead
   * @param batch independent right sides
   * @param width columns of x and y
   * @param x [batch, columns of the matrix, width]
   * @param y [batch, rows of the matrix, width]
   */
  void sparseMultiply(
      SparseMatrix matrix, boolean transposed, int batch, int width, Buffer x, Buffer y);

  /**
   * y[i] ← x[indices[i]], by row.
   *
   * @param indices of this backend
   * @param width columns of x and y
   * @param x [indices.rows, width]
   * @param y [indices.length, width]
   */
  void gather(Indices indices, int width, Buffer x, Buffer y);

  /**
   * y ← 0, then y[indices[i]] ← y[indices[i]] + x[i] by row; a row may be named more than once.
   *
   * @param indices of this backend
   * @param width columns of x and y
   * @param x [indices.length, width]
   * @param y [indices.rows, width]
   */
  void scatterAdd(Indices indices, int width, Buffer x, Buffer y);

  // ---- pictures

  /**
   * y ← x convolved with w (correlated, as networks do).
   *
   * @param c sizes
   * @param x pictures
   * @param w weights
   * @param y pictures
   */
  void convolve(Convolution c, Buffer x, Buffer w, Buffer y);

  /**
   * dx ← the gradient of {@link #convolve} by x, which is also the transposed convolution of dy.
   *
   * @param c sizes of the convolution
   * @param dy as y
   * @param w weights
   * @param dx as x, replaced
   */
  void convolveInputGradient(Convolution c, Buffer dy, Buffer w, Buffer dx);

  // ---- for those who record

  /**
   * Says that what was written to a buffer comes from outside and will be other numbers next time.
   * Of meaning to recorders alone.
   *
   * @param name of the input
   * @param x what was written
   * @param shape of the numbers
   */
  default void input(String name, Buffer x, int... shape) {}

  /**
   * Says that row numbers come from outside and will be others next time. Of meaning to recorders
   * alone.
   *
   * @param name of the input
   * @param rows made by {@link #indices}
   */
  default void input(String name, Indices rows) {}

  /**
   * Says that a buffer holds a result. Of meaning to recorders alone.
   *
   * @param name of the output
   * @param y the result
   * @param shape of the numbers
   */
  default void output(String name, Buffer y, int... shape) {}

  /** Frees what it still holds; its buffers can't be used any more. */
  @Override
  void close();
}
