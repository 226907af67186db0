package dev.mien.animation.action;

import java.util.Locale;

/**
 * How far a joint moves about or along one axis.
 *
 * @param joint name of a joint of the skeleton or of the face's soft tissue, such as {@code "jaw"}
 *     or {@code "lipcorner_L"}
 * @param axis which degree of freedom
 * @param amount degrees or inter-ocular distances
 */
public record JointMotion(String joint, JointAxis axis, float amount) {

  /**
   * Reads a label such as {@code "jaw.rx"}.
   *
   * @param label joint and axis
   * @param amount degrees or inter-ocular distances
   * @throws IllegalArgumentException if the label isn't {@code joint.axis}
   */
  public static JointMotion of(String label, float amount) {
    int dot = label.lastIndexOf('.');
    if (dot > 0) {
      for (JointAxis axis : JointAxis.values()) {
        if (axis.label().equals(label.substring(dot + 1).toLowerCase(Locale.ROOT))) {
          return new JointMotion(label.substring(0, dot), axis, amount);
        }
      }
    }
    throw new IllegalArgumentException(
        "'" + label + "' isn't a movement of a joint, expected such as jaw.rx or lipcorner_L.ty");
  }

  /** Joint and axis, such as {@code "jaw.rx"}. */
  public String label() {
    return joint + "." + axis.label();
  }

  /** The same movement of the other half of the face. */
  public JointMotion mirrored() {
    return new JointMotion(
        Mirror.name(joint), axis, axis.changesSignWhenMirrored() ? -amount : amount);
  }
}
