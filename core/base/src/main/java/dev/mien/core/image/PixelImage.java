package dev.mien.core.image;

/**
 * A picture of 8-bit sRGB pixels with straight (not premultiplied) alpha.
 *
 * <p>Pixels are {@code 0xAARRGGBB}, row by row from the top left. The array is shared with its
 * creator on purpose, pictures being large: whoever passes an array in must not change it
 * afterwards.
 */
public final class PixelImage {

  private final int width;
  private final int height;
  private final int[] argb;

  /**
   * Wraps pixels without copying.
   *
   * @param width columns, above 0
   * @param height rows, above 0
   * @param argb {@code width * height} pixels, {@code 0xAARRGGBB}
   */
  public static PixelImage wrap(int width, int height, int[] argb) {
    return new PixelImage(width, height, argb);
  }

  private PixelImage(int width, int height, int[] argb) {
    if (width <= 0 || height <= 0 || (long) width * height != argb.length) {
      throw new IllegalArgumentException(
          "a picture of " + width + " x " + height + " can't have " + argb.length + " pixels");
    }
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /**
   * One pixel, {@code 0xAARRGGBB}.
   *
   * @param x column, from the left
   * @param y row, from the top
   */
  public int argb(int x, int y) {
    return argb[y * width + x];
  }

  /** All pixels, row by row; the picture's own array, to be read only. */
  public int[] argb() {
    return argb;
  }
}
