package dev.mien.learn.tape;

import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.Buffer;
import dev.mien.model.compute.Indices;
import dev.mien.model.compute.SparseMatrix;
import dev.mien.model.compute.UnaryOp;
import java.util.Arrays;
import java.util.List;

/**
 * An array of numbers on a {@link Tape}, row-major, never changed. Shapes of operations on two
 * tensors are matched from the last dimension, and a size of 1 is repeated.
 */
public final class Tensor {

  private final Tape tape;
  private final int[] shape;
  private final Buffer buffer;
  private final boolean tracked;

  Tensor(Tape tape, int[] shape, Buffer buffer, boolean tracked) {
    this.tape = tape;
    this.shape = shape;
    this.buffer = buffer;
    this.tracked = tracked;
  }

  // ---- what it is

  /** Where it was made. */
  public Tape tape() {
    return tape;
  }

  /** Its sizes; empty for a single number. */
  public int[] shape() {
    return shape.clone();
  }

  int[] shapeShared() {
    return shape;
  }

  /** How many dimensions. */
  public int rank() {
    return shape.length;
  }

  /**
   * One size.
   *
   * @param axis from 0, or from −1 backwards
   */
  public int size(int axis) {
    return shape[Shape.axis(axis, shape.length)];
  }

  /** How many numbers. */
  public int length() {
    return buffer.length();
  }

  Buffer buffer() {
    return buffer;
  }

  /** Whether it depends on a variable or parameter. */
  boolean isTracked() {
    return tracked;
  }

  Tensor tracked() {
    return new Tensor(tape, shape, buffer, true);
  }

  /** A copy of the numbers. */
  public float[] values() {
    float[] copy = new float[length()];
    tape.backend().read(buffer, copy);
    return copy;
  }

  /** A copy of the numbers in the backend's precision. */
  public double[] doubles() {
    double[] copy = new double[length()];
    tape.backend().read(buffer, copy);
    return copy;
  }

  /**
   * The only number.
   *
   * @throws IllegalStateException if there are others
   */
  public double item() {
    if (length() != 1) {
      throw new IllegalStateException("expected one number, have " + this);
    }
    return doubles()[0];
  }

  /** The same numbers, without the memory of how they came about. */
  public Tensor detach() {
    return tape.sharing(this, shape);
  }

  // ---- element by element

  /** this + other. */
  public Tensor plus(Tensor other) {
    return Elementwise.binary(BinaryOp.ADD, this, other);
  }

  /** this − other. */
  public Tensor minus(Tensor other) {
    return Elementwise.binary(BinaryOp.SUBTRACT, this, other);
  }

  /** this · other. */
  public Tensor times(Tensor other) {
    return Elementwise.binary(BinaryOp.MULTIPLY, this, other);
  }

  /** this / other. */
  public Tensor over(Tensor other) {
    return Elementwise.binary(BinaryOp.DIVIDE, this, other);
  }

  /** The larger of both; where they are equal, the slope goes to this. */
  public Tensor max(Tensor other) {
    return Elementwise.binary(BinaryOp.MAX, this, other);
  }

  /** 1 where this ≥ other, else 0; without a slope. */
  public Tensor atLeast(Tensor other) {
    return Elementwise.binary(BinaryOp.AT_LEAST, this, other);
  }

  /** this + a. */
  public Tensor plus(double a) {
    return plus(tape.filled(a));
  }

  /** this · a. */
  public Tensor times(double a) {
    return Elementwise.scaled(this, a);
  }

  /** −this. */
  public Tensor negate() {
    return Elementwise.unary(UnaryOp.NEGATE, this);
  }

  /** e to the this. */
  public Tensor exp() {
    return Elementwise.unary(UnaryOp.EXP, this);
  }

  /** Natural logarithm. */
  public Tensor log() {
    return Elementwise.unary(UnaryOp.LOG, this);
  }

  /** Square root. */
  public Tensor sqrt() {
    return Elementwise.unary(UnaryOp.SQRT, this);
  }

  /** this². */
  public Tensor square() {
    return Elementwise.unary(UnaryOp.SQUARE, this);
  }

  /** 1 / this. */
  public Tensor reciprocal() {
    return Elementwise.unary(UnaryOp.RECIPROCAL, this);
  }

  /** |this|. */
  public Tensor abs() {
    return Elementwise.unary(UnaryOp.ABS, this);
  }

  /** Sine. */
  public Tensor sin() {
    return Elementwise.unary(UnaryOp.SIN, this);
  }

  /** Cosine. */
  public Tensor cos() {
    return Elementwise.unary(UnaryOp.COS, this);
  }

  /** Hyperbolic tangent. */
  public Tensor tanh() {
    return Elementwise.unary(UnaryOp.TANH, this);
  }

  /** 1 / (1 + e to the −this). */
  public Tensor sigmoid() {
    return Elementwise.unary(UnaryOp.SIGMOID, this);
  }

  /** max(0, this). */
  public Tensor relu() {
    return Elementwise.unary(UnaryOp.RELU, this);
  }

  /** this where positive, else {@value UnaryOp#LEAK}·this. */
  public Tensor leakyRelu() {
    return Elementwise.unary(UnaryOp.LEAKY_RELU, this);
  }

  /** this · sigmoid(this). */
  public Tensor silu() {
    return Elementwise.unary(UnaryOp.SILU, this);
  }

  /** log(1 + e to the this). */
  public Tensor softplus() {
    return Elementwise.unary(UnaryOp.SOFTPLUS, this);
  }

  // ---- products

  /**
   * Matrix product [.., m, k] · [k, n] → [.., m, n], or with a batch on both sides [b.., m, k] ·
   * [b.., k, n].
   *
   * @param other right side
   */
  public Tensor matmul(Tensor other) {
    return Products.matmul(this, other, false);
  }

  /**
   * Matrix product with the other's last two dimensions exchanged.
   *
   * @param other [n, k] or [b.., n, k]
   */
  public Tensor matmulTransposed(Tensor other) {
    return Products.matmul(this, other, true);
  }

  /**
   * A sparse matrix times this.
   *
   * @param matrix [rows, columns]
   * @return [.., rows, width] of a tensor [.., columns, width]
   */
  public Tensor multipliedBy(SparseMatrix matrix) {
    return Products.sparse(matrix, false, this);
  }

  /**
   * Rows by number.
   *
   * @param rows numbers of rows of a tensor [rows, width]
   * @return [indices, width]
   */
  public Tensor gather(Indices rows) {
    return Products.gather(this, rows);
  }

  /**
   * Adds rows up by number: segment sums.
   *
   * @param rows where each row of a tensor [indices, width] goes
   * @return [rows, width]
   */
  public Tensor scatterAdd(Indices rows) {
    return Products.scatterAdd(this, rows);
  }

  // ---- shape

  /**
   * The same numbers in another shape.
   *
   * @param sizes with as many numbers; one may be −1 for what remains
   */
  public Tensor reshape(int... sizes) {
    return Layout.reshape(this, sizes);
  }

  /**
   * Dimensions in another order.
   *
   * @param axes for each dimension of the result, which of this it is
   */
  public Tensor permute(int... axes) {
    return Layout.permute(this, axes);
  }

  /** The last two dimensions exchanged. */
  public Tensor transpose() {
    int[] axes = new int[rank()];
    Arrays.setAll(axes, d -> d);
    axes[rank() - 1] = rank() - 2;
    axes[rank() - 2] = rank() - 1;
    return permute(axes);
  }

  /**
   * A part along one axis.
   *
   * @param axis along which
   * @param from first
   * @param to behind the last
   */
  public Tensor slice(int axis, int from, int to) {
    return Layout.slice(this, axis, from, to);
  }

  /**
   * Tensors one behind the other.
   *
   * @param axis along which
   * @param parts equal in all other sizes
   */
  public static Tensor concat(int axis, List<Tensor> parts) {
    return Layout.concat(axis, parts);
  }

  /**
   * Repeats dimensions of size 1.
   *
   * @param sizes to broadcast to
   */
  public Tensor expand(int... sizes) {
    return Layout.expand(this, sizes);
  }

  // ---- along dimensions

  /** The sum of all numbers. */
  public Tensor sum() {
    return Reductions.sum(reshape(length()), 0).reshape();
  }

  /**
   * Sums along an axis, which stays with size 1.
   *
   * @param axis along which
   */
  public Tensor sum(int axis) {
    return Reductions.sum(this, Shape.axis(axis, rank()));
  }

  /** The mean of all numbers. */
  public Tensor mean() {
    return sum().times(1.0 / length());
  }

  /**
   * Means along an axis, which stays with size 1.
   *
   * @param axis along which
   */
  public Tensor mean(int axis) {
    return sum(axis).times(1.0 / size(axis));
  }

  /**
   * Largest numbers along an axis, which stays with size 1; ties share the slope.
   *
   * @param axis along which
   */
  public Tensor max(int axis) {
    return Reductions.max(this, Shape.axis(axis, rank()));
  }

  /** Softmax along the last axis. */
  public Tensor softmax() {
    return Reductions.softmax(this);
  }

  /** The logarithm of the softmax along the last axis. */
  public Tensor logSoftmax() {
    Tensor shifted = minus(max(-1).detach());
    return shifted.minus(shifted.exp().sum(-1).log());
  }

  /**
   * Layer normalisation along the last axis (Ba, Kiros and Hinton 2016).
   *
   * @param gain [size of the last axis]
   * @param bias [size of the last axis]
   * @param epsilon added to the variance
   */
  public Tensor layerNorm(Tensor gain, Tensor bias, double epsilon) {
    return Reductions.layerNorm(this, gain, bias, epsilon);
  }

  // ---- pictures

  /**
   * Convolution of pictures [batch, height, width, channels].
   *
   * @param weights [kernel, kernel, channels, filters]
   * @param stride step between outputs
   * @param padding zeros around the picture
   * @return [batch, height', width', filters]
   */
  public Tensor convolve(Tensor weights, int stride, int padding) {
    return Pictures.convolve(this, weights, stride, padding);
  }

  /**
   * Transposed convolution of pictures [batch, height, width, filters]: the gradient of {@link
   * #convolve} as an operation, which enlarges.
   *
   * @param weights [kernel, kernel, channels, filters], as of the convolution that it undoes
   * @param stride step between inputs
   * @param padding zeros that the convolution would have around its picture
   * @param height of the result
   * @param width of the result
   * @return [batch, height, width, channels]
   */
  public Tensor convolveTransposed(Tensor weights, int stride, int padding, int height, int width) {
    return Pictures.convolveTransposed(this, weights, stride, padding, height, width);
  }

  @Override
  public String toString() {
    return "Tensor" + Arrays.toString(shape);
  }
}
