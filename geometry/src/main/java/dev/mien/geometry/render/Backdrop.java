package dev.mien.geometry.render;

/**
 * What is behind the head: a radial gradient, or nothing.
 *
 * @param centre sRGB {@code 0xRRGGBB} behind the face
 * @param edge sRGB {@code 0xRRGGBB} in the corners
 * @param transparent whether the picture's alpha channel is coverage and the colours are unused
 */
public record Backdrop(int centre, int edge, boolean transparent) {

  /** Nothing: alpha is coverage. */
  public static final Backdrop TRANSPARENT = new Backdrop(0, 0, true);

  /**
   * One colour.
   *
   * @param rgb sRGB {@code 0xRRGGBB}
   */
  public static Backdrop plain(int rgb) {
    return new Backdrop(rgb, rgb, false);
  }
}
