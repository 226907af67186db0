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
 * <p>Colours are those that things have in neutral light, as far as the picture tells its light. A
 * confidence is the share of such statements that were right on rendered portraits of known truth
 * (colours within ΔE 10, amounts within 0.35, ages within 12 years), and what can't be measured
 * reliably is left out with a note.
 */
public final class FaceMeasurer {

  /** Median chroma below which a picture counts as grey. */
  public static final double GREY_CHROMA = 3;

  /** From this likelihood on, glasses and beards count as seen. */
  public static final double SEEN = 0.5;

  // How far hair hangs below the eyes, in distances between them: not at all, the temples, the
  // chin,
  // and the shoulders, which hide the ends of longer hair.
  private static final double CROPPED_REACH = -0.2;
  private static final double TEMPLE_REACH = 0.5;
  private static final double SHORT_REACH = 1.75;
  private static final double MEDIUM_REACH = 2.95;

  // Whose femininity is told to be above one or below the other counts as a woman or a man.
  private static final double FEMALE = 0.6;
  private static final double MALE = 0.4;

  /** Less familiar faces than this are noted. */
  private static final double STRANGE = 0.7;

  /** Hair that begins lower than this above the eyes is a fringe: 22 of 23 on renders. */
  private static final double FRINGE = 0.51;

  private FaceMeasurer() {}

  /**
   * Measures a face.
   *
   * @param image the picture that it was found in
   * @param face where it is
   */
  public static FaceMeasurements measure(PixelImage image, Face face) {
    return measure(image, face, Calibration.standard());
  }

  /**
   * Measures a face.
   *
   * @param image the picture that it was found in
   * @param face where it is
   * @param calibration how to see through the light
   */
  public static FaceMeasurements measure(PixelImage image, Face face, Calibration calibration) {
    FaceCrop seen = FaceCrop.of(image, face);
    List<String> notes = new ArrayList<>();
    boolean grey = seen.medianChroma() < GREY_CHROMA;
    LightEstimate light = grey ? LightEstimate.NONE : LightEstimate.of(seen, calibration);
    FaceCrop crop = seen.lit(light.factors());
    Optional<Measured> skin = SkinMeasure.measure(crop);
    if (skin.isEmpty()) {
      notes.add("The cheeks lie outside the picture, so nothing else was measured.");
      return nothing(grey, face, notes);
    }
    Lab tone = skin.get().colour();
    HairMeasure hair = HairMeasure.measure(crop, tone);
    Optional<LipMeasure> lips = grey ? Optional.empty() : LipMeasure.measure(crop, tone);
    Optional<Measured> eyes = grey ? Optional.empty() : EyeColourMeasure.measure(crop, tone);
    Optional<Measured> brows = BrowMeasure.measure(crop, tone);
    double mouth = lips.map(LipMeasure::down).orElse(1.15);
    BeardMeasure beard = BeardMeasure.measure(crop, tone, mouth);
    GlassesMeasure glasses = GlassesMeasure.measure(crop, tone);
    OptionalDouble chin = ChinMeasure.measure(crop);
    AppearanceModel model = AppearanceModel.standard();
    AppearanceDescriptor looks = model.describe(seen);
    double familiarity = model.familiarity(looks);
    if (familiarity < STRANGE) {
      notes.add(
          "The face looks unlike those that shapes were learnt from, so they are told carefully.");
    }
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
    List<AppearanceModel.Told> shapes = model.tell(looks);
    if (mayBeTied(hair.reach(), shapes)) {
      notes.add(
          "No hair is seen beside the face, where it may be tied or behind the back: its length is"
              + " unknown.");
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
        chin,
        glasses.likelihood(),
        glasses.dark(),
        beard.lip(),
        beard.chin(),
        beard.jaw(),
        light,
        face.eyeDistance(),
        familiarity,
        shapes,
        notes);
  }

  private static FaceMeasurements nothing(boolean grey, Face face, List<String> notes) {
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
        LightEstimate.NONE,
        face.eyeDistance(),
        0,
        List.of(),
        notes);
  }

  /**
   * What measurements say about attributes.
   *
   * @param measured a face's measurements
   * @param faceConfidence how likely the face is one, in [0, 1]; weighed for each statement
   */
  public static List<Evidence> evidence(FaceMeasurements measured, double faceConfidence) {
    return evidence(measured, faceConfidence, Calibration.standard());
  }

  /**
   * What measurements say about attributes.
   *
   * @param measured a face's measurements
   * @param faceConfidence how likely the face is one, in [0, 1]; weighed for each statement
   * @param calibration from what was seen to what is stated
   */
  public static List<Evidence> evidence(
      FaceMeasurements measured, double faceConfidence, Calibration calibration) {
    Collected evidence = new Collected(measured, faceConfidence, calibration);
    measured.skin().ifPresent(m -> evidence.colour("skin.colour", m));
    measured.hair().ifPresent(m -> evidence.colour("hair.colour", m));
    measured.lips().ifPresent(m -> evidence.colour("lip.colour", m));
    measured.eyes().ifPresent(m -> evidence.colour("eye.colour", m));
    measured.brows().ifPresent(m -> evidence.colour("brow.colour", m));
    hairLength(measured, evidence);
    if (measured.hair().isPresent() && measured.hairline().isPresent()) {
      double height = -measured.hairline().getAsDouble();
      // Lower than this it is a fringe that ends there, not the hairline.
      if (height <= FRINGE) {
        evidence.choice("hair.fringe", "straight", 0.6, "hair down to the brows");
      }
    }
    glasses(measured, evidence);
    beard(measured, evidence);
    measured.shapes().forEach(evidence::amount);
    return evidence.list;
  }

  private static void hairLength(FaceMeasurements measured, Collected evidence) {
    if (measured.hairReach().isEmpty() || mayBeTied(measured.hairReach(), measured.shapes())) {
      return;
    }
    double reach = measured.hairReach().getAsDouble();
    double certain = measured.hair().map(Measured::confidence).orElse(0.4);
    String length = reach < SHORT_REACH ? "short" : reach < MEDIUM_REACH ? "medium" : "long";
    if (reach < CROPPED_REACH && femininity(measured.shapes()) < MALE) {
      length = "veryShort";
    }
    // A picture that ends before the hair does shows a lower bound only.
    boolean open = measured.hairCut() && !length.equals("long");
    // A woman's hair that ends at the temples is combed back as often as cut.
    boolean combed = reach < TEMPLE_REACH && femininity(measured.shapes()) > FEMALE;
    double nearest = Math.min(Math.abs(reach - SHORT_REACH), Math.abs(reach - MEDIUM_REACH));
    evidence.choice(
        "hair.length",
        length,
        certain * (open || combed ? 0.5 : 0.85) * Math.min(1, 0.5 + nearest),
        String.format(
            Locale.ROOT,
            "hair down to %.1f eye distances below the eyes%s",
            reach,
            open ? ", where the picture ends" : ""));
  }

  /** Of women with none beside the face, four in five have it tied or behind the back. */
  private static boolean mayBeTied(OptionalDouble reach, List<AppearanceModel.Told> shapes) {
    return reach.isPresent() && reach.getAsDouble() < CROPPED_REACH && femininity(shapes) > FEMALE;
  }

  /** As told by looks; between the sexes where it isn't. */
  private static double femininity(List<AppearanceModel.Told> shapes) {
    return shapes.stream()
        .filter(told -> told.attribute().equals("identity.femininity"))
        .mapToDouble(AppearanceModel.Told::amount)
        .findFirst()
        .orElse((FEMALE + MALE) / 2);
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
    private final FaceMeasurements measured;
    private final double face;
    private final Calibration calibration;

    Collected(FaceMeasurements measured, double face, Calibration calibration) {
      this.measured = measured;
      this.face = face;
      this.calibration = calibration;
    }

    void colour(String attribute, Measured seen) {
      Lab colour = calibration.colour(attribute, seen.colour());
      add(
          attribute,
          "",
          new AttributeValue.Colour(colour.toRgb() & 0xFFFFFF),
          seen.confidence(),
          seen.basis());
    }

    void choice(String attribute, String name, double raw, String quote) {
      add(attribute, name, new AttributeValue.Choice(name), raw, quote);
    }

    void amount(AppearanceModel.Told told) {
      add(
          told.attribute(),
          "",
          new AttributeValue.Amount(told.amount()),
          told.confidence(),
          String.format(
              Locale.ROOT, "looks of the face, %.2f ± %.2f", told.amount(), told.tolerance()));
    }

    private void add(
        String attribute, String choice, AttributeValue value, double raw, String quote) {
      double[] features =
          Calibration.confidenceFeatures(raw, face, measured.light(), measured.eyeDistance());
      double confidence = calibration.confidence(attribute, choice, features, raw);
      list.add(new Evidence(attribute, value, confidence, Modality.IMAGE, quote));
    }
  }
}
