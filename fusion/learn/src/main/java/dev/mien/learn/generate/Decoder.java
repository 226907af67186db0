package dev.mien.learn.generate;

import dev.mien.learn.tape.Tensor;

/** Turns codes into what is generated, such as vertex displacements. */
@FunctionalInterface
public interface Decoder {

  /**
   * Decodes.
   *
   * @param code [batch, width]
   * @return [batch, outputs]
   */
  Tensor decode(Tensor code);
}
