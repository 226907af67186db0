package dev.mien.learn.tape;

import dev.mien.model.compute.StridedBlock;
import java.util.Arrays;

/** Arithmetic of tensors' sizes. */
final class Shape {

  private Shape() {}

  static int length(int[] shape) {
    long length = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("negative size in " + Arrays.toString(shape));
      }
      length *= size;
    }
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          Arrays.toString(shape) + " has more than " + Integer.MAX_VALUE + " numbers");
    }
    return (int) length;
  }

  /** The sizes of what two tensors give element by element. */
  static int[] broadcast(int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] sizes = new int[rank];
    for (int d = 1; d <= rank; d++) {
      int p = d <= a.length ? a[a.length - d] : 1;
      int q = d <= b.length ? b[b.length - d] : 1;
      if (p != q && p != 1 && q != 1) {
        throw new IllegalArgumentException(
            "shapes don't fit: " + Arrays.toString(a) + " and " + Arrays.toString(b));
      }
      sizes[rank - d] = p == 1 ? q : p;
    }
    return sizes;
  }

  /** Strides that read a tensor as if it were larger, repeating dimensions of size 1. */
  static int[] strides(int[] shape, int[] as) {
    int[] own = StridedBlock.contiguous(shape);
    int[] strides = new int[as.length];
    for (int d = 1; d <= shape.length; d++) {
      boolean repeats = shape[shape.length - d] == 1 && as[as.length - d] != 1;
      strides[as.length - d] = repeats ? 0 : own[shape.length - d];
    }
    return strides;
  }

  /** An axis counted from the end if negative. */
  static int axis(int axis, int rank) {
    int at = axis < 0 ? axis + rank : axis;
    if (at < 0 || at >= rank) {
      throw new IllegalArgumentException("no axis " + axis + " among " + rank);
    }
    return at;
  }

  /** Product of the sizes from one axis to before another. */
  static int product(int[] shape, int from, int to) {
    int product = 1;
    for (int d = from; d < to; d++) {
      product *= shape[d];
    }
    return product;
  }

  /** The shape with one size replaced. */
  static int[] with(int[] shape, int axis, int size) {
    int[] other = shape.clone();
    other[axis] = size;
    return other;
  }

  /** The shape without one axis. */
  static int[] without(int[] shape, int axis) {
    int[] other = new int[shape.length - 1];
    System.arraycopy(shape, 0, other, 0, axis);
    System.arraycopy(shape, axis + 1, other, axis, other.length - axis);
    return other;
  }
}
