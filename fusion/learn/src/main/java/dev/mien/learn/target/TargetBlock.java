package dev.mien.learn.target;

/**
 * A run of numbers of a target that belong together.
 *
 * @param name {@code shape}, {@code expression}, {@code texture}, or an attribute's identifier
 * @param kind what the numbers are
 * @param from first
 * @param to behind the last
 */
public record TargetBlock(String name, Kind kind, int from, int to) {

  /** What a run of numbers is. */
  public enum Kind {
    /** Coefficients of principal components, each divided by its deviation. */
    COMPONENTS,
    /** An amount, standardised. */
    AMOUNT,
    /** A colour: L*, a*, b*, standardised. */
    COLOUR,
    /** One number per value of a choice: 1 for the true one, 0 for others. */
    CHOICE
  }

  /** How many numbers. */
  public int width() {
    return to - from;
  }
}
