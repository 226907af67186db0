package dev.mien.learn.fusion;

import dev.mien.learn.tape.Tensor;

/**
 * What one modality's encoder read from a batch.
 *
 * @param name of the modality, such as {@code text}
 * @param tokens [batch, tokens, width]; where the modality is missing, {@link ModalityInput} has
 *     put learned tokens
 * @param present [batch, 1]: 1 where the modality is there, 0 where it's missing; no gradient
 */
public record ModalityTokens(String name, Tensor tokens, Tensor present) {

  /** Checks the sizes. */
  public ModalityTokens {
    if (tokens.rank() != 3 || present.rank() != 2 || present.size(0) != tokens.size(0)) {
      throw new IllegalArgumentException(
          name
              + ": expected [batch, tokens, width] and [batch, 1], got "
              + tokens
              + ", "
              + present);
    }
  }

  /** The mean token: [batch, width]. */
  public Tensor summary() {
    return tokens.mean(1).reshape(tokens.size(0), tokens.size(2));
  }
}
