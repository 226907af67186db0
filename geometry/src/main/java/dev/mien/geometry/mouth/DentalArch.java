package dev.mien.geometry.mouth;

import org.joml.Vector3f;

/**
 * The curve on which the teeth of one jaw stand: half an ellipse, open at the back, in a horizontal
 * plane.
 *
 * @param y height of the biting edges, metres
 * @param front z of the incisors' outer face, metres
 * @param halfWidth of the ellipse, metres
 * @param depth of the ellipse, metres
 * @param scale size of the teeth; 1 in an adult whose face is 135 mm broad
 * @param lean how far roots lie behind the crowns' edges, share of their height over these
 * @param upper whether this is the maxilla's
 */
record DentalArch(
    float y, float front, float halfWidth, float depth, float scale, float lean, boolean upper) {

  /** Angle of the ellipse's parameter at the last molar's back, radians. */
  static final double LAST = 1.36;

  private static final int STEPS = 64;

  /**
   * A point of the arch, on the teeth's outer face at the biting edge.
   *
   * @param t ellipse parameter, radians; 0 the midline, above 0 the subject's left
   */
  Vector3f at(double t) {
    return new Vector3f(
        halfWidth * (float) Math.sin(t), y, front - depth * (float) (1 - Math.cos(t)));
  }

  /** Unit outward direction in the plane of the arch. */
  Vector3f outward(double t) {
    return new Vector3f(depth * (float) Math.sin(t), 0, halfWidth * (float) Math.cos(t))
        .normalize();
  }

  /**
   * Direction from crown to gum of a tooth that leans as the arch does; its height is 1.
   *
   * @param t ellipse parameter, radians
   */
  Vector3f gumward(double t) {
    return new Vector3f(0, upper ? 1 : -1, 0).fma(-lean, outward(t));
  }

  /** Length from the midline to the last molar's back, metres. */
  float length() {
    float length = 0;
    for (int i = 0; i < STEPS; i++) {
      length += at(LAST * (i + 1) / STEPS).distance(at(LAST * i / STEPS));
    }
    return length;
  }

  /**
   * Ellipse parameter at a distance from the midline along the arch.
   *
   * @param distance metres, 0 and up
   */
  double parameter(float distance) {
    float length = 0;
    for (int i = 0; i < STEPS * 2; i++) {
      float step = at(LAST * (i + 1) / STEPS).distance(at(LAST * i / STEPS));
      if (length + step >= distance) {
        return LAST * (i + (distance - length) / step) / STEPS;
      }
      length += step;
    }
    return LAST * 2;
  }
}
