package dev.mien.learn.fusion.intermediate;

import dev.mien.learn.tape.Tensor;

/** Means of tokens. */
final class Pool {

  private Pool() {}

  /** [batch, tokens, width] → [batch, width]. */
  static Tensor mean(Tensor tokens) {
    return tokens.mean(1).reshape(tokens.size(0), tokens.size(2));
  }
}
