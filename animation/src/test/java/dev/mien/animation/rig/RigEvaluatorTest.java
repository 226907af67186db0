package dev.mien.animation.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Corrective;
import dev.mien.animation.Joint;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.SkinBinding;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import java.util.List;
import java.util.Map;
import org.joml.Quaternionf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A32")
class RigEvaluatorTest {

  private static final Part PART =
      new Part(
          "skin",
          PartKind.SKIN,
          new Mesh(
              new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0},
              new float[] {0, 0, 1, 0, 0, 1, 0, 0, 1},
              new float[6],
              new int[] {0, 1, 2},
              new int[] {0, 1, 2}),
          Material.plain("m", Shading.SKIN, 0xFFFFFF, 0.5f));

  private static final AvatarRig RIG =
      new AvatarRig(
          List.of(new Joint("root", -1, 0, 0, 0), new Joint("head", 0, 1, 0, 0)),
          Map.of(
              "skin",
              new SkinBinding(
                  new short[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0},
                  new float[] {1, 0, 0, 0, 0.5f, 0.5f, 0, 0, 0, 1, 0, 0})),
          List.of(shape("a", 2, 0.3f, 0, 0), shape("b", 2, 0, 0.4f, 0)),
          List.of(new Corrective("a", "b", Map.of("skin", delta(1, 0, 0, 1)))));

  private static Blendshape shape(String name, int vertex, float x, float y, float z) {
    return new Blendshape(name, ShapeSet.ARKIT, Map.of("skin", delta(vertex, x, y, z)));
  }

  private static MorphDelta delta(int vertex, float x, float y, float z) {
    return new MorphDelta(new int[] {vertex}, new float[] {x, y, z}, new float[] {x, 0, 0});
  }

  @Test
  void evaluate_twoShapes_addsDeltasAndTheirCorrective() {
    RigEvaluator.EvaluatedPart out =
        RigEvaluator.of(List.of(PART), RIG).evaluate(Map.of("a", 0.5f, "b", 0.25f)).get(0);
    assertThat(out.positions()[6]).isCloseTo(0.15f, within(1e-6f));
    assertThat(out.positions()[7]).isCloseTo(1.1f, within(1e-6f));
    assertThat(out.positions()[5]).isCloseTo(0.125f, within(1e-6f));
    double length = Math.hypot(0.15, 1);
    assertThat(out.normals()[6]).isCloseTo((float) (0.15 / length), within(1e-6f));
  }

  @Test
  void evaluate_rotatedJoint_blendsByWeight() {
    RigEvaluator.EvaluatedPart out =
        RigEvaluator.of(List.of(PART), RIG)
            .evaluate(Map.of(), Map.of("head", new Quaternionf().rotateZ((float) Math.PI / 2)))
            .get(0);
    // (0, 1) about (1, 0) by a quarter: (0, -1)
    assertThat(out.positions()[6]).isCloseTo(0, within(1e-6f));
    assertThat(out.positions()[7]).isCloseTo(-1, within(1e-6f));
    // the joint's own place stays
    assertThat(out.positions()[3]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void evaluate_unknownNames_saysWhich() {
    RigEvaluator evaluator = RigEvaluator.of(List.of(PART), RIG);
    assertThatThrownBy(() -> evaluator.evaluate(Map.of("smile", 1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("smile");
    assertThatThrownBy(() -> evaluator.evaluate(Map.of(), Map.of("elbow", new Quaternionf())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("elbow");
  }
}
