package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.SkinBinding;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.TextureFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Assembles the GLB file of one avatar. */
public final class AvatarEncoder {

  private final Avatar avatar;
  private final List<AnimationClip> clips;
  private final EngineProfile profile;
  private final TextureFormat textureFormat;
  private final GlbBuilder glb = new GlbBuilder();
  private final MaterialEncoder materials = new MaterialEncoder();
  private final MorphEncoder morphs;
  private final ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode sceneNodes = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode meshes = JsonNodeFactory.instance.arrayNode();
  private final List<Integer> movingNodes = new ArrayList<>();

  /**
   * Creates an encoder for one file.
   *
   * @param avatar what to write
   * @param clips its animations
   * @param profile what the importer can take
   * @param textureFormat how textures are stored
   * @param smallestMove metres; smaller moves are left out
   * @param smallestTurn length of a change of the unit normal; smaller ones are left out
   */
  public AvatarEncoder(
      Avatar avatar,
      List<AnimationClip> clips,
      EngineProfile profile,
      TextureFormat textureFormat,
      float smallestMove,
      float smallestTurn) {
    this.avatar = avatar;
    this.clips = clips;
    this.profile = profile;
    this.textureFormat = textureFormat;
    this.morphs = new MorphEncoder(glb, profile.sparse(), smallestMove, smallestTurn);
  }

  /**
   * Writes the file.
   *
   * @param out not closed
   * @throws IOException if {@code out} or a texture's encoder fails
   */
  public void writeTo(OutputStream out) throws IOException {
    List<Blendshape> shapes = targets();
    ObjectNode root = glb.root();
    describe(root.putObject("asset"), shapes);
    root.put("scene", 0);
    root.putArray("scenes").addObject().put("name", "avatar").set("nodes", sceneNodes);
    if (!avatar.rig().joints().isEmpty()) {
      SkinEncoder.joints(glb, nodes, sceneNodes, avatar.rig().joints(), avatar.restRotations());
    }
    float[] restWeights = restWeights(shapes);
    for (Part part : avatar.parts()) {
      encode(part, shapes, restWeights);
    }
    if (!nodes.isEmpty()) {
      root.set("nodes", nodes);
    }
    if (!meshes.isEmpty()) {
      root.set("meshes", meshes);
    }
    encodeClips(shapes, restWeights);
    materials.writeTo(glb, TextureEncoder.encode(materials.textures(), textureFormat));
    glb.writeTo(out);
  }

  private List<Blendshape> targets() {
    Set<String> needed = new HashSet<>();
    avatar
        .restWeights()
        .forEach(
            (name, weight) -> {
              if (weight != 0) {
                needed.add(name);
              }
            });
    for (AnimationClip clip : clips) {
      needed.addAll(clip.shapes());
    }
    List<Blendshape> wanted = new ArrayList<>();
    int room = profile.maximumTargets();
    for (Blendshape shape : avatar.rig().blendshapes()) {
      if (needed.remove(shape.name())) {
        wanted.add(shape);
        room--;
      }
    }
    if (!needed.isEmpty()) {
      throw new IllegalArgumentException(
          "rest weights or clips name shapes that the rig doesn't have: " + needed);
    }
    if (room < 0) {
      throw new IllegalArgumentException(
          String.format(
              "rest weights and clips need %d shapes, %s takes %d",
              wanted.size(), profile.name(), profile.maximumTargets()));
    }
    Set<Blendshape> chosen = new HashSet<>(wanted);
    List<Blendshape> targets = new ArrayList<>();
    for (Blendshape shape : avatar.rig().blendshapes()) {
      if (chosen.contains(shape)) {
        targets.add(shape);
      } else if (profile.shapeSets().contains(shape.set()) && room > 0) {
        targets.add(shape);
        room--;
      }
    }
    return targets;
  }

  private float[] restWeights(List<Blendshape> shapes) {
    float[] weights = new float[shapes.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = avatar.restWeights().getOrDefault(shapes.get(i).name(), 0f);
      if (!Float.isFinite(weights[i])) {
        throw new IllegalArgumentException(
            "rest weight of " + shapes.get(i).name() + " is " + weights[i]);
      }
    }
    return weights;
  }

  private void describe(ObjectNode asset, List<Blendshape> shapes) {
    asset.put("version", "2.0").put("generator", "Mien");
    ObjectNode mien = asset.putObject("extras").putObject("mien");
    mien.put("templateVersion", avatar.templateVersion());
    mien.put("seed", Long.toString(avatar.seed()));
    if (!avatar.expression().asMap().isEmpty()) {
      mien.put("expression", avatar.expression().toString());
    }
    ObjectNode attributes = mien.putObject("attributes");
    avatar
        .attributes()
        .asMap()
        .forEach(
            (id, value) -> {
              if (value instanceof AttributeValue.Amount amount) {
                attributes.put(id, amount.value());
              } else {
                attributes.put(id, value.toString());
              }
            });
    ObjectNode provenance = mien.putObject("provenance");
    new TreeMap<>(avatar.provenance()).forEach(provenance::put);
    if (!avatar.restRotations().isEmpty()) {
      ArrayNode turned = mien.putArray(NodeTree.TURNED_JOINTS);
      new TreeMap<>(avatar.restRotations()).keySet().forEach(turned::add);
    }
    Map<ShapeSet, ArrayNode> sets = new EnumMap<>(ShapeSet.class);
    for (Blendshape shape : shapes) {
      sets.computeIfAbsent(shape.set(), set -> JsonNodeFactory.instance.arrayNode())
          .add(shape.name());
    }
    ObjectNode shapeSets = mien.putObject("shapeSets");
    sets.forEach((set, names) -> shapeSets.set(set.name(), names));
  }

  private void encode(Part part, List<Blendshape> shapes, float[] restWeights) {
    Mesh mesh = part.mesh();
    if (mesh.triangles().length == 0) {
      return;
    }
    ObjectNode meshNode = meshes.addObject().put("name", part.name());
    ObjectNode extras = JsonNodeFactory.instance.objectNode();
    extras.put("kind", part.kind().name().toLowerCase(Locale.ROOT));
    ObjectNode primitive = meshNode.putArray("primitives").addObject();
    ObjectNode attributes = primitive.putObject("attributes");
    vertices(part, attributes);
    primitive.put("indices", indices(mesh));
    primitive.put("material", materials.index(part.material()));

    ObjectNode node = nodes.addObject().put("name", part.name()).put("mesh", meshes.size() - 1);
    sceneNodes.add(nodes.size() - 1);
    SkinBinding binding = avatar.rig().bindings().get(part.name());
    if (binding != null) {
      if (binding.joints().length != mesh.vertexCount() * 4) {
        throw new IllegalArgumentException(
            String.format(
                "part %s has %d vertices, its binding %d",
                part.name(), mesh.vertexCount(), binding.joints().length / 4));
      }
      SkinEncoder.binding(glb, attributes, binding, avatar.rig().joints().size(), part.name());
      node.put("skin", 0);
    }
    List<Optional<MorphDelta>> deltas = new ArrayList<>();
    boolean moves = false;
    for (Blendshape shape : shapes) {
      Optional<MorphDelta> delta = Optional.ofNullable(shape.deltas().get(part.name()));
      delta.ifPresent(d -> check(part, shape, d));
      moves |= delta.isPresent() && morphs.isVisible(delta.get(), part.kind());
      deltas.add(delta);
    }
    if (moves) {
      movingNodes.add(nodes.size() - 1);
      morphs.encode(primitive, mesh.vertexCount(), part.kind(), deltas);
      ArrayNode weights = meshNode.putArray("weights");
      ArrayNode names = extras.putArray("targetNames");
      for (int i = 0; i < shapes.size(); i++) {
        weights.add(restWeights[i]);
        names.add(shapes.get(i).name());
      }
    }
    meshNode.set("extras", extras);
  }

  private static void check(Part part, Blendshape shape, MorphDelta delta) {
    int previous = -1;
    for (int vertex : delta.vertices()) {
      if (vertex <= previous || vertex >= part.mesh().vertexCount()) {
        throw new IllegalArgumentException(
            String.format(
                "shape %s of part %s: vertex %d after %d, expected increasing and below %d",
                shape.name(), part.name(), vertex, previous, part.mesh().vertexCount()));
      }
      previous = vertex;
    }
    String what = "shape " + shape.name() + " of part " + part.name();
    requireFinite(delta.positions(), what);
    requireFinite(delta.normals(), what);
  }

  private static void requireFinite(float[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(what + ": value " + i + " is " + values[i]);
      }
    }
  }

  private void vertices(Part part, ObjectNode attributes) {
    Mesh mesh = part.mesh();
    String what = "part " + part.name();
    requireFinite(mesh.positions(), what + " positions");
    requireFinite(mesh.normals(), what + " normals");
    requireFinite(mesh.uvs(), what + " uvs");
    float[] normals = VertexFrames.unitNormals(mesh.normals());
    attributes.put("POSITION", attribute(mesh.positions(), "VEC3", 3, true));
    attributes.put("NORMAL", attribute(normals, "VEC3", 3, false));
    attributes.put("TEXCOORD_0", attribute(mesh.uvs(), "VEC2", 2, false));
    if (part.tones().length > 0) {
      attributes.put("COLOR_0", tones(part.tones()));
    }
    Material material = part.material();
    if (material.normalMap().isPresent()) {
      float[] tangents = VertexFrames.tangents(mesh, normals);
      attributes.put("TANGENT", attribute(tangents, "VEC4", 4, false));
    }
  }

  /**
   * Grey and opaque: four bytes a vertex, as glTF asks for elements that start at multiples of 4.
   */
  private int tones(byte[] tones) {
    GlbBuilder.View view = glb.view(GlbBuilder.ARRAY_BUFFER, 4 * tones.length);
    ByteBuffer buffer = view.reserve(4 * tones.length);
    for (byte tone : tones) {
      buffer.put(tone).put(tone).put(tone).put((byte) 0xFF);
    }
    ObjectNode accessor = glb.accessor(GlbBuilder.UNSIGNED_BYTE, tones.length, "VEC4");
    accessor.put("normalized", true);
    GlbBuilder.place(accessor, view, 0);
    return glb.lastAccessor();
  }

  private int attribute(float[] values, String type, int width, boolean bounds) {
    GlbBuilder.View view = glb.view(GlbBuilder.ARRAY_BUFFER, values.length * 4);
    return glb.floats(view, values, type, width, bounds);
  }

  private int indices(Mesh mesh) {
    int[] triangles = mesh.triangles();
    // The largest value of a type is the primitive restart value, so it can't be an index.
    boolean wide = mesh.vertexCount() > 0xFFFF;
    int size = triangles.length * (wide ? 4 : 2);
    GlbBuilder.View view = glb.view(GlbBuilder.ELEMENT_ARRAY_BUFFER, size);
    ByteBuffer buffer = view.reserve(size);
    for (int index : triangles) {
      if (wide) {
        buffer.putInt(index);
      } else {
        buffer.putShort((short) index);
      }
    }
    int type = wide ? GlbBuilder.UNSIGNED_INT : GlbBuilder.UNSIGNED_SHORT;
    GlbBuilder.place(glb.accessor(type, triangles.length, "SCALAR"), view, 0);
    return glb.lastAccessor();
  }

  private void encodeClips(List<Blendshape> shapes, float[] restWeights) {
    List<String> names = shapes.stream().map(Blendshape::name).toList();
    List<AnimationClip> all = new ArrayList<>(clips);
    if (all.isEmpty() && profile.alwaysWeightsTrack() && !movingNodes.isEmpty()) {
      float[][] still = {restWeights, restWeights};
      all.add(new AnimationClip("rest", new double[] {0, 1}, names, still, Map.of()));
    }
    if (all.isEmpty()) {
      return;
    }
    ArrayNode animations = glb.root().putArray("animations");
    ClipEncoder encoder =
        new ClipEncoder(glb, avatar.rig().joints(), names, restWeights, movingNodes);
    for (AnimationClip clip : all) {
      encoder.encode(animations, clip);
    }
  }
}
