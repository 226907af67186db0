package dev.mien.animation.muscle;

/** A displacement field that grows with the muscle's contraction. Immutable. */
public sealed interface Muscle permits LinearMuscle, SphincterMuscle, SheetMuscle {

  /**
   * Adds the displacement of a point.
   *
   * @param x the point at rest, in the muscle's unit of length
   * @param y the point at rest
   * @param z the point at rest
   * @param contraction factor; 0 relaxed
   * @param dest receives the displacement: three values from {@code offset} grow by it
   * @param offset where to add
   */
  void displace(double x, double y, double z, double contraction, double[] dest, int offset);
}
