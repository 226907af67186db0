package dev.mien.io.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.BadFileException;
import dev.mien.io.bundle.NamedTensor;
import dev.mien.testkit.SharedData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyArchiveTest {

  @TempDir private Path folder = Path.of("");

  /** An .npy of version 1, as NumPy writes it. */
  private static byte[] npy(String dictionary, byte[] elements) {
    byte[] header = (dictionary + " \n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(10 + header.length + elements.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length)
        .put(header)
        .put(elements)
        .array();
  }

  private Path npz(byte[] array) throws IOException {
    Path file = folder.resolve("a.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("a.npy"));
      zip.write(array);
      zip.closeEntry();
    }
    return file;
  }

  private NamedTensor numbers(byte[] array) throws IOException {
    try (NumpyArchive archive = NumpyArchive.open(npz(array))) {
      return archive.numbers("a");
    }
  }

  private static String header(String type, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"|u1,1,255", "|i1,1,-1", "<i2,2,-1", "<u2,2,65535", "<i4,4,-1", "<i8,8,-1"})
  void numbers_allBitsSet_areWhatTheTypeSays(String type, int bytes, float expected)
      throws IOException {
    byte[] elements = new byte[2 * bytes];
    Arrays.fill(elements, bytes, 2 * bytes, (byte) 0xFF);
    NamedTensor read = numbers(npy(header(type, "2,"), elements));
    assertThat(read.shape()).containsExactly(2);
    assertThat(read.values()).containsExactly(0, expected);
  }

  @Test
  void numbers_floatsOfThreeWidths_areRead() throws IOException {
    assertThat(numbers(npy(header("<f2", "1, 2"), bytes(0, 0x3C, 0, 0xC0))).values())
        .containsExactly(1, -2);
    ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0.1);
    assertThat(numbers(npy(header("<f8", ""), eight.array())).values()).containsExactly(0.1f);
    ByteBuffer four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(-3e-9f);
    assertThat(numbers(npy(header("<f4", "1,1,1"), four.array())).values()).containsExactly(-3e-9f);
  }

  @Test
  void strings_shorterThanTheirWidth_endAtTheirEnd() throws IOException {
    ByteBuffer text = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    "ab".codePoints().forEach(text::putInt);
    text.putInt(0).putInt(0x1F600).putInt(0).putInt(0);
    try (NumpyArchive archive = NumpyArchive.open(npz(npy(header("<U3", "2,"), text.array())))) {
      assertThat(archive.names()).containsExactly("a");
      assertThat(archive.strings("a")).containsExactly("ab", "\uD83D\uDE00");
      assertThatThrownBy(() -> archive.numbers("a")).hasMessageContaining("expected numbers");
      assertThatThrownBy(() -> archive.numbers("b")).hasMessageContaining("no array named b");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '|O8', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '>f4', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (1,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (100000, 100000), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (268435456,), }",
        "{'descr': '<f4', 'fortran_order': False}",
        "{}",
        "",
      })
  void numbers_headerThatLiesOrIsOfAnotherKind_isRefused(String dictionary) {
    assertThatThrownBy(() -> numbers(npy(dictionary, new byte[4])))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("array a");
  }

  @Test
  void numbers_bytesThatAreNoArray_areRefused() {
    for (byte[] bytes : List.of(new byte[0], new byte[5], new byte[100], npyOfLongHeader())) {
      assertThatThrownBy(() -> numbers(bytes)).isInstanceOf(BadFileException.class);
    }
  }

  private static byte[] npyOfLongHeader() {
    byte[] npy = npy("", new byte[0]);
    npy[6] = 2;
    return Arrays.copyOf(npy, 12);
  }

  @Test
  void open_fileThatIsNoZip_isRefused() throws IOException {
    Path file = Files.write(folder.resolve("no.npz"), new byte[1000]);
    assertThatThrownBy(() -> NumpyArchive.open(file)).isInstanceOf(BadFileException.class);
  }

  @Test
  void read_publishedFaceModel_hasItsShapes() throws IOException {
    Path folder = SharedData.path("ict-facekit");
    try (NumpyArchive expressions = NumpyArchive.open(folder.resolve("expressions_f32.npz"))) {
      NamedTensor deltas = expressions.numbers("deltas");
      assertThat(deltas.shape()[1]).isEqualTo(26_719);
      assertThat(expressions.strings("names")).hasSize(deltas.shape()[0]).contains("jawOpen");
      assertThat(deltas.values()).doesNotContain(Float.NaN);
    }
  }
}
