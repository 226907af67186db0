package dev.mien.io.gltf.internal;

import dev.mien.animation.Joint;
import dev.mien.core.BadFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joml.Matrix4f;
import org.joml.Vector3f;

/** The joints of all skins as one rig. */
final class JointReader {

  /** Joints of the rig, parents before children. */
  final List<Joint> joints = new ArrayList<>();

  /** Index in {@link #joints} per node, or -1. */
  final int[] jointOfNode;

  private final NodeTree tree;
  private final List<JsonCursor> skins;
  private final AccessorReader accessors;
  private final Map<Integer, Skin> known = new HashMap<>();

  /**
   * A skin.
   *
   * @param joints indices in the rig, by the skin's own numbers
   * @param toRest what takes bound vertices to the rest pose, per joint
   */
  record Skin(int[] joints, Matrix4f[] toRest) {}

  JointReader(GltfDocument document, NodeTree tree, AccessorReader accessors) throws IOException {
    this.tree = tree;
    this.accessors = accessors;
    this.skins = document.list("skins");
    jointOfNode = new int[tree.nodes.size()];
    Arrays.fill(jointOfNode, -1);
    boolean[] isJoint = new boolean[tree.nodes.size()];
    for (JsonCursor skin : skins) {
      if (skin.get("joints").elements().isEmpty()) {
        throw skin.get("joints").bad("names no joint");
      }
      for (JsonCursor joint : skin.get("joints").elements()) {
        isJoint[joint.index(isJoint.length)] = true;
      }
    }
    UniqueNames names = new UniqueNames();
    for (int node : tree.shown) {
      if (isJoint[node]) {
        Vector3f at = tree.globals[node].getTranslation(new Vector3f());
        String name = names.of(tree.name(node, "joint_" + node));
        jointOfNode[node] = joints.size();
        joints.add(new Joint(name, nearest(tree.parents[node]), at.x, at.y, at.z));
      }
    }
    if (joints.size() > Short.MAX_VALUE) {
      throw new BadFileException(
          document.root.source(), "/skins", "has " + joints.size() + " joints, expected 32767");
    }
  }

  /** The joint at a node or its nearest ancestor, or -1. */
  int nearest(int node) {
    int at = node;
    while (at >= 0 && jointOfNode[at] < 0) {
      at = tree.parents[at];
    }
    return at < 0 ? -1 : jointOfNode[at];
  }

  Skin skin(JsonCursor reference) throws IOException {
    int index = reference.index(skins.size());
    Skin before = known.get(index);
    if (before != null) {
      return before;
    }
    Skin read = read(skins.get(index));
    known.put(index, read);
    return read;
  }

  private Skin read(JsonCursor skin) throws IOException {
    List<JsonCursor> list = skin.get("joints").elements();
    int[] indices = new int[list.size()];
    Matrix4f[] toRest = new Matrix4f[list.size()];
    JsonCursor inverse = skin.get("inverseBindMatrices");
    float[] matrices =
        inverse.exists() ? accessors.floats(inverse, "MAT4", list.size()) : new float[0];
    float[] one = new float[16];
    for (int j = 0; j < indices.length; j++) {
      int node = list.get(j).index(tree.nodes.size());
      indices[j] = jointOfNode[node];
      if (indices[j] < 0) {
        throw list.get(j).bad("node " + node + " isn't in the scene");
      }
      toRest[j] = new Matrix4f(tree.globals[node]);
      if (matrices.length > 0) {
        System.arraycopy(matrices, 16 * j, one, 0, 16);
        toRest[j].mul(new Matrix4f().set(one));
      }
    }
    return new Skin(indices, toRest);
  }
}
