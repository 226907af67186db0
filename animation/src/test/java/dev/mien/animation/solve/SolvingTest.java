package dev.mien.animation.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.joml.Quaterniond;
import org.joml.Vector3d;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A11")
class SolvingTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void solve_exactMeasurement_givesTheWeightsBack(long seed) {
    Random random = new Random(seed);
    double[][] columns = new double[12][60];
    for (double[] column : columns) {
      for (int row = 0; row < column.length; row++) {
        column[row] = random.nextGaussian();
      }
    }
    double[] truth = new double[12];
    double[] target = new double[60];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = random.nextInt(3) == 0 ? 0 : random.nextDouble();
      for (int row = 0; row < target.length; row++) {
        target[row] += truth[i] * columns[i][row];
      }
    }

    double[] weights = new double[12];
    double residual = new BoundedLeastSquares(columns).solve(target, 0, 0, weights);

    assertThat(weights).containsExactly(truth, within(1e-5));
    assertThat(residual).isLessThan(1e-8);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void solve_anyMeasurement_satisfiesTheOptimalityConditions(long seed) {
    Random random = new Random(seed);
    double[][] columns = new double[8][20];
    double[] target = new double[20];
    for (int row = 0; row < 20; row++) {
      target[row] = 3 * random.nextGaussian();
      for (double[] column : columns) {
        column[row] = random.nextGaussian();
      }
    }
    double sparsity = 0.7;

    double[] a = new double[8];
    new BoundedLeastSquares(columns).solve(target, sparsity, 0, a);

    for (int i = 0; i < 8; i++) {
      double gradient = sparsity;
      for (int row = 0; row < 20; row++) {
        double fit = -target[row];
        for (int j = 0; j < 8; j++) {
          fit += columns[j][row] * a[j];
        }
        gradient += 2 * columns[i][row] * fit;
      }
      if (a[i] <= 0) {
        assertThat(gradient).isGreaterThan(-1e-3);
      } else if (a[i] >= 1) {
        assertThat(gradient).isLessThan(1e-3);
      } else {
        assertThat(gradient).isCloseTo(0, within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9, 10})
  void align_movedPoints_recoversTheMotion(long seed) {
    Random random = new Random(seed);
    double[] from = new double[30];
    double[] weights = new double[10];
    java.util.Arrays.fill(weights, 1);
    for (int i = 0; i < from.length; i++) {
      from[i] = random.nextGaussian() * 0.1;
    }
    Quaterniond rotation =
        new Quaterniond()
            .rotateXYZ(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    Vector3d translation = new Vector3d(random.nextGaussian(), 0.2, -0.4);
    double[] to = new RigidAlignment(rotation, translation).apply(from);

    RigidAlignment found = RigidAlignment.of(from, to, weights);

    assertThat(found.apply(from)).containsExactly(to, within(1e-9));
    assertThat(Math.abs(found.rotation().dot(rotation))).isCloseTo(1, within(1e-9));
  }
}
