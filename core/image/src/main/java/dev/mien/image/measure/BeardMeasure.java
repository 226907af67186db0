package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.Optional;

/**
 * Facial hair: parts of the lower face that are clearly darker and rougher than the cheeks.
 *
 * @param lip how much the upper lip's skin shows hair, in [0, 1]
 * @param chin how much the chin shows hair, in [0, 1]
 * @param jaw how much the jaw's sides show hair, in [0, 1]
 * @param colour of the hair, if there is enough
 */
record BeardMeasure(double lip, double chin, double jaw, Optional<Lab> colour) {

  /** Darkening (L*) at which hair is half certain. */
  private static final double DARKER = 13;

  /** Lips' middle over a mouth's usual place, for patches that follow the mouth. */
  private static final double MOUTH = 1.15;

  static BeardMeasure measure(FaceCrop crop, Lab skin, double mouth) {
    double shift = Math.max(-0.15, Math.min(0.2, mouth - MOUTH));
    Samples lip = patch(crop, -0.28, 0.84 + shift * 0.7, 0.28, 0.98 + shift);
    Samples chin = patch(crop, -0.22, 1.48 + shift, 0.22, 1.75 + shift);
    Samples jawLeft = patch(crop, -0.66, 1.1, -0.48, 1.45);
    Samples jawRight = patch(crop, 0.48, 1.1, 0.66, 1.45);
    double jaw = Math.min(presence(jawLeft, skin), presence(jawRight, skin));
    double chinHair = presence(chin, skin);
    double lipHair = presence(lip, skin);
    Samples darkest = chinHair >= lipHair ? chin : lip;
    Optional<Lab> colour =
        Math.max(chinHair, lipHair) > 0.5
            ? Optional.of(
                new Lab(
                    darkest.quantile(Lab::l, 0.25),
                    darkest.quantile(Lab::a, 0.5),
                    darkest.quantile(Lab::b, 0.5)))
            : Optional.empty();
    return new BeardMeasure(lipHair, chinHair, jaw, colour);
  }

  private static Samples patch(
      FaceCrop crop, double left, double top, double right, double bottom) {
    return crop.samples(left, top, right, bottom, FaceCrop.Mask.ALL);
  }

  /** A shadow keeps the skin's hue and saturation; hair is darker and less saturated. */
  private static double presence(Samples patch, Lab skin) {
    if (patch.isEmpty()) {
      return 0;
    }
    Lab median = patch.median();
    double darker = skin.l() - median.l();
    double shadowChroma = skin.chroma() * Math.max(0.2, median.l() / Math.max(1, skin.l()));
    double paler = shadowChroma - median.chroma();
    double redder = median.a() - skin.a();
    double evidence =
        (darker - DARKER) / 5 + Math.max(-1, Math.min(2, paler / 6)) - Math.max(0, redder) / 4;
    return 1 / (1 + Math.exp(-evidence));
  }
}
