package dev.mien.model.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.Compute;
import dev.mien.model.compute.Convolution;
import dev.mien.model.compute.MatrixProduct;
import dev.mien.model.compute.StridedBlock;
import dev.mien.model.compute.UnaryOp;
import java.util.Arrays;

/** One call of a primitive of {@link Compute}; operands are numbers of slots. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.Fill.class, name = "fill"),
  @JsonSubTypes.Type(value = Step.Scale.class, name = "scale"),
  @JsonSubTypes.Type(value = Step.Copy.class, name = "copy"),
  @JsonSubTypes.Type(value = Step.Unary.class, name = "unary"),
  @JsonSubTypes.Type(value = Step.Binary.class, name = "binary"),
  @JsonSubTypes.Type(value = Step.Along.class, name = "along"),
  @JsonSubTypes.Type(value = Step.RowsByNumber.class, name = "rowsByNumber"),
  @JsonSubTypes.Type(value = Step.Convolve.class, name = "convolve"),
  @JsonSubTypes.Type(value = Step.Softmax.class, name = "softmax"),
  @JsonSubTypes.Type(value = Step.LayerNorm.class, name = "layerNorm"),
  @JsonSubTypes.Type(value = Step.Multiply.class, name = "multiply"),
  @JsonSubTypes.Type(value = Step.SparseMultiply.class, name = "sparseMultiply"),
})
sealed interface Step {

  /**
   * Computes it.
   *
   * @param compute where the slots lie
   * @param slots read and written
   */
  void run(Compute compute, Slots slots);

  /**
   * Refuses operands that it would read or write beyond.
   *
   * @param sizes of the network's slots
   * @throws IllegalArgumentException if it would
   */
  void check(Sizes sizes);

  /** The slots that it reads. */
  int[] reads();

  /** The slots that it writes. */
  int[] writes();

  /**
   * The same with other slots.
   *
   * @param to by slot, the slot to use instead
   */
  Step renamed(int[] to);

  private static int[] of(int... slots) {
    return slots;
  }

  /**
   * y ← value.
   *
   * @param y slot
   * @param value in every place
   */
  record Fill(int y, double value) implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      compute.fill(slots.get(y), value);
    }

    @Override
    public void check(Sizes sizes) {
      sizes.length(y);
    }

    @Override
    public int[] reads() {
      return of();
    }

    @Override
    public int[] writes() {
      return of(y);
    }

    @Override
    public Step renamed(int[] to) {
      return new Fill(to[y], value);
    }
  }

  /**
   * y ← factor·x (+ y).
   *
   * @param factor any
   * @param x slot
   * @param y slot
   * @param add whether to add to y
   */
  record Scale(double factor, int x, int y, boolean add) implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      compute.scale(factor, slots.get(x), slots.get(y), add);
    }

    @Override
    public void check(Sizes sizes) {
      sizes.require(x, sizes.length(y));
    }

    @Override
    public int[] reads() {
      return add ? of(x, y) : of(x);
    }

    @Override
    public int[] writes() {
      return of(y);
    }

    @Override
    public Step renamed(int[] to) {
      return new Scale(factor, to[x], to[y], add);
    }
  }

  /**
   * Copies a block between two layouts.
   *
   * @param sizes of the block
   * @param x slot
   * @param fromOffset where it begins in x
   * @param fromStrides in x
   * @param y slot
   * @param toOffset where it begins in y
   * @param toStrides in y
   * @param add whether to add to y
   */
  record Copy(
      int[] sizes,
      int x,
      int fromOffset,
      int[] fromStrides,
      int y,
      int toOffset,
      int[] toStrides,
      boolean add)
      implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      compute.copy(
          sizes, slots.get(x), fromOffset, fromStrides, slots.get(y), toOffset, toStrides, add);
    }

    @Override
    public void check(Sizes limits) {
      limits.requireRoom(x, sizes, fromOffset, fromStrides);
      limits.requireRoom(y, sizes, toOffset, toStrides);
    }

    /** A part of y keeps what is in it, so that y is read too. */
    @Override
    public int[] reads() {
      return of(x, y);
    }

    @Override
    public int[] writes() {
      return of(y);
    }

    @Override
    public Step renamed(int[] to) {
      return new Copy(sizes, to[x], fromOffset, fromStrides, to[y], toOffset, toStrides, add);
    }
  }

  /**
   * y ← function(x).
   *
   * @param function of one number
   * @param x slot
   * @param y slot
   */
  record Unary(UnaryOp function, int x, int y) implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      compute.unary(function, slots.get(x), slots.get(y));
    }

    @Override
    public void check(Sizes sizes) {
      sizes.require(x, sizes.length(y));
    }

    @Override
    public int[] reads() {
      return of(x);
    }

    @Override
    public int[] writes() {
      return of(y);
    }

    @Override
    public Step renamed(int[] to) {
      return new Unary(function, to[x], to[y]);
    }
  }

  /**
   * y ← function(a, b), where strides of 0 repeat.
   *
   * @param function of two numbers
   * @param sizes of y
   * @param a slot
   * @param aStrides in a
   * @param b slot
   * @param bStrides in b
   * @param y slot
   */
  record Binary(BinaryOp function, int[] sizes, int a, int[] aStrides, int b, int[] bStrides, int y)
      implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      compute.binary(function, sizes, slots.get(a), aStrides, slots.get(b), bStrides, slots.get(y));
    }

    @Override
    public void check(Sizes limits) {
      limits.requireRoom(a, sizes, 0, aStrides);
      limits.requireRoom(b, sizes, 0, bStrides);
      limits.requireRoom(y, sizes, 0, StridedBlock.contiguous(sizes));
    }

    @Override
    public int[] reads() {
      return of(a, b);
    }

    @Override
    public int[] writes() {
      return of(y);
    }

    @Override
    public Step renamed(int[] to) {
      return new Binary(function, sizes, to[a], aStrides, to[b], bStrides, to[y]);
    }
  }

  /**
   * Sums or maxima along a dimension.
   *
   * @param most whether it's the maxima
   * @param outer dimensions before, multiplied
   * @param middle the dimension
   * @param inner dimensions behind, multiplied
   * @param x slot
   * @param y slot
   */
  record Along(boolean most, int outer, int middle, int inner, int x, int y) implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      if (most) {
        compute.max(outer, middle, inner, slots.get(x), slots.get(y));
      } else {
        compute.sum(outer, middle, inner, slots.get(x), slots.get(y));
      }
    }

    @Override
    public void check(Sizes sizes) {
      sizes.require(x, numbers(outer, inner, middle));
      sizes.require(y, numbers(outer, inner));
    }

    @Override
    public int[] reads() {
      return of(x);
    }

    @Override
    public int[] writes() {
      return of(y);
    }

    @Override
    public Step renamed(int[] to) {
      return new Along(most, outer, middle, inner, to[x], to[y]);
    }
  }

  /**
   * Softmax by row.
   *
   * @param rows independent
   * @param columns in each
   * @param x slot
   * @param y slot
   */
  record Softmax(int rows, int columns, int x, int y) implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      compute.softmax(rows, columns, slots.get(x), slots.get(y));
    }

    @Override
    public void check(Sizes sizes) {
      sizes.require(x, numbers(rows, columns));
      sizes.require(y, numbers(rows, columns));
    }

    @Override
    public int[] reads() {
      return of(x);
    }

    @Override
    public int[] writes() {
      return of(y);
    }

    @Override
    public Step renamed(int[] to) {
      return new Softmax(rows, columns, to[x], to[y]);
    }
  }

  /**
   * Layer normalisation by row.
   *
   * @param rows independent
   * @param columns in each
   * @param epsilon added to the variance
   * @param x slot
   * @param gain slot
   * @param bias slot
   * @param y slot
   * @param mean slot for each row's mean
   * @param inverse slot for each row's inverse deviation
   */
  record LayerNorm(
      int rows,
      int columns,
      double epsilon,
      int x,
      int gain,
      int bias,
      int y,
      int mean,
      int inverse)
      implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      compute.layerNorm(
          rows,
          columns,
          epsilon,
          slots.get(x),
          slots.get(gain),
          slots.get(bias),
          slots.get(y),
          slots.get(mean),
          slots.get(inverse));
    }

    @Override
    public void check(Sizes sizes) {
      sizes.require(x, numbers(rows, columns));
      sizes.require(y, numbers(rows, columns));
      sizes.require(gain, columns);
      sizes.require(bias, columns);
      sizes.require(mean, rows);
      sizes.require(inverse, rows);
    }

    @Override
    public int[] reads() {
      return of(x, gain, bias);
    }

    @Override
    public int[] writes() {
      return of(y, mean, inverse);
    }

    @Override
    public Step renamed(int[] to) {
      return new LayerNorm(
          rows, columns, epsilon, to[x], to[gain], to[bias], to[y], to[mean], to[inverse]);
    }
  }

  /**
   * Matrix products.
   *
   * @param product sizes
   * @param a slot
   * @param b slot
   * @param c slot
   * @param add whether to add to c
   */
  record Multiply(MatrixProduct product, int a, int b, int c, boolean add) implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      compute.multiply(product, slots.get(a), slots.get(b), slots.get(c), add);
    }

    @Override
    public void check(Sizes sizes) {
      long batch = product.batch();
      long left = numbers(product.m(), product.k());
      long right = numbers(product.k(), product.n());
      sizes.require(a, product.distanceA() == 0 ? left : left * batch);
      sizes.require(b, product.distanceB() == 0 ? right : right * batch);
      sizes.require(c, numbers(product.m(), product.n()) * batch);
    }

    @Override
    public int[] reads() {
      return add ? of(a, b, c) : of(a, b);
    }

    @Override
    public int[] writes() {
      return of(c);
    }

    @Override
    public Step renamed(int[] to) {
      return new Multiply(product, to[a], to[b], to[c], add);
    }
  }

  /**
   * A sparse matrix times a batch of right sides.
   *
   * @param matrix number of the matrix
   * @param transposed whether to multiply with its transpose
   * @param batch right sides
   * @param width columns of each
   * @param x slot
   * @param y slot
   */
  record SparseMultiply(int matrix, boolean transposed, int batch, int width, int x, int y)
      implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      compute.sparseMultiply(
          slots.matrices()[matrix], transposed, batch, width, slots.get(x), slots.get(y));
    }

    @Override
    public void check(Sizes sizes) {
      CompressedRows m = sizes.matrix(matrix);
      sizes.require(x, numbers(batch, width) * (transposed ? m.rows() : m.columns()));
      sizes.require(y, numbers(batch, width) * (transposed ? m.columns() : m.rows()));
    }

    @Override
    public int[] reads() {
      return of(x);
    }

    @Override
    public int[] writes() {
      return of(y);
    }

    @Override
    public Step renamed(int[] to) {
      return new SparseMultiply(matrix, transposed, batch, width, to[x], to[y]);
    }
  }

  /**
   * Takes rows by number, or adds rows up by number.
   *
   * @param added whether it adds them up
   * @param rows name of the input with their numbers
   * @param width of a row
   * @param x slot
   * @param y slot
   */
  record RowsByNumber(boolean added, String rows, int width, int x, int y) implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      if (added) {
        compute.scatterAdd(slots.row(rows), width, slots.get(x), slots.get(y));
      } else {
        compute.gather(slots.row(rows), width, slots.get(x), slots.get(y));
      }
    }

    @Override
    public void check(Sizes sizes) {
      Network.Rows named = sizes.row(rows);
      sizes.require(added ? y : x, numbers(width, named.of()));
      sizes.require(added ? x : y, numbers(width, named.length()));
    }

    @Override
    public int[] reads() {
      return of(x);
    }

    @Override
    public int[] writes() {
      return of(y);
    }

    @Override
    public Step renamed(int[] to) {
      return new RowsByNumber(added, rows, width, to[x], to[y]);
    }
  }

  /**
   * A convolution, or one transposed.
   *
   * @param transposed whether it's the transposed one, which reads y and writes x
   * @param sizes of the convolution
   * @param x slot of pictures before it
   * @param w slot of weights
   * @param y slot of pictures behind it
   */
  record Convolve(boolean transposed, Convolution sizes, int x, int w, int y) implements Step {

    @Override
    public void run(Compute compute, Slots slots) {
      if (transposed) {
        compute.convolveInputGradient(sizes, slots.get(y), slots.get(w), slots.get(x));
      } else {
        compute.convolve(sizes, slots.get(x), slots.get(w), slots.get(y));
      }
    }

    @Override
    public void check(Sizes limits) {
      Convolution c = sizes;
      limits.require(x, numbers(c.batch(), c.height(), c.width(), c.channels()));
      limits.require(w, numbers(c.kernel(), c.kernel(), c.channels(), c.filters()));
      limits.require(y, numbers(c.batch(), c.outHeight(), c.outWidth(), c.filters()));
    }

    @Override
    public int[] reads() {
      return of(transposed ? y : x, w);
    }

    @Override
    public int[] writes() {
      return of(transposed ? x : y);
    }

    @Override
    public Step renamed(int[] to) {
      return new Convolve(transposed, sizes, to[x], to[w], to[y]);
    }
  }

  /** Refuses sizes below 1 and products that no array has. */
  private static long numbers(int... sizes) {
    long product = 1;
    for (int size : sizes) {
      product *= size;
      if (size < 1 || product > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "expected sizes of an array, got " + Arrays.toString(sizes));
      }
    }
    return product;
  }
}
