package dev.mien.learn.train;

/**
 * How much each part of a head counts. A part's loss is about 1 for whoever predicts the mean, so
 * that these are shares.
 *
 * @param shape of the neutral face
 * @param expression of the displacement from it
 * @param texture of the base colour
 * @param attributes amounts and colours
 * @param choices cross entropy of named values
 * @param branches of {@link dev.mien.learn.fusion.Fused#branchLoss}
 * @param stability of the change of the output with noise on the tokens; 0 for none
 */
public record LossWeights(
    double shape,
    double expression,
    double texture,
    double attributes,
    double choices,
    double branches,
    double stability) {

  /** What the shipped models are trained with. */
  public static final LossWeights USUAL = new LossWeights(1, 1, 0.5, 1, 0.5, 0.5, 0);

  /** Checks that none is negative. */
  public LossWeights {
    for (double weight :
        new double[] {shape, expression, texture, attributes, choices, branches, stability}) {
      if (!(weight >= 0)) {
        throw new IllegalArgumentException("a weight is " + weight + ", expected at least 0");
      }
    }
  }

  /**
   * The same with another weight of stability.
   *
   * @param weight at least 0
   */
  public LossWeights withStability(double weight) {
    return new LossWeights(shape, expression, texture, attributes, choices, branches, weight);
  }
}
