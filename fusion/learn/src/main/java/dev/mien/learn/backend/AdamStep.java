package dev.mien.learn.backend;

/**
 * What one step of Adam needs.
 *
 * @param rate learning rate
 * @param beta1 decay of the running mean
 * @param beta2 decay of the running mean square
 * @param epsilon keeps the quotient finite
 * @param decay decoupled weight decay
 * @param step number of this step, from 1
 */
public record AdamStep(
    double rate, double beta1, double beta2, double epsilon, double decay, int step) {

  /** Checks the ranges. */
  public AdamStep {
    if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0 && step >= 1)) {
      throw new IllegalArgumentException(
          "expected betas in [0, 1), epsilon above 0 and a step of at least 1, got "
              + beta1
              + ", "
              + beta2
              + ", "
              + epsilon
              + ", "
              + step);
    }
  }

  /** √(1 − β₂ᵗ) / (1 − β₁ᵗ): corrects the bias of the running means. */
  public double correction() {
    return Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step));
  }
}
