package dev.mien.learn.modulation;

import dev.mien.learn.tape.Tensor;

/** A formula with its parameters. */
@FunctionalInterface
public interface Modulator {

  /**
   * M = Mod(S, F).
   *
   * @param s [batch, width of S]
   * @param f [batch, width of F]
   * @return [batch, width of S]
   */
  Tensor apply(Tensor s, Tensor f);
}
