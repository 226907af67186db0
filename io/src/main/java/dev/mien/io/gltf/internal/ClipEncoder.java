package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.animation.AnimationClip;
import dev.mien.animation.Joint;
import java.util.List;
import java.util.TreeMap;

/** Writes animations of morph target weights and joint rotations. */
public final class ClipEncoder {

  private final GlbBuilder glb;
  private final List<Joint> joints;
  private final List<String> targets;
  private final float[] restWeights;
  private final List<Integer> movingNodes;

  /**
   * Creates an encoder.
   *
   * @param glb the file
   * @param joints of the rig; their indices are those of their nodes
   * @param targets names of the morph targets
   * @param restWeights per target, for targets that a clip leaves alone
   * @param movingNodes nodes whose meshes have the targets
   */
  public ClipEncoder(
      GlbBuilder glb,
      List<Joint> joints,
      List<String> targets,
      float[] restWeights,
      List<Integer> movingNodes) {
    this.glb = glb;
    this.joints = joints;
    this.targets = targets;
    this.restWeights = restWeights;
    this.movingNodes = movingNodes;
  }

  /**
   * Adds an animation.
   *
   * @param animations the file's list
   * @param clip what moves
   */
  public void encode(ArrayNode animations, AnimationClip clip) {
    float[] times = times(clip);
    boolean weights = !targets.isEmpty() && !movingNodes.isEmpty();
    if (times.length == 0 || !weights && clip.rotations().isEmpty()) {
      throw new IllegalArgumentException("clip " + clip.name() + " moves nothing");
    }
    ObjectNode animation = animations.addObject().put("name", clip.name());
    ArrayNode samplers = animation.putArray("samplers");
    ArrayNode channels = animation.putArray("channels");
    int input = glb.floats(glb.view(0, times.length * 4), times, "SCALAR", 1, true);
    if (weights) {
      float[] values = weights(clip);
      int output = glb.floats(glb.view(0, values.length * 4), values, "SCALAR", 1, false);
      samplers.addObject().put("input", input).put("output", output);
      for (int node : movingNodes) {
        ObjectNode channel = channels.addObject().put("sampler", 0);
        channel.putObject("target").put("node", node).put("path", "weights");
      }
    }
    new TreeMap<>(clip.rotations())
        .forEach(
            (joint, rotations) -> {
              int node = node(clip, joint);
              float[] values = unit(clip, joint, rotations);
              int output = glb.floats(glb.view(0, values.length * 4), values, "VEC4", 4, false);
              samplers.addObject().put("input", input).put("output", output);
              ObjectNode channel = channels.addObject().put("sampler", samplers.size() - 1);
              channel.putObject("target").put("node", node).put("path", "rotation");
            });
  }

  private static float[] times(AnimationClip clip) {
    float[] times = new float[clip.times().length];
    for (int frame = 0; frame < times.length; frame++) {
      times[frame] = (float) clip.times()[frame];
      boolean later = frame == 0 ? times[0] >= 0 : times[frame] > times[frame - 1];
      if (!later || Float.isInfinite(times[frame])) {
        throw new IllegalArgumentException(
            String.format(
                "clip %s, frame %d: time %s s must be finite, not negative and later than the frame"
                    + " before by more than a float's precision",
                clip.name(), frame, clip.times()[frame]));
      }
    }
    return times;
  }

  private float[] weights(AnimationClip clip) {
    int[] columns = new int[targets.size()];
    for (int t = 0; t < columns.length; t++) {
      columns[t] = clip.shapes().indexOf(targets.get(t));
    }
    float[] values = new float[clip.times().length * columns.length];
    for (int frame = 0; frame < clip.times().length; frame++) {
      for (int t = 0; t < columns.length; t++) {
        float value = columns[t] < 0 ? restWeights[t] : clip.weights()[frame][columns[t]];
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException(
              String.format(
                  "clip %s, frame %d: weight of %s is %s, expected a finite number",
                  clip.name(), frame, targets.get(t), value));
        }
        values[frame * columns.length + t] = value;
      }
    }
    return values;
  }

  private int node(AnimationClip clip, String joint) {
    for (int j = 0; j < joints.size(); j++) {
      if (joints.get(j).name().equals(joint)) {
        return j;
      }
    }
    throw new IllegalArgumentException(
        "clip " + clip.name() + " turns joint '" + joint + "', which the rig doesn't have");
  }

  private static float[] unit(AnimationClip clip, String joint, float[] rotations) {
    if (rotations.length != clip.times().length * 4) {
      throw new IllegalArgumentException(
          String.format(
              "clip %s: %d values for joint %s, expected 4 per frame: %d",
              clip.name(), rotations.length, joint, clip.times().length * 4));
    }
    float[] unit = new float[rotations.length];
    for (int i = 0; i < unit.length; i += 4) {
      double length = 0;
      for (int c = 0; c < 4; c++) {
        length += (double) rotations[i + c] * rotations[i + c];
      }
      length = Math.sqrt(length);
      if (!(length > 1e-6 && length < 1e6)) {
        throw new IllegalArgumentException(
            String.format(
                "clip %s, frame %d: the rotation of %s isn't a quaternion that can be normalised",
                clip.name(), i / 4, joint));
      }
      for (int c = 0; c < 4; c++) {
        unit[i + c] = (float) (rotations[i + c] / length);
      }
    }
    return unit;
  }
}
