package dev.mien.learn.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.image.PixelImage;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A31")
class ShapeAlgebraTest {

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void symmetricEigen_randomMatrix_isPutTogetherAgain() {
    int n = 12;
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextGaussian();
        matrix[j][i] = matrix[i][j];
      }
    }
    SymmetricEigen eigen = SymmetricEigen.of(matrix);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
        }
        assertThat(sum).isCloseTo(matrix[i][j], within(1e-10));
      }
    }
    double[] falling = eigen.values().clone();
    Arrays.sort(falling);
    for (int k = 0; k < n; k++) {
      assertThat(eigen.values()[k]).isEqualTo(falling[n - 1 - k]);
    }
  }

  @Test
  void meanDistance_turnedScaledAndShifted_isNothing() {
    float[] points = new float[60];
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) random.nextGaussian();
    }
    float[] moved = new float[60];
    double c = Math.cos(2.1);
    double s = Math.sin(2.1);
    for (int i = 0; i < 60; i += 3) {
      moved[i] = (float) (2.5 * (c * points[i] - s * points[i + 1]) + 3);
      moved[i + 1] = (float) (2.5 * (s * points[i] + c * points[i + 1]) - 1);
      moved[i + 2] = 2.5f * points[i + 2];
    }
    assertThat(SimilarityAlignment.meanDistance(points, moved)).isLessThan(1e-5);
    for (int i = 2; i < 60; i += 3) {
      moved[i] = -moved[i];
    }
    assertThat(SimilarityAlignment.meanDistance(points, moved))
        .as("a mirror image isn't similar")
        .isGreaterThan(0.5);
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
    RidgeRegression regression = RidgeRegression.of(x, y);
    float[][] near = regression.predict(regression.solve(1e-9), x);
    float[][] shrunk = regression.predict(regression.solve(1), x);
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
  void gradientHistogram_upright_fillsTheBinOfItsDirection() {
    int[] pixels = new int[64 * 64];
    for (int i = 0; i < pixels.length; i++) {
      int level = i % 64 * 4;
      pixels[i] = 0xFF000000 | level << 16 | level << 8 | level;
    }
    float[] across = GradientHistogram.of(PixelImage.wrap(64, 64, pixels), 32, 32, 24);
    int middle = (6 * GradientHistogram.CELLS + 6) * 9;
    assertThat(across[middle]).isGreaterThan(0.2f);
    assertThat(across[middle + 4]).isLessThan(0.01f);
  }
}
