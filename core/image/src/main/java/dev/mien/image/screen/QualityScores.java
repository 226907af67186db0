package dev.mien.image.screen;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.image.face.Face;
import dev.mien.image.face.Point;
import dev.mien.image.internal.GreyImage;
import java.util.Optional;

/**
 * How good a reference picture is, in three respects and in total, each in [0, 1].
 *
 * @param composition where the head stands: eye line and centre on thirds or the middle, headroom,
 *     nothing cut off; 0 without a face
 * @param colour colourfulness, harmony of hues and share of pixels that aren't clipped
 * @param detail fine structure, and the share of the face that shows any
 */
public record QualityScores(double composition, double colour, double detail) {

  /** Weights of composition, colour and detail in the total. */
  private static final double[] WEIGHTS = {0.35, 0.25, 0.4};

  // The head around the eyes, in distances between them.
  private static final double HEAD_SIDE = 1.25;
  private static final double HEAD_ABOVE = 1.9;
  private static final double HEAD_BELOW = 2.0;

  /** Weighted mean of the three. */
  public double total() {
    return WEIGHTS[0] * composition + WEIGHTS[1] * colour + WEIGHTS[2] * detail;
  }

  /**
   * Scores a picture.
   *
   * @param image any picture
   * @param face the face found in it, if any
   */
  public static QualityScores of(PixelImage image, Optional<Face> face) {
    GreyImage grey = GreyImage.of(image);
    return of(image, grey, Sharpness.of(grey), face);
  }

  /**
   * Scores a picture whose grey values and sharpness are known.
   *
   * @param image any picture
   * @param grey its grey values
   * @param sharpness at {@link Sharpness#SIDE}
   * @param face the face found in it, if any
   */
  public static QualityScores of(
      PixelImage image, GreyImage grey, Sharpness sharpness, Optional<Face> face) {
    double structure = Math.max(0, Math.min(1, (sharpness.ratio() - 0.2) / 1.6));
    double complete = face.map(f -> completeness(grey, f)).orElse(0.5);
    return new QualityScores(
        face.map(f -> composition(image, f)).orElse(0.0), colour(image), structure * complete);
  }

  private static double composition(PixelImage image, Face face) {
    Point eyes = face.eyeMiddle();
    double d = face.eyeDistance();
    double across = eyes.x() / image.width();
    double down = eyes.y() / image.height();
    // Portraits put the head in the middle or on a vertical third, the eyes on the upper third.
    double offCentre =
        Math.min(
            Math.abs(across - 0.5),
            Math.min(Math.abs(across - 1 / 3.0), Math.abs(across - 2 / 3.0)) + 0.03);
    double offLine = Math.max(0, Math.abs(down - 0.4) - 0.08);
    double placing = Math.exp(-offCentre / 0.12) * Math.exp(-offLine / 0.15);

    double left = eyes.x() - HEAD_SIDE * d;
    double right = eyes.x() + HEAD_SIDE * d;
    double top = eyes.y() - HEAD_ABOVE * d;
    double bottom = eyes.y() + HEAD_BELOW * d;
    double width = Math.min(image.width(), right) - Math.max(0, left);
    double height = Math.min(image.height(), bottom) - Math.max(0, top);
    double visible = Math.max(0, width) * Math.max(0, height) / ((right - left) * (bottom - top));

    double headroom = top / image.height();
    double airy = headroom >= 0 && headroom <= 0.25 ? 1 : Math.exp(-distance(headroom) / 0.15);
    return Math.pow(visible, 3) * (0.75 * placing + 0.25 * airy);
  }

  private static double distance(double headroom) {
    return headroom < 0 ? -headroom : headroom - 0.25;
  }

  /**
   * Colourfulness after D. Hasler and S. Süsstrunk ("Measuring colourfulness in natural images",
   * SPIE 2003), σ + 0.3 μ of the red–green and yellow–blue differences; hue harmony after D.
   * Cohen-Or et al. ("Color harmonization", SIGGRAPH 2006).
   */
  private static double colour(PixelImage image) {
    double sumRg = 0;
    double sumYb = 0;
    double squaresRg = 0;
    double squaresYb = 0;
    long clipped = 0;
    int step = Math.max(1, image.argb().length / 50_000);
    int count = 0;
    double[] hues = new double[HueHarmony.BINS];
    for (int i = 0; i < image.argb().length; i += step) {
      int p = image.argb()[i];
      int r = p >> 16 & 255;
      int g = p >> 8 & 255;
      int b = p & 255;
      double rg = r - g;
      double yb = (r + g) / 2.0 - b;
      sumRg += rg;
      sumYb += yb;
      squaresRg += rg * rg;
      squaresYb += yb * yb;
      double luma = Srgb.luma(p);
      clipped += luma < 4 || luma > 251 || r == 255 && g == 255 ? 1 : 0;
      HueHarmony.add(hues, r, g, b);
      count++;
    }
    double meanRg = sumRg / count;
    double meanYb = sumYb / count;
    double sigma =
        Math.sqrt(
            Math.max(0, squaresRg / count - meanRg * meanRg)
                + Math.max(0, squaresYb / count - meanYb * meanYb));
    double colourfulness = sigma + 0.3 * Math.hypot(meanRg, meanYb);
    double lively = 1 - Math.exp(-colourfulness / 30);
    double exposed = Math.exp(-Math.max(0, (double) clipped / count - 0.02) / 0.2);
    double harmonious = Math.exp(-HueHarmony.distance(hues) / 0.6);
    return exposed * (0.7 * lively + 0.3 * harmonious * Math.min(1, colourfulness / 10));
  }

  /** Share of the face's cells that show any structure: what is covered or flat shows none. */
  private static double completeness(GreyImage grey, Face face) {
    int cells = 0;
    int structured = 0;
    for (double down = -0.5; down < 1.6; down += 0.3) {
      for (double right = -0.75; right < 0.8; right += 0.3) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (double y = -0.12; y <= 0.12; y += 0.04) {
          for (double x = -0.12; x <= 0.12; x += 0.04) {
            Point p = face.at(right + x, down + y);
            double value = grey.sample(p.x() - 0.5, p.y() - 0.5);
            sum += value;
            squares += value * value;
            count++;
          }
        }
        cells++;
        double variance = squares / count - sum / count * (sum / count);
        structured += variance > 1 ? 1 : 0;
      }
    }
    return (double) structured / cells;
  }
}
