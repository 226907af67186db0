package dev.mien.io.gltf.internal;

import dev.mien.animation.MorphDelta;
import dev.mien.animation.SkinBinding;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.joml.Matrix3f;
import org.joml.Matrix4f;
import org.joml.Vector3f;

/** Meshes of a document as parts in the rest pose, with bindings and morph targets. */
final class PartReader {

  private static final int MOST_TARGETS = 4096;

  private final GltfDocument document;
  private final NodeTree tree;
  private final JointReader joints;
  private final AccessorReader accessors;
  private final MaterialReader materials;
  private final MemoryBudget budget;
  private final List<String> notes;
  private final UniqueNames names = new UniqueNames();

  final List<Part> parts = new ArrayList<>();
  final Map<String, SkinBinding> bindings = new LinkedHashMap<>();

  /** Deltas by target name, then by part name. */
  final Map<String, Map<String, MorphDelta>> targets = new LinkedHashMap<>();

  final Map<String, Float> weights = new LinkedHashMap<>();

  /** Target names per node with a mesh that moves. */
  final Map<Integer, List<String>> targetsOfNode = new HashMap<>();

  PartReader(
      GltfDocument document,
      NodeTree tree,
      JointReader joints,
      AccessorReader accessors,
      MaterialReader materials,
      MemoryBudget budget,
      List<String> notes) {
    this.document = document;
    this.tree = tree;
    this.joints = joints;
    this.accessors = accessors;
    this.materials = materials;
    this.budget = budget;
    this.notes = notes;
  }

  void readAll() throws IOException {
    List<JsonCursor> meshes = document.list("meshes");
    for (int node : tree.shown) {
      JsonCursor reference = tree.nodes.get(node).get("mesh");
      if (reference.exists()) {
        read(node, meshes.get(reference.index(meshes.size())));
      }
    }
  }

  private void read(int node, JsonCursor mesh) throws IOException {
    List<JsonCursor> primitives = mesh.get("primitives").elements();
    if (primitives.isEmpty()) {
      throw mesh.get("primitives").bad("is empty or missing");
    }
    int targetCount = primitives.get(0).get("targets").elements().size();
    if (targetCount > MOST_TARGETS) {
      throw primitives.get(0).get("targets").bad("has " + targetCount + " targets");
    }
    List<String> targetNames = targetNames(mesh, targetCount);
    if (targetCount > 0) {
      targetsOfNode.put(node, targetNames);
      JsonCursor own = tree.nodes.get(node).get("weights");
      JsonCursor rest = own.exists() ? own : mesh.get("weights");
      float[] values = rest.exists() ? rest.numbers(targetCount) : new float[targetCount];
      for (int t = 0; t < targetCount; t++) {
        if (values[t] != 0) {
          weights.putIfAbsent(targetNames.get(t), values[t]);
        }
      }
    }
    for (int p = 0; p < primitives.size(); p++) {
      JsonCursor primitive = primitives.get(p);
      if (primitive.get("targets").elements().size() != targetCount) {
        throw primitive.get("targets").bad("differs in number from the first primitive's");
      }
      String name = tree.name(node, mesh.get("name").text("mesh_" + node));
      primitive(node, mesh, primitive, p == 0 ? name : name + "_" + p, targetNames);
    }
  }

  private List<String> targetNames(JsonCursor mesh, int count) {
    List<String> list = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      String name = mesh.node().path("extras").path("targetNames").path(t).asText("");
      list.add(name.isEmpty() || list.contains(name) ? "target_" + t : name);
    }
    return list;
  }

  private void primitive(
      int node, JsonCursor mesh, JsonCursor primitive, String wantedName, List<String> targetNames)
      throws IOException {
    int mode = primitive.get("mode").integer(0, 6, 4);
    if (mode < 4) {
      notes.add(primitive.pointer() + " draws points or lines, which are left out");
      return;
    }
    JsonCursor attributes = primitive.get("attributes");
    if (!attributes.get("POSITION").exists()) {
      throw attributes.get("POSITION").bad("is missing");
    }
    float[] positions = accessors.floats(attributes.get("POSITION"), "VEC3", -1);
    int vertices = positions.length / 3;
    int[] triangles = triangles(primitive, mode, vertices);
    float[] uvs =
        attributes.get("TEXCOORD_0").exists()
            ? accessors.floats(attributes.get("TEXCOORD_0"), "VEC2", vertices)
            : new float[vertices * 2];
    float[] normals =
        attributes.get("NORMAL").exists()
            ? accessors.floats(attributes.get("NORMAL"), "VEC3", vertices)
            : VertexFrames.normals(positions, triangles);
    String name = names.of(wantedName);
    Binding binding = binding(node, attributes, vertices);
    binding.transform(positions, normals);
    budget.take(primitive, positions.length * 4L);
    int[] weld = weld(positions);
    Mesh read = new Mesh(positions, normals, uvs, triangles, weld);
    parts.add(
        new Part(
            name,
            kind(mesh),
            read,
            materials.material(primitive.get("material")),
            tones(attributes.get("COLOR_0"), vertices)));
    if (binding.skin.isPresent()) {
      bindings.put(name, binding.skin.get());
    }
    List<JsonCursor> list = primitive.get("targets").elements();
    for (int t = 0; t < list.size(); t++) {
      Optional<MorphDelta> delta = delta(list.get(t), vertices, binding);
      Map<String, MorphDelta> byPart =
          targets.computeIfAbsent(targetNames.get(t), key -> new LinkedHashMap<>());
      if (delta.isPresent()) {
        byPart.put(name, delta.get());
      }
    }
  }

  private static PartKind kind(JsonCursor mesh) {
    String name = mesh.node().path("extras").path("kind").asText("");
    for (PartKind kind : PartKind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    return PartKind.ACCESSORY;
  }

  private int[] triangles(JsonCursor primitive, int mode, int vertices) throws IOException {
    JsonCursor reference = primitive.get("indices");
    int[] indices;
    if (reference.exists()) {
      indices = accessors.integers(reference, "SCALAR", -1);
      for (int i = 0; i < indices.length; i++) {
        if (indices[i] < 0 || indices[i] >= vertices) {
          throw reference.bad("index " + i + " is " + indices[i] + ", expected below " + vertices);
        }
      }
    } else {
      indices = new int[vertices];
      Arrays.setAll(indices, i -> i);
    }
    if (mode == 4) {
      if (indices.length % 3 != 0) {
        throw reference.bad("has " + indices.length + " indices, expected a multiple of 3");
      }
      return indices;
    }
    budget.take(primitive, indices.length * 12L);
    int[] triangles = new int[Math.max(0, indices.length - 2) * 3];
    for (int t = 0; t + 2 < indices.length; t++) {
      boolean odd = mode == 5 && t % 2 == 1;
      triangles[3 * t] = mode == 6 ? indices[0] : indices[odd ? t + 1 : t];
      triangles[3 * t + 1] = mode == 6 ? indices[t + 1] : indices[odd ? t : t + 1];
      triangles[3 * t + 2] = indices[t + 2];
    }
    return triangles;
  }

  private Binding binding(int node, JsonCursor attributes, int vertices) throws IOException {
    JsonCursor skinReference = tree.nodes.get(node).get("skin");
    if (!skinReference.exists() || !attributes.get("JOINTS_0").exists()) {
      int joint = joints.nearest(node);
      Matrix4f[] all = {tree.globals[node]};
      if (joint < 0) {
        return new Binding(Optional.empty(), new int[0], new float[0], all);
      }
      short[] rigid = new short[vertices * 4];
      float[] full = new float[vertices * 4];
      for (int v = 0; v < vertices; v++) {
        rigid[4 * v] = (short) joint;
        full[4 * v] = 1;
      }
      return new Binding(Optional.of(new SkinBinding(rigid, full)), new int[0], full, all);
    }
    JointReader.Skin skin = joints.skin(skinReference);
    int[] own = accessors.integers(attributes.get("JOINTS_0"), "VEC4", vertices);
    float[] weights = accessors.floats(attributes.get("WEIGHTS_0"), "VEC4", vertices);
    short[] indices = new short[own.length];
    for (int v = 0; v < vertices; v++) {
      float sum = 0;
      for (int i = 4 * v; i < 4 * v + 4; i++) {
        if (own[i] < 0 || own[i] >= skin.joints().length || weights[i] < 0) {
          throw attributes
              .get("JOINTS_0")
              .bad("vertex " + v + " has joint " + own[i] + " with weight " + weights[i]);
        }
        indices[i] = (short) skin.joints()[own[i]];
        sum += weights[i];
      }
      if (!(sum > 0)) {
        throw attributes.get("WEIGHTS_0").bad("vertex " + v + " has no weight");
      }
      for (int i = 4 * v; i < 4 * v + 4; i++) {
        weights[i] /= sum;
      }
    }
    return new Binding(Optional.of(new SkinBinding(indices, weights)), own, weights, skin.toRest());
  }

  private Optional<MorphDelta> delta(JsonCursor target, int vertices, Binding binding)
      throws IOException {
    float[] positions =
        target.get("POSITION").exists()
            ? accessors.floats(target.get("POSITION"), "VEC3", vertices)
            : new float[vertices * 3];
    float[] normals =
        target.get("NORMAL").exists()
            ? accessors.floats(target.get("NORMAL"), "VEC3", vertices)
            : new float[vertices * 3];
    binding.turn(positions, normals);
    int[] moved = new int[vertices];
    int count = 0;
    for (int v = 0; v < vertices; v++) {
      if (isNonZero(positions, v) || isNonZero(normals, v)) {
        moved[count++] = v;
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    float[] keptPositions = new float[count * 3];
    float[] keptNormals = new float[count * 3];
    for (int i = 0; i < count; i++) {
      System.arraycopy(positions, 3 * moved[i], keptPositions, 3 * i, 3);
      System.arraycopy(normals, 3 * moved[i], keptNormals, 3 * i, 3);
    }
    return Optional.of(new MorphDelta(Arrays.copyOf(moved, count), keptPositions, keptNormals));
  }

  private static boolean isNonZero(float[] values, int vertex) {
    return values[3 * vertex] != 0 || values[3 * vertex + 1] != 0 || values[3 * vertex + 2] != 0;
  }

  /** Vertices at exactly the same place count as one point. */
  /** Vertex colours as we write them: grey and opaque. Others' hues are left out. */
  private byte[] tones(JsonCursor colour, int vertices) throws IOException {
    if (!colour.exists() || !accessors.isOfType(colour, "VEC4")) {
      return new byte[0];
    }
    float[] values = accessors.floats(colour, "VEC4", vertices);
    byte[] tones = new byte[vertices];
    for (int i = 0; i < vertices; i++) {
      float grey = Math.min(values[4 * i], Math.min(values[4 * i + 1], values[4 * i + 2]));
      tones[i] = (byte) Math.round(255 * Math.min(1, Math.max(0, grey)));
    }
    return tones;
  }

  private static int[] weld(float[] positions) {
    record Place(float x, float y, float z) {}
    Map<Place, Integer> first = new HashMap<>();
    int[] weld = new int[positions.length / 3];
    for (int v = 0; v < weld.length; v++) {
      Place place =
          new Place(positions[3 * v] + 0f, positions[3 * v + 1] + 0f, positions[3 * v + 2] + 0f);
      weld[v] = first.computeIfAbsent(place, key -> -1);
      if (weld[v] < 0) {
        first.put(place, v);
        weld[v] = v;
      }
    }
    return weld;
  }

  /** What takes a mesh's own vertices to the rest pose in the world. */
  private record Binding(
      Optional<SkinBinding> skin, int[] skinJoints, float[] weights, Matrix4f[] matrices) {

    private boolean isStill() {
      for (Matrix4f matrix : matrices) {
        if (!matrix.equals(new Matrix4f(), 1e-6f)) {
          return false;
        }
      }
      return true;
    }

    private Matrix4f matrix(int vertex) {
      if (skinJoints.length == 0) {
        return matrices[0];
      }
      Matrix4f sum = new Matrix4f().zero();
      for (int i = 4 * vertex; i < 4 * vertex + 4; i++) {
        if (weights[i] > 0) {
          sum.add(scaled(matrices[skinJoints[i]], weights[i]));
        }
      }
      return sum;
    }

    private static Matrix4f scaled(Matrix4f matrix, float factor) {
      float[] values = matrix.get(new float[16]);
      for (int i = 0; i < 16; i++) {
        values[i] *= factor;
      }
      return new Matrix4f().set(values);
    }

    void transform(float[] positions, float[] normals) {
      if (isStill()) {
        return;
      }
      Vector3f value = new Vector3f();
      Matrix3f linear = new Matrix3f();
      for (int v = 0; v < positions.length / 3; v++) {
        Matrix4f matrix = matrix(v);
        value.set(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]);
        matrix.transformPosition(value);
        put(value, positions, v);
        value.set(normals[3 * v], normals[3 * v + 1], normals[3 * v + 2]);
        matrix.normal(linear).transform(value);
        if (value.lengthSquared() > 0) {
          value.normalize();
        }
        put(value, normals, v);
      }
    }

    void turn(float[] positions, float[] normals) {
      if (isStill()) {
        return;
      }
      Vector3f value = new Vector3f();
      Matrix3f linear = new Matrix3f();
      for (int v = 0; v < positions.length / 3; v++) {
        Matrix4f matrix = matrix(v);
        value.set(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]);
        put(matrix.transformDirection(value), positions, v);
        value.set(normals[3 * v], normals[3 * v + 1], normals[3 * v + 2]);
        put(matrix.normal(linear).transform(value), normals, v);
      }
    }

    private static void put(Vector3f value, float[] values, int vertex) {
      values[3 * vertex] = value.x;
      values[3 * vertex + 1] = value.y;
      values[3 * vertex + 2] = value.z;
    }
  }
}
