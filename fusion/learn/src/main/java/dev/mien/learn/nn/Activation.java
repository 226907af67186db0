package dev.mien.learn.nn;

import dev.mien.learn.tape.Tensor;

/** What a layer's output goes through. */
public enum Activation {
  /** Nothing. */
  NONE,
  /** max(0, x). */
  RELU,
  /** x where positive, else a fifth of it. */
  LEAKY_RELU,
  /** x·sigmoid(x). */
  SILU,
  /** Hyperbolic tangent. */
  TANH,
  /** 1 / (1 + e to the −x). */
  SIGMOID;

  /**
   * Applies it.
   *
   * @param x any shape
   */
  public Tensor apply(Tensor x) {
    return switch (this) {
      case NONE -> x;
      case RELU -> x.relu();
      case LEAKY_RELU -> x.leakyRelu();
      case SILU -> x.silu();
      case TANH -> x.tanh();
      case SIGMOID -> x.sigmoid();
    };
  }

  /**
   * The factor that keeps the variance through a layer with this activation (He et al. 2015, Glorot
   * and Bengio 2010).
   */
  public double gain() {
    return switch (this) {
      case NONE, SIGMOID -> 1;
      case RELU, SILU -> Math.sqrt(2);
      case LEAKY_RELU -> Math.sqrt(2 / (1 + 0.2 * 0.2));
      case TANH -> 5.0 / 3;
    };
  }
}
