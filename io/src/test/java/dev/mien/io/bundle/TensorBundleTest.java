package dev.mien.io.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.BadFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorBundleTest {

  private static TensorBundle bundle() {
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    tensors.put("b.weight", new NamedTensor(new int[] {2, 3}, new float[] {1, -2, 3, 4, 5, 6e-9f}));
    tensors.put("a", new NamedTensor(new int[] {}, new float[] {7}));
    tensors.put("empty", new NamedTensor(new int[] {0, 4}, new float[0]));
    return new TensorBundle(Map.of("template", "1", "seed", "42"), tensors);
  }

  private static byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bundle().write(out, TensorBundle.Storage.SINGLE);
    return out.toByteArray();
  }

  private static TensorBundle read(byte[] bytes) throws IOException {
    return TensorBundle.read(new ByteArrayInputStream(bytes), "weights");
  }

  /** A file of a header and zeros. */
  private static byte[] file(String header, int bytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  @Test
  void read_whatWasWritten_isTheSame(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("weights.safetensors");
    bundle().write(file);
    TensorBundle read = TensorBundle.read(file);
    assertThat(read.metadata()).isEqualTo(bundle().metadata());
    assertThat(read.tensors().keySet()).containsExactly("b.weight", "a", "empty");
    assertThat(read.values("b.weight", 2, 3)).containsExactly(1, -2, 3, 4, 5, 6e-9f);
    assertThat(read.values("a")).containsExactly(7);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes());
  }

  @Test
  void values_otherNameOrShape_saysWhatWasExpected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bundle().values("b.weight", 3, 2))
        .withMessageContaining("[3, 2]")
        .withMessageContaining("[2, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bundle().values("c", 1))
        .withMessageContaining("none");
  }

  @Test
  void half_everyNumberOfIt_comesBackFromSinglePrecision() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float value = NamedTensor.fromHalf((short) bits);
      if (!Float.isNaN(value)) {
        assertThat(NamedTensor.toHalf(value)).as("bits %x", bits).isEqualTo((short) bits);
      }
    }
  }

  @Test
  void half_betweenTwoNumbers_takesTheNearerAndTiesToEven() {
    for (int bits = 0; bits < 0x7BFF; bits++) {
      float low = NamedTensor.fromHalf((short) bits);
      float high = NamedTensor.fromHalf((short) (bits + 1));
      float middle = (low + high) / 2;
      int even = (bits & 1) == 0 ? bits : bits + 1;
      assertThat(NamedTensor.toHalf(middle)).isEqualTo((short) even);
      assertThat(NamedTensor.toHalf(Math.nextDown(middle))).isEqualTo((short) bits);
      assertThat(NamedTensor.toHalf(-Math.nextUp(middle))).isEqualTo((short) (bits + 1 | 0x8000));
    }
    assertThat(NamedTensor.toHalf(65_519)).isEqualTo((short) 0x7BFF);
    assertThat(NamedTensor.toHalf(65_520)).isEqualTo((short) 0x7C00);
  }

  @Test
  void write_halfPrecision_takesHalfTheBytesAndIsNear(@TempDir Path folder) throws IOException {
    float[] values = new float[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i) * 3;
    }
    TensorBundle bundle =
        new TensorBundle(Map.of(), Map.of("w", new NamedTensor(new int[] {10, 100}, values)));
    Path half = folder.resolve("half");
    Path single = folder.resolve("single");
    bundle.write(half, TensorBundle.Storage.HALF);
    bundle.write(single);
    assertThat(Files.size(single) - Files.size(half)).isEqualTo(2000);
    float[] read = TensorBundle.read(half).values("w", 10, 100);
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(read[i] - values[i])).isLessThanOrEqualTo(Math.abs(values[i]) / 2048);
    }
  }

  @Test
  void write_numberTooLargeForHalfPrecision_isRefused(@TempDir Path folder) {
    TensorBundle bundle =
        new TensorBundle(
            Map.of(), Map.of("w", new NamedTensor(new int[] {2}, new float[] {1, 70_000})));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bundle.write(folder.resolve("w"), TensorBundle.Storage.HALF))
        .withMessageContaining("70000");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void read_halfPrecision_isWidened() throws IOException {
    byte[] file = file("{\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]}}", 8);
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .position(file.length - 8)
        .putShort((short) 0x3C00)
        .putShort((short) 0xC000)
        .putShort((short) 0x0001)
        .putShort((short) 0x7BFF);
    assertThat(read(file).values("h", 4)).containsExactly(1f, -2f, 0x1p-24f, 65504f);
  }

  @Test
  void read_cutAnywhere_isRefused() throws IOException {
    byte[] whole = bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .as("cut at %s", length)
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("weights");
    }
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(BadFileException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1]| 0| object",
        "{\"a| 0| JSON",
        "{\"a\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}| 8| dtype",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}| 4| data_offsets",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}| 4| size -1",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}| 4| size 1.5",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}| 8| begins at 4",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999,99999,99999],\"data_offsets\":[0,4]}}| 4| size",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[250000000],\"data_offsets\":[0,1000000000]}}| 4| ends",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{}}| 4| JSON",
      })
  void read_wrongHeader_saysWhere(String header, int bytes, String expected) {
    assertThatThrownBy(() -> read(file(header, bytes)))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(expected);
  }

  @Test
  void read_hugeHeader_isRefusedBeforeItIsRead() {
    byte[] lead =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(Long.MAX_VALUE).array();
    assertThatThrownBy(() -> read(lead)).hasMessageContaining("header");
  }

  @Test
  void read_notANumber_isRefused() throws IOException {
    byte[] whole = bytes();
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putFloat(whole.length - 4, Float.NaN);
    assertThatThrownBy(() -> read(whole)).hasMessageContaining("NaN").hasMessageContaining("a");
  }
}
