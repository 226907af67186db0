package dev.mien.core.image;

/**
 * The transfer function and primaries of sRGB (IEC 61966-2-1): encoded values are what files hold,
 * linear values are proportional to light.
 */
public final class Srgb {

  private static final double[] LINEAR = new double[256];

  // exponent and 9 bits of the mantissa of what is at least 2^-13
  private static final int SHIFT = 23 - 9;
  private static final int LEAST = Float.floatToRawIntBits(1f / 8192);
  private static final byte[] CODES = new byte[(Float.floatToRawIntBits(1f) - LEAST >> SHIFT) + 1];

  static {
    for (int i = 0; i < 256; i++) {
      LINEAR[i] = toLinear(i / 255.0);
    }
    for (int i = 0; i < CODES.length; i++) {
      float middle = Float.intBitsToFloat(LEAST + (i << SHIFT) + (1 << SHIFT - 1));
      CODES[i] = (byte) channel(middle);
    }
  }

  private Srgb() {}

  /**
   * Linear light of an encoded 8-bit channel.
   *
   * @param channel in 0..255
   * @return in [0, 1]
   */
  public static double linear(int channel) {
    return LINEAR[channel];
  }

  /**
   * Linear light of an encoded value; odd about 0, so that values slightly outside stay usable.
   *
   * @param encoded usually in [0, 1]
   * @return usually in [0, 1]
   */
  public static double toLinear(double encoded) {
    double size = Math.abs(encoded);
    double linear = size <= 0.04045 ? size / 12.92 : Math.pow((size + 0.055) / 1.055, 2.4);
    return Math.copySign(linear, encoded);
  }

  /**
   * The encoded value of linear light; the inverse of {@link #toLinear}.
   *
   * @param linear usually in [0, 1]
   * @return usually in [0, 1]
   */
  public static double toEncoded(double linear) {
    double size = Math.abs(linear);
    double encoded = size <= 0.0031308 ? size * 12.92 : 1.055 * Math.pow(size, 1 / 2.4) - 0.055;
    return Math.copySign(encoded, linear);
  }

  /**
   * Linear light as an encoded 8-bit channel, clamped and rounded.
   *
   * @param linear in [0, 1]; anything else is clamped
   * @return in 0..255
   */
  public static int channel(double linear) {
    if (!(linear > 0)) {
      return 0;
    }
    return linear >= 1 ? 255 : (int) (toEncoded(linear) * 255 + 0.5);
  }

  /**
   * As {@link #channel}, from a table indexed by the number's leading bits: for millions of pixels.
   * Where a value lies next to the middle between two codes, it may give the other one.
   *
   * @param linear in [0, 1]; anything else is clamped
   * @return in 0..255
   */
  public static int code(float linear) {
    int index = Float.floatToRawIntBits(linear) - LEAST >> SHIFT;
    return index < 0 || !(linear > 0) ? 0 : linear >= 1 ? 255 : CODES[index] & 255;
  }

  /**
   * Three linear channels as an encoded colour, clamped and rounded.
   *
   * @param red linear, in [0, 1]
   * @param green linear, in [0, 1]
   * @param blue linear, in [0, 1]
   * @return {@code 0xRRGGBB}
   */
  public static int rgb(double red, double green, double blue) {
    return channel(red) << 16 | channel(green) << 8 | channel(blue);
  }

  /**
   * Relative luminance (CIE Y of white = 1) of an encoded colour.
   *
   * @param rgb {@code 0xRRGGBB}; higher bits are ignored
   * @return in [0, 1]
   */
  public static double luminance(int rgb) {
    return 0.2126390058715104 * LINEAR[rgb >> 16 & 255]
        + 0.7151686787677559 * LINEAR[rgb >> 8 & 255]
        + 0.0721923153607337 * LINEAR[rgb & 255];
  }

  /**
   * Luma (ITU-R BT.601) of an encoded colour: the grey value that picture processing works on.
   *
   * @param rgb {@code 0xRRGGBB}; higher bits are ignored
   * @return in [0, 255]
   */
  public static double luma(int rgb) {
    return 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
  }
}
