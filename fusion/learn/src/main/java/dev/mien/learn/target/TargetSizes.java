package dev.mien.learn.target;

/**
 * How many principal components a target space keeps.
 *
 * @param shape of the neutral face
 * @param expression of the displacement from it
 * @param texture of the base colour; not used where a data set has no textures
 */
public record TargetSizes(int shape, int expression, int texture) {

  /** For the built-in head. */
  public static final TargetSizes USUAL = new TargetSizes(48, 32, 24);

  /** Checks the sizes. */
  public TargetSizes {
    if (shape < 1 || expression < 1 || texture < 1) {
      throw new IllegalArgumentException(
          "expected at least one component each, got "
              + shape
              + ", "
              + expression
              + ", "
              + texture);
    }
  }
}
