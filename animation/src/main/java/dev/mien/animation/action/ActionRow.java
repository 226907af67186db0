package dev.mien.animation.action;

import dev.mien.core.ActionUnit;
import dev.mien.core.FaceRegion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one action unit does at intensity 1. A sided unit's row describes the subject's left half.
 *
 * @param unit the action unit
 * @param joints movements of joints
 * @param muscles contractions of muscles
 * @param blendshapes weights of ARKit's and the extra blendshapes that show it
 * @param regions where it shows, the main one first
 * @param onset milliseconds from rest to full intensity
 * @param offset milliseconds back to rest
 * @param exponent of the intensity: amount(a) = amount(1) * a^exponent
 */
public record ActionRow(
    ActionUnit unit,
    List<JointMotion> joints,
    List<MuscleContraction> muscles,
    Map<String, Float> blendshapes,
    Set<FaceRegion> regions,
    float onset,
    float offset,
    float exponent) {

  /** Validates and copies. */
  public ActionRow {
    joints = List.copyOf(joints);
    muscles = List.copyOf(muscles);
    blendshapes = Collections.unmodifiableMap(new LinkedHashMap<>(blendshapes));
    regions = Collections.unmodifiableSet(new LinkedHashSet<>(regions));
    if (regions.isEmpty()) {
      throw new IllegalArgumentException(unit + " has no region");
    }
    if (!(onset > 0 && offset > 0)) {
      throw new IllegalArgumentException(
          unit + ": onset " + onset + " ms and offset " + offset + " ms must be above 0");
    }
    if (!(exponent >= 0.2f && exponent <= 5)) {
      throw new IllegalArgumentException(
          unit + ": exponent " + exponent + ", expected a number in [0.2, 5]");
    }
  }

  /** The row for the subject's right half. */
  public ActionRow mirrored() {
    Map<String, Float> shapes = new LinkedHashMap<>();
    blendshapes.forEach((name, weight) -> shapes.put(Mirror.name(name), weight));
    return new ActionRow(
        unit,
        joints.stream().map(JointMotion::mirrored).toList(),
        muscles.stream().map(MuscleContraction::mirrored).toList(),
        shapes,
        regions,
        onset,
        offset,
        exponent);
  }

  /**
   * The factor of the amounts at an intensity.
   *
   * @param intensity in [0, 1]
   */
  public float response(float intensity) {
    return exponent == 1 ? intensity : (float) Math.pow(intensity, exponent);
  }
}
