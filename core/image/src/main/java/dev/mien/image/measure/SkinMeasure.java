package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.Locale;
import java.util.Optional;

/** The skin's colour from both cheeks and, where it agrees, the forehead. */
final class SkinMeasure {

  // Cheek and forehead patches, in distances between the eyes.
  private static final double CHEEK_INNER = 0.34;
  private static final double CHEEK_OUTER = 0.62;
  private static final double CHEEK_TOP = 0.42;
  private static final double CHEEK_BOTTOM = 0.72;
  private static final double FOREHEAD_HALF = 0.3;
  private static final double FOREHEAD_TOP = -0.78;
  private static final double FOREHEAD_BOTTOM = -0.5;

  /** The forehead counts if it is no further from the cheeks than this (ΔE 2000). */
  private static final double FOREHEAD_LIMIT = 12;

  private static final double TRIM = 0.1;

  private SkinMeasure() {}

  static Optional<Measured> measure(FaceCrop crop) {
    Samples left =
        crop.samples(-CHEEK_OUTER, CHEEK_TOP, -CHEEK_INNER, CHEEK_BOTTOM, FaceCrop.Mask.ALL)
            .trimmed(TRIM);
    Samples right =
        crop.samples(CHEEK_INNER, CHEEK_TOP, CHEEK_OUTER, CHEEK_BOTTOM, FaceCrop.Mask.ALL)
            .trimmed(TRIM);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    Lab leftColour = left.median();
    Lab rightColour = right.median();
    double apart = leftColour.deltaE2000(rightColour);
    Lab colour = mix(leftColour, rightColour, 0.5);
    Samples forehead =
        crop.samples(
                -FOREHEAD_HALF, FOREHEAD_TOP, FOREHEAD_HALF, FOREHEAD_BOTTOM, FaceCrop.Mask.ALL)
            .trimmed(TRIM);
    boolean foreheadAgrees =
        !forehead.isEmpty() && forehead.median().deltaE2000(colour) < FOREHEAD_LIMIT;
    if (foreheadAgrees) {
      colour = mix(colour, forehead.median(), 1 / 3.0);
    }
    double spread = (left.meanDistance(leftColour) + right.meanDistance(rightColour)) / 2;
    double pixels = (left.size() + right.size()) * crop.scale() * crop.scale();
    double confidence =
        0.9
            * Math.exp(-apart / 15)
            * Math.exp(-Math.max(0, spread - 4) / 20)
            * (1 - Math.exp(-pixels / 120))
            * (foreheadAgrees ? 1 : 0.85);
    return Optional.of(
        new Measured(
            colour,
            confidence,
            String.format(
                Locale.ROOT,
                "both cheeks (ΔE %.1f apart)%s",
                apart,
                foreheadAgrees ? " and forehead" : "")));
  }

  static Lab mix(Lab first, Lab second, double share) {
    return new Lab(
        first.l() + (second.l() - first.l()) * share,
        first.a() + (second.a() - first.a()) * share,
        first.b() + (second.b() - first.b()) * share);
  }
}
