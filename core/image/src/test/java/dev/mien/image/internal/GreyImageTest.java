package dev.mien.image.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.image.PixelImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GreyImageTest {

  private static GreyImage random(int width, int height) {
    Random random = new Random(9);
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256);
    }
    return new GreyImage(width, height, values);
  }

  private static double mean(GreyImage image) {
    double sum = 0;
    for (float value : image.values()) {
      sum += value;
    }
    return sum / image.values().length;
  }

  @Test
  void resized_toAnySize_keepsTheMean() {
    GreyImage image = random(97, 61);
    for (int size = 5; size < 90; size += 12) {
      assertThat(mean(image.resized(size, size + 3))).isCloseTo(mean(image), within(1e-3));
    }
  }

  @Test
  void resized_byHalf_averagesFours() {
    GreyImage image = random(16, 8);
    GreyImage half = image.resized(8, 4);
    assertThat(half.at(3, 2))
        .isCloseTo(
            (image.at(6, 4) + image.at(7, 4) + image.at(6, 5) + image.at(7, 5)) / 4, within(1e-3f));
  }

  @Test
  void resized_toItsOwnSize_isTheSame() {
    GreyImage image = random(13, 7);
    GreyImage same = image.resized(13, 7);
    for (int i = 0; i < image.values().length; i++) {
      assertThat(same.values()[i]).isCloseTo(image.values()[i], within(1e-3f));
    }
  }

  @Test
  void of_transparentPixels_areWhite() {
    GreyImage grey = GreyImage.of(PixelImage.wrap(3, 1, new int[] {0, 0xFF000000, 0x80000000}));
    assertThat(grey.at(0, 0)).isEqualTo(255);
    assertThat(grey.at(1, 0)).isEqualTo(0);
    assertThat(grey.at(2, 0)).isCloseTo(127, within(0.01f));
  }

  @Test
  void rotated_byAQuarter_turnsAnticlockwise() {
    float[] values = new float[25];
    values[2 * 5 + 4] = 100;
    GreyImage turned = new GreyImage(5, 5, values).rotated(Math.PI / 2);
    assertThat(turned.at(2, 0)).isCloseTo(100, within(1e-3f));
  }
}
