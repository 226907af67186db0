package dev.mien.image.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.image.PixelImage;
import dev.mien.image.testing.Pictures;
import dev.mien.image.testing.Scenes;
import dev.mien.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A07")
class FaceFinderTest {

  private static final String PORTRAIT = "mediapipe/portrait/portrait.jpg";

  private final FaceFinder finder = FaceFinder.create();

  @Test
  void find_onThePortrait_agreesWithItsPublishedBox() throws IOException {
    Face face = finder.find(Pictures.shared(PORTRAIT)).orElseThrow();

    // portrait_expected_detection.pbtxt: 283, 115, 234 x 234. The cascade's box begins higher on
    // the forehead, hence the looser vertical bound.
    assertThat(face.size()).isCloseTo(234, within(30.0));
    assertThat(face.centre().x()).isCloseTo(283 + 117, within(15.0));
    assertThat(face.centre().y()).isCloseTo(115 + 117, within(45.0));
    double across = Math.min(face.x() + face.size(), 517) - Math.max(face.x(), 283);
    double down = Math.min(face.y() + face.size(), 349) - Math.max(face.y(), 115);
    double both = across * down;
    assertThat(both / (234 * 234 + face.size() * face.size() - both)).isGreaterThan(0.65);
    assertThat(face.confidence()).isGreaterThan(0.9);
  }

  @Test
  void find_onThePortrait_putsTheEyesBetweenTheirPublishedCorners() throws IOException {
    Face face = finder.find(Pictures.shared(PORTRAIT)).orElseThrow();
    List<Point> landmarks = landmarks(820, 1024);

    // Corners in MediaPipe's face mesh: 33 and 133 left in the picture, 362 and 263 right.
    Point left = landmarks.get(33).middle(landmarks.get(133));
    Point right = landmarks.get(362).middle(landmarks.get(263));
    assertThat(face.imageLeftEye().distance(left)).isLessThan(0.08 * left.distance(right));
    assertThat(face.imageRightEye().distance(right)).isLessThan(0.08 * left.distance(right));
    assertThat(face.eyeDistance()).isCloseTo(left.distance(right), within(6.0));
    assertThat(Math.toDegrees(face.tilt())).isCloseTo(0, within(4.0));
  }

  private static List<Point> landmarks(int width, int height) throws IOException {
    String text =
        Files.readString(
            SharedData.path("mediapipe/portrait/portrait_expected_face_landmarks.pbtxt"));
    Matcher matcher = Pattern.compile("x: ([0-9.eE-]+)\\s+y: ([0-9.eE-]+)").matcher(text);
    List<Point> points = new ArrayList<>();
    while (matcher.find()) {
      points.add(
          new Point(
              Double.parseDouble(matcher.group(1)) * width,
              Double.parseDouble(matcher.group(2)) * height));
    }
    return points;
  }

  // Boxes of the three originals, checked by eye on the pictures.
  @ParameterizedTest
  @CsvSource({
    "mediapipe/portrait/portrait.jpg, 406, 198, 241",
    "photos/astronaut.png, 225, 115, 98",
    "photos/cartoon.jpg, 526, 474, 344"
  })
  void find_onChangedCopies_findsTheSameFace(String path, double x, double y, double size)
      throws IOException {
    PixelImage original = Pictures.shared(path);
    double cx = original.width() / 2.0;
    double cy = original.height() / 2.0;

    expectAt("original", original, x, y, size);
    for (double factor : new double[] {0.35, 0.7}) {
      expectAt(
          "x " + factor, Pictures.scaled(original, factor), x * factor, y * factor, size * factor);
    }
    expectAt("dark", Pictures.lit(original, 0.12, 0.12, 0.12), x, y, size);
    expectAt("noise", Pictures.noisy(original, 25, 1), x, y, size);
    for (double degrees : new double[] {-40, -15, 30}) {
      double turn = Math.toRadians(degrees);
      Face face =
          expectAt(
              "turned by " + degrees,
              Pictures.turned(original, degrees),
              cx + Math.cos(turn) * (x - cx) - Math.sin(turn) * (y - cy),
              cy + Math.sin(turn) * (x - cx) + Math.cos(turn) * (y - cy),
              size);
      assertThat(Math.toDegrees(face.tilt())).isCloseTo(degrees, within(8.0));
    }
  }

  private Face expectAt(String what, PixelImage image, double x, double y, double size) {
    Optional<Face> found = finder.find(image);
    assertThat(found).as(what).isPresent();
    Face face = found.orElseThrow();
    assertThat(face.centre().distance(new Point(x, y))).as(what).isLessThan(0.2 * size);
    assertThat(face.size()).as(what).isCloseTo(size, within(0.25 * size));
    return face;
  }

  @ParameterizedTest
  @EnumSource(Scenes.Kind.class)
  void find_onScenesWithoutHeads_findsNothing(Scenes.Kind kind) {
    for (int seed = 0; seed < 2; seed++) {
      assertThat(finder.find(Scenes.of(kind, 240, 240, seed))).as(kind + " " + seed).isEmpty();
    }
  }

  @Test
  void find_onPhotographWithItsFaceCutAway_findsNothing() throws IOException {
    PixelImage portrait = Pictures.shared(PORTRAIT);
    assertThat(finder.find(Pictures.cropped(portrait, 0, 420, 820, 604))).isEmpty();
    PixelImage astronaut = Pictures.shared("photos/astronaut.png");
    assertThat(finder.find(Pictures.cropped(astronaut, 0, 200, 512, 312))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 19, 20, 24})
  void find_onTinyPictures_findsNothing(int side) {
    assertThat(finder.find(Scenes.of(Scenes.Kind.NOISE, side, side, 1))).isEmpty();
    assertThat(finder.find(Scenes.of(Scenes.Kind.NOISE, 300, side, 1))).isEmpty();
  }

  @Test
  void find_onAFlatPicture_findsNothing() {
    int[] grey = new int[200 * 200];
    Arrays.fill(grey, 0xFF808080);
    assertThat(finder.find(PixelImage.wrap(200, 200, grey))).isEmpty();
  }

  @Test
  void findAll_onTwoFacesSideBySide_findsBoth() throws IOException {
    PixelImage portrait = Pictures.cropped(Pictures.shared(PORTRAIT), 200, 20, 420, 420);
    int[] argb = new int[840 * 420];
    for (int y = 0; y < 420; y++) {
      for (int x = 0; x < 840; x++) {
        argb[y * 840 + x] = portrait.argb(x % 420, y);
      }
    }

    List<Face> faces = finder.findAll(PixelImage.wrap(840, 420, argb));

    assertThat(faces).hasSize(2);
    assertThat(Math.abs(faces.get(0).centre().x() - faces.get(1).centre().x()))
        .isCloseTo(420, within(20.0));
  }

  @Test
  void find_twice_givesEqualResults() throws IOException {
    PixelImage astronaut = Pictures.shared("photos/astronaut.png");
    assertThat(finder.find(astronaut)).isEqualTo(finder.find(astronaut));
  }

  @Test
  void at_ofALeaningFace_turnsWithIt() {
    Face face = new Face(0, 0, 100, new Point(30, 40), new Point(30, 60), 1);
    assertThat(face.eyeDistance()).isEqualTo(20);
    assertThat(Math.toDegrees(face.tilt())).isCloseTo(90, within(1e-9));
    // The line through the eyes runs downwards, so the chin is to the left.
    assertThat(face.at(0, 2)).isEqualTo(new Point(-10, 50));
  }
}
