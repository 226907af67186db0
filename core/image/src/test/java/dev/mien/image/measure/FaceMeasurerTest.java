package dev.mien.image.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.face.FaceFinder;
import dev.mien.image.face.Point;
import dev.mien.image.testing.Pictures;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A06")
class FaceMeasurerTest {

  private static final String PORTRAIT = "mediapipe/portrait/portrait.jpg";
  private static final String ASTRONAUT = "photos/astronaut.png";
  private static final String CARTOON = "photos/cartoon.jpg";

  private final FaceFinder finder = FaceFinder.create();

  private FaceMeasurements measure(PixelImage image) {
    return FaceMeasurer.measure(image, finder.find(image).orElseThrow());
  }

  private static Optional<String> choice(FaceMeasurements measured, String attribute) {
    return FaceMeasurer.evidence(measured, 1).stream()
        .filter(e -> e.attribute().equals(attribute))
        .map(e -> ((AttributeValue.Choice) e.value()).name())
        .findFirst();
  }

  /** Mean colour of a square, straight from the pixels. */
  private static Lab patch(PixelImage image, int x, int y, int half) {
    double l = 0;
    double a = 0;
    double b = 0;
    int count = (2 * half + 1) * (2 * half + 1);
    for (int dy = -half; dy <= half; dy++) {
      for (int dx = -half; dx <= half; dx++) {
        Lab lab = Lab.ofRgb(image.argb(x + dx, y + dy));
        l += lab.l() / count;
        a += lab.a() / count;
        b += lab.b() / count;
      }
    }
    return new Lab(l, a, b);
  }

  @Test
  void measure_ofThePortrait_agreesWithPatchesAtPublishedLandmarks() throws IOException {
    PixelImage image = Pictures.shared(PORTRAIT);

    FaceMeasurements measured = measure(image);

    // Cheeks beside the nose's wings, at the height of MediaPipe's landmarks 50 and 280.
    Lab skin = SkinMeasure.mix(patch(image, 350, 225, 6), patch(image, 465, 225, 6), 0.5);
    assertThat(measured.skin().orElseThrow().colour().deltaE2000(skin)).isLessThan(7);
    assertThat(choice(measured, "hair.length")).contains("veryShort");
    assertThat(choice(measured, "glasses")).contains("none");
    assertThat(choice(measured, "beard.style")).contains("none");
    Lab hair = measured.hair().orElseThrow().colour();
    assertThat(hair.chroma()).isLessThan(10);
    // Black with white strands among it; the background beside it is lighter.
    assertThat(hair.l()).isLessThan(40);
  }

  @Test
  void measure_ofTheAstronaut_findsShortBrownHairAndNoBeard() throws IOException {
    FaceMeasurements measured = measure(Pictures.shared(ASTRONAUT));

    assertThat(choice(measured, "hair.length")).contains("short");
    assertThat(choice(measured, "beard.style")).contains("none");
    assertThat(choice(measured, "glasses")).contains("none");
    Lab hair = measured.hair().orElseThrow().colour();
    assertThat(Math.toDegrees(hair.hue())).isBetween(50.0, 90.0);
    assertThat(measured.eyes()).as("irises of 4 pixels").isEmpty();
    assertThat(measured.notes()).anyMatch(note -> note.contains("irises"));
    assertThat(measured.chin().orElseThrow()).isCloseTo(1.9, within(0.15));
  }

  @Test
  void measure_ofADrawing_findsLongRedHairBlueEyesAndRedLips() throws IOException {
    FaceMeasurements measured = measure(Pictures.shared(CARTOON));

    assertThat(choice(measured, "hair.length")).contains("long");
    Lab hair = measured.hair().orElseThrow().colour();
    assertThat(hair.a()).isGreaterThan(15);
    assertThat(Math.toDegrees(hair.hue())).isBetween(0.0, 60.0);
    assertThat(measured.eyes().orElseThrow().colour().b()).isLessThan(-10);
    Lab skin = measured.skin().orElseThrow().colour();
    assertThat(measured.lips().orElseThrow().colour().a()).isGreaterThan(skin.a() + 15);
    assertThat(skin.l()).isGreaterThan(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {PORTRAIT, ASTRONAUT, CARTOON})
  void measure_ofAMirroredPicture_givesTheSameColours(String path) throws IOException {
    PixelImage image = Pictures.shared(path);
    int[] argb = new int[image.argb().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        argb[y * image.width() + x] = image.argb(image.width() - 1 - x, y);
      }
    }

    FaceMeasurements one = measure(image);
    FaceMeasurements other = measure(PixelImage.wrap(image.width(), image.height(), argb));

    // Where a drawing's eyes are found to be differs by pixels, and with it which whites tell
    // light.
    assertThat(distance(one.skin(), other.skin())).isLessThan(path.equals(CARTOON) ? 9 : 2.5);
    assertThat(distance(one.hair(), other.hair())).isLessThan(5);
    if (!path.equals(CARTOON)) {
      // The drawing's ornament on the forehead hides the way from there to the hair.
      assertThat(choice(one, "hair.length")).isEqualTo(choice(other, "hair.length"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PORTRAIT, CARTOON})
  void measure_ofAHalfSizePicture_givesTheSameColours(String path) throws IOException {
    PixelImage image = Pictures.shared(path);

    FaceMeasurements one = measure(image);
    FaceMeasurements half = measure(Pictures.scaled(image, 0.5));

    assertThat(distance(one.skin(), half.skin())).isLessThan(3);
    assertThat(distance(one.hair(), half.hair())).isLessThan(6);
    if (!path.equals(CARTOON)) {
      // The drawing's hair goes on beyond its ornaments: the smaller copy loses the way there.
      assertThat(choice(one, "hair.length")).isEqualTo(choice(half, "hair.length"));
    }
  }

  private static double distance(Optional<Measured> one, Optional<Measured> other) {
    return one.orElseThrow().colour().deltaE2000(other.orElseThrow().colour());
  }

  @Test
  void measure_underOneSidedLight_isLessSureOfTheSkin() throws IOException {
    PixelImage image = Pictures.shared(PORTRAIT);
    Face face = finder.find(image).orElseThrow();
    int[] argb = image.argb().clone();
    PixelImage shaded = Pictures.lit(image, 0.35, 0.35, 0.35);
    for (int i = 0; i < argb.length; i++) {
      if (i % image.width() < face.eyeMiddle().x()) {
        argb[i] = shaded.argb()[i];
      }
    }
    PixelImage split = PixelImage.wrap(image.width(), image.height(), argb);

    double even = FaceMeasurer.measure(image, face).skin().orElseThrow().confidence();
    double uneven = FaceMeasurer.measure(split, face).skin().orElseThrow().confidence();

    assertThat(uneven).isLessThan(0.6 * even);
  }

  @Test
  void evidence_ofAGreyPicture_hasNoColours() throws IOException {
    PixelImage image = Pictures.shared(PORTRAIT);
    int[] argb = image.argb().clone();
    for (int i = 0; i < argb.length; i++) {
      int green = argb[i] >> 8 & 255;
      argb[i] = 0xFF000000 | green * 0x010101;
    }

    FaceMeasurements measured = measure(PixelImage.wrap(image.width(), image.height(), argb));

    assertThat(measured.grey()).isTrue();
    assertThat(FaceMeasurer.evidence(measured, 1))
        .noneMatch(e -> e.value() instanceof AttributeValue.Colour);
    assertThat(measured.notes()).anyMatch(note -> note.contains("grey"));
    assertThat(choice(measured, "hair.length")).contains("veryShort");
  }

  @ParameterizedTest
  @ValueSource(strings = {PORTRAIT, ASTRONAUT, CARTOON})
  void measure_ofPaintedGlasses_seesThem(String path) throws IOException {
    PixelImage image = Pictures.shared(path);
    Face face = finder.find(image).orElseThrow();
    double d = face.eyeDistance();
    for (boolean round : new boolean[] {false, true}) {
      BufferedImage painted = Pictures.toAwt(image);
      Graphics2D g = painted.createGraphics();
      g.setColor(new Color(30, 28, 32));
      g.setStroke(new BasicStroke((float) (0.06 * d)));
      for (Point eye : List.of(face.imageLeftEye(), face.imageRightEye())) {
        g.draw(
            round
                ? new Ellipse2D.Double(eye.x() - 0.34 * d, eye.y() - 0.3 * d, 0.68 * d, 0.68 * d)
                : new RoundRectangle2D.Double(
                    eye.x() - 0.36 * d, eye.y() - 0.22 * d, 0.72 * d, 0.56 * d, 0.2 * d, 0.2 * d));
      }
      Point from = face.at(-0.14, -0.05);
      Point to = face.at(0.14, -0.05);
      g.draw(new Line2D.Double(from.x(), from.y(), to.x(), to.y()));
      g.dispose();

      FaceMeasurements measured = measure(Pictures.of(painted));

      assertThat(measured.glasses()).as("round " + round).isGreaterThan(0.8);
      assertThat(choice(measured, "glasses").orElseThrow()).isNotEqualTo("none");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PORTRAIT, ASTRONAUT, CARTOON})
  void measure_ofAPaintedBeard_seesIt(String path) throws IOException {
    PixelImage image = Pictures.shared(path);
    Face face = finder.find(image).orElseThrow();
    double d = face.eyeDistance();
    BufferedImage painted = Pictures.toAwt(image);
    Graphics2D g = painted.createGraphics();
    g.setColor(new Color(40, 30, 25, 200));
    Point chin = face.at(0, 1.62);
    g.fill(new Ellipse2D.Double(chin.x() - 0.4 * d, chin.y() - 0.24 * d, 0.8 * d, 0.5 * d));
    Point lip = face.at(0, 0.9);
    g.fill(new Ellipse2D.Double(lip.x() - 0.38 * d, lip.y() - 0.1 * d, 0.76 * d, 0.2 * d));
    g.dispose();

    FaceMeasurements measured = measure(Pictures.of(painted));

    assertThat(measured.beard()).isGreaterThan(0.8);
    assertThat(choice(measured, "beard.style").orElseThrow()).isIn("vanDyke", "goatee");
  }

  @ParameterizedTest
  @CsvSource({
    "-1.2, 0.9, ''", // tied, or behind the back
    "-1.2, 0.5, short",
    "-1.2, 0.1, veryShort",
    "0.2, 0.9, short",
    "1.6, 0.9, short",
    "2.4, 0.9, medium",
    "3.1, 0.1, long"
  })
  void evidence_ofHairsReach_isItsLengthWhereThatCanBeTold(
      double reach, double femininity, String length) {
    assertThat(choice(reaching(reach, femininity), "hair.length").orElse("")).isEqualTo(length);
  }

  @Test
  void evidence_ofAWomansHairAtTheTemples_isLessSureThanOfAMans() {
    assertThat(lengthConfidence(reaching(0.2, 0.9)))
        .isLessThan(lengthConfidence(reaching(0.2, 0.1)) - 0.05);
  }

  private static double lengthConfidence(FaceMeasurements measured) {
    return FaceMeasurer.evidence(measured, 0.95).stream()
        .filter(e -> e.attribute().equals("hair.length"))
        .mapToDouble(Evidence::confidence)
        .findFirst()
        .orElseThrow();
  }

  /** A face of which nothing is known but its hair and its looks. */
  private static FaceMeasurements reaching(double reach, double femininity) {
    return new FaceMeasurements(
        false,
        Optional.empty(),
        Optional.of(new Measured(new Lab(30, 5, 10), 0.8, "crown")),
        OptionalDouble.of(-1.2),
        OptionalDouble.of(reach),
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
        80,
        1,
        List.of(new AppearanceModel.Told("identity.femininity", femininity, 0.35, 0.9)),
        List.of());
  }

  @Test
  void evidence_ofADoubtfulFace_isNeverSurerThanOfAClearOne() throws IOException {
    FaceMeasurements measured = measure(Pictures.shared(CARTOON));
    List<Evidence> sure = FaceMeasurer.evidence(measured, 0.95);
    List<Evidence> unsure = FaceMeasurer.evidence(measured, 0.3);
    assertThat(sure).isNotEmpty().hasSameSizeAs(unsure);
    for (int i = 0; i < sure.size(); i++) {
      assertThat(unsure.get(i).value()).isEqualTo(sure.get(i).value());
      assertThat(unsure.get(i).confidence()).isLessThanOrEqualTo(sure.get(i).confidence());
    }
  }
}
