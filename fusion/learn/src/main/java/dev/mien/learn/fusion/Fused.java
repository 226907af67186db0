package dev.mien.learn.fusion;

import dev.mien.learn.tape.Tensor;
import java.util.List;

/**
 * A strategy's answer.
 *
 * @param output [batch, outputs]
 * @param weights [batch, modalities, outputs]: what share each modality had in each output; sums to
 *     1 over the modalities, and is 0 for missing ones unless all are missing
 * @param branches each modality's own answer, for strategies of the decision level; else empty
 */
public record Fused(Tensor output, Tensor weights, List<Branch> branches) {

  /** Copies the list. */
  public Fused {
    branches = List.copyOf(branches);
  }

  /**
   * One modality's own answer.
   *
   * @param mean [batch, outputs]
   * @param logVariance [batch, outputs]: how unsure it is of each
   * @param present [batch, 1]
   */
  public record Branch(Tensor mean, Tensor logVariance, Tensor present) {}

  /**
   * The loss that teaches branches to know how sure they may be: mean over what is present of ½
   * (log σ² + (y − μ)² / σ²), the negative logarithm of a normal density but for a constant (Nix
   * and Weigend 1994).
   *
   * @param target [batch, outputs]
   * @return one number, 0 without branches
   */
  public Tensor branchLoss(Tensor target) {
    Tensor total = output.tape().filled(0);
    for (Branch branch : branches) {
      Tensor error = target.minus(branch.mean()).square();
      Tensor loss =
          branch
              .logVariance()
              .plus(error.times(branch.logVariance().negate().exp()))
              .times(0.5 / branches.size());
      total = total.plus(loss.times(branch.present()).mean());
    }
    return total;
  }
}
