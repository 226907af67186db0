package dev.mien.image.face;

/**
 * Windows that agree, averaged.
 *
 * @param x left edge, in pixels
 * @param y upper edge, in pixels
 * @param width in pixels
 * @param height in pixels
 * @param neighbours how many windows agreed
 */
record Detection(double x, double y, double width, double height, int neighbours) {

  double centreX() {
    return x + width / 2;
  }

  double centreY() {
    return y + height / 2;
  }

  /** This detection in a picture that is so many times larger and starts elsewhere. */
  Detection mapped(double scale, double left, double top) {
    return new Detection(
        x * scale + left, y * scale + top, width * scale, height * scale, neighbours);
  }
}
