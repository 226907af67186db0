package dev.mien.learn.nn;

import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;

/** y = x·W + b; x [.., in], W [in, out], b [out], y [.., out]. */
public final class Linear {

  private final Parameter weight;
  private final Parameter bias;

  private Linear(Parameter weight, Parameter bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * A layer.
   *
   * @param parameters takes {@code weight} and {@code bias}
   * @param in numbers that come in
   * @param out numbers that go out
   */
  public static Linear of(Parameters parameters, int in, int out) {
    return of(parameters, in, out, Activation.NONE);
  }

  /**
   * A layer whose weights suit what follows.
   *
   * @param parameters takes {@code weight} and {@code bias}
   * @param in numbers that come in
   * @param out numbers that go out
   * @param next what its output goes through; not applied here
   */
  public static Linear of(Parameters parameters, int in, int out, Activation next) {
    return new Linear(
        parameters.normal("weight", next.gain() / Math.sqrt(in), in, out),
        parameters.filled("bias", 0, out));
  }

  /**
   * A layer that gives zeros until it has learned.
   *
   * @param parameters takes {@code weight} and {@code bias}
   * @param in numbers that come in
   * @param out numbers that go out
   */
  public static Linear zero(Parameters parameters, int in, int out) {
    return new Linear(parameters.filled("weight", 0, in, out), parameters.filled("bias", 0, out));
  }

  /**
   * Applies it.
   *
   * @param x [.., in]
   * @return [.., out]
   */
  public Tensor apply(Tensor x) {
    Tape tape = x.tape();
    return x.matmul(tape.use(weight)).plus(tape.use(bias));
  }
}
