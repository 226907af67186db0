package dev.mien.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.image.PixelImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the typed inputs accept and refuse. */
class TypedInputsTest {

  private static final ActionUnitChannel JAW = new ActionUnitChannel(ActionUnit.AU26, Side.BOTH);

  private static PixelImage image(int width, int height) {
    return PixelImage.wrap(width, height, new int[width * height]);
  }

  @Test
  void speechClip_duration_isSamplesOverRate() {
    assertThat(new SpeechClip(new float[8000], 16000).duration()).isEqualTo(0.5);
    assertThat(new SpeechClip(new float[0], 16000).duration()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void speechClip_rateNotAboveZero_isRefused(int rate) {
    assertThatThrownBy(() -> new SpeechClip(new float[1], rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sampleRate is " + rate);
  }

  @Test
  void mouthImages_list_isCopied() {
    List<PixelImage> frames = new ArrayList<>(List.of(image(3, 2), image(3, 2)));

    MouthImages mouth = new MouthImages(frames, 25);
    frames.clear();

    assertThat(mouth.frames()).hasSize(2);
    assertThat(mouth.frameRate()).isEqualTo(25);
  }

  @Test
  void mouthImages_framesOfTwoSizes_areRefused() {
    for (PixelImage odd : List.of(image(3, 4), image(4, 2))) {
      assertThatThrownBy(() -> new MouthImages(List.of(image(3, 2), odd), 25))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("size");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -25, Double.NaN})
  void mouthImages_rateNotAboveZero_isRefused(double rate) {
    assertThatThrownBy(() -> new MouthImages(List.of(), rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frameRate");
  }

  @Test
  void pixelImage_wrongNumberOfPixels_isRefused() {
    assertThatThrownBy(() -> PixelImage.wrap(2, 2, new int[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 2");
    assertThatThrownBy(() -> PixelImage.wrap(1 << 16, 1 << 16, new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void track_badShapeOrTime_isRefused() {
    for (double second : new double[] {0, -1, Double.NaN}) {
      assertThatThrownBy(
              () ->
                  new ActionUnitTrack(
                      List.of(JAW), new double[] {0, second}, new float[][] {{0}, {0}}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("frame 1");
    }
    assertThatThrownBy(
            () -> new ActionUnitTrack(List.of(JAW), new double[] {0}, new float[][] {{0, 1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frame 0");
    assertThatThrownBy(() -> new ActionUnitTrack(List.of(JAW), new double[] {0}, new float[][] {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void track_at_clampsAndLeavesOutWhatIsMissing() {
    float[][] values = {{1.5f}, {-0.5f}, {Float.NaN}};
    ActionUnitTrack track = new ActionUnitTrack(List.of(JAW), new double[] {0, 1, 2}, values);
    values[0][0] = 0;
    track.values()[0][0] = 0;
    track.times()[0] = 9;

    assertThat(track.at(0).get(ActionUnit.AU26, Side.BOTH)).isEqualTo(1);
    assertThat(track.at(1).get(ActionUnit.AU26, Side.BOTH)).isZero();
    assertThat(track.at(2).asMap()).isEmpty();
    assertThat(track.times()[0]).isZero();
  }
}
