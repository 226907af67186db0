package dev.mien.io.obj;

import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Part;
import dev.mien.io.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes rest shapes as Wavefront OBJ, one object per part, in metres. Numbers are as short as they
 * can be and read back exactly; v runs upwards, as OBJ has it. Rigs and textures don't fit in.
 */
public final class ObjWriter {

  private ObjWriter() {}

  /**
   * Writes a file.
   *
   * @param parts what to write
   * @param target the file; appears whole or not at all
   * @throws IOException if it can't be written
   */
  public static void write(List<Part> parts, Path target) throws IOException {
    AtomicFile.write(target, out -> write(parts, out));
  }

  /**
   * Writes to a stream.
   *
   * @param parts what to write
   * @param out not closed
   * @throws IOException if {@code out} fails
   */
  public static void write(List<Part> parts, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    int first = 1;
    for (Part part : parts) {
      text.write("o " + part.name().replaceAll("\\s", "_") + "\n");
      text.write("usemtl " + part.material().name().replaceAll("\\s", "_") + "\n");
      first = write(part.mesh(), first, text);
    }
    text.flush();
  }

  private static int write(Mesh mesh, int first, Writer text) throws IOException {
    lines("v", mesh.positions(), 3, text);
    float[] uvs = mesh.uvs();
    for (int i = 0; i < uvs.length; i += 2) {
      text.write("vt " + uvs[i] + " " + (1 - uvs[i + 1]) + "\n");
    }
    lines("vn", mesh.normals(), 3, text);
    int[] triangles = mesh.triangles();
    for (int t = 0; t < triangles.length; t += 3) {
      StringBuilder face = new StringBuilder("f");
      for (int corner = t; corner < t + 3; corner++) {
        int index = first + triangles[corner];
        face.append(' ').append(index).append('/').append(index).append('/').append(index);
      }
      text.write(face.append('\n').toString());
    }
    return first + mesh.vertexCount();
  }

  private static void lines(String keyword, float[] values, int width, Writer text)
      throws IOException {
    for (int i = 0; i < values.length; i += width) {
      StringBuilder line = new StringBuilder(keyword);
      for (int c = 0; c < width; c++) {
        line.append(' ').append(values[i + c]);
      }
      text.write(line.append('\n').toString());
    }
  }
}
