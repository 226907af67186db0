package dev.mien.model.perform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.action.ShapeTable;
import dev.mien.animation.track.TrackResampler;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.Side;
import dev.mien.io.capture.Capture;
import dev.mien.io.capture.CaptureReader;
import dev.mien.model.AvatarModel;
import dev.mien.model.Small;
import dev.mien.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joml.Quaternionfc;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A32")
class PerformanceTest {

  /** Blinks at 0.8, 3.3 and 6.9 s, a smile from 1.8 to 3.6 s; 60 frames per second. */
  private static final Path EXAMPLE = Path.of("../../examples/inputs/performance.csv");

  @Test
  void clip_exampleCapture_isPlayable() throws IOException {
    assertPlayable(EXAMPLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"livelinkface_alex_rom_3.csv", "openface_sample.csv", "pyfeat_sample.csv"})
  void clip_realCapture_isPlayable(String name) throws IOException {
    assertPlayable(SharedData.path("captures/" + name));
  }

  /** A rig of ARKit's and the extra shapes without any deltas. */
  private static AvatarRig rig() {
    List<Blendshape> shapes = new ArrayList<>();
    for (ShapeSet set : List.of(ShapeSet.ARKIT, ShapeSet.EXTRA_AU)) {
      for (String name : ShapeTable.bundled().names(set)) {
        shapes.add(new Blendshape(name, set, Map.of()));
      }
    }
    return new AvatarRig(List.of(), Map.of(), shapes, List.of());
  }

  private static void assertPlayable(Path file) throws IOException {
    Capture capture = CaptureReader.create().read(file);
    Take cleaned = TakeCleaner.create().clean(capture);
    assertThat(TrackResampler.isEven(cleaned.times())).isTrue();
    assertThat(cleaned.duration())
        .isCloseTo(capture.duration(), within(1 / TrackResampler.rate(capture.times())));
    for (Take take : List.of(cleaned, Take.raw(capture))) {
      AnimationClip clip = Performance.clip(take, "take", rig()).clip();

      assertThat(clip.times()).isEqualTo(take.times());
      assertThat(clip.shapes()).doesNotHaveDuplicates().isNotEmpty();
      for (float[] frame : clip.weights()) {
        assertThat(frame).hasSize(clip.shapes().size());
        for (float weight : frame) {
          assertThat(weight).isBetween(0f, 1f);
        }
      }
      clip.rotations().forEach(PerformanceTest::assertUnitQuaternions);
    }
  }

  private static void assertUnitQuaternions(String joint, float[] track) {
    for (int i = 0; i < track.length; i += 4) {
      double length =
          Math.sqrt(
              track[i] * track[i]
                  + track[i + 1] * track[i + 1]
                  + track[i + 2] * track[i + 2]
                  + track[i + 3] * track[i + 3]);
      assertThat(length).as("%s at %d", joint, i / 4).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void actionUnits_exampleCapture_blinksAreClosedAndSmilesSmiled() throws IOException {
    ActionUnitTrack track = Performance.actionUnits(Take.raw(CaptureReader.create().read(EXAMPLE)));

    for (int blink : new int[] {54, 204, 420}) {
      assertThat(track.at(blink).get(ActionUnit.AU45, Side.LEFT)).isGreaterThan(0.9f);
      assertThat(track.at(blink).get(ActionUnit.AU45, Side.RIGHT)).isGreaterThan(0.9f);
    }
    assertThat(track.at(120).get(ActionUnit.AU45, Side.LEFT)).isLessThan(0.05f);
    assertThat(track.at(160).get(ActionUnit.AU12, Side.LEFT)).isGreaterThan(0.7f);
    assertThat(track.at(20).get(ActionUnit.AU12, Side.LEFT)).isLessThan(0.05f);
  }

  @Test
  void clean_exampleCapture_keepsBlinksThatLastAThirdOfASecond() throws IOException {
    Take take = TakeCleaner.create().clean(CaptureReader.create().read(EXAMPLE));
    int left = take.shapes().indexOf("eyeBlinkLeft");

    for (int blink : new int[] {54, 204, 420}) {
      assertThat(take.weights()[blink][left]).as("frame %d", blink).isGreaterThan(0.85f);
    }
  }

  @Test
  void player_betweenFrames_interpolatesAndHoldsTheEnds() {
    Avatar avatar =
        AvatarModel.loadDefault().generate(Small.described("a man", 1), Small.OPTIONS).avatar();
    float half = (float) Math.sqrt(0.5);
    AnimationClip clip =
        new AnimationClip(
            "turn",
            new double[] {0, 1},
            List.of("jawOpen", "noSuchShape"),
            new float[][] {{0.2f, 1}, {0.6f, 1}},
            Map.of("head", new float[] {0, 0, 0, 1, 0, half, 0, half}));
    ClipPlayer player = ClipPlayer.of(avatar, clip);

    assertThat(player.duration()).isEqualTo(1);
    assertThat(player.weights(0.25)).containsOnlyKeys("jawOpen");
    assertThat(player.weights(0.25).get("jawOpen")).isCloseTo(0.3f, within(1e-6f));
    assertThat(player.weights(-5).get("jawOpen")).isEqualTo(0.2f);
    assertThat(player.weights(99).get("jawOpen")).isEqualTo(0.6f);
    Quaternionfc turned = player.rotations(0.5).get("head");
    assertThat(2 * Math.acos(turned.w())).isCloseTo(Math.PI / 4, within(1e-4));
  }

  @Test
  void player_clipWithoutFrames_isRefused() {
    Avatar avatar =
        AvatarModel.loadDefault().generate(Small.described("a man", 1), Small.OPTIONS).avatar();
    AnimationClip empty =
        new AnimationClip("empty", new double[0], List.of(), new float[0][], Map.of());

    assertThatThrownBy(() -> ClipPlayer.of(avatar, empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no frame");
  }
}
