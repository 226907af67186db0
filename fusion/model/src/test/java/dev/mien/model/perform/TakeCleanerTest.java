package dev.mien.model.perform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.animation.track.TrackResampler;
import dev.mien.core.ActionUnit;
import dev.mien.core.Side;
import dev.mien.io.capture.Capture;
import dev.mien.io.capture.CaptureReader;
import dev.mien.model.evidence.Apex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Captures as OpenFace writes them, with everything that goes wrong in them. */
@Tag("A12")
@Tag("A39")
class TakeCleanerTest {

  private static final int FRAMES = 180;
  private static final double RATE = 30;

  /** Half a second that saw no face; what the file says there is nonsense. */
  private static final int LOST = 60;

  private static final int LOST_END = 75;
  private static final int SPIKE = 20;
  private static final int NOT_A_NUMBER = 40;

  /** A smile that peaks at 0.6 after four seconds, a head that turns slowly to the left. */
  private static double smile(double time) {
    return 0.6 * Math.exp(-(time - 4) * (time - 4));
  }

  private static double yaw(double time) {
    return 0.1 * time;
  }

  private static Capture capture(boolean even, double gain) throws IOException {
    StringBuilder text = new StringBuilder("frame,timestamp,confidence,success,pose_Rx,pose_Ry,");
    text.append("pose_Rz,AU12_r,AU04_r\n");
    Random random = new Random(4);
    double time = 0;
    for (int f = 0; f < FRAMES; f++) {
      boolean lost = f >= LOST && f < LOST_END;
      double au12 = f == SPIKE || lost ? 1 : gain * smile(time);
      double turn = f == SPIKE ? 1.4 : lost ? -0.8 : yaw(time);
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%.4f,%.2f,%d,%s,%.5f,0,%.4f,0.01%n",
              f + 1,
              time,
              lost ? 0.0 : 0.98,
              lost ? 0 : 1,
              f == NOT_A_NUMBER ? "nan" : "0.2",
              -turn,
              5 * au12));
      time += even ? 1 / RATE : (0.4 + 1.2 * random.nextDouble()) / RATE;
    }
    return CaptureReader.create()
        .read(
            new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
            "openface.csv");
  }

  @Test
  void clean_spikeGapAndLostFace_areRepairedAndCounted() throws IOException {
    Take take = TakeCleaner.create().clean(capture(true, 1));

    float[][] values = take.actionUnits().orElseThrow().values();
    for (int f = 0; f < FRAMES; f++) {
      // Over the lost half second, the smile is held, decays and rises again.
      boolean lost = f >= LOST - 2 && f < LOST_END + 2;
      assertThat(values[f][0])
          .as("AU12 in frame %d", f)
          .isCloseTo((float) smile(f / RATE), within(lost ? 0.12f : 0.02f));
      assertThat(take.headRotations()[f][0])
          .as("yaw in frame %d", f)
          .isCloseTo((float) yaw(f / RATE), within(0.02f));
      assertThat(take.headRotations()[f][1]).as("pitch %d", f).isCloseTo(0.2f, within(0.01f));
    }
    assertThat(take.notes())
        .contains(
            "15 frames saw no face",
            "1 outliers were repaired and 30 missing values filled",
            "the head's rotation was an outlier in 1 frames and filled in 16");
  }

  @Test
  void raw_sameCapture_keepsWhatIsWrong() throws IOException {
    Take take = Take.raw(capture(true, 1));

    assertThat(take.actionUnits().orElseThrow().values()[SPIKE][0]).isEqualTo(1);
    assertThat(take.headRotations()[SPIKE][0]).isCloseTo(1.4f, within(1e-4f));
    assertThat(take.headRotations()[NOT_A_NUMBER][1]).isZero();
  }

  @Test
  void apex_ofTheCleanedTake_isTheSmileAndNotTheSpike() throws IOException {
    Capture capture = capture(true, 1);

    float cleaned =
        Apex.of(Performance.actionUnits(TakeCleaner.create().clean(capture)))
            .get(ActionUnit.AU12, Side.LEFT);
    float raw = Apex.of(Performance.actionUnits(Take.raw(capture))).get(ActionUnit.AU12, Side.LEFT);

    assertThat(raw).isEqualTo(1);
    assertThat(cleaned).isCloseTo(0.6f, within(0.02f));
  }

  @Test
  void clean_unevenTimes_arePutOnAnEvenGrid() throws IOException {
    Capture capture = capture(false, 1);

    Take take = TakeCleaner.create().clean(capture);

    assertThat(TrackResampler.isEven(capture.times())).isFalse();
    assertThat(TrackResampler.isEven(take.times())).isTrue();
    assertThat(take.duration()).isCloseTo(capture.duration(), within(0.1));
    assertThat(take.notes()).anyMatch(note -> note.startsWith("times are uneven: resampled to"));
    float[][] values = take.actionUnits().orElseThrow().values();
    double lost = capture.times()[LOST] - 0.1;
    double found = capture.times()[LOST_END] + 0.1;
    for (int f = 0; f < take.frameCount(); f++) {
      double time = take.times()[f];
      if (time < lost || time > found) {
        assertThat(values[f][0]).as("%s s", time).isCloseTo((float) smile(time), within(0.03f));
        assertThat(take.headRotations()[f][0])
            .as("%s s", time)
            .isCloseTo((float) yaw(time), within(0.02f));
      }
    }
  }

  @Test
  @Tag("A13")
  void clean_normalising_stretchesWhatMovesAndLeavesNoise() throws IOException {
    Take take = TakeCleaner.create().normalising().clean(capture(true, 0.4));

    float[][] values = take.actionUnits().orElseThrow().values();
    assertThat(values[120][0]).isGreaterThan(0.95f);
    assertThat(values[0][0]).isLessThan(0.05f);
    assertThat(values[120][1]).isCloseTo(0.002f, within(1e-4f));
    assertThat(take.notes()).contains("the range of 1 channels was mapped to [0, 1]");
  }

  @Test
  void clean_pauseInTheRecording_isAGapAndNotASlowMovement() throws IOException {
    StringBuilder text = new StringBuilder("frame,timestamp,confidence,success,AU12_r\n");
    for (int f = 0; f < 60; f++) {
      double time = f / RATE + (f >= 30 ? 3 : 0);
      text.append(String.format(Locale.ROOT, "%d,%.4f,1,1,4%n", f, time));
    }
    Capture capture =
        CaptureReader.create()
            .read(
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)),
                "paused.csv");

    float[][] values = TakeCleaner.create().clean(capture).actionUnits().orElseThrow().values();

    // 3 s without frames at 30 per second.
    assertThat(values).hasDimensions(150, 1);
    assertThat(values[75][0]).isLessThan(0.1f);
    assertThat(values[10][0]).isCloseTo(0.8f, within(1e-3f));
  }
}
