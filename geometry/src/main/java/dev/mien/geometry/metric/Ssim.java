package dev.mien.geometry.metric;

import dev.mien.core.image.PixelImage;

/**
 * Structural similarity after Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image quality
 * assessment: from error visibility to structural similarity", IEEE Transactions on Image
 * Processing 13(4), 2004: Gaussian window of 11 x 11 with σ = 1.5, K₁ = 0.01, K₂ = 0.03, population
 * covariance, mean over the windows that lie wholly inside the picture.
 */
public final class Ssim {

  /** Columns and rows of the window. */
  public static final int WINDOW = 11;

  private static final double SIGMA = 1.5;
  private static final double K1 = 0.01;
  private static final double K2 = 0.03;
  private static final double[] KERNEL = kernel();

  private Ssim() {}

  /** What of the pixels is compared. */
  public enum Channels {
    /** BT.601 luma of the encoded channels, as in the paper. */
    LUMA,
    /** Red, green and blue apart, and the mean of the three. */
    RGB
  }

  /**
   * Similarity of luma over the whole picture.
   *
   * @param a a picture of at least 11 x 11 pixels
   * @param b one of the same size
   * @return in [−1, 1]; 1 for equal pictures
   */
  public static double of(PixelImage a, PixelImage b) {
    return of(a, b, Channels.LUMA, Psnr.everywhere(a));
  }

  /**
   * Similarity over the windows whose centre is marked.
   *
   * @param a a picture of at least 11 x 11 pixels
   * @param b one of the same size
   * @param channels what is compared
   * @param mask {@code width * height} values; at least one window's centre must be marked
   * @return in [−1, 1]; 1 for equal pictures
   * @throws IllegalArgumentException if sizes differ, are too small or no window counts
   */
  public static double of(PixelImage a, PixelImage b, Channels channels, boolean[] mask) {
    Psnr.requireSameSize(a, b, mask);
    int w = a.width();
    int h = a.height();
    if (channels == Channels.LUMA) {
      return mean(luma(a), luma(b), w, h, 255, mask);
    }
    double sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      sum += mean(channel(a, shift), channel(b, shift), w, h, 255, mask);
    }
    return sum / 3;
  }

  /**
   * Similarity of two planes of values.
   *
   * @param x {@code width * height} values, row by row
   * @param y as many
   * @param width at least 11
   * @param height at least 11
   * @param range difference between the largest and smallest possible value
   * @param mask windows count whose centre is marked
   */
  public static double mean(
      float[] x, float[] y, int width, int height, double range, boolean[] mask) {
    if (width < WINDOW || height < WINDOW) {
      throw new IllegalArgumentException(
          "a picture of " + width + " x " + height + " is smaller than the window of 11 x 11");
    }
    int n = width * height;
    if (x.length != n || y.length != n || mask.length != n) {
      throw new IllegalArgumentException(
          "planes of "
              + x.length
              + " and "
              + y.length
              + " values and a mask of "
              + mask.length
              + ", expected "
              + n);
    }
    float[] xx = new float[n];
    float[] yy = new float[n];
    float[] xy = new float[n];
    for (int i = 0; i < n; i++) {
      xx[i] = x[i] * x[i];
      yy[i] = y[i] * y[i];
      xy[i] = x[i] * y[i];
    }
    double[] mx = filter(x, width, height);
    double[] my = filter(y, width, height);
    double[] mxx = filter(xx, width, height);
    double[] myy = filter(yy, width, height);
    double[] mxy = filter(xy, width, height);
    double c1 = K1 * range * K1 * range;
    double c2 = K2 * range * K2 * range;
    int half = WINDOW / 2;
    double sum = 0;
    int count = 0;
    for (int row = half; row < height - half; row++) {
      for (int column = half; column < width - half; column++) {
        int i = row * width + column;
        if (mask[i]) {
          double ux = mx[i];
          double uy = my[i];
          double vx = mxx[i] - ux * ux;
          double vy = myy[i] - uy * uy;
          double cov = mxy[i] - ux * uy;
          sum += (2 * ux * uy + c1) * (2 * cov + c2) / ((ux * ux + uy * uy + c1) * (vx + vy + c2));
          count++;
        }
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "no window's centre is marked: the mask is empty 5 pixels away from the border");
    }
    return sum / count;
  }

  private static double[] filter(float[] plane, int width, int height) {
    int half = WINDOW / 2;
    double[] rows = new double[plane.length];
    for (int y = 0; y < height; y++) {
      for (int x = half; x < width - half; x++) {
        double sum = 0;
        for (int k = 0; k < WINDOW; k++) {
          sum += KERNEL[k] * plane[y * width + x + k - half];
        }
        rows[y * width + x] = sum;
      }
    }
    double[] both = new double[plane.length];
    for (int y = half; y < height - half; y++) {
      for (int x = half; x < width - half; x++) {
        double sum = 0;
        for (int k = 0; k < WINDOW; k++) {
          sum += KERNEL[k] * rows[(y + k - half) * width + x];
        }
        both[y * width + x] = sum;
      }
    }
    return both;
  }

  private static double[] kernel() {
    double[] weights = new double[WINDOW];
    double sum = 0;
    for (int k = 0; k < WINDOW; k++) {
      double d = k - WINDOW / 2;
      weights[k] = Math.exp(-d * d / (2 * SIGMA * SIGMA));
      sum += weights[k];
    }
    for (int k = 0; k < WINDOW; k++) {
      weights[k] /= sum;
    }
    return weights;
  }

  private static float[] luma(PixelImage image) {
    int[] argb = image.argb();
    float[] plane = new float[argb.length];
    for (int i = 0; i < argb.length; i++) {
      int p = argb[i];
      plane[i] = (float) (0.299 * (p >> 16 & 255) + 0.587 * (p >> 8 & 255) + 0.114 * (p & 255));
    }
    return plane;
  }

  private static float[] channel(PixelImage image, int shift) {
    int[] argb = image.argb();
    float[] plane = new float[argb.length];
    for (int i = 0; i < argb.length; i++) {
      plane[i] = argb[i] >> shift & 255;
    }
    return plane;
  }
}
