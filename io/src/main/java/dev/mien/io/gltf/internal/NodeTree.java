package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mien.core.BadFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joml.Matrix4f;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;
import org.joml.Vector3f;

/** The nodes of a document with their rest transforms. */
final class NodeTree {

  /** In our own extras: names of joints whose nodes' rotations are a pose, not their axes. */
  static final String TURNED_JOINTS = "turnedJoints";

  final List<JsonCursor> nodes;

  /** Parent of each node, or -1. */
  final int[] parents;

  /** Rest rotation of each node relative to its parent. */
  final Quaternionf[] rotations;

  /** By name, rotations that our own files give joints; everything else here is without them. */
  final Map<String, Quaternionfc> pose = new TreeMap<>();

  /** Rest transform of each node to the world. */
  final Matrix4f[] globals;

  private final Set<String> turned = new HashSet<>();

  /** Nodes that the scene shows, parents before children. */
  final List<Integer> shown = new ArrayList<>();

  NodeTree(GltfDocument document) throws BadFileException {
    for (JsonNode joint : document.root.node().at("/asset/extras/mien/" + TURNED_JOINTS)) {
      turned.add(joint.asText());
    }
    List<JsonCursor> declared = document.list("nodes");
    nodes = declared.isEmpty() ? oneNodePerMesh(document) : declared;
    parents = new int[nodes.size()];
    rotations = new Quaternionf[nodes.size()];
    globals = new Matrix4f[nodes.size()];
    Arrays.fill(parents, -1);
    for (int n = 0; n < nodes.size(); n++) {
      for (JsonCursor child : nodes.get(n).get("children").elements()) {
        int index = child.index(nodes.size());
        if (parents[index] >= 0 || index == n) {
          throw child.bad("node " + index + " has another parent already");
        }
        parents[index] = n;
      }
    }
    transform();
    show(document);
  }

  /** A document that is only a library of meshes shows all of them. */
  private static List<JsonCursor> oneNodePerMesh(GltfDocument document) throws BadFileException {
    List<JsonCursor> nodes = new ArrayList<>();
    for (int m = 0; m < document.list("meshes").size(); m++) {
      JsonNode node = JsonNodeFactory.instance.objectNode().put("mesh", m);
      nodes.add(new JsonCursor(document.root.source(), "/meshes/" + m, node));
    }
    return nodes;
  }

  private void transform() throws BadFileException {
    Matrix4f[] locals = new Matrix4f[nodes.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int n = 0; n < nodes.size(); n++) {
      locals[n] = local(n);
      if (parents[n] < 0) {
        open.add(n);
      }
    }
    int reached = 0;
    while (!open.isEmpty()) {
      int n = open.remove();
      reached++;
      globals[n] = parents[n] < 0 ? locals[n] : new Matrix4f(globals[parents[n]]).mul(locals[n]);
      for (JsonCursor child : nodes.get(n).get("children").elements()) {
        open.add(child.index(nodes.size()));
      }
    }
    if (reached < nodes.size()) {
      throw new BadFileException(
          nodes.get(0).source(), "/nodes", "children form a circle, expected trees");
    }
  }

  private Matrix4f local(int n) throws BadFileException {
    JsonCursor node = nodes.get(n);
    if (node.get("matrix").exists()) {
      Matrix4f matrix = new Matrix4f().set(node.get("matrix").numbers(16));
      rotations[n] = matrix.getNormalizedRotation(new Quaternionf());
      return matrix;
    }
    float[] t = node.get("translation").numbers(3, 0, 0, 0);
    float[] r = node.get("rotation").numbers(4, 0, 0, 0, 1);
    float[] s = node.get("scale").numbers(3, 1, 1, 1);
    Quaternionf rotation = new Quaternionf(r[0], r[1], r[2], r[3]);
    if (rotation.lengthSquared() < 1e-8f) {
      throw node.get("rotation").bad("isn't a unit quaternion");
    }
    rotation.normalize();
    if (!turned.isEmpty() && turned.contains(name(n, ""))) {
      pose.put(name(n, ""), new Quaternionf(rotation));
      rotation.identity();
    }
    rotations[n] = rotation;
    return new Matrix4f()
        .translationRotateScale(
            new Vector3f(t[0], t[1], t[2]), rotation, new Vector3f(s[0], s[1], s[2]));
  }

  private void show(GltfDocument document) throws BadFileException {
    List<JsonCursor> scenes = document.list("scenes");
    Deque<Integer> open = new ArrayDeque<>();
    if (scenes.isEmpty()) {
      for (int n = 0; n < parents.length; n++) {
        if (parents[n] < 0) {
          open.add(n);
        }
      }
    } else {
      int scene =
          document.root.get("scene").exists() ? document.root.get("scene").index(scenes.size()) : 0;
      boolean[] seen = new boolean[nodes.size()];
      for (JsonCursor root : scenes.get(scene).get("nodes").elements()) {
        int index = root.index(nodes.size());
        if (seen[index] || parents[index] >= 0) {
          throw root.bad("node " + index + " isn't a root, or is named twice");
        }
        seen[index] = true;
        open.add(index);
      }
    }
    while (!open.isEmpty()) {
      int n = open.remove();
      shown.add(n);
      for (JsonCursor child : nodes.get(n).get("children").elements()) {
        open.add(child.index(nodes.size()));
      }
    }
  }

  /** Rest rotation of a node in the world, without scale. */
  Quaternionf worldRotation(int node) {
    return node < 0
        ? new Quaternionf()
        : globals[node].getNormalizedRotation(new Quaternionf()).normalize();
  }

  String name(int node, String otherwise) throws BadFileException {
    return nodes.get(node).get("name").text(otherwise);
  }
}
