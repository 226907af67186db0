package dev.mien.acceptance.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.AvatarRequest;
import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.model.AvatarModel;
import dev.mien.model.evidence.PictureEvidence;
import dev.mien.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joml.Vector2d;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A head made from a real photograph has more of its proportions than one made from nothing. The
 * truth are the landmarks that MediaPipe expects of its own test portrait.
 */
@Tag("A07")
class PortraitProportionsTest {

  /** Distance left, as a share of the default head's. */
  private static final double NEARER = 0.75;

  /** What neither model nor measurements tell differs by the seed. */
  private static final int SEEDS = 3;

  /** Distance left with the trained model, as a share of what measurements alone leave. */
  private static final double NO_FARTHER = 1.02;

  // The portrait's size, pixels.
  private static final int WIDTH = 820;
  private static final int HEIGHT = 1024;

  @Test
  void generate_fromAPhotograph_isNearerToItsProportions() throws IOException {
    Map<String, Double> truth = photographed();
    AvatarRequest request =
        AvatarRequest.builder()
            .optReference(ReferenceImage.read(SharedData.path("mediapipe/portrait/portrait.jpg")))
            .build();
    Map<String, Double> made =
        built(AvatarModel.loadDefault().generate(request).attributes(), request.seed().orElse(0));
    Map<String, Double> usual = built(Attributes.DEFAULTS, request.seed().orElse(0));

    StringBuilder table = new StringBuilder("photograph, made from it, default:\n");
    truth.forEach(
        (name, value) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "%s %.3f %.3f %.3f%n",
                    name,
                    value,
                    made.get(name),
                    usual.get(name))));
    table.append(
        String.format(Locale.ROOT, "sum %.4f %.4f", distance(made, truth), distance(usual, truth)));
    assertThat(distance(made, truth))
        .as(table.toString())
        .isLessThan(NEARER * distance(usual, truth));
  }

  /** The judge shares no network with the model: landmarks of another one's making. */
  @Test
  @Tag("A10")
  void generate_withTheTrainedModel_isNoFartherThanWithout() throws IOException {
    Map<String, Double> truth = photographed();
    AvatarRequest request =
        AvatarRequest.builder()
            .optReference(ReferenceImage.read(SharedData.path("mediapipe/portrait/portrait.jpg")))
            .build();
    AvatarModel both = AvatarModel.loadDefault();
    AvatarModel measured = both.withSources(List.of(new PictureEvidence()));
    double with = 0;
    double without = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      AvatarRequest seeded = request.toBuilder().optSeed(seed).build();
      with += distance(built(both.generate(seeded).attributes(), seed), truth);
      without += distance(built(measured.generate(seeded).attributes(), seed), truth);
    }
    System.out.printf(
        Locale.ROOT,
        "portrait: %.4f with the model, %.4f without%n",
        with / SEEDS,
        without / SEEDS);
    assertThat(with).isLessThanOrEqualTo(NO_FARTHER * without);
  }

  /** Sum of the proportions' differences, as natural logarithms. */
  private static double distance(Map<String, Double> one, Map<String, Double> other) {
    return one.keySet().stream()
        .mapToDouble(name -> Math.abs(Math.log(one.get(name) / other.get(name))))
        .sum();
  }

  /** Lengths over the distance between the eyes' middles, from the indices of MediaPipe's mesh. */
  private static Map<String, Double> photographed() throws IOException {
    String text =
        Files.readString(
            SharedData.path("mediapipe/portrait/portrait_expected_face_landmarks.pbtxt"));
    Matcher matcher = Pattern.compile("x: ([0-9.eE-]+)\\s+y: ([0-9.eE-]+)").matcher(text);
    List<Vector2d> points = new ArrayList<>();
    while (matcher.find()) {
      points.add(
          new Vector2d(
              WIDTH * Double.parseDouble(matcher.group(1)),
              HEIGHT * Double.parseDouble(matcher.group(2))));
    }
    Vector2d left = new Vector2d(points.get(33)).lerp(points.get(133), 0.5);
    Vector2d right = new Vector2d(points.get(362)).lerp(points.get(263), 0.5);
    double d = left.distance(right);
    Vector2d eyes = new Vector2d(left).lerp(right, 0.5);
    Map<String, Double> lengths = new LinkedHashMap<>();
    lengths.put("mouth width", points.get(61).distance(points.get(291)) / d);
    lengths.put("nose width", points.get(129).distance(points.get(358)) / d);
    lengths.put(
        "eye width",
        (points.get(33).distance(points.get(133)) + points.get(362).distance(points.get(263)))
            / 2
            / d);
    lengths.put("face width", points.get(234).distance(points.get(454)) / d);
    lengths.put("eyes to chin", eyes.distance(points.get(152)) / d);
    lengths.put("eyes to nose", eyes.distance(points.get(2)) / d);
    lengths.put("eyes to mouth", eyes.distance(points.get(13)) / d);
    return lengths;
  }

  private static Map<String, Double> built(Attributes attributes, long seed) {
    HeadSkin head = HeadSkin.build(attributes, seed, LevelOfDetail.HIGH);
    Vector2d left = middle(head, Landmark.EXOCANTHION_RIGHT, Landmark.ENDOCANTHION_RIGHT);
    Vector2d right = middle(head, Landmark.ENDOCANTHION_LEFT, Landmark.EXOCANTHION_LEFT);
    double d = left.distance(right);
    Vector2d eyes = new Vector2d(left).lerp(right, 0.5);
    Map<String, Double> lengths = new LinkedHashMap<>();
    lengths.put("mouth width", across(head, Landmark.CHEILION_LEFT, Landmark.CHEILION_RIGHT) / d);
    lengths.put("nose width", across(head, Landmark.ALARE_LEFT, Landmark.ALARE_RIGHT) / d);
    lengths.put(
        "eye width",
        (across(head, Landmark.EXOCANTHION_LEFT, Landmark.ENDOCANTHION_LEFT)
                + across(head, Landmark.EXOCANTHION_RIGHT, Landmark.ENDOCANTHION_RIGHT))
            / 2
            / d);
    lengths.put("face width", across(head, Landmark.ZYGION_LEFT, Landmark.ZYGION_RIGHT) / d);
    lengths.put("eyes to chin", eyes.distance(front(head, Landmark.MENTON)) / d);
    lengths.put("eyes to nose", eyes.distance(front(head, Landmark.SUBNASALE)) / d);
    lengths.put("eyes to mouth", eyes.distance(front(head, Landmark.STOMION)) / d);
    return lengths;
  }

  private static double across(HeadSkin head, Landmark one, Landmark other) {
    return front(head, one).distance(front(head, other));
  }

  private static Vector2d middle(HeadSkin head, Landmark one, Landmark other) {
    return front(head, one).lerp(front(head, other), 0.5);
  }

  /** A landmark as seen from the front. */
  private static Vector2d front(HeadSkin head, Landmark landmark) {
    Vector3f at = head.landmark(landmark);
    return new Vector2d(at.x, -at.y);
  }
}
