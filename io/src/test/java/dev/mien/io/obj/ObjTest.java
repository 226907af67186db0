package dev.mien.io.obj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.BadFileException;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import dev.mien.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjTest {

  @TempDir Path folder;

  private static ObjMesh parse(String text) throws IOException {
    return ObjReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test.obj");
  }

  @Test
  void read_publicFaceModel_hasItsVerticesAndTriangles() throws IOException {
    ObjMesh face = ObjReader.read(SharedData.path("mediapipe/canonical_face_model.obj"));

    assertThat(face.vertexCount()).isEqualTo(468);
    assertThat(face.faces()).hasSize(898).allMatch(f -> f.positions().length == 3);
  }

  @Test
  void read_quadMesh_keepsQuads() throws IOException {
    ObjMesh head = ObjReader.read(SharedData.path("ict-facekit/generic_neutral_mesh.obj"));

    assertThat(head.vertexCount()).isEqualTo(26719);
    assertThat(head.faces()).anyMatch(f -> f.positions().length == 4);
    Mesh mesh = ObjReader.toMesh(head);
    int corners = head.faces().stream().mapToInt(f -> f.positions().length - 2).sum();
    assertThat(mesh.triangleCount()).isEqualTo(corners);
  }

  @Test
  @Tag("A23")
  void write_partsAndReadBack_givesIdenticalMeshes() throws IOException {
    float[] positions = {0, 0, 0, 0.1f, 0, 1e-9f, 0.1f, 0.3333333f, 0, 0, 0.7f, -1};
    float[] normals = {0, 0, 1, 0, 0, 1, 0, 0.6f, 0.8f, 1, 0, 0};
    float[] uvs = {0, 0, 1, 0, 1, 1, 0, 0.25f};
    Mesh mesh =
        new Mesh(positions, normals, uvs, new int[] {0, 1, 2, 0, 2, 3}, new int[] {0, 1, 2, 3});
    Part part =
        new Part("a part", PartKind.HAIR, mesh, Material.plain("m", Shading.STANDARD, 0x123456, 1));
    Path file = folder.resolve("a.obj");

    ObjWriter.write(List.of(part, part), file);

    ObjMesh back = ObjReader.read(file);
    assertThat(back.vertexCount()).isEqualTo(8);
    assertThat(back.faces().get(2).group()).isEqualTo("a_part");
    Mesh read = ObjReader.toMesh(back);
    assertThat(read.triangles()).containsExactly(0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7);
    for (int i = 0; i < positions.length; i++) {
      assertThat(read.positions()[i]).isEqualTo(positions[i]);
      assertThat(read.positions()[12 + i]).isEqualTo(positions[i]);
      assertThat(read.normals()[i]).isEqualTo(normals[i]);
    }
    assertThat(read.uvs()[7]).isEqualTo(0.25f);
  }

  @Test
  void toMesh_pentagonWithNegativeIndices_becomesAFanWithOutwardNormals() throws IOException {
    ObjMesh obj =
        parse(
            """
            # a pentagon
            v 0 1 0
            v -1 0.3 0
            v -0.6 -1 0
            v 0.6 -1 0
            v 1 0.3 0
            f -5 -4 -3 \\
              -2 -1
            """);

    Mesh mesh = ObjReader.toMesh(obj);

    assertThat(mesh.triangles()).containsExactly(0, 1, 2, 0, 2, 3, 0, 3, 4);
    assertThat(mesh.normals()).startsWith(0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'v 1 2'                                  | line 1  | 2 numbers
          'v 1 2 x'                                | line 1  | 'x'
          'v 1 2 NaN'                              | line 1  | finite
          'v 0 0 0;f 1 1 2'                        | line 2  | index 2 of 1 vertices
          'v 0 0 0;f 1 1 0'                        | line 2  | index 0
          'v 0 0 0;f 1 1'                          | line 2  | 2 corners
          'v 0 0 0;f 1/1 1/1 1/1'                  | line 2  | texture coordinates
          'v 0 0 0;f 99999999999 1 1'              | line 2  | isn't an index
          '<!DOCTYPE html>'                        | line 1  | isn't an OBJ statement
          '# nothing'                              | line 1  | without a vertex
          """)
  void read_damagedText_saysLineAndFault(String text, String line, String problem) {
    assertThatThrownBy(() -> parse(text.replace(';', '\n')))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(line)
        .hasMessageContaining(problem);
  }

  @Test
  void read_endlessLine_isRefused() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'v';
          }

          @Override
          public int read(byte[] buffer, int offset, int count) {
            java.util.Arrays.fill(buffer, offset, offset + count, (byte) 'v');
            return count;
          }
        };

    assertThatThrownBy(() -> ObjReader.read(endless, "endless"))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("longer than");
  }
}
