package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.Optional;

/** The eyebrows' colour: the darkest part of the bands above the eyes. */
final class BrowMeasure {

  private BrowMeasure() {}

  static Optional<Measured> measure(FaceCrop crop, Lab skin) {
    Optional<Lab> left = brow(crop, -0.72, -0.3, skin);
    Optional<Lab> right = brow(crop, 0.3, 0.72, skin);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    double apart = left.get().deltaE2000(right.get());
    double confidence = 0.6 * Math.exp(-apart / 12) * Math.min(1, crop.eyeDistance() / 50);
    return Optional.of(
        new Measured(
            SkinMeasure.mix(left.get(), right.get(), 0.5),
            confidence,
            "the darkest of both brows"));
  }

  private static Optional<Lab> brow(FaceCrop crop, double left, double right, Lab skin) {
    Samples band = crop.samples(left, -0.48, right, -0.22, FaceCrop.Mask.ALL);
    if (band.isEmpty()) {
      return Optional.empty();
    }
    double limit = band.quantile(Lab::l, 0.15);
    Samples dark = new Samples();
    for (Lab colour : band.colours()) {
      if (colour.l() <= limit) {
        dark.add(colour);
      }
    }
    Lab colour = dark.median();
    return skin.l() - colour.l() < 10 ? Optional.empty() : Optional.of(colour);
  }
}
