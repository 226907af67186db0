package dev.mien.image.face;

import dev.mien.image.internal.GreyImage;

/**
 * Finds an iris' centre: where most strong gradients point away from, preferring the dark.
 *
 * <p>F. Timm, E. Barth, "Accurate eye centre localisation by means of gradients", VISAPP 2011; here
 * with one-sided dot products (an iris is darker than the sclera) and a prior on the place.
 */
final class IrisFinder {

  // Half the window, as shares of the distance between the eyes.
  private static final double REACH_X = 0.2;
  private static final double REACH_Y = 0.13;

  /** Standard deviation of the iris about the eye's centre, in distances between the eyes. */
  private static final double SIGMA = 0.09;

  /** Largest radius of an iris, in distances between the eyes. */
  private static final double MAX_RADIUS = 0.16;

  private IrisFinder() {}

  /**
   * The iris' centre.
   *
   * @param image grey values around the eye
   * @param x where the eye is thought to be
   * @param y where the eye is thought to be
   * @param distance between the eyes, in pixels
   * @return column and row
   */
  static double[] find(GreyImage image, double x, double y, double distance) {
    int left = Math.max(1, (int) Math.round(x - REACH_X * distance));
    int right = Math.min(image.width() - 2, (int) Math.round(x + REACH_X * distance));
    int top = Math.max(1, (int) Math.round(y - REACH_Y * distance));
    int bottom = Math.min(image.height() - 2, (int) Math.round(y + REACH_Y * distance));
    int width = right - left + 1;
    int height = bottom - top + 1;
    if (width < 3 || height < 3) {
      return new double[] {x, y};
    }
    double[] gx = new double[width * height];
    double[] gy = new double[width * height];
    keepStrong(image, left, top, width, gx, gy);

    double best = -1;
    double[] centre = {x, y};
    double spread = 2 * SIGMA * SIGMA * distance * distance;
    double reach = MAX_RADIUS * distance;
    for (int cy = 0; cy < height; cy++) {
      for (int cx = 0; cx < width; cx++) {
        double sum = 0;
        for (int py = 0; py < height; py++) {
          double dy = py - cy;
          for (int px = 0; px < width; px++) {
            int at = py * width + px;
            double dx = px - cx;
            double length2 = dx * dx + dy * dy;
            if ((gx[at] == 0 && gy[at] == 0) || length2 == 0 || length2 > reach * reach) {
              continue;
            }
            double dot = dx * gx[at] + dy * gy[at];
            if (dot > 0) {
              sum += dot * dot / length2;
            }
          }
        }
        double ox = left + cx - x;
        double oy = top + cy - y;
        double score =
            sum
                * (270 - smooth(image, left + cx, top + cy))
                * Math.exp(-(ox * ox + oy * oy) / spread);
        if (score > best) {
          best = score;
          centre[0] = left + cx;
          centre[1] = top + cy;
        }
      }
    }
    return centre;
  }

  /** Unit gradients where they are stronger than usual; sideways ones count more than lids'. */
  private static void keepStrong(
      GreyImage image, int left, int top, int width, double[] gx, double[] gy) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < gx.length; i++) {
      int px = left + i % width;
      int py = top + i / width;
      gx[i] = smooth(image, px + 1, py) - smooth(image, px - 1, py);
      gy[i] = smooth(image, px, py + 1) - smooth(image, px, py - 1);
      double length = Math.hypot(gx[i], gy[i]);
      sum += length;
      squares += length * length;
    }
    double mean = sum / gx.length;
    double limit = mean + 0.3 * Math.sqrt(Math.max(0, squares / gx.length - mean * mean));
    for (int i = 0; i < gx.length; i++) {
      double length = Math.hypot(gx[i], gy[i]);
      if (length <= limit) {
        gx[i] = 0;
        gy[i] = 0;
      } else {
        gx[i] /= length;
        gy[i] /= length * 1.5;
      }
    }
  }

  private static double smooth(GreyImage image, int x, int y) {
    if (x < 1 || y < 1 || x >= image.width() - 1 || y >= image.height() - 1) {
      return image.sample(x, y);
    }
    return (image.at(x, y) * 4
            + 2
                * (image.at(x - 1, y)
                    + image.at(x + 1, y)
                    + image.at(x, y - 1)
                    + image.at(x, y + 1))
            + image.at(x - 1, y - 1)
            + image.at(x + 1, y - 1)
            + image.at(x - 1, y + 1)
            + image.at(x + 1, y + 1))
        / 16;
  }
}
