package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.ShapeSet;
import dev.mien.core.ActionUnits;
import dev.mien.core.BadFileException;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.io.gltf.GltfFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.joml.Quaternionfc;

/** Takes a glTF file apart. */
public final class AvatarDecoder {

  private static final String TEMPLATE = "/asset/extras/mien/templateVersion";

  private AvatarDecoder() {}

  /**
   * Reads a file.
   *
   * @param in its bytes
   * @param source what to call it in errors
   * @param folder where other files that it names may lie; empty if none may
   * @param withTextures whether textures are decoded
   * @param anyTemplate whether another version of the head's template is taken, with a note
   * @param memoryLimit most bytes that are read and decoded
   * @throws IOException if it can't be read; a {@link dev.mien.core.BadFileException} if it's wrong
   */
  public static GltfFile read(
      InputStream in,
      String source,
      Optional<Path> folder,
      boolean withTextures,
      boolean anyTemplate,
      long memoryLimit)
      throws IOException {
    GltfDocument document = GltfDocument.read(in, source, memoryLimit);
    JsonNode mien = document.root.node().at("/asset/extras/mien");
    String template = mien.path("templateVersion").asText("");
    MemoryBudget budget = new MemoryBudget(memoryLimit);
    List<String> notes = new ArrayList<>();
    if (!template.isEmpty() && !template.equals(SkinTemplate.TEMPLATE_VERSION)) {
      if (!anyTemplate) {
        throw new BadFileException(source, TEMPLATE, otherTemplate(template));
      }
      notes.add(TEMPLATE + ": " + otherTemplate(template));
    }
    BufferSource buffers = new BufferSource(document, folder, budget);
    AccessorReader accessors = new AccessorReader(document, buffers, budget);
    NodeTree tree = new NodeTree(document);
    JointReader joints = new JointReader(document, tree, accessors);
    MaterialReader materials = new MaterialReader(document, buffers, withTextures, budget, notes);
    PartReader parts = new PartReader(document, tree, joints, accessors, materials, budget, notes);
    parts.readAll();
    List<AnimationClip> clips =
        new ClipReader(document, tree, joints, accessors, parts.targetsOfNode, budget, notes)
            .readAll();
    Map<String, ShapeSet> sets = shapeSets(mien);
    List<Blendshape> shapes = new ArrayList<>();
    parts.targets.forEach(
        (name, deltas) ->
            shapes.add(new Blendshape(name, sets.getOrDefault(name, guessSet(name)), deltas)));
    Avatar avatar =
        new Avatar(
            template,
            attributes(mien, notes),
            seed(mien, notes),
            expression(mien, notes),
            parts.parts,
            new AvatarRig(joints.joints, parts.bindings, shapes, List.of()),
            parts.weights,
            pose(tree, joints),
            provenance(mien));
    return new GltfFile(avatar, clips, summary(document), notes);
  }

  private static String otherTemplate(String version) {
    return "the head was made on template version "
        + version
        + ", this version of Mien has "
        + SkinTemplate.TEMPLATE_VERSION
        + "; use the Mien that wrote it, or convert it by generating the head anew from the inputs"
        + " and attributes under asset.extras.mien";
  }

  /** Turns of joints that are there; a damaged file may name others. */
  private static Map<String, Quaternionfc> pose(NodeTree tree, JointReader joints) {
    Map<String, Quaternionfc> pose = new TreeMap<>(tree.pose);
    Set<String> names = new HashSet<>();
    joints.joints.forEach(joint -> names.add(joint.name()));
    pose.keySet().retainAll(names);
    return pose;
  }

  private static GltfFile.Summary summary(GltfDocument document) throws IOException {
    List<String> extensions = new ArrayList<>();
    for (JsonCursor extension : document.list("extensionsUsed")) {
      extensions.add(extension.text(""));
    }
    int sparse = 0;
    for (JsonCursor accessor : document.list("accessors")) {
      sparse += accessor.get("sparse").exists() ? 1 : 0;
    }
    return new GltfFile.Summary(
        document.root.get("asset").get("generator").text(""),
        document.size,
        document.list("nodes").size(),
        document.list("meshes").size(),
        document.list("accessors").size(),
        sparse,
        document.list("textures").size(),
        extensions);
  }

  private static Map<String, ShapeSet> shapeSets(JsonNode mien) {
    Map<String, ShapeSet> sets = new HashMap<>();
    for (ShapeSet set : ShapeSet.values()) {
      for (JsonNode name : mien.path("shapeSets").path(set.name())) {
        sets.put(name.asText(), set);
      }
    }
    return sets;
  }

  /** What a name looks like, for files that don't say. */
  private static ShapeSet guessSet(String name) {
    if (name.startsWith("viseme_")) {
      return ShapeSet.VISEME;
    }
    return name.matches("AU[0-9]+(_[LR])?") ? ShapeSet.AU : ShapeSet.ARKIT;
  }

  private static Attributes attributes(JsonNode mien, List<String> notes) {
    Attributes attributes = Attributes.DEFAULTS;
    for (Map.Entry<String, JsonNode> entry : mien.path("attributes").properties()) {
      Optional<Attribute> attribute = Vocabulary.find(entry.getKey());
      if (attribute.isEmpty()) {
        notes.add("/asset/extras/mien/attributes/" + entry.getKey() + " isn't an attribute");
        continue;
      }
      try {
        attributes =
            attributes.with(entry.getKey(), attribute.get().parse(entry.getValue().asText()));
      } catch (IllegalArgumentException e) {
        notes.add("/asset/extras/mien/attributes/" + entry.getKey() + ": " + e.getMessage());
      }
    }
    return attributes;
  }

  private static long seed(JsonNode mien, List<String> notes) {
    String text = mien.path("seed").asText("0");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      notes.add("/asset/extras/mien/seed isn't a whole number");
      return 0;
    }
  }

  private static ActionUnits expression(JsonNode mien, List<String> notes) {
    try {
      return ActionUnits.parse(mien.path("expression").asText(""));
    } catch (IllegalArgumentException e) {
      notes.add("/asset/extras/mien/expression: " + e.getMessage());
      return ActionUnits.NEUTRAL;
    }
  }

  private static Map<String, String> provenance(JsonNode mien) {
    Map<String, String> provenance = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : mien.path("provenance").properties()) {
      provenance.put(entry.getKey(), entry.getValue().asText());
    }
    return provenance;
  }
}
