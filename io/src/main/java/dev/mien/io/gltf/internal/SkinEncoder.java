package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.animation.Joint;
import dev.mien.animation.SkinBinding;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;

/** Writes joints, the skin and the vertices' bindings. */
public final class SkinEncoder {

  private static final int FULL = 0xFFFF;

  private SkinEncoder() {}

  /**
   * Adds a node per joint, the first joint being the first node, and a skin of all of them.
   *
   * @param glb the file
   * @param nodes its list of nodes, empty so far
   * @param sceneNodes gets the roots
   * @param joints parents before children; at least one
   * @param turned rotations by the joint's name; others aren't turned
   */
  public static void joints(
      GlbBuilder glb,
      ArrayNode nodes,
      ArrayNode sceneNodes,
      List<Joint> joints,
      Map<String, Quaternionfc> turned) {
    requireJoints(joints, turned.keySet());
    int roots = 0;
    float[] inverse = new float[joints.size() * 16];
    for (int j = 0; j < joints.size(); j++) {
      Joint joint = joints.get(j);
      ObjectNode node = nodes.addObject().put("name", joint.name());
      float x = joint.x();
      float y = joint.y();
      float z = joint.z();
      if (joint.parent() < 0) {
        roots++;
      } else {
        Joint parent = joints.get(joint.parent());
        x -= parent.x();
        y -= parent.y();
        z -= parent.z();
        ((ObjectNode) nodes.get(joint.parent())).withArrayProperty("children").add(j);
      }
      if (x != 0 || y != 0 || z != 0) {
        node.putArray("translation").add(x).add(y).add(z);
      }
      Quaternionfc rotation = turned.get(joint.name());
      if (rotation != null) {
        Quaternionf unit = new Quaternionf(rotation).normalize();
        if (!unit.isFinite()) {
          throw new IllegalArgumentException(
              "the rotation of joint " + joint.name() + " is " + rotation);
        }
        node.putArray("rotation").add(unit.x).add(unit.y).add(unit.z).add(unit.w);
      }
      for (int d = 0; d < 16; d += 5) {
        inverse[16 * j + d] = 1;
      }
      inverse[16 * j + 12] = 0f - joint.x();
      inverse[16 * j + 13] = 0f - joint.y();
      inverse[16 * j + 14] = 0f - joint.z();
    }
    // A skin's joints need a common root.
    if (roots > 1) {
      ObjectNode root = nodes.addObject().put("name", "rig");
      ArrayNode children = root.putArray("children");
      for (int j = 0; j < joints.size(); j++) {
        if (joints.get(j).parent() < 0) {
          children.add(j);
        }
      }
      sceneNodes.add(nodes.size() - 1);
    } else {
      for (int j = 0; j < joints.size(); j++) {
        if (joints.get(j).parent() < 0) {
          sceneNodes.add(j);
        }
      }
    }
    int accessor = glb.floats(glb.view(0, inverse.length * 4), inverse, "MAT4", 16, false);
    ObjectNode skin = glb.root().putArray("skins").addObject();
    skin.put("inverseBindMatrices", accessor);
    ArrayNode list = skin.putArray("joints");
    for (int j = 0; j < joints.size(); j++) {
      list.add(j);
    }
  }

  private static void requireJoints(List<Joint> joints, Set<String> turned) {
    Set<String> unknown = new TreeSet<>(turned);
    joints.forEach(joint -> unknown.remove(joint.name()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the rest pose turns joints that the rig lacks: " + unknown);
    }
  }

  /**
   * Adds JOINTS_0 and WEIGHTS_0. Weights are 16-bit and sum to one exactly; a joint named twice at
   * a vertex is merged; unused slots are joint 0.
   *
   * @param glb the file
   * @param attributes of a primitive
   * @param binding of its vertices
   * @param jointCount joints of the rig
   * @param part name, for messages
   */
  public static void binding(
      GlbBuilder glb, ObjectNode attributes, SkinBinding binding, int jointCount, String part) {
    int vertices = binding.joints().length / 4;
    boolean wide = jointCount > 0x100;
    GlbBuilder.View jointView = glb.view(GlbBuilder.ARRAY_BUFFER, vertices * (wide ? 8 : 4));
    GlbBuilder.View weightView = glb.view(GlbBuilder.ARRAY_BUFFER, vertices * 8);
    ByteBuffer joints = jointView.reserve(vertices * (wide ? 8 : 4));
    ByteBuffer weights = weightView.reserve(vertices * 8);
    int[] joint = new int[4];
    float[] weight = new float[4];
    int[] quantised = new int[4];
    for (int v = 0; v < vertices; v++) {
      for (int i = 0; i < 4; i++) {
        joint[i] = binding.joints()[4 * v + i];
        weight[i] = binding.weights()[4 * v + i];
        if (joint[i] < 0 || joint[i] >= jointCount || !(weight[i] >= 0 && weight[i] <= 1.001f)) {
          throw new IllegalArgumentException(
              String.format(
                  "part %s, vertex %d: joint %d with weight %s, expected a joint below %d and a"
                      + " weight in [0, 1]",
                  part, v, joint[i], weight[i], jointCount));
        }
      }
      merge(joint, weight);
      quantise(weight, quantised, part, v);
      for (int i = 0; i < 4; i++) {
        int index = quantised[i] == 0 ? 0 : joint[i];
        if (wide) {
          joints.putShort((short) index);
        } else {
          joints.put((byte) index);
        }
        weights.putShort((short) quantised[i]);
      }
    }
    int type = wide ? GlbBuilder.UNSIGNED_SHORT : GlbBuilder.UNSIGNED_BYTE;
    GlbBuilder.place(glb.accessor(type, vertices, "VEC4"), jointView, 0);
    attributes.put("JOINTS_0", glb.lastAccessor());
    ObjectNode accessor = glb.accessor(GlbBuilder.UNSIGNED_SHORT, vertices, "VEC4");
    accessor.put("normalized", true);
    GlbBuilder.place(accessor, weightView, 0);
    attributes.put("WEIGHTS_0", glb.lastAccessor());
  }

  private static void merge(int[] joint, float[] weight) {
    for (int i = 1; i < 4; i++) {
      for (int k = 0; k < i; k++) {
        if (joint[k] == joint[i] && weight[i] > 0) {
          weight[k] += weight[i];
          weight[i] = 0;
        }
      }
    }
  }

  private static void quantise(float[] weight, int[] quantised, String part, int vertex) {
    float sum = weight[0] + weight[1] + weight[2] + weight[3];
    if (!(sum > 0)) {
      throw new IllegalArgumentException("part " + part + ", vertex " + vertex + " has no weight");
    }
    int rest = FULL;
    int largest = 0;
    for (int i = 0; i < 4; i++) {
      quantised[i] = (int) (weight[i] / sum * FULL);
      rest -= quantised[i];
      if (quantised[i] > quantised[largest]) {
        largest = i;
      }
    }
    quantised[largest] += rest;
  }
}
