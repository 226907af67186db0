package dev.mien.model.compute;

/** The functions of {@link UnaryOp} and {@link BinaryOp} and their slopes, one number at a time. */
public final class Functions {

  private Functions() {}

  /**
   * A function's value.
   *
   * @param op which
   * @param x where
   */
  public static double value(UnaryOp op, double x) {
    return switch (op) {
      case NEGATE -> -x;
      case EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case SQRT -> Math.sqrt(x);
      case SQUARE -> x * x;
      case RECIPROCAL -> 1 / x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case STEP -> x > 0 ? 1 : 0;
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> sigmoid(x);
      case RELU -> Math.max(0, x);
      case LEAKY_RELU -> x > 0 ? x : UnaryOp.LEAK * x;
      case SILU -> x * sigmoid(x);
      case SOFTPLUS -> Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
    };
  }

  /**
   * A function's slope.
   *
   * @param op which
   * @param x where
   * @param y its value there
   */
  public static double slope(UnaryOp op, double x, double y) {
    return switch (op) {
      case NEGATE -> -1;
      case EXP -> y;
      case LOG -> 1 / x;
      case SQRT -> 0.5 / y;
      case SQUARE -> 2 * x;
      case RECIPROCAL -> -y * y;
      case ABS -> Math.signum(x);
      case SIGN, STEP -> 0;
      case SIN -> Math.cos(x);
      case COS -> -Math.sin(x);
      case TANH -> 1 - y * y;
      case SIGMOID -> y * (1 - y);
      case RELU -> x > 0 ? 1 : 0;
      case LEAKY_RELU -> x > 0 ? 1 : UnaryOp.LEAK;
      case SILU -> {
        double s = sigmoid(x);
        yield s * (1 + x * (1 - s));
      }
      case SOFTPLUS -> sigmoid(x);
    };
  }

  /**
   * A function of two numbers.
   *
   * @param op which
   * @param a left
   * @param b right
   */
  public static double value(BinaryOp op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MAX -> Math.max(a, b);
      case AT_LEAST -> a >= b ? 1 : 0;
    };
  }

  private static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
  }
}
