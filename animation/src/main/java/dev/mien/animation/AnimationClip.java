package dev.mien.animation;

import java.util.List;
import java.util.Map;

/**
 * Blendshape weights and joint rotations over time.
 *
 * @param name what to call it
 * @param times one per frame, seconds, strictly increasing from 0
 * @param shapes names of the blendshapes, one per column of {@code weights}
 * @param weights [frame][shape], in [0, 1]
 * @param rotations per joint name, [frame * 4] unit quaternions x, y, z, w relative to the parent
 */
public record AnimationClip(
    String name,
    double[] times,
    List<String> shapes,
    float[][] weights,
    Map<String, float[]> rotations) {

  /** Validates the lengths. */
  public AnimationClip {
    shapes = List.copyOf(shapes);
    rotations = Map.copyOf(rotations);
    if (weights.length != times.length) {
      throw new IllegalArgumentException(
          weights.length + " frames of weights for " + times.length + " times");
    }
  }
}
