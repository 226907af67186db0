package dev.mien.model.compute;

/** Functions of one number. */
public enum UnaryOp {
  /** −x. */
  NEGATE,
  /** e to the x. */
  EXP,
  /** Natural logarithm; x must be positive. */
  LOG,
  /** Square root; x must not be negative, and its slope at 0 is infinite. */
  SQRT,
  /** x². */
  SQUARE,
  /** 1 / x. */
  RECIPROCAL,
  /** |x|; slope 0 at 0. */
  ABS,
  /** −1, 0 or 1; slope 0. */
  SIGN,
  /** 1 where x is positive, else 0; slope 0. */
  STEP,
  /** Sine; radians. */
  SIN,
  /** Cosine; radians. */
  COS,
  /** Hyperbolic tangent. */
  TANH,
  /** 1 / (1 + e to the −x). */
  SIGMOID,
  /** max(0, x); slope 0 at 0. */
  RELU,
  /** x where positive, else {@value #LEAK}·x. */
  LEAKY_RELU,
  /** x·sigmoid(x), also called swish. */
  SILU,
  /** log(1 + e to the x). */
  SOFTPLUS;

  /** The slope of {@link #LEAKY_RELU} below zero. */
  public static final float LEAK = 0.2f;
}
