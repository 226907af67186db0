package dev.mien.animation.action;

/**
 * How strongly a muscle contracts.
 *
 * @param muscle name, such as {@code "zygomaticusMajor_L"}
 * @param amount 1 is the strongest that the muscle's own parameters describe
 */
public record MuscleContraction(String muscle, float amount) {

  /** The same contraction of the other half of the face. */
  public MuscleContraction mirrored() {
    return new MuscleContraction(Mirror.name(muscle), amount);
  }
}
