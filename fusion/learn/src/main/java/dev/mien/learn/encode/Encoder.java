package dev.mien.learn.encode;

import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/**
 * Turns inputs of one kind into tokens, in two steps: what needs no gradient is prepared once per
 * example and kept, what is learned is applied on a tape. Each input is treated alone, whatever
 * else is in the batch. Missing inputs never get here: {@link dev.mien.learn.fusion.ModalityInput}
 * has learned tokens for them.
 *
 * @param <I> what is read, such as a text
 * @param <P> what is kept of it, such as numbers of words; immutable or not written to
 */
public interface Encoder<I, P> {

  /** How many tokens it makes of an input. */
  int tokens();

  /** Numbers per token. */
  int width();

  /**
   * What is kept of an input. Deterministic and thread-safe.
   *
   * @param input to read
   */
  P prepare(I input);

  /**
   * Applies what is learned.
   *
   * @param tape of the backend that the encoder's parameters lie in
   * @param prepared at least one
   * @return [inputs, tokens, width]
   */
  Tensor apply(Tape tape, List<P> prepared);

  /**
   * Applies what is learned to one input, with arrays of the sizes that a recorded network has,
   * which are always the same.
   *
   * @param tape of the backend that the encoder's parameters lie in
   * @param prepared the input
   * @return [1, tokens, width]
   */
  default Tensor applyAlone(Tape tape, P prepared) {
    return apply(tape, List.of(prepared));
  }
}
