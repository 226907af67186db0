package dev.mien.learn.tape;

import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.UnaryOp;

/** Operations on single numbers. */
final class Elementwise {

  private Elementwise() {}

  static Tensor unary(UnaryOp op, Tensor x) {
    Tape tape = x.tape();
    Tensor result = tape.fresh(x.shapeShared());
    tape.backend().unary(op, x.buffer(), result.buffer());
    if (op == UnaryOp.SIGN || op == UnaryOp.STEP) {
      return result;
    }
    // the slope may need the result as a tracked tensor, which exists once recorded
    Tensor[] y = {result};
    y[0] =
        tape.record(
            result, (upstream, slopes) -> slopes.add(0, unarySlope(op, x, y[0], upstream)), x);
    return y[0];
  }

  private static Tensor unarySlope(UnaryOp op, Tensor x, Tensor y, Tensor upstream) {
    Tape tape = x.tape();
    if (tape.recording()) {
      return upstream.times(derivative(op, x, y));
    }
    Tensor slope = tape.fresh(x.shapeShared());
    tape.backend().unaryGradient(op, x.buffer(), y.buffer(), upstream.buffer(), slope.buffer());
    return slope;
  }

  /** The slope as a tensor that can be differentiated. */
  private static Tensor derivative(UnaryOp op, Tensor x, Tensor y) {
    return switch (op) {
      case NEGATE -> x.tape().filled(-1);
      case EXP -> y;
      case LOG -> x.reciprocal();
      case SQRT -> y.reciprocal().times(0.5);
      case SQUARE -> x.times(2);
      case RECIPROCAL -> y.square().negate();
      case ABS -> unary(UnaryOp.SIGN, x);
      case SIGN, STEP -> x.tape().filled(0);
      case SIN -> x.cos();
      case COS -> x.sin().negate();
      case TANH -> y.square().negate().plus(1);
      case SIGMOID -> y.minus(y.square());
      case RELU -> unary(UnaryOp.STEP, x);
      case LEAKY_RELU -> unary(UnaryOp.STEP, x).times(1 - UnaryOp.LEAK).plus(UnaryOp.LEAK);
      case SILU -> {
        Tensor s = x.sigmoid();
        yield s.plus(x.times(s.minus(s.square())));
      }
      case SOFTPLUS -> x.sigmoid();
    };
  }

  static Tensor scaled(Tensor x, double a) {
    Tape tape = x.tape();
    Tensor result = tape.fresh(x.shapeShared());
    tape.backend().scale(a, x.buffer(), result.buffer(), false);
    return tape.record(result, (upstream, slopes) -> slopes.add(0, scaled(upstream, a)), x);
  }

  static Tensor binary(BinaryOp op, Tensor a, Tensor b) {
    Tape tape = a.tape();
    int[] sizes = Shape.broadcast(a.shapeShared(), b.shapeShared());
    Tensor result = tape.fresh(sizes);
    tape.backend()
        .binary(
            op,
            sizes,
            a.buffer(),
            Shape.strides(a.shapeShared(), sizes),
            b.buffer(),
            Shape.strides(b.shapeShared(), sizes),
            result.buffer());
    if (op == BinaryOp.AT_LEAST) {
      return result;
    }
    return tape.record(
        result,
        (upstream, slopes) -> {
          if (slopes.wants(0)) {
            slopes.add(0, Layout.reduceTo(leftSlope(op, a, b, upstream), a.shapeShared()));
          }
          if (slopes.wants(1)) {
            slopes.add(1, Layout.reduceTo(rightSlope(op, a, b, upstream), b.shapeShared()));
          }
        },
        a,
        b);
  }

  private static Tensor leftSlope(BinaryOp op, Tensor a, Tensor b, Tensor upstream) {
    return switch (op) {
      case ADD, SUBTRACT -> upstream;
      case MULTIPLY -> upstream.times(b);
      case DIVIDE -> upstream.over(b);
      case MAX -> upstream.times(a.atLeast(b));
      case AT_LEAST -> throw new IllegalStateException("has no slope");
    };
  }

  private static Tensor rightSlope(BinaryOp op, Tensor a, Tensor b, Tensor upstream) {
    return switch (op) {
      case ADD -> upstream;
      case SUBTRACT -> upstream.negate();
      case MULTIPLY -> upstream.times(a);
      case DIVIDE -> upstream.times(a).over(b.square()).negate();
      case MAX -> upstream.minus(upstream.times(a.atLeast(b)));
      case AT_LEAST -> throw new IllegalStateException("has no slope");
    };
  }
}
