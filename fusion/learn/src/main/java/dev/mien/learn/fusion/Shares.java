package dev.mien.learn.fusion;

import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Arithmetic of modalities' shares, with missing ones left out. */
public final class Shares {

  /** Taken from the logarithm of what is missing: nothing is left of it behind a softmax. */
  private static final double NEVER = 1e4;

  private Shares() {}

  /**
   * Which modalities are there.
   *
   * @param inputs one per modality
   * @return [batch, modalities]
   */
  public static Tensor present(List<ModalityTokens> inputs) {
    List<Tensor> columns = new ArrayList<>();
    for (ModalityTokens input : inputs) {
      columns.add(input.present());
    }
    return Tensor.concat(1, columns);
  }

  /**
   * Softmax over modalities, without the missing ones; even shares where all are missing.
   *
   * @param logits [batch, modalities, details]
   * @param inputs one per modality
   * @return [batch, modalities, details], sums to 1 over modalities
   */
  public static Tensor softmax(Tensor logits, List<ModalityTokens> inputs) {
    Tensor there = present(inputs);
    Tensor never = there.plus(-1).times(NEVER).reshape(there.size(0), there.size(1), 1);
    return logits.plus(never).permute(0, 2, 1).softmax().permute(0, 2, 1);
  }

  /**
   * Shares of sizes that are not negative.
   *
   * @param sizes [batch, modalities, details]
   * @param inputs one per modality
   * @return [batch, modalities, details], sums to 1 over modalities
   */
  public static Tensor normalised(Tensor sizes, List<ModalityTokens> inputs) {
    Tensor there = present(inputs);
    Tensor none = there.max(1).negate().plus(1).times(1e-6);
    Tensor kept = sizes.plus(1e-9).times(there.plus(none).reshape(there.size(0), there.size(1), 1));
    return kept.over(kept.sum(1));
  }

  /**
   * The same shares for every output.
   *
   * @param shares [batch, modalities, 1]
   * @param outputs how many
   */
  public static Tensor forAll(Tensor shares, int outputs) {
    return shares.expand(shares.size(0), shares.size(1), outputs);
  }

  /**
   * One tensor of several modalities' equal ones.
   *
   * @param parts each [batch, numbers]
   * @return [batch, modalities, numbers]
   */
  public static Tensor stack(List<Tensor> parts) {
    List<Tensor> rows = new ArrayList<>();
    for (Tensor part : parts) {
      rows.add(part.reshape(part.size(0), 1, part.size(1)));
    }
    return Tensor.concat(1, rows);
  }

  /**
   * The weighted sum over modalities.
   *
   * @param shares [batch, modalities, numbers or 1]
   * @param values [batch, modalities, numbers]
   * @return [batch, numbers]
   */
  public static Tensor mix(Tensor shares, Tensor values) {
    return shares.times(values).sum(1).reshape(values.size(0), values.size(2));
  }
}
