package dev.mien.acceptance.looks;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;

/**
 * What a picture shows of a head, as a vector that light changes little: histograms of gradient
 * orientation (N. Dalal, B. Triggs, CVPR 2005) of the whole picture's luminance.
 *
 * <p>It knows the pixels alone: neither parameters nor mesh nor camera nor colours.
 */
final class FaceDescriptor {

  /** Width and height of the pictures that are described, pixels. */
  static final int SIZE = 128;

  /** Pixels of a histogram's cell, across and down. */
  private static final int CELL = 8;

  private static final int CELLS = SIZE / CELL;
  private static final int BINS = 8;

  private FaceDescriptor() {}

  /** Describes a picture. */
  static float[] of(PixelImage picture) {
    return histograms(luminance(picture));
  }

  /** Describes its mirror image: another person for a metric to learn from. */
  static float[] mirrored(PixelImage picture) {
    int[] argb = new int[SIZE * SIZE];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = picture.argb()[i / SIZE * SIZE + SIZE - 1 - i % SIZE];
    }
    return of(PixelImage.wrap(SIZE, SIZE, argb));
  }

  /** Logarithm of luminance: a light's strength is an offset, which gradients don't see. */
  private static float[] luminance(PixelImage picture) {
    if (picture.width() != SIZE || picture.height() != SIZE) {
      throw new IllegalArgumentException(
          "a picture of " + picture.width() + " x " + picture.height() + ", expected " + SIZE);
    }
    float[] log = new float[SIZE * SIZE];
    for (int i = 0; i < log.length; i++) {
      int c = picture.argb()[i];
      log[i] =
          (float)
              Math.log(
                  0.02
                      + 0.2126 * Srgb.linear(c >> 16 & 255)
                      + 0.7152 * Srgb.linear(c >> 8 & 255)
                      + 0.0722 * Srgb.linear(c & 255));
    }
    return log;
  }

  private static float[] histograms(float[] log) {
    float[] cells = new float[CELLS * CELLS * BINS];
    for (int y = 1; y < SIZE - 1; y++) {
      for (int x = 1; x < SIZE - 1; x++) {
        double gx = log[y * SIZE + x + 1] - log[y * SIZE + x - 1];
        double gy = log[(y + 1) * SIZE + x] - log[(y - 1) * SIZE + x];
        double strength = Math.sqrt(Math.hypot(gx, gy));
        double turn = Math.atan2(gy, gx) / Math.PI;
        double bin = (turn - Math.floor(turn)) * BINS;
        vote(cells, (x + 0.5) / CELL - 0.5, (y + 0.5) / CELL - 0.5, bin, strength);
      }
    }
    return normalised(cells);
  }

  private static void vote(float[] cells, double cx, double cy, double bin, double strength) {
    int x0 = (int) Math.floor(cx);
    int y0 = (int) Math.floor(cy);
    int b0 = (int) bin;
    for (int i = 0; i < 8; i++) {
      int x = x0 + (i & 1);
      int y = y0 + (i >> 1 & 1);
      int b = b0 + (i >> 2);
      if (x >= 0 && y >= 0 && x < CELLS && y < CELLS) {
        double weight =
            (1 - Math.abs(cx - x)) * (1 - Math.abs(cy - y)) * (1 - Math.abs(bin - b)) * strength;
        cells[(y * CELLS + x) * BINS + b % BINS] += (float) weight;
      }
    }
  }

  /** Each cell against the energy of its neighbourhood, clipped: a shadow's edge counts little. */
  private static float[] normalised(float[] cells) {
    float[] out = new float[cells.length];
    for (int y = 0; y < CELLS; y++) {
      for (int x = 0; x < CELLS; x++) {
        double energy = 1e-3;
        int count = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(CELLS - 1, y + 1); v++) {
          for (int u = Math.max(0, x - 1); u <= Math.min(CELLS - 1, x + 1); u++) {
            count++;
            for (int b = 0; b < BINS; b++) {
              float value = cells[(v * CELLS + u) * BINS + b];
              energy += value * value;
            }
          }
        }
        double norm = Math.sqrt(energy / count);
        for (int b = 0; b < BINS; b++) {
          int at = (y * CELLS + x) * BINS + b;
          out[at] = (float) Math.min(1, cells[at] / norm);
        }
      }
    }
    return out;
  }
}
