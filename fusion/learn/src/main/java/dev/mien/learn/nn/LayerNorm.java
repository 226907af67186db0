package dev.mien.learn.nn;

import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tensor;

/** Layer normalisation along the last axis with a learned gain and bias. */
public final class LayerNorm {

  private static final double EPSILON = 1e-5;

  private final Parameter gain;
  private final Parameter bias;

  private LayerNorm(Parameter gain, Parameter bias) {
    this.gain = gain;
    this.bias = bias;
  }

  /**
   * A layer.
   *
   * @param parameters takes {@code gain} and {@code bias}
   * @param size of the last axis
   */
  public static LayerNorm of(Parameters parameters, int size) {
    return new LayerNorm(parameters.filled("gain", 1, size), parameters.filled("bias", 0, size));
  }

  /**
   * Applies it.
   *
   * @param x [.., size]
   */
  public Tensor apply(Tensor x) {
    return x.layerNorm(x.tape().use(gain), x.tape().use(bias), EPSILON);
  }
}
