package dev.mien.image.internal;

/**
 * Sums of a grey picture over any upright rectangle in constant time (F. Crow, "Summed-area tables
 * for texture mapping", SIGGRAPH 1984).
 */
public final class SummedArea {

  private final int width;
  private final int height;
  private final double[] sums; // [height + 1, width + 1]

  /**
   * Sums a picture.
   *
   * @param image its values
   */
  public SummedArea(GreyImage image) {
    width = image.width();
    height = image.height();
    sums = new double[(width + 1) * (height + 1)];
    float[] values = image.values();
    for (int y = 0; y < height; y++) {
      double row = 0;
      int at = (y + 1) * (width + 1);
      for (int x = 0; x < width; x++) {
        row += values[y * width + x];
        sums[at + x + 1] = sums[at - width + x] + row;
      }
    }
  }

  /** Columns of the picture. */
  public int width() {
    return width;
  }

  /** Rows of the picture. */
  public int height() {
    return height;
  }

  /**
   * Mean over a rectangle of whole pixels, which must lie inside.
   *
   * @param x0 first column
   * @param y0 first row
   * @param x1 column behind the last
   * @param y1 row behind the last
   */
  public double mean(int x0, int y0, int x1, int y1) {
    int stride = width + 1;
    double sum =
        sums[y1 * stride + x1]
            - sums[y0 * stride + x1]
            - sums[y1 * stride + x0]
            + sums[y0 * stride + x0];
    return sum / ((double) (x1 - x0) * (y1 - y0));
  }

  /**
   * A rectangle of the picture at another size, by area means. Parts outside the picture repeat its
   * edge as far as sums go: they are cut off, so the rectangle should lie inside.
   *
   * @param left left edge, in pixels
   * @param top upper edge, in pixels
   * @param right right edge, in pixels
   * @param bottom lower edge, in pixels
   * @param newWidth columns of the result, above 0
   * @param newHeight rows of the result, above 0
   */
  public GreyImage resized(
      double left, double top, double right, double bottom, int newWidth, int newHeight) {
    double stepX = (right - left) / newWidth;
    double stepY = (bottom - top) / newHeight;
    double scale = 1 / (stepX * stepY);
    double[] above = new double[newWidth + 1];
    double[] below = new double[newWidth + 1];
    float[] result = new float[newWidth * newHeight];
    row(above, top, left, stepX);
    for (int y = 0; y < newHeight; y++) {
      row(below, top + (y + 1) * stepY, left, stepX);
      for (int x = 0; x < newWidth; x++) {
        result[y * newWidth + x] =
            (float) ((below[x + 1] - below[x] - above[x + 1] + above[x]) * scale);
      }
      double[] swap = above;
      above = below;
      below = swap;
    }
    return new GreyImage(newWidth, newHeight, result);
  }

  /** Sums above y and left of evenly spaced columns, interpolated inside pixels (exactly). */
  private void row(double[] target, double y, double left, double stepX) {
    double cy = Math.max(0, Math.min(height, y));
    int y0 = Math.min((int) cy, height - 1);
    double fy = cy - y0;
    int upper = y0 * (width + 1);
    int lower = upper + width + 1;
    for (int i = 0; i < target.length; i++) {
      double cx = Math.max(0, Math.min(width, left + i * stepX));
      int x0 = Math.min((int) cx, width - 1);
      double fx = cx - x0;
      double a = sums[upper + x0] + (sums[upper + x0 + 1] - sums[upper + x0]) * fx;
      double b = sums[lower + x0] + (sums[lower + x0 + 1] - sums[lower + x0]) * fx;
      target[i] = a + (b - a) * fy;
    }
  }
}
