package dev.mien.io.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.BadFileException;
import dev.mien.core.SpeechClip;
import dev.mien.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavReaderTest {

  private static final float[] TONE = {0, 0.5f, -0.5f, 0.25f, -1, 0.75f};

  private static SpeechClip parse(byte[] bytes) throws IOException {
    return WavReader.read(new ByteArrayInputStream(bytes), "test.wav");
  }

  private static void tag(ByteBuffer buffer, String tag) {
    buffer.put(tag.getBytes(StandardCharsets.US_ASCII));
  }

  /** A file with the tone on the first of {@code channels} channels and silence on the others. */
  private static byte[] wav(int encoding, int bits, int channels, boolean extensible, int size) {
    ByteBuffer buffer = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
    tag(buffer, "RIFF");
    buffer.putInt(0x7FFFFFFF);
    tag(buffer, "WAVE");
    tag(buffer, "LIST");
    buffer.putInt(3).put(new byte[4]);
    tag(buffer, "fmt ");
    buffer.putInt(extensible ? 40 : 16);
    buffer.putShort((short) (extensible ? 0xFFFE : encoding)).putShort((short) channels);
    buffer.putInt(16000).putInt(16000 * channels * bits / 8);
    buffer.putShort((short) (channels * bits / 8)).putShort((short) bits);
    if (extensible) {
      buffer.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) encoding);
      buffer.put(new byte[14]);
    }
    tag(buffer, "data");
    buffer.putInt(size < 0 ? TONE.length * channels * bits / 8 : size);
    for (float value : TONE) {
      for (int c = 0; c < channels; c++) {
        put(buffer, encoding, bits, c == 0 ? value : 0);
      }
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }

  private static void put(ByteBuffer buffer, int encoding, int bits, float value) {
    if (encoding == 3) {
      if (bits == 32) {
        buffer.putFloat(value);
      } else {
        buffer.putDouble(value);
      }
    } else if (bits == 8) {
      buffer.put((byte) (128 + value * 128));
    } else {
      long whole = (long) (value * (1L << (bits - 1)));
      for (int b = 0; b < bits; b += 8) {
        buffer.put((byte) (whole >> b));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,8,1,false",
    "1,16,1,false",
    "1,24,1,false",
    "1,32,1,false",
    "3,32,1,false",
    "3,64,1,false",
    "1,24,1,true",
    "3,32,1,true"
  })
  void read_everyEncoding_givesTheSameSamples(
      int encoding, int bits, int channels, boolean extensible) throws IOException {
    SpeechClip clip = parse(wav(encoding, bits, channels, extensible, -1));

    assertThat(clip.sampleRate()).isEqualTo(16000);
    assertThat(clip.samples()).containsExactly(TONE, within(1e-6f));
  }

  @Test
  void read_stereo_isAveraged() throws IOException {
    float[] half = new float[TONE.length];
    for (int i = 0; i < half.length; i++) {
      half[i] = TONE[i] / 2;
    }

    assertThat(parse(wav(1, 16, 2, false, -1)).samples()).containsExactly(half, within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"0", "2147483647", "-2"})
  void read_headerThatLiesAboutTheLength_readsWhatIsThere(int size) throws IOException {
    byte[] bytes = wav(1, 16, 1, false, size == -2 ? 1_000_000_000 : size);

    assertThat(parse(bytes).samples()).hasSize(TONE.length);
  }

  @Test
  void read_recordings_haveTheirLength() throws IOException {
    SpeechClip clip = WavReader.read(SharedData.path("speech/Claire_neutral.wav"));

    assertThat(clip.sampleRate()).isEqualTo(16000);
    assertThat(clip.duration()).isCloseTo((405992 - 44) / 32000.0, within(0.01));
    float largest = 0;
    for (float sample : clip.samples()) {
      largest = Math.max(largest, Math.abs(sample));
    }
    assertThat(largest).isBetween(0.05f, 1f);
  }

  @Test
  void read_gitLfsPointer_saysWhatItIs() {
    assertThatThrownBy(() -> WavReader.read(SharedData.path("negative/git_lfs_pointer.wav")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("byte 0")
        .hasMessageContaining("Git LFS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1  | 12 | 1   | 12 bits
          6  | 8  | 1   | encoding 6
          1  | 16 | 0   | 0 channels
          1  | 16 | 200 | 200 channels
          """)
  void read_strangeFormat_saysWhich(int encoding, int bits, int channels, String problem) {
    byte[] bytes = wav(1, 16, 1, false, -1);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort(32, (short) encoding).putShort(34, (short) channels).putShort(46, (short) bits);

    assertThatThrownBy(() -> parse(bytes))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("byte 24")
        .hasMessageContaining(problem);
  }

  @Test
  void read_truncatedAnywhere_isRefusedOrShorter() throws IOException {
    byte[] bytes = wav(1, 16, 1, true, -1);
    int dataStart = bytes.length - TONE.length * 2;
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      if (length < dataStart + 2) {
        assertThatThrownBy(() -> parse(cut)).isInstanceOf(BadFileException.class);
      } else {
        assertThat(parse(cut).samples()).hasSize((length - dataStart) / 2);
      }
    }
  }
}
