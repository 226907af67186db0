package dev.mien.acceptance.looks;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.image.face.Face;
import dev.mien.image.face.FaceFinder;
import dev.mien.image.face.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a picture shows of a face, as a vector that light changes little: histograms of gradient
 * orientation (N. Dalal, B. Triggs, CVPR 2005) of a crop that is laid by the eyes which the face
 * finder sees, and how lips, irises and brows differ in colour from the skin round them.
 *
 * <p>It knows the pixels alone: neither parameters nor mesh nor camera.
 */
final class FaceDescriptor {

  /** Pixels of the crop per distance between the eyes. */
  private static final double SCALE = 26;

  // The crop in distances between the eyes: from the hairline to below the chin.
  private static final double HALF_WIDTH = 1.15;
  private static final double TOP = -0.75;
  private static final double BOTTOM = 2.05;

  private static final int CELL = 6;
  private static final int BINS = 8;
  private static final double CLIP = 0.25;

  private static final int WIDTH = (int) (2 * HALF_WIDTH * SCALE);
  private static final int HEIGHT = (int) ((BOTTOM - TOP) * SCALE);

  /** How much a ratio of colours weighs against a histogram's bin. */
  private static final double COLOUR_WEIGHT = 0.5;

  private FaceDescriptor() {}

  /** The face in a picture, empty where the finder sees none. */
  static Optional<float[]> of(PixelImage picture) {
    return find(picture).map(face -> describe(picture, face));
  }

  /** The face in a picture and its mirror image: two people for a metric to learn from. */
  static Optional<List<float[]>> bothWays(PixelImage picture) {
    return find(picture)
        .map(
            face ->
                List.of(
                    describe(picture, face),
                    describe(mirrored(picture), mirrored(face, picture.width()))));
  }

  private static Optional<Face> find(PixelImage picture) {
    return FaceFinder.create()
        .find(levelled(picture, 0.95))
        .or(() -> FaceFinder.create().find(levelled(picture, 0.7)));
  }

  private static PixelImage mirrored(PixelImage picture) {
    int w = picture.width();
    int[] argb = new int[w * picture.height()];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = picture.argb()[i / w * w + w - 1 - i % w];
    }
    return PixelImage.wrap(w, picture.height(), argb);
  }

  private static Face mirrored(Face face, int width) {
    Point left = face.imageRightEye();
    Point right = face.imageLeftEye();
    return new Face(
        width - face.x() - face.size(),
        face.y(),
        face.size(),
        new Point(width - left.x(), left.y()),
        new Point(width - right.x(), right.y()),
        face.confidence());
  }

  /** Grey values stretched over the middle of the picture, so that dark skin has contrast too. */
  private static PixelImage levelled(PixelImage picture, double whitest) {
    int width = picture.width();
    int height = picture.height();
    double[] log = new double[width * height];
    List<Double> middle = new ArrayList<>();
    for (int i = 0; i < log.length; i++) {
      int c = picture.argb()[i];
      log[i] =
          Math.log(
              0.01
                  + 0.2126 * Srgb.linear(c >> 16 & 255)
                  + 0.7152 * Srgb.linear(c >> 8 & 255)
                  + 0.0722 * Srgb.linear(c & 255));
      if (Math.abs(i % width - 0.5 * width) < 0.22 * width
          && Math.abs(i / width - 0.42 * height) < 0.27 * height) {
        middle.add(log[i]);
      }
    }
    Collections.sort(middle);
    double low = middle.get(middle.size() / 20);
    double high = middle.get((int) (middle.size() * whitest));
    int[] argb = new int[log.length];
    for (int i = 0; i < log.length; i++) {
      int value = (int) Math.max(0, Math.min(255, 40 + 180 * (log[i] - low) / (high - low)));
      argb[i] = 0xFF000000 | value * 0x10101;
    }
    return PixelImage.wrap(width, height, argb);
  }

  private static float[] describe(PixelImage picture, Face face) {
    float[] log = crop(picture, face);
    float[] histograms = histograms(log);
    float[] colours = colours(picture, face);
    float[] all = new float[histograms.length + colours.length];
    System.arraycopy(histograms, 0, all, 0, histograms.length);
    System.arraycopy(colours, 0, all, histograms.length, colours.length);
    return all;
  }

  /** Logarithm of luminance: a light's strength is an offset, which gradients don't see. */
  private static float[] crop(PixelImage picture, Face face) {
    float[] log = new float[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double[] c =
            linear(picture, face.at((x + 0.5) / SCALE - HALF_WIDTH, (y + 0.5) / SCALE + TOP));
        log[y * WIDTH + x] = (float) Math.log(0.02 + 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]);
      }
    }
    return log;
  }

  private static float[] histograms(float[] log) {
    int across = WIDTH / CELL;
    int down = HEIGHT / CELL;
    float[] cells = new float[across * down * BINS];
    for (int y = 1; y < HEIGHT - 1; y++) {
      for (int x = 1; x < WIDTH - 1; x++) {
        double gx = log[y * WIDTH + x + 1] - log[y * WIDTH + x - 1];
        double gy = log[(y + 1) * WIDTH + x] - log[(y - 1) * WIDTH + x];
        double strength = Math.sqrt(Math.hypot(gx, gy));
        double turn = Math.atan2(gy, gx) / Math.PI;
        double bin = (turn - Math.floor(turn)) * BINS;
        vote(cells, across, down, (x + 0.5) / CELL - 0.5, (y + 0.5) / CELL - 0.5, bin, strength);
      }
    }
    return normalised(cells, across, down);
  }

  private static void vote(
      float[] cells, int across, int down, double cx, double cy, double bin, double strength) {
    int x0 = (int) Math.floor(cx);
    int y0 = (int) Math.floor(cy);
    int b0 = (int) bin;
    for (int i = 0; i < 8; i++) {
      int x = x0 + (i & 1);
      int y = y0 + (i >> 1 & 1);
      int b = b0 + (i >> 2);
      if (x >= 0 && y >= 0 && x < across && y < down) {
        double weight =
            (1 - Math.abs(cx - x)) * (1 - Math.abs(cy - y)) * (1 - Math.abs(bin - b)) * strength;
        cells[(y * across + x) * BINS + b % BINS] += (float) weight;
      }
    }
  }

  /** Each cell against the energy of its neighbourhood, clipped: a shadow's edge counts little. */
  private static float[] normalised(float[] cells, int across, int down) {
    float[] out = new float[cells.length];
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        double energy = 1e-3;
        int count = 0;
        for (int v = Math.max(0, y - 1); v <= Math.min(down - 1, y + 1); v++) {
          for (int u = Math.max(0, x - 1); u <= Math.min(across - 1, x + 1); u++) {
            count++;
            for (int b = 0; b < BINS; b++) {
              float value = cells[(v * across + u) * BINS + b];
              energy += value * value;
            }
          }
        }
        double norm = Math.sqrt(energy / count);
        for (int b = 0; b < BINS; b++) {
          int at = (y * across + x) * BINS + b;
          out[at] = (float) Math.min(1, cells[at] / norm);
        }
      }
    }
    return out;
  }

  /** Ratios of linear colours, in which the light's own colour cancels out. */
  private static float[] colours(PixelImage picture, Face face) {
    double[] skin =
        mean(picture, face, new double[][] {{-0.42, 0.55}, {0.42, 0.55}, {0, 0.5}}, 0.1);
    double[] lips =
        mean(picture, face, new double[][] {{-0.12, 1.1}, {0.12, 1.1}, {0, 1.16}}, 0.06);
    double[] iris = mean(picture, face, new double[][] {{-0.5, 0.03}, {0.5, 0.03}}, 0.06);
    double[] brow = mean(picture, face, new double[][] {{-0.5, -0.3}, {0.5, -0.3}}, 0.08);
    float[] out = new float[9];
    double[][] parts = {lips, iris, brow};
    for (int p = 0; p < 3; p++) {
      double[] ratio = new double[3];
      for (int c = 0; c < 3; c++) {
        ratio[c] = Math.log((parts[p][c] + 0.01) / (skin[c] + 0.01));
      }
      out[3 * p] = (float) (COLOUR_WEIGHT * ratio[1]);
      out[3 * p + 1] = (float) (COLOUR_WEIGHT * 2 * (ratio[0] - ratio[1]));
      out[3 * p + 2] = (float) (COLOUR_WEIGHT * 2 * (ratio[2] - ratio[1]));
    }
    return out;
  }

  private static double[] mean(PixelImage picture, Face face, double[][] places, double reach) {
    double[] sum = new double[3];
    int count = 0;
    for (double[] place : places) {
      for (int i = -3; i <= 3; i++) {
        for (int j = -3; j <= 3; j++) {
          double[] c = linear(picture, face.at(place[0] + reach * i / 3, place[1] + reach * j / 3));
          for (int k = 0; k < 3; k++) {
            sum[k] += c[k];
          }
          count++;
        }
      }
    }
    return new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
  }

  private static double[] linear(PixelImage picture, Point at) {
    double x = Math.max(0, Math.min(picture.width() - 1.001, at.x() - 0.5));
    double y = Math.max(0, Math.min(picture.height() - 1.001, at.y() - 0.5));
    int x0 = (int) x;
    int y0 = (int) y;
    double[] c = new double[3];
    for (int i = 0; i < 4; i++) {
      int u = x0 + (i & 1);
      int v = y0 + (i >> 1);
      double weight = (1 - Math.abs(x - u)) * (1 - Math.abs(y - v));
      int rgb = picture.argb()[v * picture.width() + u];
      for (int k = 0; k < 3; k++) {
        c[k] += weight * Srgb.linear(rgb >> (16 - 8 * k) & 255);
      }
    }
    return c;
  }
}
