package dev.mien.image.internal;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;

/**
 * A picture of encoded grey values (luma) in [0, 255].
 *
 * @param width columns
 * @param height rows
 * @param values row by row; shared, not copied
 */
public record GreyImage(int width, int height, float[] values) {

  /**
   * The luma of a picture; what is transparent is seen on white paper.
   *
   * @param image any picture
   */
  public static GreyImage of(PixelImage image) {
    int[] argb = image.argb();
    float[] values = new float[argb.length];
    for (int i = 0; i < argb.length; i++) {
      int alpha = argb[i] >>> 24;
      double luma = Srgb.luma(argb[i]);
      values[i] = (float) (alpha == 255 ? luma : (luma * alpha + 255.0 * (255 - alpha)) / 255);
    }
    return new GreyImage(image.width(), image.height(), values);
  }

  /**
   * A value.
   *
   * @param x column
   * @param y row
   */
  public float at(int x, int y) {
    return values[y * width + x];
  }

  /**
   * A value between pixels, bilinear; coordinates outside are moved to the edge.
   *
   * @param x column, pixel centres at whole numbers
   * @param y row, pixel centres at whole numbers
   */
  public float sample(double x, double y) {
    double cx = Math.max(0, Math.min(width - 1.0, x));
    double cy = Math.max(0, Math.min(height - 1.0, y));
    int x0 = Math.min((int) cx, Math.max(0, width - 2));
    int y0 = Math.min((int) cy, Math.max(0, height - 2));
    int x1 = Math.min(x0 + 1, width - 1);
    int y1 = Math.min(y0 + 1, height - 1);
    double fx = cx - x0;
    double fy = cy - y0;
    double top = at(x0, y0) * (1 - fx) + at(x1, y0) * fx;
    double bottom = at(x0, y1) * (1 - fx) + at(x1, y1) * fx;
    return (float) (top * (1 - fy) + bottom * fy);
  }

  /**
   * The picture at another size, each new pixel being the mean of the area that it covers; exact
   * for shrinking, and for enlarging it repeats pixels with blended borders.
   *
   * @param newWidth columns, above 0
   * @param newHeight rows, above 0
   */
  public GreyImage resized(int newWidth, int newHeight) {
    return new SummedArea(this).resized(0, 0, width, height, newWidth, newHeight);
  }

  /**
   * The picture with its longest side at most so long.
   *
   * @param longest in pixels
   */
  public GreyImage shrunkTo(int longest) {
    int side = Math.max(width, height);
    if (side <= longest) {
      return this;
    }
    if (side >= 2 * longest && width % 2 == 0 && height % 2 == 0) {
      return halved().shrunkTo(longest);
    }
    return resized(
        Math.max(1, Math.round(width * (float) longest / side)),
        Math.max(1, Math.round(height * (float) longest / side)));
  }

  private GreyImage halved() {
    int columns = width / 2;
    float[] half = new float[columns * (height / 2)];
    for (int i = 0; i < half.length; i++) {
      int at = i / columns * 2 * width + i % columns * 2;
      half[i] = (values[at] + values[at + 1] + values[at + width] + values[at + width + 1]) / 4;
    }
    return new GreyImage(columns, height / 2, half);
  }

  /**
   * The picture turned about its centre, the same size; what comes from outside repeats the edge.
   *
   * @param angle in radians; above 0 turns what is seen anticlockwise
   */
  public GreyImage rotated(double angle) {
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double cx = (width - 1) / 2.0;
    double cy = (height - 1) / 2.0;
    float[] turned = new float[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double dx = x - cx;
        double dy = y - cy;
        turned[y * width + x] = sample(cx + cos * dx - sin * dy, cy + sin * dx + cos * dy);
      }
    }
    return new GreyImage(width, height, turned);
  }
}
