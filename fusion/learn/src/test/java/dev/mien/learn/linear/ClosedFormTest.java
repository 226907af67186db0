package dev.mien.learn.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClosedFormTest {

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void symmetricEigen_randomMatrix_isPutTogetherAgain() {
    int n = 12;
    double[] matrix = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * n + j] = random.nextGaussian();
        matrix[j * n + i] = matrix[i * n + j];
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(n, matrix);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
        }
        assertThat(sum).isCloseTo(matrix[i * n + j], within(1e-10));
      }
    }
    double[] falling = eigen.values().clone();
    Arrays.sort(falling);
    for (int k = 0; k < n; k++) {
      assertThat(eigen.values()[k]).isEqualTo(falling[n - 1 - k]);
    }
  }

  @Test
  void ridge_linearData_findsTheMap() {
    float[][] x = new float[200][3];
    float[][] y = new float[200][1];
    for (int r = 0; r < 200; r++) {
      for (int i = 0; i < 3; i++) {
        x[r][i] = (float) (5 + (i + 1) * random.nextGaussian());
      }
      y[r][0] = 2 * x[r][0] - x[r][2] + 7;
    }
    RidgeRegression regression = RidgeRegression.standardised(x, y);
    float[][] near = regression.solve(1e-9).predict(x);
    float[][] shrunk = regression.solve(1).predict(x);
    double error = 0;
    double moved = 0;
    double whole = 0;
    for (int r = 0; r < 200; r++) {
      error = Math.max(error, Math.abs(near[r][0] - y[r][0]));
      moved += Math.abs(shrunk[r][0] - 12);
      whole += Math.abs(y[r][0] - 12);
    }
    assertThat(error).isLessThan(1e-4);
    assertThat(moved / whole).as("a penalty of 1 halves the slopes").isBetween(0.4, 0.65);
  }

  @Test
  void ridge_withoutInputs_predictsTheMean() {
    float[][] nothing = {{}, {}};
    float[][] y = {{1}, {3}};
    assertThat(RidgeRegression.centred(nothing, y).solve(0.1).predict(new float[0]))
        .containsExactly(2);
  }
}
