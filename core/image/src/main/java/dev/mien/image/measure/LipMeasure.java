package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.Locale;
import java.util.Optional;

/**
 * The lips: the reddest part of the mouth's region.
 *
 * @param colour of the lips
 * @param down how far their middle is below the eyes, in distances between the eyes
 * @param width from corner to corner, in distances between the eyes
 */
record LipMeasure(Measured colour, double down, double width) {

  private static final double SIDE = 0.45;
  private static final double TOP = 0.8;
  private static final double BOTTOM = 1.45;

  /** Share of the region that lips usually cover. */
  private static final double SHARE = 0.15;

  /** Lips are at least so much redder (a*) than the skin. */
  private static final double REDDER = 3;

  /** Below this distance between the eyes, in pixels, lips are too small. */
  private static final double MIN_EYE_DISTANCE = 30;

  static Optional<LipMeasure> measure(FaceCrop crop, Lab skin) {
    if (crop.eyeDistance() < MIN_EYE_DISTANCE) {
      return Optional.empty();
    }
    // Redder than skin relative to lightness' pull: shadows are less red than lips.
    FaceCrop.Mask plausible =
        (right, down, colour) ->
            redness(colour, skin) > REDDER && colour.l() > 12 && colour.l() < skin.l() + 12;
    Samples region = crop.samples(-SIDE, TOP, SIDE, BOTTOM, FaceCrop.Mask.ALL);
    Samples red = crop.samples(-SIDE, TOP, SIDE, BOTTOM, plausible);
    if (region.isEmpty() || red.size() < region.size() * 0.02) {
      return Optional.empty();
    }
    double share = Math.min(1, SHARE * region.size() / red.size());
    double limit = red.quantile(colour -> redness(colour, skin), 1 - share);
    FaceCrop.Mask lips =
        (right, down, colour) ->
            plausible.test(right, down, colour) && redness(colour, skin) >= limit;
    double[] sums = new double[4];
    Samples chosen =
        crop.samples(
            -SIDE,
            TOP,
            SIDE,
            BOTTOM,
            (right, down, colour) -> {
              boolean lip = lips.test(right, down, colour);
              if (lip) {
                sums[0] += right;
                sums[1] += down;
                sums[2] += right * right;
                sums[3] += down * down;
              }
              return lip;
            });
    int count = chosen.size();
    double middle = sums[1] / count;
    double spreadX = Math.sqrt(Math.max(0, sums[2] / count - sums[0] / count * sums[0] / count));
    double spreadY = Math.sqrt(Math.max(0, sums[3] / count - middle * middle));
    double offCentre = Math.abs(sums[0] / count);
    Lab colour = chosen.trimmed(0.1).median();
    double redder = redness(colour, skin);
    double confidence =
        0.8
            * (1 - Math.exp(-redder / 8))
            * Math.exp(-offCentre / 0.15)
            * (spreadX > 1.2 * spreadY ? 1 : 0.4)
            * Math.min(1, crop.eyeDistance() / 60);
    // A uniform bar of half-width w has a standard deviation of w / sqrt(3).
    return Optional.of(
        new LipMeasure(
            new Measured(
                colour,
                confidence,
                String.format(Locale.ROOT, "lips, a* %.0f above the skin's", redder)),
            middle,
            2 * Math.sqrt(3) * spreadX));
  }

  private static double redness(Lab colour, Lab skin) {
    return colour.a() - skin.a() - 0.3 * Math.max(0, colour.b() - skin.b());
  }
}
