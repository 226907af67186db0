package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.image.face.Face;
import dev.mien.image.face.Point;
import java.util.Arrays;
import java.util.Optional;

/**
 * The surroundings of a face, turned upright and scaled so that the eyes are {@link #UNIT} pixels
 * apart, in L*a*b*. Places are in eye distances from the point midway between the eyes.
 */
final class FaceCrop {

  /** Pixels per distance between the eyes. */
  static final int UNIT = 80;

  // What it covers, in distances between the eyes.
  static final double SIDE = 2.2;
  static final double ABOVE = 2.4;
  static final double BELOW = 4;

  /** Every so manieth pixel tells whether there are colours; a prime, so that columns vary. */
  private static final int CHROMA_STRIDE = 13;

  private static final int WIDTH = (int) (2 * SIDE * UNIT);
  private static final int HEIGHT = (int) ((ABOVE + BELOW) * UNIT);

  private final float[] linear; // linear RGB interleaved, NaN outside the picture
  private final double scale;
  private final float[] l = new float[WIDTH * HEIGHT]; // NaN outside the picture
  private final float[] a = new float[WIDTH * HEIGHT];
  private final float[] b = new float[WIDTH * HEIGHT];

  private FaceCrop(float[] linear, double scale) {
    this.linear = linear;
    this.scale = scale;
  }

  private FaceCrop(float[] linear, double scale, double[] gains) {
    this(linear, scale);
    for (int at = 0; at < l.length; at++) {
      if (Float.isNaN(linear[3 * at])) {
        l[at] = Float.NaN;
      } else {
        Lab lab =
            QuickLab.ofLinear(
                linear[3 * at] * gains[0],
                linear[3 * at + 1] * gains[1],
                linear[3 * at + 2] * gains[2]);
        l[at] = (float) lab.l();
        a[at] = (float) lab.a();
        b[at] = (float) lab.b();
      }
    }
  }

  /**
   * Cuts out the surroundings of a face. What is returned has linear colours alone; {@link #lit}
   * has L*a*b* too.
   *
   * @param image the picture that it was found in
   * @param face where
   */
  static FaceCrop of(PixelImage image, Face face) {
    double scale = face.eyeDistance() / UNIT;
    float[] linear = new float[3 * WIDTH * HEIGHT];
    int taps = (int) Math.max(1, Math.min(8, Math.round(scale)));
    Point origin = face.at(-SIDE, -ABOVE);
    double ux = (face.imageRightEye().x() - face.imageLeftEye().x()) / UNIT;
    double uy = (face.imageRightEye().y() - face.imageLeftEye().y()) / UNIT;
    double[] rgb = new double[4];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        Arrays.fill(rgb, 0);
        // Mean of a grid of samples over the source area, in linear light.
        for (int i = 0; i < taps; i++) {
          double v = y + (i + 0.5) / taps;
          for (int k = 0; k < taps; k++) {
            double u = x + (k + 0.5) / taps;
            add(
                image,
                origin.x() + ux * u - uy * v - 0.5,
                origin.y() + uy * u + ux * v - 0.5,
                taps == 1,
                rgb);
          }
        }
        int at = 3 * (y * WIDTH + x);
        boolean shown = rgb[3] >= 0.5 * taps * taps;
        for (int c = 0; c < 3; c++) {
          linear[at + c] = shown ? (float) (rgb[c] / rgb[3]) : Float.NaN;
        }
      }
    }
    return new FaceCrop(linear, scale);
  }

  /**
   * The same under another light.
   *
   * @param gains what linear red, green and blue are multiplied by
   */
  FaceCrop lit(double[] gains) {
    return new FaceCrop(linear, scale, gains);
  }

  /**
   * Collects linear colours as the picture has them.
   *
   * @param left smallest {@code right}
   * @param top smallest {@code down}
   * @param right largest {@code right}
   * @param bottom largest {@code down}
   * @param step between places
   * @param into is given places and colours that the picture shows
   */
  void linear(double left, double top, double right, double bottom, double step, Linear into) {
    for (double y = top + step / 2; y < bottom; y += step) {
      for (double x = left + step / 2; x < right; x += step) {
        int at = index(x, y);
        if (at >= 0 && !Float.isNaN(linear[3 * at])) {
          into.take(x, y, linear[3 * at], linear[3 * at + 1], linear[3 * at + 2]);
        }
      }
    }
  }

  /** Relative luminance (CIE 1931 Y) as the picture has it, in [0, 1]; NaN outside the picture. */
  float luminance(double right, double down) {
    int at = index(right, down);
    return at < 0
        ? Float.NaN
        : 0.2126f * linear[3 * at] + 0.7152f * linear[3 * at + 1] + 0.0722f * linear[3 * at + 2];
  }

  /** Takes a place's linear colour. */
  @FunctionalInterface
  interface Linear {
    /** Takes one. */
    void take(double right, double down, double red, double green, double blue);
  }

  private static void add(PixelImage image, double x, double y, boolean blend, double[] rgb) {
    int x0 = (int) Math.floor(blend ? x : x + 0.5);
    int y0 = (int) Math.floor(blend ? y : y + 0.5);
    if (!blend) {
      addPixel(image, x0, y0, 1, rgb);
      return;
    }
    double fx = x - x0;
    double fy = y - y0;
    addPixel(image, x0, y0, (1 - fx) * (1 - fy), rgb);
    addPixel(image, x0 + 1, y0, fx * (1 - fy), rgb);
    addPixel(image, x0, y0 + 1, (1 - fx) * fy, rgb);
    addPixel(image, x0 + 1, y0 + 1, fx * fy, rgb);
  }

  private static void addPixel(PixelImage image, int x, int y, double weight, double[] rgb) {
    if (x < 0 || y < 0 || x >= image.width() || y >= image.height()) {
      return;
    }
    int pixel = image.argb(x, y);
    double opaque = weight * (pixel >>> 24) / 255;
    rgb[0] += opaque * Srgb.linear(pixel >> 16 & 255);
    rgb[1] += opaque * Srgb.linear(pixel >> 8 & 255);
    rgb[2] += opaque * Srgb.linear(pixel & 255);
    rgb[3] += opaque;
  }

  /** Pixels of the original per pixel of the crop. */
  double scale() {
    return scale;
  }

  /** Distance between the eyes in the original, in pixels. */
  double eyeDistance() {
    return scale * UNIT;
  }

  /** Lightness at a place; NaN outside the picture. */
  float l(double right, double down) {
    int at = index(right, down);
    return at < 0 ? Float.NaN : l[at];
  }

  /** Whether the picture shows a place. */
  boolean shows(double right, double down) {
    return !Float.isNaN(l(right, down));
  }

  /** The colour at a place that the picture shows. */
  Lab lab(double right, double down) {
    int at = index(right, down);
    if (at < 0 || Float.isNaN(l[at])) {
      throw new IllegalArgumentException("(" + right + ", " + down + ") lies outside the picture");
    }
    return new Lab(l[at], a[at], b[at]);
  }

  private static int index(double right, double down) {
    int x = (int) Math.floor((right + SIDE) * UNIT);
    int y = (int) Math.floor((down + ABOVE) * UNIT);
    return x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT ? -1 : y * WIDTH + x;
  }

  /** Which places of a rectangle to take. */
  @FunctionalInterface
  interface Mask {
    /** Everything. */
    Mask ALL = (right, down, colour) -> true;

    /** Whether a place and its colour count. */
    boolean test(double right, double down, Lab colour);
  }

  /**
   * All colours of a rectangle that the picture shows and a mask lets through.
   *
   * @param left smallest {@code right}
   * @param top smallest {@code down}
   * @param right largest {@code right}
   * @param bottom largest {@code down}
   * @param mask what counts
   */
  Samples samples(double left, double top, double right, double bottom, Mask mask) {
    return samples(left, top, right, bottom, 1.0 / UNIT, mask);
  }

  /**
   * A part of the colours of a rectangle that the picture shows.
   *
   * @param left smallest {@code right}
   * @param top smallest {@code down}
   * @param right largest {@code right}
   * @param bottom largest {@code down}
   * @param every so manieth column and row
   */
  Samples sparse(double left, double top, double right, double bottom, int every) {
    return samples(left, top, right, bottom, (double) every / UNIT, Mask.ALL);
  }

  private Samples samples(
      double left, double top, double right, double bottom, double step, Mask mask) {
    Samples samples = new Samples();
    for (double y = top + step / 2; y < bottom; y += step) {
      for (double x = left + step / 2; x < right; x += step) {
        int at = index(x, y);
        if (at >= 0 && !Float.isNaN(l[at])) {
          Lab colour = new Lab(l[at], a[at], b[at]);
          if (mask.test(x, y, colour)) {
            samples.add(colour);
          }
        }
      }
    }
    return samples;
  }

  /** Median chroma over the whole crop in the picture's own light; below about 3 it is grey. */
  double medianChroma() {
    float[] chroma = new float[WIDTH * HEIGHT / CHROMA_STRIDE + 1];
    int count = 0;
    for (int at = 0; at < WIDTH * HEIGHT; at += CHROMA_STRIDE) {
      if (!Float.isNaN(linear[3 * at])) {
        chroma[count++] =
            (float)
                QuickLab.ofLinear(linear[3 * at], linear[3 * at + 1], linear[3 * at + 2]).chroma();
      }
    }
    Arrays.sort(chroma, 0, count);
    return count == 0 ? 0 : chroma[count / 2];
  }

  /**
   * Median of each coordinate around a place, over a small square.
   *
   * @param right place
   * @param down place
   * @param half half the square's side
   */
  Optional<Lab> median(double right, double down, double half) {
    int x0 = Math.max(0, (int) Math.round((right - half + SIDE) * UNIT));
    int y0 = Math.max(0, (int) Math.round((down - half + ABOVE) * UNIT));
    int x1 = Math.min(WIDTH, Math.max(x0 + 1, (int) Math.round((right + half + SIDE) * UNIT)));
    int y1 = Math.min(HEIGHT, Math.max(y0 + 1, (int) Math.round((down + half + ABOVE) * UNIT)));
    int most = (x1 - x0) * (y1 - y0);
    if (most <= 0) {
      return Optional.empty();
    }
    float[][] sorted = new float[3][most];
    int count = 0;
    for (int y = y0; y < y1; y++) {
      for (int at = y * WIDTH + x0; at < y * WIDTH + x1; at++) {
        if (!Float.isNaN(l[at])) {
          sorted[0][count] = l[at];
          sorted[1][count] = a[at];
          sorted[2][count] = b[at];
          count++;
        }
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    for (float[] values : sorted) {
      Arrays.sort(values, 0, count);
    }
    return Optional.of(new Lab(sorted[0][count / 2], sorted[1][count / 2], sorted[2][count / 2]));
  }
}
