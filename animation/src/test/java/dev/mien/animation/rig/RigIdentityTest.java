package dev.mien.animation.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold for every identity, on a few that differ much. */
@Tag("A30")
class RigIdentityTest {

  /** Least cosine at rest between a triangle and its surroundings for it to be judged. */
  private static final double SMOOTH = 0.35;

  /** Cosine of 100 degrees: beyond it a triangle is turned over. */
  private static final double OVER = -0.17;

  /** Pixels at a lid's corner that a closed eye may show, of about five thousand when open. */
  private static final int MOST_EYE_PIXELS = 2;

  @ParameterizedTest
  @CsvSource({
    "28, 0.5, european, 0, realistic",
    "24, 1, eastAsian, -0.3, realistic",
    "9, 0.6, latinAmerican, 0.2, realistic",
    "66, 0, african, 0.5, realistic",
    "40, 0.2, southAsian, 0.7, realistic",
    "22, 1, european, -0.4, elf",
    "20, 0.9, eastAsian, 0, cartoon"
  })
  void everyShape_atFullWeight_turnsNoTriangleOverAndBlinkCloses(
      double age, double femininity, String origin, double build, String style) {
    Attributes attributes =
        Attributes.DEFAULTS
            .withAmount("identity.age", age)
            .withAmount("identity.femininity", femininity)
            .withChoice("identity.origin", origin)
            .withAmount("identity.build", build)
            .withChoice("style", style);
    RigHead head =
        RigHead.of(
            style, attributes, EnumSet.of(ShapeSet.ARKIT, ShapeSet.EXTRA_AU, ShapeSet.VISEME));
    for (Blendshape shape : head.rig().blendshapes()) {
      assertThat(folds(head, shape)).as(shape.name()).isZero();
    }
    assertThat(eyePixels(head)).isLessThanOrEqualTo(MOST_EYE_PIXELS);
  }

  /** Triangles of the outer skin that face against their surroundings and didn't at rest. */
  private static int folds(RigHead head, Blendshape shape) {
    MorphDelta delta = shape.deltas().get(RigBuilder.SKIN_PART);
    if (delta == null) {
      return 0;
    }
    Mesh mesh = head.head().skinPart().mesh();
    float[] posed = mesh.positions().clone();
    for (int i = 0; i < delta.vertices().length; i++) {
      for (int c = 0; c < 3; c++) {
        posed[3 * delta.vertices()[i] + c] += delta.positions()[3 * i + c];
      }
    }
    double[] atRest = facing(head, mesh, mesh.positions());
    double[] now = facing(head, mesh, posed);
    int count = 0;
    for (int t = 0; t < now.length; t++) {
      if (atRest[t] > SMOOTH && now[t] < OVER && isOuterSkin(head, mesh, t)) {
        count++;
      }
    }
    return count;
  }

  private static boolean isOuterSkin(RigHead head, Mesh mesh, int triangle) {
    int lid = 0;
    for (int k = 0; k < 3; k++) {
      int v = head.template().vertexOf()[mesh.triangles()[3 * triangle + k]];
      if (head.template().cavity()[v] > 0.5f || head.template().nostril()[v] > 0.5f) {
        return false;
      }
      if (head.template().eyeRing()[v] > 1.6f) {
        lid++;
      }
    }
    return lid < 3;
  }

  /** Cosine between each triangle and the mean direction of its corners. */
  private static double[] facing(RigHead head, Mesh mesh, float[] positions) {
    int[] of = head.template().vertexOf();
    float[] points = new float[3 * head.template().vertexCount()];
    for (int i = 0; i < of.length; i++) {
      System.arraycopy(positions, 3 * i, points, 3 * of[i], 3);
    }
    float[] normals = HeadSkin.normals(head.template(), points);
    double[] facing = new double[mesh.triangleCount()];
    for (int t = 0; t < facing.length; t++) {
      int[] corner = Arrays.copyOfRange(mesh.triangles(), 3 * t, 3 * t + 3);
      Vector3f a = at(positions, corner[0]);
      Vector3f normal = at(positions, corner[1]).sub(a).cross(at(positions, corner[2]).sub(a));
      Vector3f mean =
          at(normals, of[corner[0]])
              .add(at(normals, of[corner[1]]))
              .add(at(normals, of[corner[2]]));
      facing[t] = normal.dot(mean) / Math.max(1e-20, normal.length() * mean.length());
    }
    return facing;
  }

  private static Vector3f at(float[] values, int v) {
    return new Vector3f(values[3 * v], values[3 * v + 1], values[3 * v + 2]);
  }

  private static long eyePixels(RigHead head) {
    List<PosedPart> posed = new ArrayList<>();
    for (RigEvaluator.EvaluatedPart part :
        RigEvaluator.of(head.head().allParts(), head.rig())
            .evaluate(Map.of("eyeBlinkLeft", 1f, "eyeBlinkRight", 1f))) {
      if (part.part().kind() != PartKind.LASHES && part.part().kind() != PartKind.HAIR) {
        posed.add(new PosedPart(part.part(), part.positions(), part.normals()));
      }
    }
    Camera camera = Camera.orbit(new Vector3f(0, 0, 0.06f), 0.3, 0.1, 0.12, 0.35);
    int[] mask = Renderer.create().renderMask(posed, camera, 300, 300);
    return Arrays.stream(mask)
        .filter(p -> p >= 0 && posed.get(p).part().kind() == PartKind.EYEBALL)
        .count();
  }
}
