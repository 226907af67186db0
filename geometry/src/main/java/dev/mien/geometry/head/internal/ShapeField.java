package dev.mien.geometry.head.internal;

/** A direction in which the head's shape varies: a displacement of every point of the left half. */
@FunctionalInterface
interface ShapeField {

  /**
   * Adds the displacement per unit.
   *
   * @param p the point, whose displacement receives it
   */
  void displace(SkinPoint p);
}
