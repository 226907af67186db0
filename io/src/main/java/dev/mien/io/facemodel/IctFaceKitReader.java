package dev.mien.io.facemodel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.core.BadFileException;
import dev.mien.io.bundle.NamedTensor;
import dev.mien.io.numpy.NumpyArchive;
import dev.mien.io.obj.ObjMesh;
import dev.mien.io.obj.ObjReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads ICT-FaceKit (Li et al. 2020, "Learning Formation of Physically-Based Face Attributes"; MIT
 * licence) from a folder with
 *
 * <ul>
 *   <li>{@value #NEUTRAL}: the average face, as published;
 *   <li>{@value #IDENTITIES}: {@code deltas} [modes, vertices, 3], identity shapes minus neutral;
 *   <li>{@value #EXPRESSIONS}: {@code deltas} [expressions, vertices, 3] and their {@code names};
 *   <li>{@value #GROUPS}: as published. {@code idx_to_X_verts} becomes the group {@code X}: {@code
 *       fitting} is the face without its inside, {@code landmark} the 68 points of iBUG's scheme.
 * </ul>
 *
 * <p>The files are in centimetres, +Y up and +Z forward: positions are divided by 100 and nothing
 * is turned or moved. Polygons become triangles, materials surfaces. A coefficient of 1 is one
 * standard deviation: the toolkit draws standard normal coefficients for random faces.
 */
public final class IctFaceKitReader {

  /** File of the average face. */
  public static final String NEUTRAL = "generic_neutral_mesh.obj";

  /** File of the identity modes. */
  public static final String IDENTITIES = "identities_000_049_f32.npz";

  /** File of the expression shapes. */
  public static final String EXPRESSIONS = "expressions_f32.npz";

  /** File of the vertex groups. */
  public static final String GROUPS = "vertex_indices.json";

  private static final float METRES = 0.01f;
  private static final int MOST_SHAPES = 1000;
  private static final long MOST_JSON = 1 << 24;
  private static final String DELTAS = "deltas";

  private IctFaceKitReader() {}

  /**
   * Reads the model.
   *
   * @param folder with the four files
   * @throws BadFileException if a file is damaged or doesn't fit the others, naming it
   * @throws IOException if one can't be read
   */
  public static LinearFaceModel read(Path folder) throws IOException {
    ObjMesh mesh = ObjReader.read(folder.resolve(NEUTRAL));
    List<float[]> modes;
    try (NumpyArchive archive = NumpyArchive.open(folder.resolve(IDENTITIES))) {
      modes = shapes(archive, folder.resolve(IDENTITIES), mesh.vertexCount());
    }
    Map<String, float[]> expressions = new LinkedHashMap<>();
    Path file = folder.resolve(EXPRESSIONS);
    try (NumpyArchive archive = NumpyArchive.open(file)) {
      List<float[]> shapes = shapes(archive, file, mesh.vertexCount());
      List<String> names = archive.strings("names");
      if (names.size() != shapes.size()) {
        throw new BadFileException(
            file.toString(),
            "array names",
            "names " + names.size() + " expressions, expected " + shapes.size());
      }
      for (int i = 0; i < names.size(); i++) {
        if (expressions.put(names.get(i), shapes.get(i)) != null) {
          throw new BadFileException(
              file.toString(), "array names", "names '" + names.get(i) + "' twice");
        }
      }
    }
    return new LinearFaceModel(
        "ICT-FaceKit",
        "MIT, (c) 2020 USC Institute for Creative Technologies",
        scaled(mesh.positions(), 0, mesh.positions().length),
        uvs(mesh),
        surfaces(mesh),
        modes,
        expressions,
        groups(folder.resolve(GROUPS), mesh.vertexCount()));
  }

  private static List<float[]> shapes(NumpyArchive archive, Path file, int vertices)
      throws IOException {
    int[] shape = archive.shape(DELTAS);
    if (shape.length != 3 || shape[1] != vertices || shape[2] != 3 || shape[0] > MOST_SHAPES) {
      throw new BadFileException(
          file.toString(),
          "array " + DELTAS,
          "has shape "
              + Arrays.toString(shape)
              + ", expected [up to "
              + MOST_SHAPES
              + ", "
              + vertices
              + ", 3] as "
              + NEUTRAL
              + " has "
              + vertices
              + " vertices");
    }
    NamedTensor deltas = archive.numbers(DELTAS);
    List<float[]> shapes = new ArrayList<>();
    for (int k = 0; k < shape[0]; k++) {
      float[] metres = scaled(deltas.values(), k * vertices * 3, vertices * 3);
      for (float value : metres) {
        if (!Float.isFinite(value)) {
          throw new BadFileException(
              file.toString(), "array " + DELTAS, "shape " + k + " has a value of " + value);
        }
      }
      shapes.add(metres);
    }
    return shapes;
  }

  private static float[] scaled(float[] values, int from, int count) {
    float[] scaled = new float[count];
    for (int i = 0; i < count; i++) {
      scaled[i] = values[from + i] * METRES;
    }
    return scaled;
  }

  /** The first texture coordinate that a face gives each vertex, turned to a top left origin. */
  private static float[] uvs(ObjMesh mesh) {
    float[] uvs = new float[2 * mesh.vertexCount()];
    boolean[] set = new boolean[mesh.vertexCount()];
    for (ObjMesh.Face face : mesh.faces()) {
      for (int c = 0; c < face.uvs().length; c++) {
        int vertex = face.positions()[c];
        if (!set[vertex]) {
          set[vertex] = true;
          uvs[2 * vertex] = mesh.uvs()[2 * face.uvs()[c]];
          uvs[2 * vertex + 1] = 1 - mesh.uvs()[2 * face.uvs()[c] + 1];
        }
      }
    }
    return uvs;
  }

  private static List<LinearFaceModel.Surface> surfaces(ObjMesh mesh) {
    Map<String, List<ObjMesh.Face>> byMaterial = new LinkedHashMap<>();
    mesh.faces()
        .forEach(f -> byMaterial.computeIfAbsent(f.material(), m -> new ArrayList<>()).add(f));
    List<LinearFaceModel.Surface> surfaces = new ArrayList<>();
    byMaterial.forEach(
        (material, faces) -> {
          int[] triangles =
              new int[3 * faces.stream().mapToInt(f -> f.positions().length - 2).sum()];
          int at = 0;
          for (ObjMesh.Face face : faces) {
            int[] corners = face.positions();
            for (int c = 2; c < corners.length; c++) {
              triangles[at++] = corners[0];
              triangles[at++] = corners[c - 1];
              triangles[at++] = corners[c];
            }
          }
          surfaces.add(new LinearFaceModel.Surface(material, triangles));
        });
    return surfaces;
  }

  private static Map<String, int[]> groups(Path file, int vertices) throws IOException {
    if (Files.size(file) > MOST_JSON) {
      throw new BadFileException(
          file.toString(), "", "has " + Files.size(file) + " bytes, at most " + MOST_JSON);
    }
    JsonNode root;
    try (InputStream in = Files.newInputStream(file)) {
      root = JsonMapper.builder().build().readTree(in);
    } catch (JsonProcessingException e) {
      throw new BadFileException(file.toString(), "", "isn't JSON: " + e.getOriginalMessage(), e);
    }
    Map<String, int[]> groups = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      String key = field.getKey();
      if (key.startsWith("idx_to_") && key.endsWith("_verts")) {
        int[] group = new int[field.getValue().size()];
        for (int i = 0; i < group.length; i++) {
          JsonNode vertex = field.getValue().get(i);
          if (!vertex.isInt() || vertex.intValue() < 0 || vertex.intValue() >= vertices) {
            throw new BadFileException(
                file.toString(),
                "/" + key + "/" + i,
                "names vertex " + vertex + ", expected 0 to " + (vertices - 1));
          }
          group[i] = vertex.intValue();
        }
        groups.put(key.substring("idx_to_".length(), key.length() - "_verts".length()), group);
      }
    }
    return groups;
  }
}
