package dev.mien.learn.study;

import dev.mien.core.image.PixelImage;

/**
 * Histograms of oriented gradients (Dalal and Triggs 2005): unsigned directions in nine bins of
 * each cell, counted softly between neighbouring bins, each cell scaled to unit length by itself
 * and its neighbours.
 */
final class GradientHistogram {

  /** Cells along a side. */
  static final int CELLS = 12;

  private static final int BINS = 9;

  /** Length of a descriptor. */
  static final int LENGTH = CELLS * CELLS * BINS;

  private GradientHistogram() {}

  /**
   * Describes a square of a picture, read at 8 × 8 points a cell; beyond the picture's edge its
   * border goes on.
   *
   * @param picture any
   * @param x of the square's centre, pixels from the left
   * @param y of the square's centre, pixels from the top
   * @param half of the square's side, pixels
   * @return [{@value #CELLS} rows, {@value #CELLS} columns, 9 directions]
   */
  static float[] of(PixelImage picture, double x, double y, double half) {
    int side = 8 * CELLS;
    float[] grey = new float[side * side];
    for (int i = 0; i < grey.length; i++) {
      double u = x + half * (2 * (i % side + 0.5) / side - 1) - 0.5;
      double v = y + half * (2 * (i / side + 0.5) / side - 1) - 0.5;
      grey[i] = (float) grey(picture, u, v);
    }
    return of(grey, side, side);
  }

  private static double grey(PixelImage picture, double u, double v) {
    double x = Math.min(picture.width() - 1.001, Math.max(0, u));
    double y = Math.min(picture.height() - 1.001, Math.max(0, v));
    int left = (int) x;
    int top = (int) y;
    double across = x - left;
    double down = y - top;
    return (1 - down)
            * ((1 - across) * grey(picture, left, top) + across * grey(picture, left + 1, top))
        + down
            * ((1 - across) * grey(picture, left, top + 1)
                + across * grey(picture, left + 1, top + 1));
  }

  private static double grey(PixelImage picture, int x, int y) {
    int p = picture.argb(x, y);
    return (0.299 * (p >> 16 & 255) + 0.587 * (p >> 8 & 255) + 0.114 * (p & 255)) / 255;
  }

  private static float[] of(float[] grey, int width, int height) {
    float[] cells = new float[LENGTH];
    for (int y = 1; y + 1 < height; y++) {
      for (int x = 1; x + 1 < width; x++) {
        double gx = grey[y * width + x + 1] - grey[y * width + x - 1];
        double gy = grey[(y + 1) * width + x] - grey[(y - 1) * width + x];
        double strength = Math.hypot(gx, gy);
        double turn = Math.atan2(gy, gx) / Math.PI;
        double place = (turn < 0 ? turn + 1 : turn) * BINS;
        int bin = (int) place;
        double share = place - bin;
        int cell = (y * CELLS / height * CELLS + x * CELLS / width) * BINS;
        cells[cell + bin % BINS] += (float) (strength * (1 - share));
        cells[cell + (bin + 1) % BINS] += (float) (strength * share);
      }
    }
    return normalised(cells);
  }

  private static float[] normalised(float[] cells) {
    double[] energy = new double[CELLS * CELLS];
    for (int i = 0; i < cells.length; i++) {
      energy[i / BINS] += cells[i] * cells[i];
    }
    float[] result = new float[cells.length];
    for (int i = 0; i < cells.length; i++) {
      int row = i / BINS / CELLS;
      int column = i / BINS % CELLS;
      double sum = 1e-3;
      for (int y = Math.max(0, row - 1); y <= Math.min(CELLS - 1, row + 1); y++) {
        for (int x = Math.max(0, column - 1); x <= Math.min(CELLS - 1, column + 1); x++) {
          sum += energy[y * CELLS + x];
        }
      }
      result[i] = (float) (cells[i] / Math.sqrt(sum));
    }
    return result;
  }
}
