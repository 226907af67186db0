package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The hair: where it begins above the face, its colour and how far down it reaches.
 *
 * @param hairline where skin ends above the eyes, in distances between the eyes (below 0: above)
 * @param colour of the hair; empty if none is seen
 * @param reach how far it hangs down beside the face, in distances between the eyes; empty if no
 *     hair is seen
 * @param cut whether the picture ends before the hair does
 */
record HairMeasure(double hairline, Optional<Measured> colour, OptionalDouble reach, boolean cut) {

  /** Columns in which the hairline is looked for. */
  private static final double[] COLUMNS = {-0.4, -0.2, 0, 0.2, 0.4};

  /** The walk begins above the brows. */
  private static final double START = -0.5;

  /** The crown is no higher than this: eyes to vertex is about 1.9 d. */
  private static final double TOP = -2.2;

  /** Colours further from the skin (ΔE 1976) for a while end the forehead. */
  private static final double SKIN_LIMIT = 18;

  /** Skin darker than this (L*) narrows the limit in proportion. */
  private static final double USUAL_LIGHTNESS = 60;

  private static final double PERSISTENCE = 0.1;

  /** Height of the crown patch above the hairline. */
  private static final double CROWN = 0.45;

  private static final double CROWN_HALF = 0.5;

  /** A forehead that goes on beyond this has no hair above it. */
  private static final double BALD = -1.7;

  /** Hair in light and shadow is within this distance, lightness counting 0.4. */
  private static final double SAME_HAIR = 20;

  /** How often hair is looked for again, more strictly, where the background looked like it. */
  private static final int RETRIES = 5;

  private static final double STRICTER = 0.85;

  /** Strictness where hair is told by its own colours alone. */
  private static final double ALONE = 0.7;

  /** Cells of hair (a twentieth of the distance between the eyes wide) that tell its colour. */
  private static final int ENOUGH_CELLS = 150;

  /** What hangs together with the crown and is lighter than it by more (L*) is background too. */
  private static final double LIGHTER = 8;

  // No hair grows mid-grey: neutral hair lighter than black whose darker strands are so much darker
  // is dark with white strands among it, and dark is its colour.
  private static final double NEUTRAL = 7;
  private static final double BLACK = 25;
  private static final double PEPPER = 11;
  private static final double DARKER_STRANDS = 0.08;

  static HairMeasure measure(FaceCrop crop, Lab skin) {
    double[] lines = new double[COLUMNS.length];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = hairline(crop, COLUMNS[i], skin);
    }
    double[] sorted = lines.clone();
    Arrays.sort(sorted);
    double hairline = sorted[lines.length / 2];
    double deviation = 0;
    for (double line : lines) {
      deviation += Math.abs(line - hairline) / lines.length;
    }
    Optional<Measured> colour = colour(crop, skin, lines, hairline, deviation);
    if (colour.isEmpty()) {
      return new HairMeasure(hairline, colour, OptionalDouble.empty(), false);
    }
    Lab hair = colour.get().colour();
    HairModel model = new HairModel(crop, skin, hair, crown(crop, lines));
    HairReach.Cells cells = HairReach.Cells.of(crop, model);
    double strictness = 1;
    HairReach reach = HairReach.measure(crop, cells, hairline, strictness);
    for (int i = 0; i < RETRIES && reach.leaked(); i++) {
      strictness *= STRICTER;
      reach = HairReach.measure(crop, cells, hairline, strictness);
    }
    if (reach.leaked()) {
      return new HairMeasure(hairline, colour, OptionalDouble.empty(), false);
    }
    // A reach that holds only at one limit is clothes or background: take the middle of three.
    HairReach[] three = {
      reach,
      HairReach.measure(crop, cells, hairline, strictness * STRICTER),
      HairReach.measure(crop, cells, hairline, strictness * STRICTER * STRICTER)
    };
    Arrays.sort(three, Comparator.comparingDouble(HairReach::down));
    reach = three[1];
    if (reach.down() < 0) {
      // None beside the eyes: either it is that short, or so wide that it seemed background.
      HairReach alone = HairReach.measure(crop, cells.alone(), hairline, ALONE);
      reach = alone.leaked() ? reach : alone;
    }
    // The crown alone may lie in shadow or glare: what hangs together with it counts as much.
    Samples all = reach.colours();
    if (all.size() > ENOUGH_CELLS) {
      Lab whole = all.median();
      if (whole.deltaE2000(hair) < SAME_HAIR && whole.l() < hair.l() + LIGHTER) {
        Measured crown = colour.get();
        colour =
            Optional.of(
                new Measured(SkinMeasure.mix(hair, whole, 0.6), crown.confidence(), crown.basis()));
      }
    }
    return new HairMeasure(hairline, colour, OptionalDouble.of(reach.down()), reach.cut());
  }

  private static double hairline(FaceCrop crop, double column, Lab skin) {
    double step = 1.0 / FaceCrop.UNIT;
    // In dim light all differences shrink with lightness.
    double limit = SKIN_LIMIT * Math.max(0.35, Math.min(1, skin.l() / USUAL_LIGHTNESS));
    double left = START;
    double previous = Double.NaN;
    for (double y = START; y > TOP; y -= step) {
      if (!crop.shows(column, y)) {
        return y;
      }
      Lab colour = crop.lab(column, y);
      // A forehead's shading changes slowly: the reference follows it half way.
      double reference = Double.isNaN(previous) ? skin.l() : (skin.l() + previous) / 2;
      double dl = (colour.l() - reference) * 0.8;
      if (Math.hypot(dl, Math.hypot(colour.a() - skin.a(), colour.b() - skin.b())) < limit) {
        left = y;
        previous = Double.isNaN(previous) ? colour.l() : 0.9 * previous + 0.1 * colour.l();
      } else if (left - y > PERSISTENCE) {
        return left;
      }
    }
    return TOP;
  }

  private static Samples crown(FaceCrop crop, double[] lines) {
    Samples crown = new Samples();
    double half = CROWN_HALF / COLUMNS.length;
    for (int i = 0; i < COLUMNS.length; i++) {
      crop.samples(
              COLUMNS[i] * 1.25 - half,
              lines[i] - CROWN - 0.04,
              COLUMNS[i] * 1.25 + half,
              lines[i] - 0.04,
              FaceCrop.Mask.ALL)
          .colours()
          .forEach(crown::add);
    }
    return crown;
  }

  private static Optional<Measured> colour(
      FaceCrop crop, Lab skin, double[] lines, double hairline, double deviation) {
    if (hairline <= BALD) {
      return Optional.empty();
    }
    Samples crown = crown(crop, lines);
    if (crown.size() < 200) {
      return Optional.empty();
    }
    Optional<Lab> left = side(crop, -1);
    Optional<Lab> right = side(crop, 1);
    Samples best = crown;
    Lab bestMean = crown.median();
    double bestScore = -1;
    for (Samples group : crown.clusters(5)) {
      Lab mean = group.mean();
      double fromSkin = Math.min(1, mean.deltaE2000(skin) / 15);
      double fromGround = Math.min(ground(left, mean), ground(right, mean));
      double score = group.size() * fromSkin * (0.25 + 0.75 * fromGround);
      if (score > bestScore) {
        bestScore = score;
        best = group;
        bestMean = mean;
      }
    }
    // Strands in light and shadow belong to the same hair.
    Lab centre = bestMean;
    Samples hair = new Samples();
    for (Lab c : crown.colours()) {
      double dl = (c.l() - centre.l()) * 0.4;
      if (Math.hypot(dl, Math.hypot(c.a() - centre.a(), c.b() - centre.b())) < SAME_HAIR
          && c.deltaE2000(skin) > 6) {
        hair.add(c);
      }
    }
    Lab colour = hair.size() > best.size() ? hair.median() : bestMean;
    colour = withoutWhite(colour, hair);
    double share = Math.min(1.0, (double) Math.max(hair.size(), best.size()) / crown.size());
    double fromSkin = colour.deltaE2000(skin);
    double fromGround = Math.min(ground(left, colour), ground(right, colour));
    if (fromSkin < 5 || (fromGround < 0.25 && hairline < -1.35)) {
      // The same as skin, or the background above a bare head.
      return Optional.empty();
    }
    double confidence =
        0.85
            * (0.3 + 0.7 * share)
            * Math.min(1, fromSkin / 14)
            * (0.5 + 0.5 * fromGround)
            * Math.exp(-deviation / 0.6);
    return Optional.of(
        new Measured(
            colour,
            confidence,
            String.format(
                Locale.ROOT,
                "crown %.1f eye distances above the eyes, %.0f %% alike",
                -hairline,
                100 * share)));
  }

  private static Lab withoutWhite(Lab colour, Samples hair) {
    if (hair.isEmpty() || colour.chroma() > NEUTRAL || colour.l() < BLACK) {
      return colour;
    }
    double dark = hair.quantile(Lab::l, DARKER_STRANDS);
    return colour.l() - dark < PEPPER ? colour : new Lab(dark, colour.a(), colour.b());
  }

  /** The background beside the head, which very full hair may cover. */
  private static Optional<Lab> side(FaceCrop crop, int sign) {
    double near = sign * 1.7;
    double far = sign * FaceCrop.SIDE;
    Samples side = crop.sparse(Math.min(near, far), -FaceCrop.ABOVE, Math.max(near, far), -0.3, 2);
    return side.isEmpty() ? Optional.empty() : Optional.of(side.median());
  }

  /** How far a colour is from a side's background, 1 being clearly another. */
  private static double ground(Optional<Lab> side, Lab colour) {
    return side.map(ground -> Math.min(1, ground.deltaE2000(colour) / 12)).orElse(0.7);
  }
}
