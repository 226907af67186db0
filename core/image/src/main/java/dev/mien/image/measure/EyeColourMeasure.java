package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.Locale;
import java.util.Optional;

/** The irises' colour, given only where both eyes are large enough and agree. */
final class EyeColourMeasure {

  /** Radius of an iris (5.9 mm) over the distance between the pupils (63 mm). */
  private static final double RADIUS = 0.093;

  /** Smallest radius in the original picture, in pixels. */
  private static final double MIN_RADIUS = 8;

  /** Largest difference of both eyes (ΔE 2000). */
  private static final double MAX_APART = 15;

  private EyeColourMeasure() {}

  static Optional<Measured> measure(FaceCrop crop, Lab skin) {
    if (crop.eyeDistance() * RADIUS < MIN_RADIUS) {
      return Optional.empty();
    }
    Samples left = iris(crop, -0.5, skin);
    Samples right = iris(crop, 0.5, skin);
    int disc = (int) (Math.PI * RADIUS * RADIUS * FaceCrop.UNIT * FaceCrop.UNIT);
    if (left.size() < disc / 10 || right.size() < disc / 10) {
      return Optional.empty();
    }
    Lab leftColour = left.median();
    Lab rightColour = right.median();
    double apart = leftColour.deltaE2000(rightColour);
    if (apart > MAX_APART) {
      return Optional.empty();
    }
    double confidence =
        0.75
            * Math.exp(-apart / 15)
            * Math.min(1, crop.eyeDistance() * RADIUS / (2 * MIN_RADIUS) + 0.3);
    return Optional.of(
        new Measured(
            SkinMeasure.mix(leftColour, rightColour, 0.5),
            confidence,
            String.format(Locale.ROOT, "both irises (ΔE %.1f apart)", apart)));
  }

  /** The ring between pupil and limbus without highlights, sclera, lid and lashes' shadow. */
  private static Samples iris(FaceCrop crop, double centre, Lab skin) {
    Samples ring =
        crop.samples(
            centre - RADIUS,
            -0.25 * RADIUS,
            centre + RADIUS,
            RADIUS,
            (right, down, colour) -> {
              double r = Math.hypot(right - centre, down);
              return r < 0.9 * RADIUS
                  && r > 0.5 * RADIUS
                  && colour.deltaE2000(skin) > 10
                  && !(colour.l() > 70 && colour.chroma() < 15)
                  && colour.l() > 4;
            });
    // The limbus and the lids' shadow darken, sclera lightens: keep the lighter middle.
    double low = ring.quantile(Lab::l, 0.4);
    double high = ring.quantile(Lab::l, 0.9);
    Samples kept = new Samples();
    for (Lab colour : ring.colours()) {
      if (colour.l() >= low && colour.l() <= high) {
        kept.add(colour);
      }
    }
    return kept;
  }
}
