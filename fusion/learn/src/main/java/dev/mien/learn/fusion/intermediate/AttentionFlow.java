package dev.mien.learn.fusion.intermediate;

import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Masks of tokens whose modality is missing, and what attention says of modalities' shares. */
final class AttentionFlow {

  private static final double NEVER = -1e4;

  private AttentionFlow() {}

  /** All tokens one behind the other: [batch, tokens, width]. */
  static Tensor tokens(List<ModalityTokens> inputs) {
    return Tensor.concat(1, inputs.stream().map(ModalityTokens::tokens).toList());
  }

  /**
   * Nobody may look at tokens of a missing modality.
   *
   * @return [batch, 1, 1, tokens], 0 or very negative
   */
  static Tensor mask(List<ModalityTokens> inputs) {
    List<Tensor> parts = new ArrayList<>();
    for (ModalityTokens input : inputs) {
      int batch = input.tokens().size(0);
      int count = input.tokens().size(1);
      Tensor missing = input.present().negate().plus(1).times(NEVER);
      parts.add(missing.reshape(batch, 1, 1, 1).expand(batch, 1, 1, count));
    }
    return Tensor.concat(3, parts);
  }

  /**
   * How much attention each modality's tokens got.
   *
   * @param weights [batch, heads, asking, tokens]
   * @param inputs whose tokens they are, one behind the other
   * @return [batch, modalities, 1]
   */
  static Tensor shares(Tensor weights, List<ModalityTokens> inputs) {
    int batch = weights.size(0);
    Tensor mean =
        weights
            .detach()
            .reshape(batch, weights.size(1) * weights.size(2), weights.size(3))
            .mean(1)
            .reshape(batch, weights.size(3));
    List<Tensor> sums = new ArrayList<>();
    int at = 0;
    for (ModalityTokens input : inputs) {
      int end = at + input.tokens().size(1);
      sums.add(mean.slice(1, at, end).sum(1).reshape(batch, 1, 1));
      at = end;
    }
    return Tensor.concat(1, sums);
  }
}
