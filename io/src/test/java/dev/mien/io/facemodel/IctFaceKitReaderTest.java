package dev.mien.io.facemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.BadFileException;
import dev.mien.io.obj.ObjMesh;
import dev.mien.io.obj.ObjReader;
import dev.mien.testkit.SharedData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IctFaceKitReaderTest {

  @TempDir Path folder;

  /** A square of four vertices with two modes and one expression. */
  @BeforeEach
  void writeSquare() throws IOException {
    Files.writeString(
        folder.resolve(IctFaceKitReader.NEUTRAL),
        """
        v 0 0 0
        v 100 0 0
        v 100 200 0
        v 0 200 0
        vt 0.25 1
        usemtl M_Face
        f 1/1 2/1 3/1 4/1
        usemtl M_Other
        f 1/1 3/1 2/1
        """);
    float[] modes = new float[24];
    modes[0] = 50;
    modes[12 + 5] = -10;
    npz(IctFaceKitReader.IDENTITIES, Map.of("deltas", floats(modes, 2, 4, 3)));
    npz(
        IctFaceKitReader.EXPRESSIONS,
        Map.of("deltas", floats(new float[12], 1, 4, 3), "names", string("jawOpen")));
    Files.writeString(
        folder.resolve(IctFaceKitReader.GROUPS),
        "{\"expressions\": [\"jawOpen\"], \"idx_to_landmark_verts\": [3, 1]}");
  }

  private void npz(String name, Map<String, byte[]> arrays) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
        zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
        zip.write(array.getValue());
      }
    }
  }

  private static byte[] floats(float[] values, int... shape) {
    String sizes = Arrays.toString(shape).replace("[", "(").replace("]", ",)");
    ByteBuffer bytes = header("<f4", sizes, 4 * values.length);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return written(bytes);
  }

  private static byte[] string(String value) {
    ByteBuffer bytes = header("<U" + value.length(), "(1,)", 4 * value.length());
    value.chars().forEach(bytes::putInt);
    return written(bytes);
  }

  private static byte[] written(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.position()];
    bytes.flip().get(copy);
    return copy;
  }

  private static ByteBuffer header(String type, String shape, int bytes) {
    byte[] header =
        ("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n")
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(10 + header.length + bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length)
        .put(header);
  }

  @Test
  void read_smallModel_isInMetresAndTriangles() throws IOException {
    LinearFaceModel model = IctFaceKitReader.read(folder);
    assertThat(model.mean()).containsExactly(0, 0, 0, 1, 0, 0, 1, 2, 0, 0, 2, 0);
    assertThat(model.triangles()).containsExactly(0, 1, 2, 0, 2, 3, 0, 2, 1);
    assertThat(model.surfaces())
        .extracting(LinearFaceModel.Surface::name)
        .containsExactly("M_Face", "M_Other");
    assertThat(model.uvs()).startsWith(0.25f, 0);
    assertThat(model.groups().get("landmark")).containsExactly(3, 1);
    assertThat(model.expressions()).containsOnlyKeys("jawOpen");
    float[] mixed = model.identity(2, 1);
    assertThat(mixed[0]).isEqualTo(1);
    assertThat(mixed[5]).isCloseTo(-0.1f, within(1e-7f));
  }

  @Test
  void subset_someVertices_keepsWholeTrianglesAndGroups() throws IOException {
    LinearFaceModel part = IctFaceKitReader.read(folder).subset(3, 2, 0);
    assertThat(part.triangles()).containsExactly(2, 1, 0);
    assertThat(part.surfaces()).hasSize(1);
    assertThat(part.groups().get("landmark")).containsExactly(0);
    assertThat(part.identity(2)).containsExactly(0, 0, 0, 0, 0, 0, 1, 0, 0);
    assertThatThrownBy(() -> part.subset(1, 1)).hasMessageContaining("vertex 1 is named twice");
  }

  @Test
  void expression_unknownName_isRefused() throws IOException {
    LinearFaceModel model = IctFaceKitReader.read(folder);
    assertThatThrownBy(() -> model.expression(Map.of("jawShut", 1f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jawShut");
  }

  @Test
  void read_shapesOfAnotherMesh_saysWhichFile() throws IOException {
    npz(IctFaceKitReader.IDENTITIES, Map.of("deltas", floats(new float[15], 1, 5, 3)));
    assertThatThrownBy(() -> IctFaceKitReader.read(folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(IctFaceKitReader.IDENTITIES)
        .hasMessageContaining("[1, 5, 3]");
  }

  @Test
  void read_shapesCutShort_saysWhere() throws IOException {
    byte[] whole = floats(new float[24], 2, 4, 3);
    npz(IctFaceKitReader.IDENTITIES, Map.of("deltas", Arrays.copyOf(whole, whole.length - 20)));
    assertThatThrownBy(() -> IctFaceKitReader.read(folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("ends after element 19 of 24");
  }

  @Test
  void read_damagedFiles_areRefused() throws IOException {
    byte[] archive = Files.readAllBytes(folder.resolve(IctFaceKitReader.EXPRESSIONS));
    Files.write(
        folder.resolve(IctFaceKitReader.EXPRESSIONS), Arrays.copyOf(archive, archive.length / 2));
    assertThatThrownBy(() -> IctFaceKitReader.read(folder)).isInstanceOf(BadFileException.class);

    writeSquare();
    npz(
        IctFaceKitReader.EXPRESSIONS,
        Map.of("deltas", floats(new float[24], 2, 4, 3), "names", string("jawOpen")));
    assertThatThrownBy(() -> IctFaceKitReader.read(folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("names 1 expressions, expected 2");

    writeSquare();
    npz(IctFaceKitReader.IDENTITIES, Map.of("deltas", floats(notANumber(), 1, 4, 3)));
    assertThatThrownBy(() -> IctFaceKitReader.read(folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("NaN");

    writeSquare();
    Files.writeString(
        folder.resolve(IctFaceKitReader.GROUPS), "{\"idx_to_landmark_verts\": [3, 4]}");
    assertThatThrownBy(() -> IctFaceKitReader.read(folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("/idx_to_landmark_verts/1")
        .hasMessageContaining("names vertex 4");
  }

  private static float[] notANumber() {
    float[] values = new float[12];
    values[7] = Float.NaN;
    return values;
  }

  @Test
  void read_faceKit_givesThePublishedSamples() throws IOException {
    Path data = SharedData.path("ict-facekit");
    LinearFaceModel model = IctFaceKitReader.read(data);
    assertThat(model.vertexCount()).isEqualTo(26_719);
    assertThat(model.triangles()).hasSize(3 * (2 * 25_836 + 548));
    assertThat(model.modes()).hasSize(50);
    assertThat(model.expressions()).hasSize(57);
    assertThat(model.groups().get("landmark")).hasSize(68);
    assertSame(
        model, model.identity(1), ObjReader.read(data.resolve("sample_obj/identity000.obj")));
    assertSame(
        model,
        model.expression(Map.of("jawOpen", 1f)),
        ObjReader.read(data.resolve("sample_obj/jawOpen.obj")));
  }

  private static void assertSame(LinearFaceModel model, float[] displacement, ObjMesh sample) {
    float worst = 0;
    for (int i = 0; i < displacement.length; i++) {
      float here = model.mean()[i] + displacement[i];
      worst = Math.max(worst, Math.abs(here - sample.positions()[i] / 100));
    }
    // The files give six digits: up to 1e-4 cm, or 1e-6 m.
    assertThat(worst).isLessThan(2e-6f);
  }
}
