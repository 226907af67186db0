package dev.mien.image.screen;

import dev.mien.image.internal.GreyImage;
import java.util.Arrays;

/**
 * How sharp a picture is, comparable between pictures of different size and contrast.
 *
 * <p>Variance of the Laplacian (J. L. Pech-Pacheco et al., "Diatom autofocusing in brightfield
 * microscopy", ICPR 2000) and Tenengrad (J. M. Tenenbaum, 1970; mean squared Sobel gradient) both
 * rise with contrast and with noise. Here both are taken at a fixed size, where the sharpest tenth
 * of all blocks counts (backgrounds may be out of focus), and the Laplacian's energy is set against
 * the gradient's: blur takes the former away faster. The noise of the quietest blocks is taken off.
 *
 * @param laplacian square root of the Laplacian's variance in the sharpest blocks, in grey levels
 * @param tenengrad square root of the mean squared Sobel gradient there, in grey levels per pixel
 */
public record Sharpness(double laplacian, double tenengrad) {

  /** Longest side at which sharpness is measured, in pixels. */
  public static final int SIDE = 512;

  /** Longest side at which larger pictures are looked at again, for blur too fine for the other. */
  public static final int FINE_SIDE = 1024;

  private static final int BLOCK = 32;

  /** With fewer blocks than this none need be quiet, so no noise is taken off. */
  private static final int MIN_BLOCKS = 16;

  /** Share of blocks that count. */
  private static final double BEST = 0.1;

  /**
   * Measures a picture.
   *
   * @param image its grey values
   */
  public static Sharpness of(GreyImage image) {
    return of(image, SIDE);
  }

  /**
   * Measures a picture at another size, where finer blur shows.
   *
   * @param image its grey values
   * @param side longest side at which to measure, in pixels; smaller pictures aren't enlarged
   */
  public static Sharpness of(GreyImage image, int side) {
    GreyImage grey = image.shrunkTo(side);
    int columns = Math.max(1, grey.width() / BLOCK);
    int rows = Math.max(1, grey.height() / BLOCK);
    double[] laplacians = new double[columns * rows];
    double[] gradients = new double[columns * rows];
    for (int block = 0; block < laplacians.length; block++) {
      measure(grey, block % columns * BLOCK, block / columns * BLOCK, laplacians, gradients, block);
    }
    // Noise is what the quietest blocks have; white noise of variance v gives the Laplacian 20 v
    // and this gradient 0.375 v.
    double[] quiet = laplacians.clone();
    Arrays.sort(quiet);
    double noise = quiet.length < MIN_BLOCKS ? 0 : quiet[quiet.length / 10];
    // By gradient: the blocks that have edges at all tell whether these are sharp.
    int count = Math.max(1, (int) Math.ceil(BEST * laplacians.length));
    Integer[] order = new Integer[laplacians.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    Arrays.sort(order, (first, second) -> Double.compare(gradients[second], gradients[first]));
    double laplacian = 0;
    double gradient = 0;
    for (int i = 0; i < count; i++) {
      laplacian += laplacians[order[i]] / count;
      gradient += gradients[order[i]] / count;
    }
    return new Sharpness(
        Math.sqrt(Math.max(0, laplacian - noise)),
        Math.sqrt(Math.max(0, gradient - noise * 0.375 / 20)));
  }

  /**
   * The worse of a picture's sharpness at {@link #SIDE} and, where it is larger, at {@link
   * #FINE_SIDE}: shrinking hides what blurs a large picture by a few of its own pixels.
   *
   * @param image its grey values
   */
  public static Sharpness worst(GreyImage image) {
    return worst(image, of(image));
  }

  /**
   * The same where the sharpness at {@link #SIDE} is known.
   *
   * @param image its grey values
   * @param coarse its sharpness there
   */
  public static Sharpness worst(GreyImage image, Sharpness coarse) {
    if (Math.max(image.width(), image.height()) <= SIDE) {
      return coarse;
    }
    Sharpness fine = of(image, FINE_SIDE);
    return fine.ratio() < coarse.ratio() ? fine : coarse;
  }

  /**
   * Laplacian over gradient, about 0.3 for edges blurred by 3 pixels and above 1.4 for sharp ones;
   * free of the picture's contrast.
   */
  public double ratio() {
    return laplacian / Math.max(1, tenengrad);
  }

  private static void measure(
      GreyImage grey, int left, int top, double[] laplacians, double[] gradients, int block) {
    double sum = 0;
    double squares = 0;
    double gradient = 0;
    int count = 0;
    int right = Math.min(left + BLOCK, grey.width() - 1);
    int bottom = Math.min(top + BLOCK, grey.height() - 1);
    for (int y = Math.max(1, top); y < bottom; y++) {
      for (int x = Math.max(1, left); x < right; x++) {
        double n = grey.at(x, y - 1);
        double s = grey.at(x, y + 1);
        double w = grey.at(x - 1, y);
        double e = grey.at(x + 1, y);
        double laplacian = n + s + w + e - 4.0 * grey.at(x, y);
        double nw = grey.at(x - 1, y - 1);
        double ne = grey.at(x + 1, y - 1);
        double sw = grey.at(x - 1, y + 1);
        double se = grey.at(x + 1, y + 1);
        double gx = (ne + 2 * e + se - nw - 2 * w - sw) / 8;
        double gy = (sw + 2 * s + se - nw - 2 * n - ne) / 8;
        sum += laplacian;
        squares += laplacian * laplacian;
        gradient += gx * gx + gy * gy;
        count++;
      }
    }
    if (count > 0) {
      laplacians[block] = squares / count - sum / count * (sum / count);
      gradients[block] = gradient / count;
    }
  }
}
