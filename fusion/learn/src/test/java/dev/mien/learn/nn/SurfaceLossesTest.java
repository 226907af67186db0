package dev.mien.learn.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.learn.check.GradientCheck;
import dev.mien.learn.check.GradientCheck.Input;
import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.compute.CompressedRows;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("A24")
class SurfaceLossesTest {

  private static final int[] TRIANGLES = {0, 1, 2, 0, 2, 3};
  private static final CompressedRows RING =
      new CompressedRows(
          4,
          4,
          new int[] {0, 3, 6, 9, 12},
          new int[] {0, 1, 3, 0, 1, 2, 1, 2, 3, 0, 2, 3},
          new double[] {1, -.5, -.5, -.5, 1, -.5, -.5, 1, -.5, -.5, -.5, 1});

  private record Case(String name, GradientCheck.Differentiable loss, int... shape) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> losses() {
    return Stream.of(
        new Case(
            "normals", (t, in) -> SurfaceLosses.normals(in.get(0), in.get(1), TRIANGLES), 2, 4, 3),
        new Case(
            "laplacian",
            (t, in) -> SurfaceLosses.laplacian(in.get(0), in.get(1), t.backend().sparse(RING)),
            2,
            4,
            3),
        new Case(
            "dissimilarity",
            (t, in) -> SurfaceLosses.dissimilarity(in.get(0), in.get(1)),
            1,
            12,
            13,
            2),
        new Case("stability", (t, in) -> Losses.stability(in.get(0), in.get(1), 0.5), 3, 4),
        new Case("acceleration", (t, in) -> Losses.acceleration(in.get(0), in.get(1)), 2, 5, 3));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void slopes_agreeWithDifferences(Case loss) {
    GradientCheck.Result result =
        GradientCheck.first(
            loss.loss(),
            List.of(
                Input.random(1, 0.1, 0.9, loss.shape()), Input.random(2, 0.1, 0.9, loss.shape())));
    assertThat(result.largest()).isGreaterThan(1e-5);
    // small slopes count fully: an error is a share of the largest slope
    assertThat(result.error() / Math.min(1, result.largest())).as(result.where()).isLessThan(1e-5);
  }

  private static double value(Case loss, double[] a, double[] b) {
    try (ReferenceBackend backend = new ReferenceBackend();
        Tape tape = Tape.forInference(backend)) {
      Tensor x = tape.constant(a, loss.shape());
      Tensor y = tape.constant(b, loss.shape());
      return loss.loss().apply(tape, List.of(x, y)).item();
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void ofTheSame_isNothing(Case loss) {
    double[] x = Input.random(1, 0.1, 0.9, loss.shape()).values();
    assertThat(value(loss, x, x)).isCloseTo(0, within(1e-9));
  }

  @Test
  void normals_oppositeAndTurned_areTwoAndOne() {
    double[] flat = {0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0};
    double[] upright = {0, 0, 0, 0, 0, -1, 0, 1, -1, 0, 1, 0};
    double[] flipped = {0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0};
    Case normals =
        new Case(
            "normals", (t, in) -> SurfaceLosses.normals(in.get(0), in.get(1), TRIANGLES), 1, 4, 3);
    assertThat(value(normals, flat, flipped)).isCloseTo(2, within(1e-9));
    assertThat(value(normals, flat, upright)).isCloseTo(1, within(1e-9));
  }

  @Test
  void acceleration_ofAParabola_isItsSecondDifferenceSquared() {
    double[] parabola = {0, 1, 4, 9, 16};
    Case loss =
        new Case("acceleration", (t, in) -> Losses.acceleration(in.get(0), in.get(1)), 1, 5, 1);
    assertThat(value(loss, parabola, new double[] {3, 5, 7, 9, 11})).isCloseTo(4, within(1e-12));
  }

  /** By the definition, in a single window: 11 by 11 pixels give one number. */
  @Test
  void dissimilarity_ofOneWindow_isAsDefined() {
    double[] a = Input.random(3, 0, 1, 121).values();
    double[] b = Input.random(4, 0, 1, 121).values();
    double sum = 0;
    double[] w = new double[121];
    for (int i = 0; i < 121; i++) {
      w[i] = Math.exp(-(Math.pow(i / 11 - 5, 2) + Math.pow(i % 11 - 5, 2)) / 4.5);
      sum += w[i];
    }
    double ma = 0;
    double mb = 0;
    for (int i = 0; i < 121; i++) {
      ma += w[i] / sum * a[i];
      mb += w[i] / sum * b[i];
    }
    double va = 0;
    double vb = 0;
    double ab = 0;
    for (int i = 0; i < 121; i++) {
      va += w[i] / sum * Math.pow(a[i] - ma, 2);
      vb += w[i] / sum * Math.pow(b[i] - mb, 2);
      ab += w[i] / sum * (a[i] - ma) * (b[i] - mb);
    }
    double ssim =
        (2 * ma * mb + 1e-4) * (2 * ab + 9e-4) / ((ma * ma + mb * mb + 1e-4) * (va + vb + 9e-4));
    Case loss =
        new Case(
            "dissimilarity",
            (t, in) -> SurfaceLosses.dissimilarity(in.get(0), in.get(1)),
            1,
            11,
            11,
            1);
    assertThat(value(loss, a, b)).isCloseTo(1 - ssim, within(1e-10));
  }
}
