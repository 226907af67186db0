package dev.mien.acceptance.looks;

import dev.mien.animation.ShapeSet;
import dev.mien.animation.rig.RigEvaluator;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Neck and head together turned by 40 degrees, bent by 30 and tilted by 25. */
@Tag("A30")
class TurnedNeckTest {

  private static final int PEOPLE = 50;

  /** Degrees about x, y and z: bent forward, turned to the left, tilted to the right. */
  private static final double[][] POSES = {
    {0, 40, 0},
    {0, -40, 0},
    {30, 0, 0},
    {-30, 0, 0},
    {0, 0, 25},
    {0, 0, -25},
    {20, 30, 0},
    {-20, -30, 15}
  };

  /** How deep hair may lie in the skin, metres; 2.51 mm measured, of dreadlocks at the nape. */
  private static final double HAIR = 2.6e-3;

  /** The same of beards; 1.36 mm measured. */
  private static final double BEARD = 1.5e-3;

  private static final List<String> BEARDS =
      List.of("moustache", "goatee", "vanDyke", "short", "full", "long");

  private static final int SIZE = 200;

  /** Pixels of 40,000 in which more skin may show from behind than at rest: 65, of a turned jaw. */
  private static final int PEEP = 80;

  @Test
  void everyonesHairAndBeard_neckTurnedAndBent_stayOutOfTheSkin() {
    List<String> styles = Vocabulary.get("hair.style").choices();
    List<String> garments = Vocabulary.get("clothing").choices();
    SoftAssertions everyone = new SoftAssertions();
    for (int seed = 0; seed < PEOPLE; seed++) {
      Attributes who =
          Identities.anyone(seed)
              .withChoice("hair.style", styles.get(seed % styles.size()))
              .withChoice("beard.style", BEARDS.get(seed % BEARDS.size()))
              .withChoice("clothing", garments.get(seed % garments.size()));
      RiggedHead head = RiggedHead.of(who, seed, LevelOfDetail.LOW, EnumSet.of(ShapeSet.VRM));
      RigEvaluator rig = RigEvaluator.of(head.head().allParts(), head.rig());
      for (double[] pose : POSES) {
        List<RigEvaluator.EvaluatedPart> posed = rig.evaluate(Map.of(), turned(pose));
        RigEvaluator.EvaluatedPart skin = posed.get(0);
        Crossings crossings = new Crossings(skin.positions(), skin.part().mesh().triangles());
        for (RigEvaluator.EvaluatedPart part : posed) {
          PartKind kind = part.part().kind();
          if (kind == PartKind.HAIR || kind == PartKind.BEARD) {
            everyone
                .assertThat(crossings.deepest(part.positions(), part.part().mesh().triangles()))
                .as("seed %s %s %s", seed, part.part().name(), List.of(pose[0], pose[1], pose[2]))
                .isLessThan(kind == PartKind.HAIR ? HAIR : BEARD);
          }
        }
      }
    }
    everyone.assertAll();
  }

  /** Long hair goes with the neck down to the collar: no gap opens between its parts. */
  @Test
  void longHair_neckTurned_hidesTheNapeAsAtRest() {
    SoftAssertions all = new SoftAssertions();
    for (int seed = 1; seed < 40; seed += 6) {
      Attributes who =
          Identities.anyone(seed)
              .withChoice("hair.style", "long")
              .withChoice("hair.length", "veryLong")
              .withChoice("clothing", "shirt");
      RiggedHead head = RiggedHead.of(who, seed, LevelOfDetail.MEDIUM, EnumSet.of(ShapeSet.VRM));
      RigEvaluator rig = RigEvaluator.of(head.head().allParts(), head.rig());
      int rest = skinBehind(rig, new double[] {0, 0, 0});
      for (double yaw : new double[] {40, -40}) {
        all.assertThat(skinBehind(rig, new double[] {0, yaw, 0}))
            .as("seed %s turned by %s, %s at rest", seed, yaw, rest)
            .isLessThanOrEqualTo(rest + PEEP);
      }
    }
    all.assertAll();
  }

  /** Pixels in which skin shows between skull and collar as seen from behind. */
  private static int skinBehind(RigEvaluator rig, double[] pose) {
    List<PosedPart> posed = new ArrayList<>();
    for (RigEvaluator.EvaluatedPart part : rig.evaluate(Map.of(), turned(pose))) {
      posed.add(new PosedPart(part.part(), part.positions(), part.normals()));
    }
    Camera camera =
        Camera.orbit(new Vector3f(0, -0.1f, 0), Math.PI, 0.15, 0.3, Camera.PORTRAIT_FIELD_OF_VIEW);
    int[] mask = Renderer.create().renderMask(posed, camera, SIZE, SIZE);
    int count = 0;
    for (int i = 0; i < mask.length; i++) {
      // beside the middle third cheeks come into view
      boolean middle = i % SIZE > SIZE / 3 && i % SIZE < 2 * SIZE / 3;
      count += middle && mask[i] >= 0 && posed.get(mask[i]).part().kind() == PartKind.SKIN ? 1 : 0;
    }
    return count;
  }

  /** Half of it each by neck and head. */
  private static Map<String, Quaternionfc> turned(double[] degrees) {
    Quaternionf half =
        new Quaternionf()
            .rotationYXZ(
                (float) Math.toRadians(degrees[1] / 2),
                (float) Math.toRadians(degrees[0] / 2),
                (float) Math.toRadians(degrees[2] / 2));
    return Map.of("neck", half, "head", half);
  }
}
