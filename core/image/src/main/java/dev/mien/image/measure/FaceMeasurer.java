package dev.mien.image.measure;

import dev.mien.core.Modality;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measures a found face and says what that means for the avatar's attributes.
 *
 * <p>Colours are those under the picture's own light. A confidence is never above the face's own,
 * and what can't be measured reliably is left out with a note.
 */
public final class FaceMeasurer {

  /** Median chroma below which a picture counts as grey. */
  public static final double GREY_CHROMA = 3;

  /** From this likelihood on, glasses and beards count as seen. */
  public static final double SEEN = 0.5;

  // How far hair hangs below the eyes, in distances between them: ear lobes, and shoulders.
  private static final double SHORT_REACH = 0.75;
  private static final double MEDIUM_REACH = 2.2;

  // Adult averages over the distance between the pupils, and about three standard deviations.
  private static final double CHIN = 1.88;
  private static final double CHIN_SPREAD = 0.34;
  private static final double HAIRLINE = 1.12;
  private static final double HAIRLINE_SPREAD = 0.4;

  private FaceMeasurer() {}

  /**
   * Measures a face.
   *
   * @param image the picture that it was found in
   * @param face where it is
   */
  public static FaceMeasurements measure(PixelImage image, Face face) {
    FaceCrop crop = FaceCrop.of(image, face);
    List<String> notes = new ArrayList<>();
    boolean grey = crop.medianChroma() < GREY_CHROMA;
    Optional<Measured> skin = SkinMeasure.measure(crop);
    if (skin.isEmpty()) {
      notes.add("The cheeks lie outside the picture, so nothing else was measured.");
      return nothing(grey, notes);
    }
    Lab tone = skin.get().colour();
    HairMeasure hair = HairMeasure.measure(crop, tone);
    Optional<LipMeasure> lips = grey ? Optional.empty() : LipMeasure.measure(crop, tone);
    Optional<Measured> eyes = grey ? Optional.empty() : EyeColourMeasure.measure(crop, tone);
    Optional<Measured> brows = BrowMeasure.measure(crop, tone);
    double mouth = lips.map(LipMeasure::down).orElse(1.15);
    BeardMeasure beard = BeardMeasure.measure(crop, tone, mouth);
    GlassesMeasure glasses = GlassesMeasure.measure(crop, tone);
    if (grey) {
      notes.add("The picture is grey, so no colours were measured.");
    } else {
      if (eyes.isEmpty()) {
        notes.add("The irises are too small or disagree, so the eyes' colour is unknown.");
      }
      if (lips.isEmpty()) {
        notes.add("The lips don't stand out from the skin, so their colour is unknown.");
      }
      if (hair.colour().isEmpty()) {
        notes.add("No hair stands out above the forehead.");
      }
    }
    return new FaceMeasurements(
        grey,
        grey ? Optional.empty() : skin,
        grey ? Optional.empty() : hair.colour(),
        OptionalDouble.of(hair.hairline()),
        hair.reach(),
        hair.cut(),
        lips.map(LipMeasure::colour),
        lips.isPresent() ? OptionalDouble.of(mouth) : OptionalDouble.empty(),
        eyes,
        grey ? Optional.empty() : brows,
        ChinMeasure.measure(crop),
        glasses.likelihood(),
        glasses.dark(),
        beard.lip(),
        beard.chin(),
        beard.jaw(),
        notes);
  }

  private static FaceMeasurements nothing(boolean grey, List<String> notes) {
    return new FaceMeasurements(
        grey,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        false,
        Optional.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        0,
        0,
        0,
        0,
        0,
        notes);
  }

  /**
   * What measurements say about attributes.
   *
   * @param measured a face's measurements
   * @param faceConfidence how likely the face is one, in [0, 1]; scales every confidence
   */
  public static List<Evidence> evidence(FaceMeasurements measured, double faceConfidence) {
    Collected evidence = new Collected(faceConfidence);
    measured.skin().ifPresent(m -> evidence.colour("skin.colour", m));
    measured.hair().ifPresent(m -> evidence.colour("hair.colour", m));
    measured.lips().ifPresent(m -> evidence.colour("lip.colour", m));
    measured.eyes().ifPresent(m -> evidence.colour("eye.colour", m));
    measured.brows().ifPresent(m -> evidence.colour("brow.colour", m));
    hairLength(measured, evidence);
    measured
        .chin()
        .ifPresent(
            chin ->
                evidence.amount(
                    "face.length",
                    (chin - CHIN) / CHIN_SPREAD,
                    // Unusual chins are more often collars and shadows.
                    0.25 * Math.exp(-Math.abs(chin - CHIN) / CHIN_SPREAD),
                    String.format(Locale.ROOT, "chin %.2f eye distances below the eyes", chin)));
    if (measured.hair().isPresent() && measured.hairline().isPresent()) {
      double height = -measured.hairline().getAsDouble();
      // Lower than this it is a fringe that ends there, not the hairline.
      if (height > 0.85) {
        evidence.amount(
            "forehead.height",
            (height - HAIRLINE) / HAIRLINE_SPREAD,
            0.3,
            String.format(Locale.ROOT, "hairline %.2f eye distances above the eyes", height));
      } else {
        evidence.choice("hair.fringe", "straight", 0.35, "hair over the upper forehead");
      }
    }
    glasses(measured, evidence);
    beard(measured, evidence);
    return evidence.list;
  }

  private static void hairLength(FaceMeasurements measured, Collected evidence) {
    if (measured.hairReach().isEmpty()) {
      return;
    }
    double reach = measured.hairReach().getAsDouble();
    double certain = measured.hair().map(Measured::confidence).orElse(0.4);
    String length = reach < SHORT_REACH ? "short" : reach < MEDIUM_REACH ? "medium" : "long";
    // A picture that ends before the hair does shows a lower bound only.
    boolean open = measured.hairCut() && !length.equals("long");
    double nearest = Math.min(Math.abs(reach - SHORT_REACH), Math.abs(reach - MEDIUM_REACH));
    evidence.choice(
        "hair.length",
        length,
        certain * (open ? 0.5 : 0.85) * Math.min(1, 0.5 + nearest),
        String.format(
            Locale.ROOT,
            "hair down to %.1f eye distances below the eyes%s",
            reach,
            open ? ", where the picture ends" : ""));
  }

  private static void glasses(FaceMeasurements measured, Collected evidence) {
    if (measured.glasses() < SEEN) {
      evidence.choice(
          "glasses", "none", 0.6 * (1 - measured.glasses()), "no frame around the eyes");
    } else if (measured.sunglasses() > SEEN) {
      evidence.choice("glasses", "sunglasses", 0.6 * measured.glasses(), "dark lenses in a frame");
    } else {
      evidence.choice(
          "glasses", "rectangular", 0.55 * measured.glasses(), "a frame around the eyes");
    }
  }

  private static void beard(FaceMeasurements measured, Collected evidence) {
    boolean lip = measured.moustache() > SEEN;
    boolean chin = measured.beard() > SEEN;
    boolean sides = measured.sideBeard() > SEEN;
    double strongest = Math.max(measured.moustache(), measured.beard());
    if (chin && lip) {
      evidence.choice(
          "beard.style",
          sides ? "full" : "vanDyke",
          0.6 * strongest,
          "dark hair on lip and chin" + (sides ? " and jaw" : ""));
    } else if (chin) {
      evidence.choice(
          "beard.style",
          sides ? "full" : "goatee",
          0.45 * measured.beard(),
          "dark hair on the chin");
    } else if (lip) {
      evidence.choice(
          "beard.style", "moustache", 0.5 * measured.moustache(), "dark hair on the upper lip");
    } else {
      evidence.choice("beard.style", "none", 0.6 * (1 - strongest), "lower face as bare as cheeks");
    }
  }

  /** Evidence in the order of measuring. */
  private static final class Collected {
    private final List<Evidence> list = new ArrayList<>();
    private final double scale;

    Collected(double scale) {
      this.scale = scale;
    }

    void colour(String attribute, Measured measured) {
      add(
          attribute,
          new AttributeValue.Colour(measured.colour().toRgb() & 0xFFFFFF),
          measured.confidence(),
          measured.basis());
    }

    void choice(String attribute, String name, double confidence, String quote) {
      add(attribute, new AttributeValue.Choice(name), confidence, quote);
    }

    void amount(String attribute, double value, double confidence, String quote) {
      double clamped = Math.max(-1, Math.min(1, value));
      add(attribute, new AttributeValue.Amount(clamped), confidence, quote);
    }

    private void add(String attribute, AttributeValue value, double confidence, String quote) {
      double scaled = Math.max(0, Math.min(1, confidence * scale));
      list.add(new Evidence(attribute, value, scaled, Modality.IMAGE, quote));
    }
  }
}
