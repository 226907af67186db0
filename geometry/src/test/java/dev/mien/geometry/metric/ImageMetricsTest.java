package dev.mien.geometry.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.image.PixelImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against values that {@code reference.py} beside {@code reference.tsv} computed. */
class ImageMetricsTest {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 33;

  static List<String> references() throws IOException {
    try (InputStream in = ImageMetricsTest.class.getResourceAsStream("reference.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  @Tag("A26")
  void psnr_madePictures_equalsReference(String line) {
    String[] columns = line.split("\t");
    PixelImage a = picture("base");
    PixelImage b = picture(columns[0]);
    assertThat(Psnr.of(a, b)).isCloseTo(Double.parseDouble(columns[1]), within(1e-8));
    assertThat(Psnr.of(a, b, disc())).isCloseTo(Double.parseDouble(columns[2]), within(1e-8));
  }

  @ParameterizedTest
  @MethodSource("references")
  @Tag("A27")
  void ssim_madePictures_equalsReference(String line) {
    String[] columns = line.split("\t");
    PixelImage a = picture("base");
    PixelImage b = picture(columns[0]);
    boolean[] all = Psnr.everywhere(a);
    assertThat(Ssim.of(a, b)).isCloseTo(Double.parseDouble(columns[3]), within(1e-5));
    assertThat(Ssim.of(a, b, Ssim.Channels.LUMA, disc()))
        .isCloseTo(Double.parseDouble(columns[4]), within(1e-5));
    assertThat(Ssim.of(a, b, Ssim.Channels.RGB, all))
        .isCloseTo(Double.parseDouble(columns[5]), within(1e-5));
  }

  @Test
  @Tag("A26")
  void psnr_oneChannelOff_equalsHandComputed() {
    PixelImage a = PixelImage.wrap(2, 1, new int[] {0xFF102030, 0xFF405060});
    PixelImage b = PixelImage.wrap(2, 1, new int[] {0xFF102030, 0xFF405066});
    // One of six channel values differs by 6: MSE = 36 / 6.
    assertThat(Psnr.of(a, b)).isCloseTo(10 * Math.log10(65025 / 6.0), within(1e-12));
    assertThat(Psnr.of(a, b, new boolean[] {true, false})).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  @Tag("A26")
  void psnr_samePicture_isInfinite() {
    assertThat(Psnr.of(picture("base"), picture("base"))).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  @Tag("A27")
  void ssim_samePicture_isOneAndSymmetricOtherwise() {
    PixelImage a = picture("base");
    PixelImage b = picture("noisy");
    assertThat(Ssim.of(a, a)).isEqualTo(1.0);
    assertThat(Ssim.of(a, b)).isEqualTo(Ssim.of(b, a));
  }

  @Test
  void metrics_unusableInput_sayWhatIsWrong() {
    PixelImage a = picture("base");
    PixelImage small = PixelImage.wrap(4, 4, new int[16]);
    assertThatThrownBy(() -> Psnr.of(a, small))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("40 x 33 and 4 x 4");
    assertThatThrownBy(() -> Ssim.of(small, small)).hasMessageContaining("4 x 4");
    assertThatThrownBy(() -> Psnr.of(a, a, new boolean[WIDTH * HEIGHT]))
        .hasMessageContaining("empty");
  }

  private static boolean[] disc() {
    boolean[] mask = new boolean[WIDTH * HEIGHT];
    for (int i = 0; i < mask.length; i++) {
      int x = i % WIDTH - 22;
      int y = i / WIDTH - 15;
      mask[i] = x * x + y * y <= 100;
    }
    return mask;
  }

  private static PixelImage picture(String kind) {
    int[] argb = new int[WIDTH * HEIGHT];
    for (int i = 0; i < argb.length; i++) {
      int y = i / WIDTH;
      int x = kind.equals("shifted") ? Math.floorMod(i % WIDTH - 1, WIDTH) : i % WIDTH;
      int[] rgb = {(x * 5 + y * 3) % 256, (x * x + y * 7) % 256, (x * y + 40) % 256};
      int noise = (x * 7919 + y * 104729 + x * y * 31) % 41 - 20;
      for (int c = 0; c < 3; c++) {
        rgb[c] =
            switch (kind) {
              case "noisy" -> Math.max(0, Math.min(255, rgb[c] + noise));
              case "dimmed" -> rgb[c] * 3 / 4;
              case "inverted" -> 255 - rgb[c];
              default -> rgb[c];
            };
      }
      argb[i] = 0xFF000000 | rgb[0] << 16 | rgb[1] << 8 | rgb[2];
    }
    return PixelImage.wrap(WIDTH, HEIGHT, argb);
  }
}
