package dev.mien.animation.muscle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A30")
class MuscleTest {

  private static final double[] ORIGIN = new double[3];

  // The expected numbers were worked out by hand from Waters' released program.
  @ParameterizedTest
  @CsvSource({"0.5,0,-0.0552", "0.8,0,-0.0883", "1.2,0,-0.0779", "1.39,0,-0.0048", "0.5,0.5,0"})
  void linearMuscleProgramForm_pointInZone_movesAsInWatersProgram(double x, double y, double dx) {
    Muscle muscle =
        new LinearMuscle(ORIGIN, new double[] {1, 0, 0}, 35, 0.9, 1.4, LinearMuscle.Form.PROGRAM);
    double[] moved = new double[3];
    muscle.displace(x, y, 0, 0.5, moved, 0);
    assertThat(moved[0]).isCloseTo(dx, within(5e-5));
    assertThat(moved[2]).isZero();
  }

  @Test
  void linearMusclePaperForm_pointOnAxis_movesTowardsAttachmentByContractionAtInnerRadius() {
    Muscle muscle =
        new LinearMuscle(ORIGIN, new double[] {0, 1, 0}, 35, 0.9, 1.4, LinearMuscle.Form.PAPER);
    double[] moved = new double[3];
    muscle.displace(0, 0.9, 0, 0.3, moved, 0);
    assertThat(moved[1]).isCloseTo(-0.3, within(1e-12));
    double[] beyond = new double[3];
    muscle.displace(0, 1.5, 0, 0.3, beyond, 0);
    assertThat(beyond).containsOnly(0);
    double[] near = new double[3];
    muscle.displace(0, 0.45, 0, 0.3, near, 0);
    assertThat(near[1]).isCloseTo(-0.3 * Math.cos(Math.PI / 4), within(1e-12));
  }

  @Test
  void sphincter_pointInside_movesTowardsCentreAndForward() {
    Muscle muscle = new SphincterMuscle(new double[] {1, 2, 3}, 2, 1, 0.4);
    double[] moved = new double[3];
    muscle.displace(2, 2, 3, 0.5, moved, 0);
    assertThat(moved[0]).isCloseTo(-0.25, within(1e-12));
    assertThat(moved[1]).isZero();
    assertThat(moved[2]).isCloseTo(0.1, within(1e-12));
    double[] outside = new double[3];
    muscle.displace(1, 3.01, 3, 0.5, outside, 0);
    assertThat(outside).containsOnly(0);
  }

  @Test
  void sheet_pointAtInsertion_movesByContractionAlongFibres() {
    Muscle muscle = new SheetMuscle(new double[] {0, 2, 0}, ORIGIN, new double[] {1, 0.5, 0}, 1);
    double[] moved = new double[3];
    muscle.displace(0, 0, 0, 0.2, moved, 0);
    assertThat(moved[1]).isCloseTo(0.2, within(1e-12));
    double[] half = new double[3];
    muscle.displace(0.5, 1, 0, 0.2, half, 0);
    assertThat(half[1])
        .isCloseTo(0.2 * Math.cos(Math.PI / 4) * Math.cos(Math.PI / 4), within(1e-12));
    double[] below = new double[3];
    muscle.displace(0, -0.01, 0, 0.2, below, 0);
    assertThat(below).containsOnly(0);
  }

  @Test
  void linearMuscle_wrongRadii_saysSo() {
    assertThatThrownBy(
            () ->
                new LinearMuscle(
                    ORIGIN, new double[] {1, 0, 0}, 35, 1.4, 0.9, LinearMuscle.Form.PAPER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.4 and 0.9");
  }
}
