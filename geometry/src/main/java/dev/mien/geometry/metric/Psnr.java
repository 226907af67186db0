package dev.mien.geometry.metric;

import dev.mien.core.image.PixelImage;

/**
 * Peak signal-to-noise ratio of two pictures: {@code 10 log10(255² / MSE)} in decibels, over the
 * encoded sRGB channels together. Alpha is ignored. Equal pictures have an infinite ratio.
 */
public final class Psnr {

  private Psnr() {}

  /**
   * The ratio over all pixels.
   *
   * @param a a picture
   * @param b one of the same size
   * @return decibels; {@link Double#POSITIVE_INFINITY} if all channels are equal
   * @throws IllegalArgumentException if the sizes differ
   */
  public static double of(PixelImage a, PixelImage b) {
    return of(a, b, everywhere(a));
  }

  /**
   * The ratio over some pixels, such as those of the head: a background that's equal in both
   * inflates the value.
   *
   * @param a a picture
   * @param b one of the same size
   * @param mask {@code width * height} values, true where a pixel counts; at least one
   * @return decibels; {@link Double#POSITIVE_INFINITY} if the counted pixels are equal
   * @throws IllegalArgumentException if sizes differ or no pixel counts
   */
  public static double of(PixelImage a, PixelImage b, boolean[] mask) {
    requireSameSize(a, b, mask);
    long squares = 0;
    long count = 0;
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        int p = a.argb()[i];
        int q = b.argb()[i];
        for (int shift = 0; shift <= 16; shift += 8) {
          int difference = (p >> shift & 255) - (q >> shift & 255);
          squares += (long) difference * difference;
        }
        count += 3;
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException("mask is empty: there's nothing to compare");
    }
    return squares == 0
        ? Double.POSITIVE_INFINITY
        : 10 * Math.log10(255.0 * 255.0 * count / squares);
  }

  static boolean[] everywhere(PixelImage image) {
    boolean[] mask = new boolean[image.argb().length];
    java.util.Arrays.fill(mask, true);
    return mask;
  }

  static void requireSameSize(PixelImage a, PixelImage b, boolean[] mask) {
    if (a.width() != b.width() || a.height() != b.height()) {
      throw new IllegalArgumentException(
          "pictures differ in size: "
              + a.width()
              + " x "
              + a.height()
              + " and "
              + b.width()
              + " x "
              + b.height());
    }
    if (mask.length != a.argb().length) {
      throw new IllegalArgumentException(
          "mask has " + mask.length + " values for " + a.argb().length + " pixels");
    }
  }
}
