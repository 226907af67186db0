package dev.mien.acceptance.pictures;

import dev.mien.core.image.Srgb;
import java.util.SplittableRandom;

/** What is behind a sitter: walls, soft gradients, rooms out of focus, leaves. */
final class Background {

  /** Points on a side at which blurred things are computed. */
  private static final int COARSE = 65;

  private Background() {}

  /**
   * Paints a background.
   *
   * @param random of its kind and colours
   * @param size of the square picture, pixels
   * @param light strength by channel, linear
   * @return linear RGB, interleaved
   */
  static double[] of(SplittableRandom random, int size, double[] light) {
    int blobs =
        switch (random.nextInt(3)) {
          case 0 -> 1;
          case 1 -> 4;
          default -> 40;
        };
    double[] x = new double[blobs];
    double[] y = new double[blobs];
    double[] width = new double[blobs];
    double[][] colour = new double[blobs][];
    double[] wall = colour(random);
    for (int i = 0; i < blobs; i++) {
      x[i] = random.nextDouble() * size;
      y[i] = random.nextDouble() * size;
      width[i] = size * (blobs > 10 ? 0.04 + 0.1 * random.nextDouble() : 0.5);
      colour[i] = colour(random);
      for (int c = 0; c < 3; c++) {
        // One room's things share much of its colour.
        colour[i][c] = 0.5 * (colour[i][c] + wall[c]);
      }
    }
    double[] coarse = new double[3 * COARSE * COARSE];
    double cell = size / (COARSE - 1.0);
    for (int at = 0; at < COARSE * COARSE; at++) {
      double total = 0.3;
      double[] sum = {0.3 * wall[0], 0.3 * wall[1], 0.3 * wall[2]};
      for (int i = 0; i < blobs; i++) {
        double dx = (at % COARSE * cell - x[i]) / width[i];
        double dy = (at / COARSE * cell - y[i]) / width[i];
        double weight = Math.exp(-(dx * dx + dy * dy));
        total += weight;
        for (int c = 0; c < 3; c++) {
          sum[c] += weight * colour[i][c];
        }
      }
      for (int c = 0; c < 3; c++) {
        coarse[3 * at + c] = light[c] * sum[c] / total;
      }
    }
    return enlarged(coarse, size, 0.03 * random.nextDouble(), random);
  }

  private static double[] enlarged(
      double[] coarse, int size, double grain, SplittableRandom random) {
    double[] painted = new double[3 * size * size];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double u = column * (COARSE - 1.0) / size;
        double v = row * (COARSE - 1.0) / size;
        int at = 3 * ((int) v * COARSE + (int) u);
        double fu = u - (int) u;
        double fv = v - (int) v;
        double speck = 1 + grain * (random.nextDouble() - 0.5);
        for (int c = 0; c < 3; c++) {
          double top = coarse[at + c] * (1 - fu) + coarse[at + 3 + c] * fu;
          int below = at + 3 * COARSE + c;
          double bottom = coarse[below] * (1 - fu) + coarse[below + 3] * fu;
          painted[3 * (row * size + column) + c] = speck * (top * (1 - fv) + bottom * fv);
        }
      }
    }
    return painted;
  }

  /** Of any lightness, mostly muted. */
  private static double[] colour(SplittableRandom random) {
    double grey = 0.1 + 0.85 * random.nextDouble();
    double vivid = 0.45 * random.nextDouble() * random.nextDouble();
    double[] rgb = new double[3];
    for (int c = 0; c < 3; c++) {
      rgb[c] =
          Srgb.toLinear(Math.max(0, Math.min(1, grey + vivid * (2 * random.nextDouble() - 1))));
    }
    return rgb;
  }
}
