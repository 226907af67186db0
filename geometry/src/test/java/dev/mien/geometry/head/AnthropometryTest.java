package dev.mien.geometry.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnthropometryTest {

  private static final Attributes AVERAGE = Attributes.DEFAULTS.withAmount("face.asymmetry", 0);

  /** What each attribute of the shape is measured by, metres. */
  private static final Map<String, ToDoubleFunction<HeadSkin>> MEASURES = measures();

  private static Map<String, ToDoubleFunction<HeadSkin>> measures() {
    Map<String, ToDoubleFunction<HeadSkin>> m = new LinkedHashMap<>();
    m.put("head.width", s -> 2 * s.landmark(Landmark.EURYON_LEFT).x);
    m.put(
        "head.depth", s -> s.landmark(Landmark.GLABELLA).z - s.landmark(Landmark.OPISTHOCRANION).z);
    m.put("head.height", s -> s.landmark(Landmark.VERTEX).y - s.landmark(Landmark.TRAGION_LEFT).y);
    m.put("face.width", s -> 2 * s.landmark(Landmark.ZYGION_LEFT).x);
    m.put("face.length", s -> s.landmark(Landmark.SELLION).y - s.landmark(Landmark.MENTON).y);
    m.put("forehead.height", s -> s.landmark(Landmark.TRICHION).y - s.landmark(Landmark.SELLION).y);
    m.put("forehead.width", s -> widest(s, 0.026f, 0.036f, 0.04f, 0.075f));
    m.put("forehead.slope", s -> s.landmark(Landmark.GLABELLA).z - s.landmark(Landmark.TRICHION).z);
    m.put("temple.fullness", s -> widest(s, 0.015f, 0.024f, 0.045f, 0.065f));
    m.put("cheekbone.width", s -> widest(s, -0.022f, -0.012f, 0.05f, 0.065f));
    m.put("cheek.fullness", s -> -outside(s, 0.046f, -0.05f, 0.075f));
    m.put("jaw.width", s -> 2 * s.landmark(Landmark.GONION_LEFT).x);
    m.put(
        "jaw.angle", s -> -s.landmark(Landmark.GONION_LEFT).y - s.landmark(Landmark.GONION_LEFT).z);
    m.put("jowl.fullness", s -> -outside(s, 0, -0.125f, 0.065f));
    m.put("chin.width", s -> -outside(s, 0.027f, -0.1f, 0.088f));
    m.put("chin.length", s -> s.landmark(Landmark.SUBLABIALE).y - s.landmark(Landmark.MENTON).y);
    m.put(
        "chin.projection", s -> s.landmark(Landmark.POGONION).z - s.landmark(Landmark.SUBNASALE).z);
    m.put("brow.ridge", s -> s.landmark(Landmark.GLABELLA).z - s.landmark(Landmark.TRICHION).z);
    m.put("eye.size", s -> fissure(s));
    m.put("eye.width", s -> fissure(s));
    m.put("eye.openness", AnthropometryTest::openness);
    m.put("eye.spacing", s -> 2 * s.landmark(Landmark.ENDOCANTHION_LEFT).x);
    m.put(
        "eye.tilt",
        s -> s.landmark(Landmark.EXOCANTHION_LEFT).y - s.landmark(Landmark.ENDOCANTHION_LEFT).y);
    m.put("eye.depth", s -> s.landmark(Landmark.SELLION).z - s.landmark(Landmark.PUPIL_LEFT).z);
    m.put("nose.length", s -> s.landmark(Landmark.SELLION).y - s.landmark(Landmark.SUBNASALE).y);
    m.put("nose.width", s -> 2 * s.landmark(Landmark.ALARE_LEFT).x);
    m.put(
        "nose.projection",
        s -> s.landmark(Landmark.PRONASALE).z - s.landmark(Landmark.SUBNASALE).z);
    m.put(
        "nose.bridgeHeight",
        s -> s.landmark(Landmark.SELLION).z - s.landmark(Landmark.ENDOCANTHION_LEFT).z);
    m.put(
        "nose.tipAngle", s -> s.landmark(Landmark.PRONASALE).y - s.landmark(Landmark.SUBNASALE).y);
    m.put(
        "nostril.flare", s -> s.landmark(Landmark.ALARE_LEFT).y - s.landmark(Landmark.SUBNASALE).y);
    m.put(
        "philtrum.length",
        s -> s.landmark(Landmark.SUBNASALE).y - s.landmark(Landmark.LABIALE_SUPERIUS).y);
    m.put("mouth.width", s -> 2 * s.landmark(Landmark.CHEILION_LEFT).x);
    m.put("mouth.height", s -> s.landmark(Landmark.STOMION).y - s.landmark(Landmark.SUBNASALE).y);
    m.put(
        "lip.upper", s -> s.landmark(Landmark.LABIALE_SUPERIUS).y - s.landmark(Landmark.STOMION).y);
    m.put(
        "lip.lower", s -> s.landmark(Landmark.STOMION).y - s.landmark(Landmark.LABIALE_INFERIUS).y);
    m.put("lip.corner", s -> s.landmark(Landmark.CHEILION_LEFT).y - s.landmark(Landmark.STOMION).y);
    m.put(
        "lip.protrusion",
        s -> s.landmark(Landmark.LABIALE_SUPERIUS).z - s.landmark(Landmark.SUBNASALE).z);
    m.put(
        "ear.size",
        s -> s.landmark(Landmark.SUPERAURALE_LEFT).y - s.landmark(Landmark.SUBAURALE_LEFT).y);
    m.put("ear.point", s -> s.landmark(Landmark.SUPERAURALE_LEFT).y);
    m.put("ear.lobe", s -> -s.landmark(Landmark.SUBAURALE_LEFT).y);
    m.put("ear.protrusion", AnthropometryTest::earReach);
    m.put("neck.width", s -> -outside(s, 0.062f, -0.135f, -0.005f));
    m.put("neck.length", s -> -lowest(s));
    m.put("shoulder.width", s -> widest(s, -0.4f, -0.1f, -0.2f, 0.2f));
    return m;
  }

  private static double outside(HeadSkin s, float x, float y, float z) {
    return s.surface().distance(x, y, z);
  }

  private static double fissure(HeadSkin s) {
    return s.landmark(Landmark.EXOCANTHION_LEFT).x - s.landmark(Landmark.ENDOCANTHION_LEFT).x;
  }

  private static double openness(HeadSkin s) {
    float[] margin = s.leftEye().lidMargin();
    return margin[3 * 8 + 1] - margin[3 * 24 + 1];
  }

  private static double lowest(HeadSkin s) {
    double y = 0;
    for (int i = 1; i < s.positions().length; i += 3) {
      y = Math.min(y, s.positions()[i]);
    }
    return y;
  }

  private static double earReach(HeadSkin s) {
    double x = 0;
    for (int v = 0; v < s.template().vertexCount(); v++) {
      if (s.template().ear()[v] > 1) {
        x = Math.max(x, s.positions()[3 * v]);
      }
    }
    return x;
  }

  /** Largest distance from the midline among the skin's vertices between two heights and depths. */
  private static double widest(HeadSkin s, float y0, float y1, float z0, float z1) {
    double x = 0;
    float[] p = s.positions();
    for (int v = 0; v < s.template().vertexCount(); v++) {
      if (p[3 * v + 1] > y0
          && p[3 * v + 1] < y1
          && p[3 * v + 2] > z0
          && p[3 * v + 2] < z1
          && s.template().ear()[v] == 0) {
        x = Math.max(x, p[3 * v]);
      }
    }
    return x;
  }

  static List<String> measured() {
    return new ArrayList<>(MEASURES.keySet());
  }

  @ParameterizedTest
  @MethodSource("measured")
  void attribute_rising_raisesItsOwnMeasurement(String id) {
    Attribute attribute = Vocabulary.get(id);
    double before = Double.NEGATIVE_INFINITY;
    for (int i = 0; i <= 8; i++) {
      double amount = attribute.min() + i * (attribute.max() - attribute.min()) / 8;
      HeadSkin skin = HeadSkin.build(AVERAGE.withAmount(id, amount), 1);
      double now = MEASURES.get(id).applyAsDouble(skin);
      assertThat(now).as("%s at %s", id, amount).isGreaterThan(before + 1e-5);
      before = now;
    }
  }

  static List<String> shaping() {
    List<String> ids = new ArrayList<>();
    for (Attribute a : Vocabulary.all().values()) {
      if (a.kind() == Attribute.Kind.AMOUNT
          && a.id()
              .matches(
                  "(face|head|forehead|temple|cheekbone|cheek|jaw|jowl|chin|nose|nostril|philtrum|mouth|lip|ear|neck|shoulder|identity)\\..*"
                      + "|brow\\.(ridge|height|tilt)|eye\\.(size|width|openness|spacing|tilt|depth|crease|epicanthus|hooding|bags)")) {
        ids.add(a.id());
      }
    }
    return ids;
  }

  @Test
  void shaping_attributes_areAtLeastForty() {
    assertThat(shaping()).hasSizeGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @MethodSource("shaping")
  void attribute_fromEndToEnd_movesTheSkinVisibly(String id) {
    Attribute attribute = Vocabulary.get(id);
    float[] a = HeadSkin.build(AVERAGE.withAmount(id, attribute.min()), 1).positions();
    float[] b = HeadSkin.build(AVERAGE.withAmount(id, attribute.max()), 1).positions();
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    assertThat(most).as(id).isGreaterThan(0.0007);
  }

  /** Averages of adults after Farkas (1994), millimetres. */
  @ParameterizedTest
  @CsvSource({
    "head.width, 151, 144",
    "head.depth, 197, 187",
    "face.width, 137, 130",
    "nose.length, 53, 49.5",
    "nose.width, 35, 31.5",
    "eye.spacing, 33, 32",
    "mouth.width, 53, 49.5",
    "lip.upper, 8.0, 8.7",
    "lip.lower, 9.3, 9.4",
    "ear.size, 62.5, 59",
    "chin.length, 28, 24.5"
  })
  @Tag("A23")
  void averageAdult_eachSex_hasThePublishedDimension(String id, double male, double female) {
    ToDoubleFunction<HeadSkin> measure = MEASURES.get(id);
    Attributes man = AVERAGE.withAmount("identity.femininity", 0);
    Attributes woman = AVERAGE.withAmount("identity.femininity", 1);
    assertThat(1000 * measure.applyAsDouble(HeadSkin.build(man, 1))).isCloseTo(male, within(0.1));
    assertThat(1000 * measure.applyAsDouble(HeadSkin.build(woman, 1)))
        .isCloseTo(female, within(0.1));
  }

  @Test
  void age_growing_lengthensFaceAndEars() {
    double[] ages = {3, 6, 10, 14, 20};
    double face = 0;
    double ear = 0;
    for (double age : ages) {
      HeadSkin skin = HeadSkin.build(AVERAGE.withAmount("identity.age", age), 1);
      double f = MEASURES.get("face.length").applyAsDouble(skin);
      double e = MEASURES.get("ear.size").applyAsDouble(skin);
      assertThat(f).isGreaterThan(face);
      assertThat(e).isGreaterThan(ear);
      face = f;
      ear = e;
    }
  }

  @Test
  void age_old_thinsLipsAndLengthensEars() {
    HeadSkin young = HeadSkin.build(AVERAGE.withAmount("identity.age", 25), 1);
    HeadSkin old = HeadSkin.build(AVERAGE.withAmount("identity.age", 85), 1);
    for (String grows : List.of("ear.size", "nose.length", "nose.width", "philtrum.length")) {
      assertThat(MEASURES.get(grows).applyAsDouble(old))
          .as(grows)
          .isGreaterThan(MEASURES.get(grows).applyAsDouble(young));
    }
    for (String shrinks : List.of("lip.upper", "lip.lower", "eye.openness")) {
      assertThat(MEASURES.get(shrinks).applyAsDouble(old))
          .as(shrinks)
          .isLessThan(MEASURES.get(shrinks).applyAsDouble(young));
    }
  }

  @Test
  void child_atThree_hasASmallFaceUnderALargeCranium() {
    HeadSkin child = HeadSkin.build(AVERAGE.withAmount("identity.age", 3), 1);
    HeadSkin adult = HeadSkin.build(AVERAGE, 1);
    double cranium = ratio("head.width", child, adult);
    double face = ratio("face.length", child, adult);
    assertThat(cranium).isGreaterThan(0.9);
    assertThat(face).isLessThan(0.8);
  }

  private static double ratio(String id, HeadSkin a, HeadSkin b) {
    return MEASURES.get(id).applyAsDouble(a) / MEASURES.get(id).applyAsDouble(b);
  }

  @Test
  void styles_all_givePairwiseDifferentHeads() {
    List<String> styles = Vocabulary.get("style").choices();
    List<float[]> heads = new ArrayList<>();
    for (String style : styles) {
      heads.add(HeadSkin.build(AVERAGE.withChoice("style", style), 1).positions());
    }
    for (int i = 0; i < heads.size(); i++) {
      for (int j = 0; j < i; j++) {
        double most = 0;
        for (int k = 0; k < heads.get(i).length; k++) {
          most = Math.max(most, Math.abs(heads.get(i)[k] - heads.get(j)[k]));
        }
        assertThat(most).as("%s and %s", styles.get(i), styles.get(j)).isGreaterThan(0.003);
      }
    }
  }

  @Test
  void chin_ofTheAverage_liesUnderTheSubnasale() {
    Vector3f chin = HeadSkin.build(AVERAGE, 1).landmark(Landmark.POGONION);
    Vector3f nose = HeadSkin.build(AVERAGE, 1).landmark(Landmark.SUBNASALE);
    assertThat(chin.z - nose.z).isBetween(-0.009f, 0.003f);
  }
}
