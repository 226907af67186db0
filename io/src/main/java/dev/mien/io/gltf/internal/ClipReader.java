package dev.mien.io.gltf.internal;

import dev.mien.animation.AnimationClip;
import dev.mien.core.BadFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.joml.Quaternionf;

/** Animations of weights and joint rotations, sampled at all of their key times. */
final class ClipReader {

  private final GltfDocument document;
  private final NodeTree tree;
  private final JointReader joints;
  private final AccessorReader accessors;
  private final Map<Integer, List<String>> targetsOfNode;
  private final MemoryBudget budget;
  private final List<String> notes;

  /** One channel's keys. */
  private record Keys(
      float[] times, float[] values, int width, String interpolation, boolean rotation) {

    /** The value at a time, held before the first and after the last key. */
    float[] at(double time) {
      boolean cubic = interpolation.equals("CUBICSPLINE");
      int last = times.length - 1;
      int found = Arrays.binarySearch(times, (float) time);
      int next = found >= 0 ? found + 1 : -found - 1;
      int a = Math.max(0, next - 1);
      int b = Math.min(last, next);
      float[] result = new float[width];
      double span = times[b] - times[a];
      double u = span > 0 ? Math.min(1, Math.max(0, (time - times[a]) / span)) : 0;
      if (interpolation.equals("STEP")) {
        u = 0;
      }
      if (cubic) {
        for (int c = 0; c < width; c++) {
          double p0 = value(3 * a + 1, c);
          double p1 = value(3 * b + 1, c);
          double m0 = span * value(3 * a + 2, c);
          double m1 = span * value(3 * b, c);
          double u2 = u * u;
          double u3 = u2 * u;
          result[c] =
              (float)
                  ((2 * u3 - 3 * u2 + 1) * p0
                      + (u3 - 2 * u2 + u) * m0
                      + (3 * u2 - 2 * u3) * p1
                      + (u3 - u2) * m1);
        }
      } else if (rotation) {
        Quaternionf from = quaternion(a);
        from.slerp(quaternion(b), (float) u);
        result = new float[] {from.x, from.y, from.z, from.w};
      } else {
        for (int c = 0; c < width; c++) {
          result[c] = (float) (value(a, c) + u * (value(b, c) - value(a, c)));
        }
      }
      return result;
    }

    private float value(int key, int component) {
      return values[key * width + component];
    }

    private Quaternionf quaternion(int key) {
      return new Quaternionf(value(key, 0), value(key, 1), value(key, 2), value(key, 3));
    }
  }

  ClipReader(
      GltfDocument document,
      NodeTree tree,
      JointReader joints,
      AccessorReader accessors,
      Map<Integer, List<String>> targetsOfNode,
      MemoryBudget budget,
      List<String> notes) {
    this.document = document;
    this.tree = tree;
    this.joints = joints;
    this.accessors = accessors;
    this.targetsOfNode = targetsOfNode;
    this.budget = budget;
    this.notes = notes;
  }

  List<AnimationClip> readAll() throws IOException {
    List<AnimationClip> clips = new ArrayList<>();
    List<JsonCursor> animations = document.list("animations");
    for (int a = 0; a < animations.size(); a++) {
      JsonCursor animation = animations.get(a);
      clips.add(read(animation, animation.get("name").text("animation_" + a)));
    }
    return clips;
  }

  private AnimationClip read(JsonCursor animation, String name) throws IOException {
    Map<String, Keys> weights = new LinkedHashMap<>();
    Map<String, Integer> columnOfShape = new LinkedHashMap<>();
    Map<Integer, Keys> rotations = new LinkedHashMap<>();
    TreeSet<Float> times = new TreeSet<>();
    List<JsonCursor> samplers = animation.get("samplers").elements();
    Map<String, Keys> known = new LinkedHashMap<>();
    for (JsonCursor channel : animation.get("channels").elements()) {
      JsonCursor target = channel.get("target");
      if (!target.get("node").exists()) {
        continue;
      }
      int node = target.get("node").index(tree.nodes.size());
      String path = target.get("path").text("");
      JsonCursor sampler = samplers.get(channel.get("sampler").index(samplers.size()));
      List<String> names = targetsOfNode.getOrDefault(node, List.of());
      if (path.equals("weights") && !names.isEmpty()) {
        Keys keys = keys(sampler, names.size(), false, known);
        for (int t = 0; t < names.size(); t++) {
          if (weights.putIfAbsent(names.get(t), keys) == null) {
            columnOfShape.put(names.get(t), t);
          }
        }
        addTimes(times, keys);
      } else if (path.equals("rotation") && joints.jointOfNode[node] >= 0) {
        Keys keys = keys(sampler, 4, true, known);
        rotations.put(node, keys);
        addTimes(times, keys);
      } else {
        notes.add(channel.pointer() + ": animation of " + path + " of this node is left out");
      }
    }
    long frames = times.size();
    budget.take(animation, frames * (weights.size() * 4L + rotations.size() * 16L + 24));
    double[] seconds = new double[times.size()];
    float start = times.isEmpty() ? 0 : times.first();
    int frame = 0;
    for (float time : times) {
      seconds[frame++] = (double) time - start;
    }
    float[][] values = weights(weights, columnOfShape, seconds, start);
    Map<String, float[]> turns = new LinkedHashMap<>();
    for (Map.Entry<Integer, Keys> joint : rotations.entrySet()) {
      turns.put(
          joints.joints.get(joints.jointOfNode[joint.getKey()]).name(),
          turns(joint.getKey(), joint.getValue(), seconds, start));
    }
    return new AnimationClip(name, seconds, List.copyOf(weights.keySet()), values, turns);
  }

  /** [frame][shape]; shapes that share their keys are evaluated once. */
  private static float[][] weights(
      Map<String, Keys> weights, Map<String, Integer> columns, double[] seconds, float start) {
    float[][] values = new float[seconds.length][weights.size()];
    for (Keys keys : new LinkedHashSet<>(weights.values())) {
      for (int f = 0; f < seconds.length; f++) {
        float[] all = keys.at(seconds[f] + start);
        int shape = 0;
        for (Map.Entry<String, Keys> entry : weights.entrySet()) {
          if (entry.getValue().equals(keys)) {
            values[f][shape] = all[columns.getOrDefault(entry.getKey(), 0)];
          }
          shape++;
        }
      }
    }
    return values;
  }

  private static void addTimes(Set<Float> times, Keys keys) {
    for (float time : keys.times) {
      times.add(time);
    }
  }

  /**
   * Rotations relative to the parent, about axes that are the world's at rest: G (L(t) L(0)^-1)
   * G^-1, where G is the parent's rest rotation in the world and L the joint's own.
   */
  private float[] turns(int node, Keys keys, double[] seconds, float start) {
    Quaternionf parent = tree.worldRotation(tree.parents[node]);
    Quaternionf inverseParent = new Quaternionf(parent).conjugate();
    Quaternionf inverseRest = new Quaternionf(tree.rotations[node]).conjugate();
    float[] turns = new float[seconds.length * 4];
    for (int f = 0; f < seconds.length; f++) {
      float[] own = keys.at(seconds[f] + start);
      Quaternionf turn =
          new Quaternionf(parent)
              .mul(new Quaternionf(own[0], own[1], own[2], own[3]).normalize())
              .mul(inverseRest)
              .mul(inverseParent);
      turns[4 * f] = turn.x;
      turns[4 * f + 1] = turn.y;
      turns[4 * f + 2] = turn.z;
      turns[4 * f + 3] = turn.w;
    }
    return turns;
  }

  private Keys keys(JsonCursor sampler, int width, boolean rotation, Map<String, Keys> known)
      throws IOException {
    Keys before = known.get(sampler.pointer());
    if (before != null && before.width == width && before.rotation == rotation) {
      return before;
    }
    float[] times = accessors.floats(sampler.get("input"), "SCALAR", -1);
    for (int i = 0; i < times.length; i++) {
      if (times[i] < 0 || i > 0 && !(times[i] > times[i - 1])) {
        throw sampler.get("input").bad("time " + i + " is " + times[i] + ", expected later ones");
      }
    }
    String interpolation = sampler.get("interpolation").text("LINEAR");
    if (!List.of("LINEAR", "STEP", "CUBICSPLINE").contains(interpolation)) {
      throw sampler.get("interpolation").bad("is '" + interpolation + "'");
    }
    long keys = interpolation.equals("CUBICSPLINE") ? times.length * 3L : times.length;
    long elements = rotation ? keys : keys * width;
    if (elements > Integer.MAX_VALUE) {
      throw new BadFileException(sampler.source(), sampler.pointer(), "has too many keys");
    }
    float[] values =
        accessors.floats(sampler.get("output"), rotation ? "VEC4" : "SCALAR", (int) elements);
    if (rotation) {
      requireRotations(sampler.get("output"), values, interpolation);
    }
    Keys read = new Keys(times, values, width, interpolation, rotation);
    known.put(sampler.pointer(), read);
    return read;
  }

  private static void requireRotations(JsonCursor output, float[] values, String interpolation)
      throws BadFileException {
    boolean cubic = interpolation.equals("CUBICSPLINE");
    for (int i = 0; i < values.length; i += 4) {
      boolean tangent = cubic && i / 4 % 3 != 1;
      float[] q = Arrays.copyOfRange(values, i, i + 4);
      float length = q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3];
      if (!tangent && !(length > 1e-8f)) {
        throw output.bad("element " + i / 4 + " isn't a rotation");
      }
    }
  }
}
