package dev.mien.learn.fusion;

import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;

/**
 * Brings one modality's features into the common form: a linear layer to the common width, layer
 * normalisation, a learned token where the modality is missing, and a learned vector that says
 * which modality it is.
 */
public final class ModalityInput {

  private final String name;
  private final Linear projection;
  private final LayerNorm norm;
  private final Parameter missing;
  private final Parameter type;

  private ModalityInput(
      String name, Linear projection, LayerNorm norm, Parameter missing, Parameter type) {
    this.name = name;
    this.projection = projection;
    this.norm = norm;
    this.missing = missing;
    this.type = type;
  }

  /**
   * A layer.
   *
   * @param parameters takes {@code projection}, {@code norm}, {@code missing} and {@code type}
   * @param name of the modality
   * @param features width that comes in
   * @param width that goes out
   */
  public static ModalityInput of(Parameters parameters, String name, int features, int width) {
    Parameters own = parameters.in(name);
    return new ModalityInput(
        name,
        Linear.of(own.in("projection"), features, width),
        LayerNorm.of(own.in("norm"), width),
        own.normal("missing", 0.02, width),
        own.normal("type", 0.02, width));
  }

  /**
   * Applies it.
   *
   * @param features [batch, tokens, features]; anything finite where the modality is missing
   * @param present [batch, 1]: 1 or 0
   */
  public ModalityTokens apply(Tensor features, Tensor present) {
    Tape tape = features.tape();
    Tensor there = present.reshape(present.size(0), 1, 1);
    Tensor tokens = norm.apply(projection.apply(features));
    Tensor absent = tape.use(missing).times(there.negate().plus(1));
    return new ModalityTokens(name, tokens.times(there).plus(absent).plus(tape.use(type)), present);
  }
}
