package dev.mien.io.obj;

import dev.mien.core.BadFileException;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.VertexNormals;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * Reads Wavefront OBJ: {@code v}, {@code vt}, {@code vn}, {@code f}, {@code g}, {@code o}, {@code
 * usemtl}, negative indices and lines continued with a backslash. Points, lines, curves, smoothing
 * groups and material libraries are passed over.
 *
 * <p>A line may have {@link #LONGEST_LINE} bytes and a file {@link #MOST_ELEMENTS} elements of each
 * kind, so that a damaged file can't fill the memory.
 */
public final class ObjReader {

  /** Longest line, in bytes. */
  public static final int LONGEST_LINE = 1 << 20;

  /** Most positions, texture coordinates, normals or corners of faces. */
  public static final int MOST_ELEMENTS = 20_000_000;

  private final String source;
  private final Floats positions = new Floats();
  private final Floats uvs = new Floats();
  private final Floats normals = new Floats();
  private final List<ObjMesh.Face> faces = new ArrayList<>();
  private int corners;
  private int line;
  private String group = "";
  private String material = "";

  private static final class Floats {
    private float[] values = new float[1024];
    private int size;

    void add(float value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }

    float[] toArray() {
      return Arrays.copyOf(values, size);
    }
  }

  private ObjReader(String source) {
    this.source = source;
  }

  /**
   * Reads a file.
   *
   * @param file an OBJ file
   * @throws BadFileException if it isn't one, with the line
   * @throws IOException if it can't be read
   */
  public static ObjMesh read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads a stream.
   *
   * @param in the file's bytes, best buffered; not closed
   * @param source what to call it in errors
   * @throws BadFileException if it isn't an OBJ file, with the line
   * @throws IOException if it can't be read
   */
  public static ObjMesh read(InputStream in, String source) throws IOException {
    ObjReader reader = new ObjReader(source);
    reader.readLines(in);
    if (reader.positions.size == 0) {
      throw new BadFileException(source, "line " + reader.line, "ends without a vertex (v x y z)");
    }
    return new ObjMesh(
        reader.positions.toArray(), reader.uvs.toArray(), reader.normals.toArray(), reader.faces);
  }

  private void readLines(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    int character;
    do {
      character = in.read();
      if (character == '\n' || character < 0) {
        line++;
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\r' || text.charAt(end - 1) == ' ')) {
          end--;
        }
        if (end > 0 && text.charAt(end - 1) == '\\' && character >= 0) {
          text.setLength(end - 1);
          text.append(' ');
        } else {
          statement(text.substring(0, end));
          text.setLength(0);
        }
      } else if (character == 0) {
        throw bad("holds a zero byte, expected text");
      } else {
        text.append((char) character);
        if (text.length() > LONGEST_LINE) {
          throw bad("is longer than " + LONGEST_LINE + " bytes");
        }
      }
    } while (character >= 0);
  }

  private void statement(String text) throws BadFileException {
    StringTokenizer words = new StringTokenizer(text);
    if (!words.hasMoreTokens()) {
      return;
    }
    String keyword = words.nextToken();
    switch (keyword) {
      case "v" -> numbers(words, positions, 3, keyword);
      case "vt" -> numbers(words, uvs, 2, keyword);
      case "vn" -> numbers(words, normals, 3, keyword);
      case "f" -> face(words);
      case "g", "o" -> group = words.hasMoreTokens() ? words.nextToken() : "";
      case "usemtl" -> material = words.hasMoreTokens() ? words.nextToken() : "";
      case "vp",
          "p",
          "l",
          "s",
          "mtllib",
          "usemap",
          "mg",
          "bevel",
          "lod",
          "cstype",
          "deg",
          "curv",
          "curv2",
          "surf",
          "parm",
          "trim",
          "hole",
          "end",
          "c_interp",
          "d_interp" -> {}
      default -> {
        if (!keyword.startsWith("#")) {
          String shown = keyword.length() > 30 ? keyword.substring(0, 30) + "…" : keyword;
          throw bad("'" + shown + "' isn't an OBJ statement");
        }
      }
    }
  }

  private void numbers(StringTokenizer words, Floats list, int count, String keyword)
      throws BadFileException {
    if (list.size >= MOST_ELEMENTS) {
      throw bad("more than " + MOST_ELEMENTS / count + " elements '" + keyword + "'");
    }
    for (int i = 0; i < count; i++) {
      if (!words.hasMoreTokens()) {
        throw bad("'" + keyword + "' has " + i + " numbers, expected " + count);
      }
      String word = words.nextToken();
      try {
        float value = Float.parseFloat(word);
        if (!Float.isFinite(value)) {
          throw bad("'" + word + "' isn't a finite number");
        }
        list.add(value);
      } catch (NumberFormatException e) {
        throw new BadFileException(source, "line " + line, "'" + word + "' isn't a number", e);
      }
    }
  }

  private void face(StringTokenizer words) throws BadFileException {
    int count = words.countTokens();
    if (count < 3) {
      throw bad("face has " + count + " corners, expected 3 or more");
    }
    corners += count;
    if (corners > MOST_ELEMENTS) {
      throw bad("more than " + MOST_ELEMENTS + " corners of faces");
    }
    int[] p = new int[count];
    int[] t = new int[count];
    int[] n = new int[count];
    int withUv = 0;
    int withNormal = 0;
    for (int i = 0; i < count; i++) {
      String[] fields = words.nextToken().split("/", -1);
      if (fields.length > 3) {
        throw bad("corner " + (i + 1) + " has " + fields.length + " indices, expected up to 3");
      }
      p[i] = index(fields[0], positions.size / 3, "vertices");
      if (fields.length > 1 && !fields[1].isEmpty()) {
        t[i] = index(fields[1], uvs.size / 2, "texture coordinates");
        withUv++;
      }
      if (fields.length > 2 && !fields[2].isEmpty()) {
        n[i] = index(fields[2], normals.size / 3, "normals");
        withNormal++;
      }
    }
    int[] none = {};
    faces.add(
        new ObjMesh.Face(
            group, material, p, withUv == count ? t : none, withNormal == count ? n : none));
  }

  private int index(String word, int size, String what) throws BadFileException {
    int value;
    try {
      value = Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new BadFileException(source, "line " + line, "'" + word + "' isn't an index", e);
    }
    int index = value > 0 ? value - 1 : size + value;
    if (value == 0 || index < 0 || index >= size) {
      throw bad("index " + value + " of " + size + " " + what);
    }
    return index;
  }

  private BadFileException bad(String problem) {
    return new BadFileException(source, "line " + Math.max(1, line), problem);
  }

  /**
   * The triangles of a file as a mesh: polygons are cut into fans from their first corner, corners
   * with equal indices become one vertex, missing normals are averaged from the triangles, v runs
   * downwards.
   *
   * @param obj as read
   */
  public static Mesh toMesh(ObjMesh obj) {
    record Corner(int position, int uv, int normal) {}
    Map<Corner, Integer> known = new HashMap<>();
    List<Corner> vertices = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (ObjMesh.Face face : obj.faces()) {
      int[] own = new int[face.positions().length];
      for (int i = 0; i < own.length; i++) {
        Corner corner =
            new Corner(
                face.positions()[i],
                face.uvs().length == 0 ? -1 : face.uvs()[i],
                face.normals().length == 0 ? -1 : face.normals()[i]);
        Integer index = known.get(corner);
        if (index == null) {
          index = vertices.size();
          known.put(corner, index);
          vertices.add(corner);
        }
        own[i] = index;
      }
      for (int i = 2; i < own.length; i++) {
        indices.add(own[0]);
        indices.add(own[i - 1]);
        indices.add(own[i]);
      }
    }
    int count = vertices.size();
    float[] positions = new float[count * 3];
    float[] normals = new float[count * 3];
    float[] uvs = new float[count * 2];
    int[] weld = new int[count];
    Map<Integer, Integer> firstOf = new HashMap<>();
    for (int v = 0; v < count; v++) {
      Corner corner = vertices.get(v);
      System.arraycopy(obj.positions(), 3 * corner.position(), positions, 3 * v, 3);
      if (corner.uv() >= 0) {
        uvs[2 * v] = obj.uvs()[2 * corner.uv()];
        uvs[2 * v + 1] = 1 - obj.uvs()[2 * corner.uv() + 1];
      }
      Integer first = firstOf.putIfAbsent(corner.position(), v);
      weld[v] = first == null ? v : first;
    }
    int[] faces = indices.stream().mapToInt(Integer::intValue).toArray();
    float[] averaged = averagedNormals(positions, faces, weld);
    for (int v = 0; v < count; v++) {
      int own = vertices.get(v).normal();
      System.arraycopy(
          own >= 0 ? obj.normals() : averaged, 3 * (own >= 0 ? own : v), normals, 3 * v, 3);
    }
    return new Mesh(positions, normals, uvs, faces, weld);
  }

  private static float[] averagedNormals(float[] positions, int[] triangles, int[] weld) {
    float[] normals = new float[positions.length];
    for (int z = 2; z < normals.length; z += 3) {
      normals[z] = 1;
    }
    VertexNormals.compute(positions, triangles, weld, normals);
    return normals;
  }
}
