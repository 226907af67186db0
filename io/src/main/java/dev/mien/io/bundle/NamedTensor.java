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

  /**
   * The number that sixteen bits stand for in IEEE 754's half precision.
   *
   * @param bits one bit of sign, five of exponent, ten of fraction
   */
  public static float fromHalf(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    if (exponent == 0) {
      return (sign == 0 ? 1f : -1f) * fraction * 0x1p-24f;
    }
    if (exponent == 0x1F) {
      return Float.intBitsToFloat(sign | 0x7F800000 | fraction << 13);
    }
    return Float.intBitsToFloat(sign | exponent + 112 << 23 | fraction << 13);
  }

  /**
   * The nearest number of IEEE 754's half precision, ties to even.
   *
   * @param value any; beyond ±65,519 it becomes infinite
   */
  public static short toHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7E00);
    }
    float size = Math.abs(value);
    if (size >= 65_520) {
      return (short) (sign | 0x7C00);
    }
    if (size < 0x1p-14f) {
      // below the normal numbers, a step is 2⁻²⁴
      return (short) (sign | (int) Math.rint(size * 0x1p24));
    }
    int magnitude = bits & 0x7FFFFFFF;
    int rounded = magnitude + 0xFFF + (magnitude >>> 13 & 1);
    return (short) (sign | (rounded >>> 13) - (112 << 10));
  }
}
