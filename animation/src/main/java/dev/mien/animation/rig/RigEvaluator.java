package dev.mien.animation.rig;

import dev.mien.animation.Avatar;
import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Corrective;
import dev.mien.animation.Joint;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.SkinBinding;
import dev.mien.geometry.scene.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joml.Matrix4f;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;
import org.joml.Vector3f;

/**
 * Plays a rig: weights of blendshapes and rotations of joints become positions and normals of every
 * part, {@code V(a) = V0 + sum a_k B_k + sum a_k a_l C_kl} and then linear-blend skinning.
 * Immutable.
 */
public final class RigEvaluator {

  /**
   * Where a part's vertices are.
   *
   * @param part the part at rest
   * @param positions metres, interleaved x, y, z
   * @param normals unit vectors, interleaved x, y, z
   */
  public record EvaluatedPart(Part part, float[] positions, float[] normals) {}

  private final List<Part> parts;
  private final AvatarRig rig;

  private RigEvaluator(List<Part> parts, AvatarRig rig) {
    this.parts = List.copyOf(parts);
    this.rig = rig;
  }

  /**
   * An evaluator of an avatar.
   *
   * @param avatar parts and rig
   */
  public static RigEvaluator of(Avatar avatar) {
    return new RigEvaluator(avatar.parts(), avatar.rig());
  }

  /**
   * An evaluator of parts and their rig.
   *
   * @param parts at rest, by the names that the rig uses
   * @param rig what moves them
   */
  public static RigEvaluator of(List<Part> parts, AvatarRig rig) {
    return new RigEvaluator(parts, rig);
  }

  /**
   * Evaluates blendshapes alone.
   *
   * @param weights by the shape's name; missing ones are 0
   */
  public List<EvaluatedPart> evaluate(Map<String, Float> weights) {
    return evaluate(weights, Map.of());
  }

  /**
   * Evaluates blendshapes and joints.
   *
   * @param weights by the shape's name; missing ones are 0. Values outside [0, 1] extrapolate.
   * @param rotations by the joint's name, relative to the parent; missing ones are at rest
   * @return the parts in their order
   * @throws IllegalArgumentException if there is no shape or joint of a name
   */
  public List<EvaluatedPart> evaluate(
      Map<String, Float> weights, Map<String, Quaternionfc> rotations) {
    List<Blendshape> active = new ArrayList<>();
    for (Map.Entry<String, Float> weight : weights.entrySet()) {
      active.add(
          rig.blendshape(weight.getKey())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no blendshape '" + weight.getKey() + "'")));
      if (!Float.isFinite(weight.getValue())) {
        throw new IllegalArgumentException(
            "the weight of " + weight.getKey() + " is " + weight.getValue());
      }
    }
    Matrix4f[] transforms = transforms(rotations);
    List<EvaluatedPart> evaluated = new ArrayList<>();
    for (Part part : parts) {
      float[] positions = part.mesh().positions().clone();
      float[] normals = part.mesh().normals().clone();
      for (Blendshape shape : active) {
        float weight = weights.getOrDefault(shape.name(), 0f);
        add(shape.deltas().get(part.name()), weight, positions, normals);
      }
      for (Corrective corrective : rig.correctives()) {
        float weight =
            (float)
                corrective.weight(
                    weights.getOrDefault(corrective.first(), 0f),
                    weights.getOrDefault(corrective.second(), 0f));
        if (weight != 0) {
          add(corrective.deltas().get(part.name()), weight, positions, normals);
        }
      }
      SkinBinding binding = rig.bindings().get(part.name());
      if (binding != null && !rotations.isEmpty()) {
        skin(binding, transforms, positions, normals);
      }
      normalise(normals);
      evaluated.add(new EvaluatedPart(part, positions, normals));
    }
    return evaluated;
  }

  private static void add(
      @org.jspecify.annotations.Nullable MorphDelta delta,
      float weight,
      float[] positions,
      float[] normals) {
    if (delta == null || weight == 0) {
      return;
    }
    int[] vertices = delta.vertices();
    float[] p = delta.positions();
    float[] n = delta.normals();
    for (int i = 0; i < vertices.length; i++) {
      int v = 3 * vertices[i];
      for (int c = 0; c < 3; c++) {
        positions[v + c] += weight * p[3 * i + c];
        normals[v + c] += weight * n[3 * i + c];
      }
    }
  }

  /** Per joint the map from its rest pose to where it is now. */
  private Matrix4f[] transforms(Map<String, Quaternionfc> rotations) {
    Map<String, Quaternionfc> left = new LinkedHashMap<>(rotations);
    List<Joint> joints = rig.joints();
    Matrix4f[] transforms = new Matrix4f[joints.size()];
    for (int j = 0; j < joints.size(); j++) {
      Joint joint = joints.get(j);
      Quaternionfc rotation =
          Optional.ofNullable(left.remove(joint.name())).orElse(new Quaternionf());
      Matrix4f own =
          new Matrix4f()
              .translate(joint.x(), joint.y(), joint.z())
              .rotate(rotation)
              .translate(-joint.x(), -joint.y(), -joint.z());
      transforms[j] = joint.parent() < 0 ? own : new Matrix4f(transforms[joint.parent()]).mul(own);
    }
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "there are no joints "
              + left.keySet()
              + ", expected some of "
              + joints.stream().map(Joint::name).toList());
    }
    return transforms;
  }

  private static void skin(
      SkinBinding binding, Matrix4f[] transforms, float[] positions, float[] normals) {
    Vector3f p = new Vector3f();
    Vector3f n = new Vector3f();
    Vector3f point = new Vector3f();
    Vector3f direction = new Vector3f();
    for (int v = 0; v < positions.length / 3; v++) {
      p.zero();
      n.zero();
      for (int k = 0; k < 4; k++) {
        float w = binding.weights()[4 * v + k];
        if (w > 0) {
          Matrix4f m = transforms[binding.joints()[4 * v + k]];
          point.set(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]);
          direction.set(normals[3 * v], normals[3 * v + 1], normals[3 * v + 2]);
          p.fma(w, m.transformPosition(point));
          n.fma(w, m.transformDirection(direction));
        }
      }
      positions[3 * v] = p.x;
      positions[3 * v + 1] = p.y;
      positions[3 * v + 2] = p.z;
      normals[3 * v] = n.x;
      normals[3 * v + 1] = n.y;
      normals[3 * v + 2] = n.z;
    }
  }

  private static void normalise(float[] normals) {
    for (int i = 0; i < normals.length; i += 3) {
      double length =
          Math.sqrt(
              normals[i] * normals[i]
                  + normals[i + 1] * normals[i + 1]
                  + normals[i + 2] * normals[i + 2]);
      if (length > 1e-9) {
        normals[i] /= (float) length;
        normals[i + 1] /= (float) length;
        normals[i + 2] /= (float) length;
      }
    }
  }
}
