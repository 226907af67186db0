package dev.mien.nd4j;

import dev.mien.model.compute.BinaryOp;
import dev.mien.model.compute.UnaryOp;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.api.ops.impl.transforms.same.Reciprocal;
import org.nd4j.linalg.api.ops.impl.transforms.same.Sign;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.SoftPlus;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Swish;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/** Functions of single numbers and of pairs. */
final class ElementOperations {

  private ElementOperations() {}

  /** y ← op(x); y may be x. */
  static void unary(UnaryOp op, INDArray x, INDArray y) {
    switch (op) {
      case NEGATE -> Nd4j.exec(new Negative(x, y));
      case EXP -> Nd4j.exec(new Exp(x, y));
      case LOG -> Nd4j.exec(new Log(x, y));
      case SQRT -> Nd4j.exec(new Sqrt(x, y));
      case SQUARE -> Nd4j.exec(new Square(x, y));
      case RECIPROCAL -> Nd4j.exec(new Reciprocal(x, y));
      case ABS -> Nd4j.exec(new Abs(x, y));
      case SIGN -> Nd4j.exec(new Sign(x, y));
      case STEP -> Nd4j.exec(new Step(x, y));
      case SIN -> Nd4j.exec(new Sin(x, y));
      case COS -> Nd4j.exec(new Cos(x, y));
      case TANH -> Nd4j.exec(new Tanh(x, y));
      case SIGMOID -> Nd4j.exec(new Sigmoid(x, y));
      case RELU -> Nd4j.exec(new RectifiedLinear(x, y, 0));
      case LEAKY_RELU -> Nd4j.exec(new LeakyReLU(x, y, UnaryOp.LEAK));
      case SILU -> Nd4j.exec(new Swish(x, y));
      case SOFTPLUS -> Nd4j.exec(new SoftPlus(x, y));
    }
  }

  /**
   * dx ← op'(x)·dy, from operations whose results are right; ND4J's own derivatives aren't all.
   *
   * @param s room for as many numbers, of no other array
   */
  static void unaryGradient(
      UnaryOp op, INDArray x, INDArray y, INDArray dy, INDArray dx, INDArray s) {
    switch (op) {
      case NEGATE -> s.assign(-1);
      case EXP -> s.assign(y);
      case LOG -> unary(UnaryOp.RECIPROCAL, x, s);
      case SQRT -> {
        unary(UnaryOp.RECIPROCAL, y, s);
        s.muli(0.5);
      }
      case SQUARE -> x.muli(2, s);
      case RECIPROCAL -> {
        unary(UnaryOp.SQUARE, y, s);
        s.negi();
      }
      case ABS -> unary(UnaryOp.SIGN, x, s);
      case SIGN, STEP -> s.assign(0);
      case SIN -> unary(UnaryOp.COS, x, s);
      case COS -> {
        unary(UnaryOp.SIN, x, s);
        s.negi();
      }
      case TANH -> {
        unary(UnaryOp.SQUARE, y, s);
        s.rsubi(1);
      }
      case SIGMOID -> {
        unary(UnaryOp.SQUARE, y, s);
        y.subi(s, s);
      }
      case RELU -> unary(UnaryOp.STEP, x, s);
      case LEAKY_RELU -> {
        unary(UnaryOp.STEP, x, s);
        s.muli(1.0 - UnaryOp.LEAK).addi(UnaryOp.LEAK);
      }
      case SILU -> {
        // sigmoid·(1 + x − y), as y = x·sigmoid
        unary(UnaryOp.SIGMOID, x, s);
        if (dx != dy) {
          x.subi(y, dx);
          dx.addi(1).muli(s).muli(dy);
        } else {
          INDArray rest = x.sub(y).addi(1);
          dx.muli(s).muli(rest);
          rest.close();
        }
        return;
      }
      case SOFTPLUS -> unary(UnaryOp.SIGMOID, x, s);
    }
    dy.muli(s, dx);
  }

  /**
   * y ← op(a, b).
   *
   * @param sizes of y
   * @param aStrides 0 where a is repeated
   * @param bStrides 0 where b is repeated
   */
  static void binary(
      BinaryOp op, int[] sizes, Numbers a, int[] aStrides, Numbers b, int[] bStrides, Numbers y) {
    INDArray left = repeated(a, 0, sizes, aStrides);
    INDArray right = repeated(b, 0, sizes, bStrides);
    INDArray to = y.as(shape(sizes));
    if (left.length() < to.length() && right.length() < to.length()) {
      // two arrays that repeat in different dimensions: one of them is laid out first
      Operations.pair("assign", to, left, to);
      left = to;
    }
    switch (op) {
      case ADD -> Operations.pair("add", left, right, to);
      case SUBTRACT -> Operations.pair("subtract", left, right, to);
      case MULTIPLY -> Operations.pair("multiply", left, right, to);
      case DIVIDE -> Operations.pair("divide", left, right, to);
      case MAX -> Operations.pair("maximum", left, right, to);
      case AT_LEAST -> {
        INDArray is = Nd4j.createUninitialized(DataType.BOOL, to.shape());
        Operations.pair("greater_equal", left, right, is);
        to.assign(is);
        is.close();
      }
    }
  }

  /** A view for reading, with size 1 where a dimension is repeated. */
  static INDArray repeated(Numbers x, int offset, int[] sizes, int[] strides) {
    int[] own = sizes.clone();
    int[] steps = strides.clone();
    for (int d = 0; d < own.length; d++) {
      if (strides[d] == 0) {
        own[d] = 1;
        steps[d] = 1;
      }
    }
    return x.view(offset, own, steps);
  }

  private static long[] shape(int[] sizes) {
    return sizes.length == 0 ? new long[] {1} : Arrays.stream(sizes).asLongStream().toArray();
  }
}
