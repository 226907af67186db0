package dev.mien.acceptance.looks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.animation.Blendshape;
import dev.mien.animation.ShapeSet;
import dev.mien.core.Side;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.eye.EyeParts;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.wear.WornParts;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What must hold for every head in every shape, on 50 people of all ages, origins and styles; each
 * is built once, at the middle level of detail, every sixth at the finest.
 */
@Tag("A30")
class ManyHeadsTest {

  private static final int PEOPLE = 50;

  /** A closed pair of lips is one line at rest. */
  private static final double REST_SEAM = 0.01e-3;

  /** In M, B and P, and pressed together, lips seal. */
  private static final double PRESSED_SEAM = 0.05e-3;

  private static final List<String> PRESSED =
      List.of("viseme_PP", "AU24_L", "AU24_R", "mouthPressLeft", "mouthPressRight", "AU8", "AU23");

  /** Rolled in, coarser meshes' lips meet in short straight lines. */
  private static final double ROLLED_SEAM = 0.2e-3;

  /** What stays open where mouthClose makes up for jawOpen. */
  private static final double MADE_UP_SEAM = 0.1e-3;

  private static final List<String> ROLLED = List.of("mouthRollUpper", "mouthRollLower", "AU28");

  /** Depth to which soft lips that slide past one another press; 0.17 mm measured. */
  private static final double SEAM_OVERLAP = 0.2e-3;

  /**
   * Played alone, as nobody plays it, this moves lips through one another: it makes up for an open
   * jaw, and is judged together with it.
   */
  private static final String OVER_OPEN_JAW = "mouthClose";

  /** The lid's thickness: its outer margin is as far from the eyeball, at rest and closed. */
  private static final double LID_CLEARANCE = 0.4e-3;

  /** The lid's inner margin touches the ball and the cornea that turns below it. */
  private static final double INNER_CLEARANCE = -0.03e-3;

  /** Closed lids meet: the widest gap that's left between their margins' polygons. */
  private static final double CLOSED_GAP = 0.02e-3;

  /** The lid's outer margin clears the ball even where an engine knows no correctives. */
  private static final double STRAIGHT_CLEARANCE = 0.05e-3;

  private static final double OPEN_GAP = 3.6e-3;

  /** Shapes that move lids or eyeballs, without their side, and how far to play them. */
  private static final Map<String, List<Float>> LID_POSES =
      Map.of(
          "eyeBlink", List.of(0.25f, 0.5f, 0.75f, 1f),
          "eyeWide", List.of(1f),
          "eyeSquint", List.of(1f),
          "eyeLookUp", List.of(1f),
          "eyeLookDown", List.of(1f),
          "eyeLookIn", List.of(1f),
          "eyeLookOut", List.of(1f));

  private static final List<String[]> BLINKS =
      List.of(
          new String[] {"eyeBlinkLeft", "eyeBlinkRight"},
          new String[] {"AU43_L", "AU43_R"},
          new String[] {"AU46_L", "AU46_R"});

  /** How deep hair may lie in the skin, metres; 1.1 mm is met on one shoulder below clothing. */
  private static final double STRAND = 1.2e-3;

  /**
   * How deep a vertex of hair or beard may lie in the skin as it's meshed, in any shape, metres.
   */
  private static final double HAIR_IN_SKIN = 0.55e-3;

  /** The same on the coarsest skin; 0.84 mm measured, of beards 1.21. */
  private static final double HAIR_IN_COARSE_SKIN = 1.3e-3;

  /** The same of lashes at rest; 0.92 mm measured. */
  private static final double LASH_IN_SKIN = 1e-3;

  /** The same in shapes: where lids close, some meet those of the other lid; 2.11 mm measured. */
  private static final double LASH_IN_LIDS = 2.2e-3;

  private static final Set<PartKind> HAIRS = Set.of(PartKind.HAIR, PartKind.BEARD, PartKind.BROWS);

  /** Depth of a tooth in a lip's flesh that can't be seen. */
  private static final double TOOTH_IN_LIP = 0.05e-3;

  /** The same in shapes; 0.104 mm measured where the mouth goes aside. */
  private static final double TOOTH_IN_MOVED_LIP = 0.11e-3;

  /** Shapes in which lips overlap more where their corners are drawn down; 0.48 mm measured. */
  private static final Set<String> FROWNING =
      Set.of("mouthFrownLeft", "mouthFrownRight", "AU15_L", "AU15_R");

  private static final double FROWN_OVERLAP = 0.5e-3;

  private static final List<String> BEARDS =
      List.of("moustache", "goatee", "vanDyke", "short", "full", "long");

  @Test
  void everyone_atRestAndInEveryShape_isWhole() {
    SoftAssertions all = new SoftAssertions();
    for (long seed = 0; seed < PEOPLE; seed++) {
      boolean fine = seed % 6 == 3;
      RiggedHead head =
          RiggedHead.of(
              Identities.anyone(seed),
              seed,
              fine ? LevelOfDetail.HIGH : LevelOfDetail.MEDIUM,
              EnumSet.allOf(ShapeSet.class));
      checkSkin(all, head);
      checkLips(all, head);
      checkLids(all, head);
      checkBlinks(all, head, BLINKS);
      checkClosedMouth(all, head);
      checkTeeth(all, head);
      checkHair(all, head);
    }
    all.assertAll();
  }

  /** Beards follow lips, jaw and cheeks, and lie on throat and chest where the jaw opens. */
  @Test
  void everyBeard_inEveryShape_staysOutOfTheSkin() {
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; i < BEARDS.size(); i++) {
      checkHair(
          all, RiggedHead.of(bearded(i), i, LevelOfDetail.MEDIUM, EnumSet.allOf(ShapeSet.class)));
    }
    all.assertAll();
  }

  /** Someone with one of the six beards. */
  private static Attributes bearded(long seed) {
    return Identities.anyone(seed)
        .withChoice("beard.style", BEARDS.get((int) (seed % BEARDS.size())));
  }

  /** Hair, brows, beards and lashes lie on the skin as it's meshed, wherever it or they move. */
  private static void checkHair(SoftAssertions all, RiggedHead head) {
    HairDepth.Skin skin = new HairDepth.Skin(head);
    double most =
        head.head().options().level() == LevelOfDetail.LOW ? HAIR_IN_COARSE_SKIN : HAIR_IN_SKIN;
    for (AnchoredPart part : head.head().parts()) {
      boolean lashes = part.part().kind() == PartKind.LASHES;
      if (!lashes && !HAIRS.contains(part.part().kind())) {
        continue;
      }
      HairDepth depth = HairDepth.of(head, part.part(), skin);
      all.assertThat(depth.atRest())
          .as(said(head, part.part().name() + " at rest"))
          .isLessThan(lashes ? LASH_IN_SKIN : most);
      for (Blendshape shape : head.rig().blendshapes()) {
        all.assertThat(depth.in(shape))
            .as(said(head, part.part().name() + " in " + shape.name()))
            .isLessThan(lashes ? LASH_IN_LIDS : most);
      }
    }
  }

  /** A shape at full weight, with the one that it presupposes. */
  static Map<String, Float> shown(Blendshape shape) {
    return shape.name().equals(OVER_OPEN_JAW)
        ? Map.of(OVER_OPEN_JAW, 1f, "jawOpen", 1f)
        : Map.of(shape.name(), 1f);
  }

  /** Nothing is turned over, at rest or in any shape alone. */
  private static void checkSkin(SoftAssertions all, RiggedHead head) {
    Folds folds = Folds.against(head.skin());
    all.assertThat(folds.atRest()).as(said(head, "rest")).isZero();
    for (Blendshape shape : head.rig().blendshapes()) {
      all.assertThat(folds.count(head.posedSkin(shape.name())))
          .as(said(head, shape.name()))
          .isZero();
    }
  }

  /** Lips lie before the teeth, touch them in F and V, and nowhere have them within. */
  private static void checkTeeth(SoftAssertions all, RiggedHead head) {
    double rest = Teeth.inLips(head, Map.of());
    all.assertThat(rest).as(said(head, "rest")).isLessThan(TOOTH_IN_LIP);
    for (Blendshape shape : head.rig().blendshapes()) {
      if (Teeth.moves(head, shape)) {
        all.assertThat(Teeth.inLips(head, shown(shape)))
            .as(said(head, shape.name()))
            .isLessThan(TOOTH_IN_MOVED_LIP);
      }
    }
  }

  @Test
  void everyone_coarseAndInEveryShape_isWholeAndBlinks() {
    SoftAssertions all = new SoftAssertions();
    for (long seed = 0; seed < PEOPLE; seed++) {
      RiggedHead head =
          RiggedHead.of(bearded(seed), seed, LevelOfDetail.LOW, EnumSet.allOf(ShapeSet.class));
      checkSkin(all, head);
      checkLids(all, head);
      checkBlinks(all, head, BLINKS);
      checkHair(all, head);
    }
    all.assertAll();
  }

  /** The inner corner lies beside the eyeball, where a turn about its axis leads away. */
  @Test
  void narrowTiltedEyes_coarse_closeAtTheInnerCornersToo() {
    Attributes who =
        Attributes.DEFAULTS
            .withChoice("style", "elf")
            .withChoice("identity.origin", "eastAsian")
            .withAmount("temple.fullness", -0.04103610738624784)
            .withAmount("cheekbone.height", 0.15649993021207367)
            .withAmount("eye.width", 0.1982171119125585)
            .withAmount("eye.openness", -0.3204436917800265)
            .withAmount("eye.spacing", 0.032003419740960395)
            .withAmount("eye.tilt", 0.31788138008783867);
    SoftAssertions all = new SoftAssertions();
    checkLids(all, RiggedHead.of(who, 7, LevelOfDetail.LOW, EnumSet.of(ShapeSet.ARKIT)));
    all.assertAll();
  }

  @Test
  void everyone_fineAtRest_hasNoTriangleTurnedOver() {
    for (long seed = 0; seed < 2 * PEOPLE; seed++) {
      HeadSkin skin = HeadSkin.build(Identities.anyone(seed), seed, LevelOfDetail.HIGH);
      assertThat(Folds.against(skin).atRest()).as("seed %s", seed).isZero();
    }
  }

  private static void checkLips(SoftAssertions all, RiggedHead head) {
    Lips.Seam rest = Lips.measure(head.template(), head.skin().positions());
    all.assertThat(rest.gap()).as(said(head, "rest")).isLessThan(REST_SEAM);
    all.assertThat(rest.overlap()).as(said(head, "rest")).isLessThan(REST_SEAM);
    for (String shape : PRESSED) {
      all.assertThat(Lips.measure(head.template(), head.posedSkin(shape)).gap())
          .as(said(head, shape))
          .isLessThan(PRESSED_SEAM);
    }
    for (String shape : ROLLED) {
      all.assertThat(Lips.measure(head.template(), head.posedSkin(shape)).gap())
          .as(said(head, shape))
          .isLessThan(ROLLED_SEAM);
    }
    Lips.Seam closed =
        Lips.measure(
            head.template(),
            head.topological(
                head.blended(head.head().skinPart(), Map.of("jawOpen", 1f, OVER_OPEN_JAW, 1f))));
    all.assertThat(closed.gap()).as(said(head, "jawOpen + mouthClose")).isLessThan(MADE_UP_SEAM);
    all.assertThat(closed.overlap())
        .as(said(head, "jawOpen + mouthClose"))
        .isLessThan(SEAM_OVERLAP);
    for (Blendshape shape : head.rig().blendshapes()) {
      if (!shape.name().equals(OVER_OPEN_JAW)) {
        all.assertThat(Lips.measure(head.template(), head.posedSkin(shape.name())).overlap())
            .as(said(head, shape.name()))
            .isLessThan(FROWNING.contains(shape.name()) ? FROWN_OVERLAP : SEAM_OVERLAP);
      }
    }
  }

  private static void checkLids(SoftAssertions all, RiggedHead head) {
    for (Side side : List.of(Side.LEFT, Side.RIGHT)) {
      String ending = side == Side.LEFT ? "Left" : "Right";
      String blink = "eyeBlink" + ending;
      all.assertThat(Lids.gap(head.skin(), side, head.posedSkin(blink)))
          .as(said(head, blink))
          .isLessThan(CLOSED_GAP);
      all.assertThat(Lids.gap(head.skin(), side, head.skin().positions()))
          .as(said(head, "rest"))
          .isGreaterThan(OPEN_GAP);
      checkClearance(all, head, side, Map.of());
      LID_POSES.forEach(
          (shape, weights) ->
              weights.forEach(
                  weight -> checkClearance(all, head, side, Map.of(shape + ending, weight))));
      for (float halfway : List.of(0.25f, 0.5f, 0.75f)) {
        all.assertThat(Lids.straightClearance(head, side, Map.of(blink, halfway)))
            .as(said(head, "straight " + blink + halfway))
            .isGreaterThan(STRAIGHT_CLEARANCE);
      }
    }
  }

  private static void checkClearance(
      SoftAssertions all, RiggedHead head, Side side, Map<String, Float> weights) {
    Lids.Clearance clearance = Lids.clearance(head, side, weights);
    all.assertThat(clearance.outer())
        .as(said(head, weights.toString()))
        .isGreaterThan(LID_CLEARANCE);
    all.assertThat(clearance.inner())
        .as(said(head, weights.toString()))
        .isGreaterThan(INNER_CLEARANCE);
  }

  /** Closed lids hide the eyeballs and the clear shells and films before them. */
  private static void checkBlinks(SoftAssertions all, RiggedHead head, List<String[]> blinks) {
    PartKind[] covers = {PartKind.LASHES, PartKind.HAIR, PartKind.ACCESSORY};
    Map<PartKind, Integer> open = Masks.count(head.posedParts(Map.of(), covers), Masks.EYES, 300);
    all.assertThat(count(open, PartKind.EYEBALL)).as(said(head, "open")).isGreaterThan(1000);
    for (String[] blink : blinks) {
      List<PosedPart> closed = head.posedParts(Map.of(blink[0], 1f, blink[1], 1f), covers);
      for (Camera camera : Masks.EYES_ROUND_ABOUT) {
        all.assertThat(Masks.count(closed, camera, 300, ManyHeadsTest::isEye))
            .as(said(head, blink[0]))
            .isZero();
      }
    }
  }

  /** Part of the eye itself; tears and caruncle belong to the lids. */
  private static boolean isEye(Part part) {
    return part.kind() == PartKind.EYEBALL
        || part.name().startsWith("cornea")
        || part.name().equals(EyeParts.LID_SHADE);
  }

  /** Closed lips hide teeth and tongue. */
  private static void checkClosedMouth(SoftAssertions all, RiggedHead head) {
    for (Map<String, Float> weights :
        List.<Map<String, Float>>of(Map.of(), Map.of("viseme_PP", 1f))) {
      Map<PartKind, Integer> mouth =
          Masks.count(
              head.posedParts(weights, PartKind.HAIR, PartKind.BEARD),
              Masks.mouth(head.skin()),
              200);
      all.assertThat(count(mouth, PartKind.TEETH) + count(mouth, PartKind.TONGUE))
          .as(said(head, weights.toString()))
          .isZero();
    }
  }

  /** Hair grows on the skin: no vertex, roots included, lies deeper than a strip is thick. */
  @Test
  void everyonesHair_atRest_isOutsideTheSkin() {
    int all = 0;
    for (long seed = 0; seed < PEOPLE; seed++) {
      LevelOfDetail level = seed % 5 == 2 ? LevelOfDetail.HIGH : LevelOfDetail.LOW;
      HeadAssembly head =
          HeadAssembly.build(Identities.anyone(seed), seed, new AssemblyOptions(level, 128));
      for (AnchoredPart part : head.parts()) {
        if (HAIRS.contains(part.part().kind())) {
          float[] p = part.part().mesh().positions();
          for (int v = 0; v < p.length / 3; v++) {
            all++;
            assertThat(distance(head.skin().surface(), p, v))
                .as(
                    "%s of seed %s at %s %s %s",
                    part.part().name(), seed, p[3 * v], p[3 * v + 1], p[3 * v + 2])
                .isGreaterThan(-STRAND);
          }
        }
      }
    }
    assertThat(all).isGreaterThan(50_000);
  }

  /** Frames and lenses: they may press into soft skin by a millimetre, where they rest on it. */
  @Test
  void everyonesGlasses_beforeTheEars_clearTheFace() {
    for (long seed = 0; seed < PEOPLE; seed++) {
      assertThat(glassesClearance(seed, 0.01f, 1)).as("seed %s", seed).isBetween(-1e-3, 5e-3);
    }
  }

  /** Temples rest on the ear's root and end behind it, outside the skin. */
  @Test
  void everyonesGlasses_atTheEars_restBehindThemWithoutPiercingTheSkin() {
    for (long seed = 0; seed < PEOPLE; seed++) {
      assertThat(glassesClearance(seed, -1, 0.01f)).as("seed %s", seed).isBetween(-0.5e-3, 2e-3);
      assertThat(templesBehindTheTragion(seed)).as("seed %s", seed).isGreaterThan(3e-3);
    }
  }

  private static double templesBehindTheTragion(long seed) {
    Attributes who = wearingGlasses(seed);
    HeadSkin skin = HeadSkin.build(who, seed, LevelOfDetail.MEDIUM);
    float back = Float.POSITIVE_INFINITY;
    for (AnchoredPart part : WornParts.create(who, skin, seed, LevelOfDetail.MEDIUM)) {
      if (part.part().name().equals("glasses_frame")) {
        float[] p = part.part().mesh().positions();
        for (int i = 2; i < p.length; i += 3) {
          back = Math.min(back, p[i]);
        }
      }
    }
    return skin.landmark(Landmark.TRAGION_LEFT).z - back;
  }

  private static Attributes wearingGlasses(long seed) {
    List<String> forms = List.of("round", "rectangular", "catEye", "aviator", "sunglasses");
    return Identities.anyone(seed)
        .withChoice("clothing", "none")
        .withChoice("glasses", forms.get((int) (seed / 5 % 5)));
  }

  /** Least distance of glasses from the skin between two values of z, metres. */
  private static double glassesClearance(long seed, float back, float front) {
    Attributes who = wearingGlasses(seed);
    HeadSkin skin = HeadSkin.build(who, seed, LevelOfDetail.MEDIUM);
    double least = Double.POSITIVE_INFINITY;
    for (AnchoredPart part : WornParts.create(who, skin, seed, LevelOfDetail.MEDIUM)) {
      if (part.part().name().startsWith("glasses")) {
        float[] p = part.part().mesh().positions();
        for (int v = 0; v < p.length / 3; v += 2) {
          if (p[3 * v + 2] >= back && p[3 * v + 2] < front) {
            least = Math.min(least, distance(skin.surface(), p, v));
          }
        }
      }
    }
    return least;
  }

  private static double distance(HeadSurface surface, float[] p, int v) {
    return surface.sparseDistance(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
  }

  @Test
  void everyone_withoutAsymmetry_isTheSameOnBothSides() {
    for (long seed = 0; seed < PEOPLE; seed++) {
      Attributes who = Identities.anyone(seed).withAmount("face.asymmetry", 0);
      HeadSkin skin = HeadSkin.build(who, seed, LevelOfDetail.MEDIUM);
      float[] p = skin.positions();
      int[] mirror = skin.template().mirror();
      double most = 0;
      for (int v = 0; v < mirror.length; v++) {
        int m = mirror[v];
        most = Math.max(most, Math.abs(p[3 * v] + p[3 * m]));
        most = Math.max(most, Math.abs(p[3 * v + 1] - p[3 * m + 1]));
        most = Math.max(most, Math.abs(p[3 * v + 2] - p[3 * m + 2]));
      }
      assertThat(most).as("seed %s", seed).isCloseTo(0, within(1e-6));
    }
  }

  /** Openings of the skin: two sockets and the bust's lower rim. */
  @Test
  void skinPart_everyLevel_isManifoldButForItsThreeOpenings() {
    for (LevelOfDetail level : LevelOfDetail.values()) {
      Part skin =
          HeadAssembly.build(Identities.anyone(1), 1, new AssemblyOptions(level, 128)).skinPart();
      Boundary boundary = Boundary.of(skin.mesh());
      assertThat(boundary.overused()).as(level.name()).isZero();
      assertThat(boundary.loops()).as(level.name()).isEqualTo(3);
    }
  }

  private static int count(Map<PartKind, Integer> counts, PartKind kind) {
    return counts.getOrDefault(kind, 0);
  }

  private static String said(RiggedHead head, String shape) {
    return "seed " + head.seed() + " " + head.head().attributes().choice("style") + " " + shape;
  }
}
