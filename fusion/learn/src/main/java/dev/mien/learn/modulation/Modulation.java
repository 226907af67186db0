package dev.mien.learn.modulation;

import dev.mien.learn.nn.Parameters;

/** A formula that modulates one feature by another; deterministic, each row of a batch alone. */
public interface Modulation {

  /** Unique, such as {@code demod_mul}. */
  String key();

  /** The formula as a reader would write it. */
  String formula();

  /**
   * Whether S and F must have the same width; a linear layer is put before F where they haven't.
   */
  boolean needsEqualWidths();

  /** Whether nothing is learned in it. */
  boolean parameterFree();

  /** Whether it lets so little of F through that M hardly depends on it. */
  default boolean lowInformation() {
    return false;
  }

  /**
   * Makes its layers.
   *
   * @param parameters takes what is learned
   * @param widthS of S and of the result
   * @param widthF of F
   */
  Modulator create(Parameters parameters, int widthS, int widthF);
}
