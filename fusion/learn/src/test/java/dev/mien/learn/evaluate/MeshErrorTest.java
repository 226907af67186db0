package dev.mien.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.ActionUnits;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Truth;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A29")
class MeshErrorTest {

  private static final int VERTICES = 40;

  private final SplittableRandom random = new SplittableRandom(4);
  private final float[] points = cloud();
  private final float[] ones = ones();

  private float[] cloud() {
    float[] cloud = new float[3 * VERTICES];
    for (int i = 0; i < cloud.length; i++) {
      cloud[i] = (float) (0.1 * random.nextGaussian());
    }
    return cloud;
  }

  private static float[] ones() {
    float[] ones = new float[VERTICES];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Turned by 0.7 about z, 1.3 times as large, moved. */
  private static float[] moved(float[] from) {
    double[] turn = {Math.cos(0.7), -Math.sin(0.7), 0, Math.sin(0.7), Math.cos(0.7), 0, 0, 0, 1};
    return new SimilarityAlignment(1.3, turn, new double[] {0.2, -1, 3}).apply(from);
  }

  private FaceLayout face(float[] mean, int... triangles) {
    float[] half = new float[mean.length / 3];
    Arrays.fill(half, 0, half.length / 2, 1);
    float[] whole = new float[half.length];
    Arrays.fill(whole, 1);
    return new FaceLayout(
        "test", mean, triangles, new float[2 * half.length], Map.of("face", whole, "half", half));
  }

  @Test
  void alignment_similarPoints_findsTheSimilarity() {
    SimilarityAlignment found = SimilarityAlignment.of(points, moved(points), ones);
    assertThat(found.scale()).isCloseTo(1.3, within(1e-5));
    assertThat(found.rotation()[0]).isCloseTo(Math.cos(0.7), within(1e-5));
    assertThat(found.rotation()[3]).isCloseTo(Math.sin(0.7), within(1e-5));
    assertThat(found.translation()).containsExactly(new double[] {0.2, -1, 3}, within(1e-5));
  }

  @Test
  void alignment_mirroredPoints_staysARotation() {
    float[] mirrored = points.clone();
    for (int v = 0; v < VERTICES; v++) {
      mirrored[3 * v] = -mirrored[3 * v];
    }
    double[] r = SimilarityAlignment.of(points, mirrored, ones).rotation();
    double determinant =
        r[0] * (r[4] * r[8] - r[5] * r[7])
            - r[1] * (r[3] * r[8] - r[5] * r[6])
            + r[2] * (r[3] * r[7] - r[4] * r[6]);
    assertThat(determinant).isCloseTo(1, within(1e-9));
    assertThat(VertexError.byRegion(face(points), points, mirrored).get("face"))
        .as("a mirrored head is another head")
        .isGreaterThan(10);
  }

  @Test
  void alignment_weights_pointsWithoutWeightHaveNoSay() {
    float[] to = moved(points);
    float[] weights = ones.clone();
    weights[5] = 0;
    to[16] += 9;
    assertThat(SimilarityAlignment.of(points, to, weights).scale()).isCloseTo(1.3, within(1e-5));
  }

  @Test
  void alignment_onePlace_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimilarityAlignment.of(new float[9], new float[9], new float[] {1, 1, 1}))
        .withMessageContaining("aligned");
  }

  @Test
  void byRegion_movedHead_isNoError() {
    assertThat(VertexError.byRegion(face(points), moved(points), points).get("face"))
        .isCloseTo(0, within(1e-3));
  }

  @Test
  void byRegion_balancedPush_isItsLengthInMillimetres() {
    // four corners of a square move along z by ± 2 mm in turn: no similarity undoes that to first
    // order, and none is better than staying
    float[] square = {1, 1, 0, -1, 1, 0, -1, -1, 0, 1, -1, 0};
    float[] pushed = square.clone();
    for (int v = 0; v < 4; v++) {
      pushed[3 * v + 2] = v % 2 == 0 ? 0.002f : -0.002f;
    }
    assertThat(VertexError.byRegion(face(square), pushed, square).get("face"))
        .isCloseTo(2, within(1e-4));
    assertThat(VertexError.byRegion(face(square), pushed, square).get("half"))
        .isCloseTo(2, within(1e-4));
  }

  @Test
  void ofExpression_wrongShape_countsTheExpressionAlone() {
    float[] none = new float[points.length];
    float[] smile = cloud();
    Truth truth = new Truth(cloud(), smile, new float[0], Map.of(), ActionUnits.NEUTRAL);
    Truth said = new Truth(none, smile, new float[0], Map.of(), ActionUnits.NEUTRAL);
    assertThat(VertexError.ofExpression(face(points), said, truth).get("face"))
        .isCloseTo(0, within(1e-3));
    assertThat(VertexError.ofShape(face(points), said.shape(), truth.shape()).get("face"))
        .isGreaterThan(10);
  }

  @Test
  void normalError_planeTilted_isItsAngle() {
    float[] flat = {0, 0, 0, 1, 0, 0, 0, 1, 0};
    float[] tilted = {0, 0, 0, 1, 0, 0, 0, (float) Math.cos(0.5), (float) Math.sin(0.5)};
    assertThat(NormalError.of(face(flat, 0, 1, 2), tilted, flat))
        .isCloseTo(Math.toDegrees(0.5), within(1e-4));
    assertThat(NormalError.of(face(flat, 0, 1, 2), flat, flat)).isZero();
  }
}
