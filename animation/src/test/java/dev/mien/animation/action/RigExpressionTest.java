package dev.mien.animation.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Joint;
import dev.mien.animation.ShapeSet;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joml.Matrix4f;
import org.joml.Quaternionf;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A30")
class RigExpressionTest {

  private static final float PUPILS = 0.06f;

  private static final List<Joint> JOINTS =
      List.of(
          new Joint("root", -1, 0, -0.25f, -0.05f),
          new Joint("neck", 0, 0, -0.15f, -0.04f),
          new Joint("head", 1, 0, -0.05f, -0.03f),
          new Joint("eye_L", 2, PUPILS / 2, 0, 0.05f),
          new Joint("eye_R", 2, -PUPILS / 2, 0, 0.05f));

  private static AvatarRig rig(Set<ShapeSet> sets) {
    List<Blendshape> shapes = new ArrayList<>();
    for (ShapeSet set : sets) {
      ShapeTable.bundled()
          .names(set)
          .forEach(name -> shapes.add(new Blendshape(name, set, Map.of())));
    }
    if (sets.contains(ShapeSet.AU)) {
      for (ActionUnitChannel channel : ActionTable.bundled().channels()) {
        shapes.add(new Blendshape(channel.label(), ShapeSet.AU, Map.of()));
      }
    }
    return new AvatarRig(JOINTS, Map.of(), shapes, List.of());
  }

  @Test
  void of_rigWithArkitShapes_usesThem() {
    RigExpression shown =
        RigExpression.of(
            rig(Set.of(ShapeSet.ARKIT, ShapeSet.EXTRA_AU, ShapeSet.AU)),
            ActionUnits.parse("AU12=0.5 AU23=0.4"));

    assertThat(shown.weights())
        .containsOnly(
            Map.entry("mouthSmileLeft", 0.5f),
            Map.entry("mouthSmileRight", 0.5f),
            Map.entry("AU23", 0.4f));
    assertThat(shown.unshown()).isEmpty();
  }

  @Test
  void of_rigWithActionUnitsAlone_usesTheirOwnShapesAndOneJaw() {
    RigExpression shown =
        RigExpression.of(
            rig(Set.of(ShapeSet.AU)), ActionUnits.parse("AU12_L=0.5 AU26=1 AU27=0.75"));

    assertThat(shown.weights())
        .containsOnly(Map.entry("AU12_L", 0.5f), Map.entry("AU26", 0.5f), Map.entry("AU27", 0.75f));
    assertThat(shown.unshown()).isEmpty();
  }

  @Test
  void of_rigThatLacksShapes_saysWhatIsMissing() {
    RigExpression arkit =
        RigExpression.of(rig(Set.of(ShapeSet.ARKIT)), ActionUnits.parse("AU11=1 AU12_L=1"));
    RigExpression vrm = RigExpression.of(rig(Set.of(ShapeSet.VRM)), ActionUnits.parse("AU1=1"));

    assertThat(arkit.weights()).containsOnlyKeys("mouthSmileLeft");
    assertThat(arkit.unshown())
        .extracting(ActionUnitChannel::label)
        .containsExactly("AU11_L", "AU11_R");
    assertThat(vrm.weights()).isEmpty();
    assertThat(vrm.unshown())
        .extracting(ActionUnitChannel::label)
        .containsExactly("AU1_L", "AU1_R");
  }

  /** Where the nose goes, in centimetres, and to which side the top of the head tilts. */
  @ParameterizedTest
  @CsvSource({
    "AU51, 8, 0, 0",
    "AU52, -8, 0, 0",
    "AU53, 0, 5, 0",
    "AU54, 0, -5, 0",
    "AU55, 0, 0, 5",
    "AU56, 0, 0, -5"
  })
  void of_unitsOfTheHead_turnNeckAndHead(String unit, double noseX, double noseY, double topX) {
    RigExpression shown = RigExpression.of(rig(Set.of(ShapeSet.ARKIT)), ActionUnits.parse(unit));

    Vector3f nose = moved(shown, new Vector3f(0, -0.04f, 0.08f));
    Vector3f top = moved(shown, new Vector3f(0, 0.1f, 0));
    assertThat(shown.rotations()).containsOnlyKeys("neck", "head");
    assertThat(shown.weights()).isEmpty();
    assertThat(shown.unshown()).isEmpty();
    if (noseX != 0) {
      assertThat(100 * nose.x * Math.signum(noseX)).isGreaterThan(Math.abs(noseX));
    } else if (noseY != 0) {
      assertThat(100 * (nose.y + 0.04) * Math.signum(noseY)).isGreaterThan(Math.abs(noseY));
    } else {
      assertThat(100 * top.x * Math.signum(topX)).isGreaterThan(Math.abs(topX));
    }
  }

  @ParameterizedTest
  @CsvSource({"AU57, 1", "AU58, -1"})
  void of_headForwardOrBack_movesAQuarterOfThePupilsDistanceAndLooksAhead(String unit, int sign) {
    RigExpression shown = RigExpression.of(rig(Set.of(ShapeSet.ARKIT)), ActionUnits.parse(unit));

    Vector3f nose = new Vector3f(0, -0.04f, 0.08f);
    Vector3f ahead = moved(shown, new Vector3f(nose).add(0, 0, 1)).sub(moved(shown, nose));
    Vector3f way = moved(shown, nose).sub(nose);
    assertThat(way.z).isCloseTo(sign * 0.25f * PUPILS, within(0.002f));
    assertThat(Math.abs(way.y)).isLessThan(0.004f);
    assertThat(ahead.angle(new Vector3f(0, 0, 1))).isLessThan(1e-3f);
  }

  @Test
  void of_opposites_cancel() {
    assertThat(
            RigExpression.of(rig(Set.of(ShapeSet.ARKIT)), ActionUnits.parse("AU51=0.7 AU52=0.7"))
                .rotations())
        .isEmpty();
  }

  /** Where neck and head take a point of the head. */
  private static Vector3f moved(RigExpression shown, Vector3f point) {
    Matrix4f all = new Matrix4f();
    for (String name : List.of("neck", "head")) {
      Joint joint = JOINTS.stream().filter(j -> j.name().equals(name)).findFirst().orElseThrow();
      all.translate(joint.x(), joint.y(), joint.z())
          .rotate(shown.rotations().getOrDefault(name, new Quaternionf()))
          .translate(-joint.x(), -joint.y(), -joint.z());
    }
    return all.transformPosition(new Vector3f(point));
  }
}
