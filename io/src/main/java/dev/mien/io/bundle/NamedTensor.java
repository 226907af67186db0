package dev.mien.io.bundle;

import java.util.Arrays;

/**
 * An array of numbers with a shape. Arrays are copied in; {@link #values} is shared and must not be
 * written to.
 *
 * @param shape sizes, row-major
 * @param values as many as the shape says
 */
public record NamedTensor(int[] shape, float[] values) {

  /** Checks that shape and values fit. */
  public NamedTensor {
    shape = shape.clone();
    values = values.clone();
    long length = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("negative size in " + Arrays.toString(shape));
      }
      length = Math.multiplyExact(length, size);
    }
    if (length != values.length) {
      throw new IllegalArgumentException(
          Arrays.toString(shape) + " needs " + length + " values, got " + values.length);
    }
  }
}
