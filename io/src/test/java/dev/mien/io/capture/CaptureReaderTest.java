package dev.mien.io.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.BadFileException;
import dev.mien.core.Side;
import dev.mien.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A11")
class CaptureReaderTest {

  private static final String SHAPES =
      "EyeBlinkLeft,EyeLookDownLeft,EyeLookInLeft,EyeLookOutLeft,JawOpen,MouthClose";

  private static Capture parse(String text) throws IOException {
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return CaptureReader.create().read(in, "test.csv");
  }

  private static String liveLink(String... rows) {
    return "Timecode,BlendShapeCount," + SHAPES + "\n" + String.join("\n", rows) + "\n";
  }

  @Test
  void read_liveLinkFaceRecording_givesArkitWeightsAndEyesInOurFrame() throws IOException {
    Capture capture =
        CaptureReader.create().read(SharedData.path("captures/livelinkface_alex_rom_3.csv"));

    assertThat(capture.format()).isEqualTo(CaptureFormat.LIVE_LINK_FACE);
    assertThat(capture.frameCount()).isEqualTo(4030);
    assertThat(capture.shapes()).hasSize(52).contains("eyeBlinkLeft", "tongueOut");
    assertThat(capture.duration()).isCloseTo(134.38, within(0.01));
    assertThat(capture.times()[1]).isCloseTo(1.999 / 60, within(1e-6));
    assertThat(capture.weights()[0][0]).isEqualTo(0.12364701f);
    assertThat(capture.headRotations()).hasDimensions(4030, 3);
    // An eye that looks out to the subject's left has positive yaw.
    int out = capture.shapes().indexOf("eyeLookOutLeft");
    int in = capture.shapes().indexOf("eyeLookInLeft");
    double product = 0;
    for (int f = 0; f < capture.frameCount(); f++) {
      float[] w = capture.weights()[f];
      product += (w[out] - w[in]) * capture.leftEyeRotations()[f][0];
    }
    assertThat(product).isPositive();
  }

  @Test
  void read_openFaceTable_scalesIntensitiesAndKeepsPresences() throws IOException {
    Capture capture = CaptureReader.create().read(SharedData.path("captures/openface_sample.csv"));

    assertThat(capture.format()).isEqualTo(CaptureFormat.OPENFACE);
    assertThat(capture.frameCount()).isEqualTo(100);
    assertThat(capture.actionUnitScale()).isEqualTo(5);
    ActionUnitTrack units = capture.actionUnits().orElseThrow();
    assertThat(units.labels()).hasSize(17).contains("AU1", "AU12", "AU45").doesNotContain("AU28");
    assertThat(capture.presences().orElseThrow().labels()).hasSize(18).contains("AU28");
    assertThat(capture.confidence()[0]).isCloseTo(0.883333f, within(1e-6f));
    assertThat(capture.headRotations()[0]).containsExactly(0.063753f, 0.29759f, 0.0192347f);
    assertThat(units.values()[0][units.labels().indexOf("AU45")] * 5)
        .isCloseTo(0.02348f, within(1e-5f));
  }

  @Test
  void read_pyFeatTable_readsUnitsAndDegrees() throws IOException {
    Capture capture = CaptureReader.create().read(SharedData.path("captures/pyfeat_sample.csv"));

    assertThat(capture.format()).isEqualTo(CaptureFormat.PY_FEAT);
    assertThat(capture.actionUnits().orElseThrow().at(0).get(ActionUnit.AU12, Side.BOTH))
        .isCloseTo(0.96437925f, within(1e-6f));
    assertThat(capture.actionUnits().orElseThrow().labels()).hasSize(20);
    assertThat(capture.headRotations()[0][0])
        .isCloseTo((float) Math.toRadians(4.869261661069506), within(1e-5f));
    assertThat(capture.repairs()).anyMatch(text -> text.contains("frame numbers"));
  }

  @Test
  void read_missingAndExtraColumns_areReported() throws IOException {
    Capture capture =
        parse(
            "Timecode,BlendShapeCount,Mood," + SHAPES + "\n" + "00:00:01:02.5,61,9,0,0,0,0,1,0\n");

    assertThat(capture.repairs()).anyMatch(text -> text.contains("Mood"));
    assertThat(capture.repairs()).anyMatch(text -> text.contains("TongueOut"));
    assertThat(capture.weights()[0][capture.shapes().indexOf("jawOpen")]).isEqualTo(1);
    assertThat(capture.weights()[0][capture.shapes().indexOf("tongueOut")]).isZero();
  }

  @Test
  void read_renamedColumnOfUnits_saysWhichIsMissingAndWhichIsUnused() throws IOException {
    Capture capture =
        parse("frame,timestamp,confidence,success,AU01_r,AU12_intensity\n1,0.0,0.9,1,2.5,3\n");

    assertThat(capture.repairs())
        .anyMatch(text -> text.contains("lacks") && text.contains("AU12_r"))
        .anyMatch(text -> text.contains("aren't used") && text.contains("AU12_intensity"));
    assertThat(capture.actionUnits().orElseThrow().labels()).hasSize(1);
  }

  @Test
  void read_wholeTables_lackNothing() throws IOException {
    for (String name : new String[] {"openface_sample.csv", "pyfeat_sample.csv"}) {
      Capture capture = CaptureReader.create().read(SharedData.path("captures/" + name));

      assertThat(capture.repairs())
          .as(name)
          .noneMatch(text -> text.contains("lacks") || text.contains("aren't used"));
    }
  }

  @Test
  void read_presencesWithoutIntensities_saysWhatIsMissing() {
    assertThatThrownBy(() -> parse("frame,timestamp,AU01_c\n1,0.0,1\n"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("AU01_r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eyeBlink_L", "EYE_BLINK_LEFT", "eye blink left", "EyeBlinkLeft "})
  void read_renamedColumn_isRecognised(String name) throws IOException {
    Capture capture =
        parse(liveLink("00:00:01:02.5,61,0.5,0,0,0,0,0").replace("EyeBlinkLeft", name));

    assertThat(capture.weights()[0][0]).isEqualTo(0.5f);
  }

  @Test
  void read_nanAndEmptyCells_areMissingAndReported() throws IOException {
    Capture capture =
        parse(liveLink("00:00:01:02,61,NaN,0,0,0,,0", "00:00:01:03,61,0.5,0,0,0,0.25,0"));

    assertThat(capture.weights()[0][0]).isNaN();
    assertThat(capture.weights()[0][capture.shapes().indexOf("jawOpen")]).isNaN();
    assertThat(capture.weights()[1][0]).isEqualTo(0.5f);
    assertThat(capture.repairs())
        .anyMatch(text -> text.contains("EyeBlinkLeft has no number in 1"));
  }

  @Test
  void read_timeThatRunsBackwards_dropsThoseFramesAndSaysWhere() throws IOException {
    Capture capture =
        parse(
            liveLink(
                "00:00:01:02,61,0.1,0,0,0,0,0",
                "00:00:02:02,61,0.2,0,0,0,0,0",
                "00:00:01:30,61,0.9,0,0,0,0,0",
                "00:00:03:02,61,0.3,0,0,0,0,0",
                "00:00:04:02,61,0.4,0,0,0,0,0"));

    assertThat(capture.times()).containsExactly(new double[] {0, 1, 2, 3}, within(1e-9));
    assertThat(capture.weights()[2][0]).isEqualTo(0.3f);
    assertThat(capture.repairs())
        .anyMatch(text -> text.contains("1 frames") && text.contains("line 4"));
  }

  @Test
  void read_midnight_timeGoesOn() throws IOException {
    Capture capture = parse(liveLink("23:59:59:00,61,0,0,0,0,0,0", "00:00:01:30.5,61,0,0,0,0,0,0"));

    assertThat(capture.duration()).isCloseTo(2 + 30.5 / 60, within(1e-9));
  }

  @Test
  void read_mostTimesRunBackwards_isRefused() {
    assertThatThrownBy(
            () ->
                parse(
                    liveLink(
                        "00:00:05:00,61,0,0,0,0,0,0",
                        "00:00:04:00,61,0,0,0,0,0,0",
                        "00:00:03:00,61,0,0,0,0,0,0")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("line 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          00:00:01:02,61,abc,0,0,0,0,0       | line 2, column EyeBlinkLeft
          01:02,61,0,0,0,0,0,0               | time code
          """)
  void read_unreadableCell_saysLineAndColumn(String row, String expected) {
    assertThatThrownBy(() -> parse(liveLink(row)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                     | empty
          '<!DOCTYPE html><html lang="en">'      | web page
          'a,b,c'                                | neither
          'Timecode,x'                           | neither
          """)
  void read_notACapture_saysWhy(String text, String expected) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void read_headerWithoutFrames_isRefused() {
    assertThatThrownBy(() -> parse(liveLink()))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("no frames");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", ""})
  void read_endlessLine_isRefusedWithoutReadingItAll(String quote) {
    InputStream endless =
        new InputStream() {
          private long position;

          @Override
          public int read() {
            return next();
          }

          @Override
          public int read(byte[] buffer, int offset, int count) {
            for (int i = offset; i < offset + count; i++) {
              buffer[i] = (byte) next();
            }
            return count;
          }

          private int next() {
            if (position++ > 500_000_000L) {
              throw new AssertionError("read on and on");
            }
            return quote.isEmpty() ? 'x' : position == 1 ? '"' : '\n';
          }
        };

    assertThatThrownBy(() -> CaptureReader.create().read(endless, "endless"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void read_secondFaceInAFrame_keepsTheMoreConfidentOne() throws IOException {
    Capture capture =
        parse(
            """
            frame, face_id, timestamp, confidence, success, AU12_r
            1, 0, 0.0, 0.5, 1, 1.0
            1, 1, 0.0, 0.9, 1, 5.0
            2, 0, 0.033, 0.9, 0, 2.5
            """);

    assertThat(capture.frameCount()).isEqualTo(2);
    assertThat(capture.times()[1]).isEqualTo(0.033);
    assertThat(capture.actionUnits().orElseThrow().values()[0][0]).isEqualTo(1f);
    assertThat(capture.valid()).containsExactly(true, false);
  }

  @Test
  void withFrameRate_timeCodeAtThirty_countsThirtieths() throws IOException {
    String text = liveLink("00:00:01:00,61,0,0,0,0,0,0", "00:00:01:15,61,0,0,0,0,0,0");
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));

    Capture capture = CaptureReader.create().withFrameRate(30).read(in, "test.csv");

    assertThat(capture.duration()).isCloseTo(0.5, within(1e-9));
    assertThat(String.format(Locale.ROOT, "%.3f", parse(text).duration())).isEqualTo("0.250");
  }
}
