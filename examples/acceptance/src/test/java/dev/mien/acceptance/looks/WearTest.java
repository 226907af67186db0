package dev.mien.acceptance.looks;

import dev.mien.animation.ShapeSet;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.wear.WornParts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What 50 people of all ages, builds and styles wear: it sits on them, at rest and in motion. */
@Tag("A30")
class WearTest {

  private static final int PEOPLE = 50;

  /** Deeper than this a vertex counts as buried, metres. */
  private static final double BURIED = 1.5e-3;

  /** Share of a part's vertices that may be buried, where it lies against soft skin. */
  private static final double BURIED_SHARE = 0.01;

  /** Ears are flexible: they give way under hats and headphones, within this, metres. */
  private static final float EAR = 0.06f;

  /** Pixels of 62,500 in which skin may show through cloth; 47 at the worst of 800 pictures. */
  private static final int SPECKS = 50;

  private static final int SIZE = 250;

  /** How far frames may press into the skin as it's meshed, coarse or not. */
  private static final double INTO_SKIN = 0.8e-3;

  /**
   * How far soft skin that rises may press against a frame or pad more than at rest; 2.2 mm
   * measured.
   */
  private static final double PRESSED = 2.3e-3;

  /** How far coarse skin may stand out before clothing; 0.86 mm measured on all 450. */
  private static final double BARE = 1e-3;

  /** How far above skin cloth is sought that covers it, metres. */
  private static final double OVER = 0.04;

  /** Places along each side of a face. */
  private static final int SAMPLES = 5;

  private static final Map<String, Float> SMILE =
      Map.of(
          "mouthSmileLeft", 1f,
          "mouthSmileRight", 1f,
          "cheekSquintLeft", 1f,
          "cheekSquintRight", 1f);

  private static final Map<String, Float> SURPRISE =
      Map.of(
          "browInnerUp", 1f,
          "browOuterUpLeft", 1f,
          "browOuterUpRight", 1f,
          "eyeWideLeft", 1f,
          "eyeWideRight", 1f,
          "jawOpen", 1f);

  private static final Map<String, Float> FROWN =
      Map.of("browDownLeft", 1f, "browDownRight", 1f, "noseSneerLeft", 1f, "noseSneerRight", 1f);

  /** Lenses and frames keep off cheeks and brows that rise, and lashes keep behind the lenses. */
  @Test
  void everyonesGlasses_inExpressions_clearFaceAndLashes() {
    List<String> forms = List.of("round", "rectangular", "catEye", "aviator", "sunglasses");
    SoftAssertions everyone = new SoftAssertions();
    for (long seed = 0; seed < PEOPLE; seed++) {
      Attributes who =
          Identities.anyone(seed)
              .withChoice("glasses", forms.get((int) (seed / 5 % 5)))
              .withChoice("hair.style", "bald");
      checkGlasses(everyone, who, seed, LevelOfDetail.LOW);
      // the finer skin has many more triangles
      if (seed % 12 == 1) {
        checkGlasses(everyone, who, seed, LevelOfDetail.MEDIUM);
      }
    }
    everyone.assertAll();
  }

  private static void checkGlasses(
      SoftAssertions everyone, Attributes who, long seed, LevelOfDetail level) {
    RiggedHead head = RiggedHead.of(who, seed, level, EnumSet.of(ShapeSet.ARKIT));
    RigEvaluator rig = RigEvaluator.of(head.head().allParts(), head.rig());
    double rest = 0;
    for (Map<String, Float> weights : List.of(Map.<String, Float>of(), SMILE, SURPRISE, FROWN)) {
      List<RigEvaluator.EvaluatedPart> posed = rig.evaluate(weights);
      String said = "seed " + seed + " " + level + " " + weights.keySet();
      double depth = deepest(posed);
      rest = weights.isEmpty() ? depth : rest;
      everyone
          .assertThat(depth)
          .as(said)
          .isLessThan(weights.isEmpty() ? INTO_SKIN : rest + PRESSED);
      everyone.assertThat(lashesBeforeLenses(posed)).as(said).isZero();
    }
  }

  /** How far a frame or lens lies under the skin at most, along any axis, metres. */
  private static double deepest(List<RigEvaluator.EvaluatedPart> posed) {
    RigEvaluator.EvaluatedPart skin = posed.get(0);
    Rays rays = new Rays(skin.positions(), skin.part().mesh().triangles());
    double deepest = 0;
    for (RigEvaluator.EvaluatedPart part : posed) {
      if (!part.part().name().startsWith("glasses")) {
        continue;
      }
      float[] p = part.positions();
      for (int v = 0; v < p.length; v += 3) {
        Vector3f at = new Vector3f(p[v], p[v + 1], p[v + 2]);
        // before the ears
        if (at.z < 0.02f || rays.crossings(at, new Vector3f(0, 0, 1)).size() % 2 == 0) {
          continue;
        }
        double depth = Double.POSITIVE_INFINITY;
        for (float[] way :
            new float[][] {{0, 0, 1}, {1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}}) {
          for (float d : rays.crossings(at, new Vector3f(way))) {
            depth = Math.min(depth, d);
          }
        }
        deepest = Math.max(deepest, depth);
      }
    }
    return deepest;
  }

  /** Vertices of lashes before the lens that they are behind as seen from the front. */
  private static int lashesBeforeLenses(List<RigEvaluator.EvaluatedPart> posed) {
    int before = 0;
    for (RigEvaluator.EvaluatedPart lens : posed) {
      if (!lens.part().name().equals("glasses_lens")) {
        continue;
      }
      Rays rays = new Rays(lens.positions(), lens.part().mesh().triangles());
      for (RigEvaluator.EvaluatedPart lashes : posed) {
        if (lashes.part().kind() == PartKind.LASHES) {
          float[] p = lashes.positions();
          for (int v = 0; v < p.length; v += 9) {
            Vector3f at = new Vector3f(p[v], p[v + 1], p[v + 2]);
            boolean behind = !rays.crossings(at, new Vector3f(0, 0, 1)).isEmpty();
            boolean ahead = !rays.crossings(at, new Vector3f(0, 0, -1)).isEmpty();
            before += ahead && !behind ? 1 : 0;
          }
        }
      }
    }
    return before;
  }

  /** Nothing floats off the head, nothing sinks into it. */
  @Test
  void everyonesHatsHornsJewelsAndHeadgear_touchWithoutSinkingIn() {
    // how near the nearest vertex must come: hats and ornaments leave the hair its room
    Map<String, Double> near =
        Map.of(
            "hat", 16e-3,
            "hair.ornament", 20e-3,
            "horns", -3e-3,
            "headgear", 4e-3,
            "earrings", 0.5e-3);
    SoftAssertions everyone = new SoftAssertions();
    for (long seed = 0; seed < PEOPLE; seed++) {
      Attributes anyone = Identities.anyone(seed).withChoice("clothing", "none");
      HeadSkin skin = HeadSkin.build(anyone, seed, LevelOfDetail.LOW);
      for (Map.Entry<String, Double> kind : near.entrySet()) {
        List<String> choices = new ArrayList<>(Vocabulary.get(kind.getKey()).choices());
        choices.remove("none");
        String choice = choices.get((int) (seed % choices.size()));
        Attributes who = without(anyone, near.keySet()).withChoice(kind.getKey(), choice);
        double nearest = Double.POSITIVE_INFINITY;
        int buried = 0;
        int all = 0;
        for (AnchoredPart part : WornParts.create(who, skin, seed, LevelOfDetail.LOW)) {
          float[] p = part.part().mesh().positions();
          for (int v = 0; v < p.length; v += 3) {
            double d = skin.surface().sparseDistance(p[v], p[v + 1], p[v + 2]);
            nearest = Math.min(nearest, d);
            all++;
            buried += d < -BURIED && !yields(kind.getKey(), d, skin, p, v) ? 1 : 0;
          }
        }
        String said = "seed " + seed + " " + kind.getKey() + " " + choice;
        everyone.assertThat(nearest).as(said).isLessThan(kind.getValue());
        everyone.assertThat(buried).as(said).isLessThanOrEqualTo((int) (BURIED_SHARE * all));
      }
    }
    everyone.assertAll();
  }

  private static Attributes without(Attributes who, Iterable<String> ids) {
    Attributes bare = who.withChoice("glasses", "none");
    for (String id : ids) {
      bare = bare.withChoice(id, "none");
    }
    return bare;
  }

  /** Whether a thing is meant to be under the skin there, or the skin gives way. */
  private static boolean yields(String kind, double d, HeadSkin skin, float[] p, int v) {
    return switch (kind) {
      // a ram's root is 33 mm thick and cut off straight inside the skull
      case "horns" -> d > -0.028;
      case "earrings" -> d > -0.004;
      default ->
          Stream.of(Landmark.TRAGION_LEFT, Landmark.TRAGION_RIGHT)
              .anyMatch(ear -> skin.landmark(ear).distance(p[v], p[v + 1], p[v + 2]) < EAR);
    };
  }

  /** No skin shows through cloth, whatever neck, head and jaw do. */
  @Test
  void everyonesClothing_headTurnedTiltedAndJawOpen_coversTheSkin() {
    List<String> garments = new ArrayList<>(Vocabulary.get("clothing").choices());
    garments.remove("none");
    SoftAssertions everyone = new SoftAssertions();
    for (long seed = 0; seed < PEOPLE; seed++) {
      String garment = garments.get((int) (seed % garments.size()));
      Attributes who =
          without(
                  Identities.anyone(seed),
                  List.of("hat", "hair.ornament", "horns", "headgear", "earrings"))
              .withChoice("clothing", garment)
              .withChoice("beard.style", "none")
              .withChoice("hair.style", "bald");
      RiggedHead head = RiggedHead.of(who, seed, LevelOfDetail.MEDIUM, EnumSet.of(ShapeSet.VISEME));
      RigEvaluator rig = RigEvaluator.of(head.head().allParts(), head.rig());
      check(everyone, rig, Map.of(), Map.of(), "rest, seed " + seed + " " + garment);
      check(everyone, rig, Map.of(), turned(0, 20, 0), "turned, seed " + seed + " " + garment);
      check(
          everyone,
          rig,
          Map.of("viseme_aa", 1f),
          turned(15, 0, 0),
          "bowed, seed " + seed + " " + garment);
      check(everyone, rig, Map.of(), turned(-15, 0, 0), "raised, seed " + seed + " " + garment);
      check(everyone, rig, Map.of(), turned(0, 0, 12.5), "tilted, seed " + seed + " " + garment);
    }
    everyone.assertAll();
  }

  /** Degrees of neck and head each: about x the head bows, about y it turns, about z it tilts. */
  private static Map<String, Quaternionfc> turned(double x, double y, double z) {
    Quaternionf q =
        new Quaternionf()
            .rotationXYZ(
                (float) Math.toRadians(x), (float) Math.toRadians(y), (float) Math.toRadians(z));
    return Map.of("neck", q, "head", q);
  }

  private static void check(
      SoftAssertions everyone,
      RigEvaluator rig,
      Map<String, Float> weights,
      Map<String, Quaternionfc> rotations,
      String said) {
    List<PosedPart> posed = new ArrayList<>();
    for (RigEvaluator.EvaluatedPart part : rig.evaluate(weights, rotations)) {
      PartKind kind = part.part().kind();
      if (kind == PartKind.SKIN || kind == PartKind.CLOTHING) {
        posed.add(new PosedPart(part.part(), part.positions(), part.normals()));
      }
    }
    for (double yaw : new double[] {0, 50, 180, -110}) {
      Camera camera =
          Camera.orbit(
              new Vector3f(0, -0.12f, 0),
              Math.toRadians(yaw),
              0.15,
              0.34,
              Camera.PORTRAIT_FIELD_OF_VIEW);
      int[] mask = Renderer.create().renderMask(posed, camera, SIZE, SIZE);
      everyone
          .assertThat(Islands.below(mask, index -> skin(posed, index), SIZE))
          .as(said + " from " + yaw)
          .isLessThanOrEqualTo(SPECKS);
    }
  }

  /** Faces of cloth span further than skin's there: no bare skin stands out between vertices. */
  @Test
  void everyonesClothing_onCoarseSkin_isOverIt() {
    List<String> garments = new ArrayList<>(Vocabulary.get("clothing").choices());
    garments.remove("none");
    SoftAssertions everyone = new SoftAssertions();
    for (long seed = 0; seed < 2 * PEOPLE; seed++) {
      long who = seed / 2;
      String garment = garments.get((int) ((who + seed % 2 * 5) % garments.size()));
      Attributes wearer =
          without(
                  Identities.anyone(who),
                  List.of("hat", "hair.ornament", "horns", "headgear", "earrings"))
              .withChoice("clothing", garment);
      HeadSkin skin = HeadSkin.build(wearer, who, LevelOfDetail.LOW);
      Crossings below = new Crossings(skin.mesh().positions(), skin.mesh().triangles());
      List<Part> cloth =
          WornParts.create(wearer, skin, who, LevelOfDetail.LOW).stream()
              .map(AnchoredPart::part)
              .toList();
      for (Part part : cloth) {
        everyone
            .assertThat(bare(part, cloth, below))
            .as("seed " + who + " " + garment + " " + part.name())
            .isLessThan(BARE);
      }
    }
    everyone.assertAll();
  }

  /** How far skin stands out before faces of cloth that no other cloth lies over, metres. */
  private static double bare(Part part, List<Part> cloth, Crossings skin) {
    float[] p = part.mesh().positions();
    int[] t = part.mesh().triangles();
    double most = 0;
    for (int i = 0; i < t.length; i += 3) {
      for (int u = 0; u <= SAMPLES; u++) {
        for (int v = 0; u + v <= SAMPLES; v++) {
          Vector3f at =
              Folds.at(p, t[i])
                  .mul(u)
                  .add(Folds.at(p, t[i + 1]).mul(v))
                  .add(Folds.at(p, t[i + 2]).mul(SAMPLES - u - v))
                  .div(SAMPLES);
          double depth = skin.depth(at.x, at.y, at.z);
          if (depth > most && depth > BARE / 2) {
            Vector3f place = skin.place();
            Vector3f out = new Vector3f(place).sub(at).normalize();
            boolean covered =
                cloth.stream()
                    .anyMatch(
                        other ->
                            Rays.of(other.mesh()).crossings(place, out).stream()
                                .anyMatch(d -> d < OVER));
            most = covered ? most : depth;
          }
        }
      }
    }
    return most;
  }

  private static boolean skin(List<PosedPart> parts, int index) {
    if (index < 0) {
      return false;
    }
    Part part = parts.get(index).part();
    return part.kind() == PartKind.SKIN;
  }
}
