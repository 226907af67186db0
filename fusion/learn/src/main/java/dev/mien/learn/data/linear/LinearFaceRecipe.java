package dev.mien.learn.data.linear;

import dev.mien.learn.data.Split;

/**
 * How many examples are made of a linear face model, and from which seed.
 *
 * @param seed of everything random
 * @param modes how many of the model's first modes identities are mixed from; each coefficient is
 *     standard normal
 * @param train examples, each another identity
 * @param validation examples
 * @param test examples
 * @param side of the pictures, pixels
 */
public record LinearFaceRecipe(
    long seed, int modes, int train, int validation, int test, int side) {

  /** Version of the recipe: changes whenever the same numbers make other examples. */
  public static final int VERSION = 1;

  /** Checks the ranges. */
  public LinearFaceRecipe {
    if (modes < 1 || train < 0 || validation < 0 || test < 0 || side < 16) {
      throw new IllegalArgumentException(
          "expected at least one mode, no negative sizes and pictures of at least 16 pixels: "
              + modes
              + " modes, "
              + train
              + " + "
              + validation
              + " + "
              + test
              + " examples, side "
              + side);
    }
  }

  /**
   * With 50 modes and pictures of 128 pixels.
   *
   * @param seed of everything random
   * @param train examples
   * @param validation examples
   * @param test examples
   */
  public static LinearFaceRecipe of(long seed, int train, int validation, int test) {
    return new LinearFaceRecipe(seed, 50, train, validation, test, 128);
  }

  /**
   * How many examples a split has.
   *
   * @param split which
   */
  public int size(Split split) {
    return switch (split) {
      case TRAIN -> train;
      case VALIDATION -> validation;
      case TEST -> test;
    };
  }
}
