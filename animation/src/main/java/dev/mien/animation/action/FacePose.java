package dev.mien.animation.action;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.Side;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What every joint and muscle of the face does at one moment: the common ground of all coding
 * systems. Immutable; what isn't mentioned is at rest.
 */
public final class FacePose {

  /** Everything at rest. */
  public static final FacePose REST = new FacePose(new TreeMap<>(), new TreeMap<>());

  private final NavigableMap<String, Float> joints;
  private final NavigableMap<String, Float> muscles;

  private FacePose(NavigableMap<String, Float> joints, NavigableMap<String, Float> muscles) {
    this.joints = Collections.unmodifiableNavigableMap(joints);
    this.muscles = Collections.unmodifiableNavigableMap(muscles);
  }

  /**
   * The pose that action units bring about.
   *
   * @param units intensities; a sided unit's {@code BOTH} channel counts for both halves
   * @param table what each unit does
   */
  public static FacePose of(ActionUnits units, ActionTable table) {
    FacePose pose = REST;
    for (Map.Entry<ActionUnitChannel, Float> entry : units.asMap().entrySet()) {
      pose = pose.plus(of(entry.getKey(), entry.getValue(), table));
    }
    return pose;
  }

  /**
   * The pose that one channel brings about.
   *
   * @param channel the action unit and its side
   * @param intensity in [0, 1]
   * @param table what each unit does
   */
  public static FacePose of(ActionUnitChannel channel, float intensity, ActionTable table) {
    if (channel.unit().isSided() && channel.side() == Side.BOTH) {
      return of(new ActionUnitChannel(channel.unit(), Side.LEFT), intensity, table)
          .plus(of(new ActionUnitChannel(channel.unit(), Side.RIGHT), intensity, table));
    }
    return table
        .row(channel)
        .map(
            row -> {
              float factor = row.response(intensity);
              TreeMap<String, Float> joints = new TreeMap<>();
              row.joints().forEach(m -> joints.merge(m.label(), m.amount() * factor, Float::sum));
              TreeMap<String, Float> muscles = new TreeMap<>();
              row.muscles()
                  .forEach(m -> muscles.merge(m.muscle(), m.amount() * factor, Float::sum));
              return new FacePose(joints, muscles);
            })
        .orElse(REST);
  }

  /**
   * This pose with a joint moved further.
   *
   * @param motion how far
   */
  public FacePose plus(JointMotion motion) {
    TreeMap<String, Float> changed = new TreeMap<>(joints);
    changed.merge(motion.label(), motion.amount(), Float::sum);
    return new FacePose(changed, muscles);
  }

  /**
   * This pose with a muscle contracted further.
   *
   * @param contraction how far
   */
  public FacePose plus(MuscleContraction contraction) {
    TreeMap<String, Float> changed = new TreeMap<>(muscles);
    changed.merge(contraction.muscle(), contraction.amount(), Float::sum);
    return new FacePose(joints, changed);
  }

  /**
   * Both poses at once: amounts add up.
   *
   * @param other the other pose
   */
  public FacePose plus(FacePose other) {
    TreeMap<String, Float> allJoints = new TreeMap<>(joints);
    other.joints.forEach((name, amount) -> allJoints.merge(name, amount, Float::sum));
    TreeMap<String, Float> allMuscles = new TreeMap<>(muscles);
    other.muscles.forEach((name, amount) -> allMuscles.merge(name, amount, Float::sum));
    return new FacePose(allJoints, allMuscles);
  }

  /**
   * All amounts multiplied.
   *
   * @param factor what with
   */
  public FacePose times(float factor) {
    TreeMap<String, Float> scaledJoints = new TreeMap<>(joints);
    scaledJoints.replaceAll((name, amount) -> amount * factor);
    TreeMap<String, Float> scaledMuscles = new TreeMap<>(muscles);
    scaledMuscles.replaceAll((name, amount) -> amount * factor);
    return new FacePose(scaledJoints, scaledMuscles);
  }

  /**
   * How far a joint moves; 0 at rest.
   *
   * @param joint such as {@code "jaw"}
   * @param axis which degree of freedom
   * @return degrees or inter-ocular distances
   */
  public float joint(String joint, JointAxis axis) {
    return joints.getOrDefault(joint + "." + axis.label(), 0f);
  }

  /**
   * How strongly a muscle contracts; 0 at rest.
   *
   * @param muscle such as {@code "zygomaticusMajor_L"}
   */
  public float muscle(String muscle) {
    return muscles.getOrDefault(muscle, 0f);
  }

  /** Amounts by joint and axis ({@code "jaw.rx"}), in alphabetical order. */
  public Map<String, Float> joints() {
    return joints;
  }

  /** Contractions by muscle, in alphabetical order. */
  public Map<String, Float> muscles() {
    return muscles;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FacePose pose
        && joints.equals(pose.joints)
        && muscles.equals(pose.muscles);
  }

  @Override
  public int hashCode() {
    return 31 * joints.hashCode() + muscles.hashCode();
  }

  @Override
  public String toString() {
    return joints + " " + muscles;
  }
}
