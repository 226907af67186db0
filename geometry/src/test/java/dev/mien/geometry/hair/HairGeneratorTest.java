package dev.mien.geometry.hair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Attachment;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.joml.Vector3f;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HairGeneratorTest {

  /** Strips touch the skin at their roots; nothing lies deeper in it than this, metres. */
  private static final float DEEPEST = 0.0005f;

  /** Below this the shoulders' cut is near, and with it the end of what inside means, metres. */
  private static final float SHOULDERS_CUT = -0.235f;

  private static final List<HeadSkin> HEADS = heads();

  private static List<HeadSkin> heads() {
    List<HeadSkin> heads = new ArrayList<>();
    heads.add(HeadSkin.build(Attributes.DEFAULTS, 1, LevelOfDetail.LOW));
    for (int seed = 0; seed < 3; seed++) {
      heads.add(HeadSkin.build(identity(seed), seed, LevelOfDetail.LOW));
    }
    return heads;
  }

  private static Attributes identity(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Attributes attributes =
        Attributes.DEFAULTS
            .withAmount("identity.femininity", random.nextDouble())
            .withAmount("identity.age", seed == 1 ? 6 : 15 + 60 * random.nextDouble())
            .withAmount("ear.point", seed == 2 ? 1 : 0);
    for (String id :
        List.of(
            "head.width",
            "head.depth",
            "head.height",
            "neck.width",
            "jaw.width",
            "identity.build")) {
      attributes = attributes.withAmount(id, 1.4 * random.nextDouble() - 0.7);
    }
    return attributes;
  }

  private static Attributes of(int head, String style) {
    Attributes identity = head == 0 ? Attributes.DEFAULTS : identity(head - 1);
    return identity.withChoice("hair.style", style);
  }

  private static Hairdo grow(int head, Attributes attributes, LevelOfDetail detail) {
    return grow(head, attributes, detail, HairOptions.NONE);
  }

  private static Hairdo grow(
      int head, Attributes attributes, LevelOfDetail detail, HairOptions options) {
    HeadSkin skin = HEADS.get(head);
    return HairGenerator.generate(attributes, skin.surface(), skin.landmarks(), 5, detail, options);
  }

  private static Optional<AnchoredPart> find(Hairdo hairdo, PartKind kind) {
    return hairdo.parts().stream().filter(part -> part.part().kind() == kind).findFirst();
  }

  private static Mesh hair(int head, Attributes attributes, LevelOfDetail detail) {
    return find(grow(head, attributes, detail), PartKind.HAIR).orElseThrow().part().mesh();
  }

  static Stream<String> styles() {
    return Vocabulary.get("hair.style").choices().stream().filter(style -> !style.equals("bald"));
  }

  static Stream<String> beards() {
    return Vocabulary.get("beard.style").choices().stream();
  }

  @ParameterizedTest
  @MethodSource("styles")
  void generate_anyIdentity_staysOutsideTheSkin(String style) {
    for (int head = 0; head < HEADS.size(); head++) {
      Mesh mesh = hair(head, of(head, style), LevelOfDetail.HIGH);
      assertThat(deepest(mesh, HEADS.get(head).surface())).as("head %d", head).isLessThan(DEEPEST);
      assertSound(mesh);
    }
  }

  private static float deepest(Mesh mesh, HeadSurface surface) {
    float deepest = -1;
    float[] p = mesh.positions();
    for (int i = 0; i < p.length; i += 3) {
      if (p[i + 1] < SHOULDERS_CUT) {
        continue;
      }
      deepest = Math.max(deepest, -surface.distance(p[i], p[i + 1], p[i + 2]));
    }
    return deepest;
  }

  private static void assertSound(Mesh mesh) {
    float[] n = mesh.normals();
    for (int i = 0; i < n.length; i += 3) {
      double length = Math.sqrt(n[i] * n[i] + n[i + 1] * n[i + 1] + n[i + 2] * n[i + 2]);
      assertThat(length).isBetween(0.999, 1.001);
    }
    for (float uv : mesh.uvs()) {
      assertThat(uv).isBetween(0f, 1f);
    }
    for (float p : mesh.positions()) {
      assertThat(Math.abs(p)).isLessThan(0.6f);
    }
  }

  @ParameterizedTest
  @MethodSource("styles")
  void generate_levels_keepTheirVertexBudgets(String style) {
    Attributes attributes = of(0, style);
    assertThat(hair(0, attributes, LevelOfDetail.HIGH).vertexCount()).isBetween(1500, 12_000);
    assertThat(hair(0, attributes, LevelOfDetail.MEDIUM).vertexCount()).isLessThan(5_500);
    assertThat(hair(0, attributes, LevelOfDetail.LOW).vertexCount()).isLessThan(2_000);
  }

  @Test
  void generate_bald_growsNoHair() {
    Hairdo hairdo = grow(0, of(0, "bald"), LevelOfDetail.HIGH);

    assertThat(find(hairdo, PartKind.HAIR)).isEmpty();
    assertThat(hairdo.hull().height(0, 0.1f, 0)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"curly", "ancientUpdo", "quiff"})
  void generate_twice_givesTheSameBytes(String style) {
    Attributes attributes = of(2, style).withChoice("beard.style", "full");
    List<AnchoredPart> first = grow(2, attributes, LevelOfDetail.HIGH).parts();
    List<AnchoredPart> second = grow(2, attributes, LevelOfDetail.HIGH).parts();

    assertThat(first).hasSize(3);
    for (int i = 0; i < first.size(); i++) {
      Mesh a = first.get(i).part().mesh();
      Mesh b = second.get(i).part().mesh();
      assertThat(a.positions()).isEqualTo(b.positions());
      assertThat(a.uvs()).isEqualTo(b.uvs());
      assertThat(a.triangles()).isEqualTo(b.triangles());
      assertThat(pixels(first.get(i))).isEqualTo(pixels(second.get(i)));
    }
  }

  private static int[] pixels(AnchoredPart part) {
    return part.part().material().baseColourMap().orElseThrow().image().argb();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob",
        "shoulder",
        "long",
        "ponytail",
        "twinTails",
        "braid",
        "twinBraids",
        "curly",
        "dreadlocks",
        "ancientUpdo"
      })
  void generate_greaterLength_reachesLower(String style) {
    float above = 1;
    for (String length : List.of("short", "medium", "long", "veryLong")) {
      float low =
          lowest(hair(0, of(0, style).withChoice("hair.length", length), LevelOfDetail.MEDIUM));
      assertThat(low).as(length).isLessThan(above - 0.02f);
      above = low;
    }
  }

  private static float lowest(Mesh mesh) {
    float low = 1;
    for (int i = 1; i < mesh.positions().length; i += 3) {
      low = Math.min(low, mesh.positions()[i]);
    }
    return low;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sidePart", "quiff", "bob", "afro", "curly", "ponytail"})
  void generate_greaterVolume_standsOutFarther(String style) {
    double before = 0;
    for (double volume : new double[] {-1, 0, 1}) {
      Mesh mesh = hair(0, of(0, style).withAmount("hair.volume", volume), LevelOfDetail.MEDIUM);
      double height = meanHeight(mesh, HEADS.get(0).surface());
      assertThat(height).as("volume %f", volume).isGreaterThan(before * 1.02);
      before = height;
    }
  }

  // of the hair above the ears
  private static double meanHeight(Mesh mesh, HeadSurface surface) {
    double sum = 0;
    int count = 0;
    float[] p = mesh.positions();
    for (int i = 0; i < p.length; i += 3) {
      if (p[i + 1] > 0.03f) {
        sum += surface.distance(p[i], p[i + 1], p[i + 2]);
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void generate_underHat_keepsBelowTheHat() {
    HairOptions.HatRoom room = new HairOptions.HatRoom(0.008f, 0.05f, 0.1f);
    Attributes attributes = of(0, "quiff").withAmount("hair.volume", 1);
    HeadSurface surface = HEADS.get(0).surface();

    Mesh free = hair(0, attributes, LevelOfDetail.HIGH);
    Mesh pressed =
        find(grow(0, attributes, LevelOfDetail.HIGH, HairOptions.underHat(room)), PartKind.HAIR)
            .orElseThrow()
            .part()
            .mesh();

    assertThat(highestAbove(free, surface, 0.07f)).isGreaterThan(0.02f);
    assertThat(highestAbove(pressed, surface, 0.07f)).isLessThan(0.0088f);
  }

  private static float highestAbove(Mesh mesh, HeadSurface surface, float y) {
    float highest = 0;
    float[] p = mesh.positions();
    for (int i = 0; i < p.length; i += 3) {
      if (p[i + 1] > y) {
        highest = Math.max(highest, surface.distance(p[i], p[i + 1], p[i + 2]));
      }
    }
    return highest;
  }

  @Test
  void hull_mohawk_isHighOnTopAndLowAtTheSides() {
    HairHull hull = grow(0, of(0, "mohawk"), LevelOfDetail.HIGH).hull();

    assertThat(hull.height(0, 0.15f, 0.01f)).isGreaterThan(0.05f);
    assertThat(hull.height(0.1f, 0.06f, 0)).isBetween(0f, 0.02f);
  }

  @ParameterizedTest
  @MethodSource("beards")
  void generate_beard_growsFromTheSkinAndLeavesTheLipsFree(String style) {
    for (int head = 0; head < 3; head++) {
      Attributes attributes = of(head, "buzz").withChoice("beard.style", style);
      Optional<AnchoredPart> beard =
          find(grow(head, attributes, LevelOfDetail.HIGH), PartKind.BEARD);

      assertThat(beard.isPresent()).isEqualTo(!style.equals("none") && !style.equals("stubble"));
      if (beard.isPresent()) {
        HeadSkin skin = HEADS.get(head);
        assertThat(beard.get().attachment()).isEqualTo(Attachment.SKIN);
        assertThat(beard.get().part().mesh().vertexCount()).isLessThan(12_000);
        assertThat(deepest(beard.get().part().mesh(), skin.surface())).isLessThan(DEEPEST);
        assertRootsOnSkin(beard.get(), skin);
        assertLipsFree(beard.get(), skin);
      }
    }
  }

  private static void assertRootsOnSkin(AnchoredPart part, HeadSkin skin) {
    float[] r = part.roots();
    for (int i = 0; i < r.length; i += 3) {
      assertThat(Math.abs(skin.surface().distance(r[i], r[i + 1], r[i + 2]))).isLessThan(0.002f);
    }
  }

  // nothing before the seam of the lips but what hangs past their corners
  private static void assertLipsFree(AnchoredPart part, HeadSkin skin) {
    Vector3f seam = skin.landmark(Landmark.STOMION);
    Vector3f upper = skin.landmark(Landmark.LABIALE_SUPERIUS);
    Vector3f lower = skin.landmark(Landmark.LABIALE_INFERIUS);
    float half = 0.55f * skin.landmark(Landmark.CHEILION_LEFT).x;
    float top = upper.y - 0.35f * (upper.y - seam.y);
    float bottom = lower.y + 0.20f * (seam.y - lower.y);
    float[] p = part.part().mesh().positions();
    for (int i = 0; i < p.length; i += 3) {
      boolean onLips = Math.abs(p[i]) < half && p[i + 1] < top && p[i + 1] > bottom;
      assertThat(onLips && p[i + 2] > 0.03f).as("%f %f %f", p[i], p[i + 1], p[i + 2]).isFalse();
    }
  }

  @Test
  void generate_noAsymmetry_mirrorsTheBrows() {
    Attributes attributes = Attributes.DEFAULTS.withAmount("face.asymmetry", 0);
    HeadSkin skin = HeadSkin.build(attributes, 3, LevelOfDetail.LOW);
    AnchoredPart brows =
        find(
                HairGenerator.generate(
                    attributes,
                    skin.surface(),
                    skin.landmarks(),
                    9,
                    LevelOfDetail.HIGH,
                    HairOptions.NONE),
                PartKind.BROWS)
            .orElseThrow();
    float[] p = brows.part().mesh().positions();

    int half = p.length / 2;
    for (int i = 0; i < half; i += 3) {
      assertThat(p[half + i]).isCloseTo(-p[i], within());
      assertThat(p[half + i + 1]).isCloseTo(p[i + 1], within());
      assertThat(p[half + i + 2]).isCloseTo(p[i + 2], within());
    }
    assertRootsOnSkin(brows, skin);
    assertThat(deepest(brows.part().mesh(), skin.surface())).isLessThan(0);
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(1e-6f);
  }

  @Test
  void generate_browAttributes_moveTheBrows() {
    assertThat(brow("brow.height", 1)[1]).isGreaterThan(brow("brow.height", -1)[1] + 0.005f);
    assertThat(brow("brow.spacing", 1)[0]).isGreaterThan(brow("brow.spacing", -1)[0] + 0.005f);
    assertThat(brow("brow.thickness", 1)[2]).isGreaterThan(brow("brow.thickness", -1)[2] * 1.4f);
    assertThat(brow("brow.tilt", 1)[3]).isGreaterThan(brow("brow.tilt", -1)[3] + 0.006f);
    assertThat(brow("brow.arch", 1)[4]).isGreaterThan(brow("brow.arch", -1)[4] + 0.002f);
  }

  /** Middle height, inner end, greatest thickness, rise from inner to outer end, arch; metres. */
  private static float[] brow(String id, double amount) {
    Attributes attributes =
        Attributes.DEFAULTS.withAmount("face.asymmetry", 0).withAmount(id, amount);
    Mesh mesh =
        find(grow(0, attributes, LevelOfDetail.HIGH), PartKind.BROWS).orElseThrow().part().mesh();
    int columns = 15;
    int rows = 5;
    int first = mesh.vertexCount() / 2;
    float[] p = mesh.positions();
    float inner = p[(first + 2 * columns) * 3 + 1];
    float middle = p[(first + 2 * columns + 7) * 3 + 1];
    float outer = p[(first + 2 * columns + 14) * 3 + 1];
    float thick = p[(first + 4) * 3 + 1] - p[(first + (rows - 1) * columns + 4) * 3 + 1];
    return new float[] {
      p[(first + 2 * columns) * 3], middle, thick, outer - inner, middle - (inner + outer) / 2
    };
  }

  @Test
  void generate_landmarkMissing_namesIt() {
    HeadSkin skin = HEADS.get(0);
    Map<Landmark, Vector3f> landmarks = new EnumMap<>(skin.landmarks());
    landmarks.remove(Landmark.TRICHION);

    assertThatThrownBy(
            () ->
                HairGenerator.generate(
                    Attributes.DEFAULTS,
                    skin.surface(),
                    landmarks,
                    1,
                    LevelOfDetail.LOW,
                    HairOptions.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TRICHION");
  }
}
