package dev.mien.image.screen;

import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.internal.GreyImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The first screening: drops what is too small, blurred or shows no face.
 *
 * @param minSide smallest short side, in pixels, above 0
 * @param minSharpness smallest {@link Sharpness#ratio()} of {@link Sharpness#worst}, at least 0
 * @param minRelevance smallest confidence of the face, in [0, 1]
 */
public record PictureScreen(int minSide, double minSharpness, double minRelevance) {

  /**
   * 256 pixels; sharpness 1.1, between sharp pictures (1.4 and more) and those blurred by a
   * thousandth of their size; relevance 0.3, the weakest that the face finder's gate lets through.
   */
  public static final PictureScreen STANDARD = new PictureScreen(256, 1.1, 0.3);

  /** Validates the bounds. */
  public PictureScreen {
    if (minSide <= 0 || !(minSharpness >= 0) || !(minRelevance >= 0 && minRelevance <= 1)) {
      throw new IllegalArgumentException(
          "minSide is "
              + minSide
              + ", minSharpness "
              + minSharpness
              + ", minRelevance "
              + minRelevance
              + "; expected above 0, at least 0, in [0, 1]");
    }
  }

  /**
   * Screens a picture.
   *
   * @param image any picture
   * @param face the face found in it, if any
   */
  public Screening screen(PixelImage image, Optional<Face> face) {
    GreyImage grey = GreyImage.of(image);
    return screen(grey, Sharpness.worst(grey), face);
  }

  /**
   * Screens a picture whose sharpness is known.
   *
   * @param image its grey values
   * @param sharpness the worse of both sizes
   * @param face the face found in it, if any
   */
  public Screening screen(GreyImage image, Sharpness sharpness, Optional<Face> face) {
    double relevance = face.map(Face::confidence).orElse(0.0);
    List<String> reasons = new ArrayList<>();
    int side = Math.min(image.width(), image.height());
    if (side < minSide) {
      reasons.add("The short side has " + side + " pixels, expected at least " + minSide + ".");
    }
    if (sharpness.ratio() < minSharpness) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "The picture is blurred: sharpness %.2f, expected at least %.2f.",
              sharpness.ratio(),
              minSharpness));
    }
    if (face.isEmpty()) {
      reasons.add("No frontal face was found.");
    } else if (relevance < minRelevance) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "The face is doubtful: confidence %.2f, expected at least %.2f.",
              relevance,
              minRelevance));
    }
    return new Screening(image.width(), image.height(), sharpness, relevance, reasons);
  }
}
