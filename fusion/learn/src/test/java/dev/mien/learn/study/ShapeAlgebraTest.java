package dev.mien.learn.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.image.PixelImage;
import dev.mien.learn.evaluate.SimilarityAlignment;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShapeAlgebraTest {

  private final SplittableRandom random = new SplittableRandom(11);

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
