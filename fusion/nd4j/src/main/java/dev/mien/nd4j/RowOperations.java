package dev.mien.nd4j;

import dev.mien.model.compute.UnaryOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.factory.Nd4j;

/** Softmax and layer normalisation, row by row; made of sums and products. */
final class RowOperations {

  private RowOperations() {}

  static void sum(int outer, int middle, int inner, Numbers x, Numbers y) {
    if (inner == 1) {
      Nd4j.exec(new Sum(x.as(outer, middle), y.as(outer), false, 1));
    } else {
      Nd4j.exec(new Sum(x.as(outer, middle, inner), y.as(outer, inner), false, 1));
    }
  }

  static void max(int outer, int middle, int inner, Numbers x, Numbers y) {
    if (inner == 1) {
      Nd4j.exec(new Max(x.as(outer, middle), y.as(outer), false, 1));
    } else {
      Nd4j.exec(new Max(x.as(outer, middle, inner), y.as(outer, inner), false, 1));
    }
  }

  static void softmax(int rows, int columns, Numbers x, Numbers y) {
    Operations.run(
        "softmax", new INDArray[] {x.as(rows, columns)}, new INDArray[] {y.as(rows, columns)}, 1);
  }

  /**
   * dx ← y·(dy − Σ y·dy).
   *
   * @param perRow room for one number a row
   */
  static void softmaxGradient(
      int rows, int columns, Numbers y, Numbers dy, Numbers dx, Numbers perRow) {
    dy.flat().muli(y.flat(), dx.flat());
    sum(rows, columns, 1, dx, perRow);
    Operations.pair("subtract", dy.as(rows, columns), perRow.as(rows, 1), dx.as(rows, columns));
    dx.flat().muli(y.flat());
  }

  /**
   * y ← (x − mean)·r·gain + bias.
   *
   * @param s room for as many numbers as x has
   */
  static void layerNorm(
      int rows,
      int columns,
      double epsilon,
      Numbers x,
      Numbers gain,
      Numbers bias,
      Numbers y,
      Numbers mean,
      Numbers r,
      Numbers s) {
    INDArray to = y.as(rows, columns);
    sum(rows, columns, 1, x, mean);
    mean.flat().muli(1.0 / columns);
    Operations.pair("subtract", x.as(rows, columns), mean.as(rows, 1), to);
    ElementOperations.unary(UnaryOp.SQUARE, y.flat(), s.flat());
    sum(rows, columns, 1, s, r);
    r.flat().muli(1.0 / columns).addi(epsilon);
    ElementOperations.unary(UnaryOp.SQRT, r.flat(), r.flat());
    ElementOperations.unary(UnaryOp.RECIPROCAL, r.flat(), r.flat());
    Operations.pair("multiply", to, r.as(rows, 1), to);
    Operations.pair("multiply", to, gain.as(1, columns), to);
    Operations.pair("add", to, bias.as(1, columns), to);
  }

  /**
   * The gradient: with n = (x − mean)·r and g = dy·gain, dx ← r·(g − mean of g − n·mean of g·n).
   *
   * @param n room for as many numbers as x has
   * @param s room for as many numbers as x has
   * @param perRow room for one number a row
   */
  static void layerNormGradient(
      int rows,
      int columns,
      Numbers x,
      Numbers gain,
      Numbers mean,
      Numbers r,
      Numbers dy,
      Numbers dx,
      Numbers dGain,
      Numbers dBias,
      Numbers n,
      Numbers s,
      Numbers perRow) {
    INDArray normal = n.as(rows, columns);
    INDArray scratch = s.as(rows, columns);
    INDArray to = dx.as(rows, columns);
    Operations.pair("subtract", x.as(rows, columns), mean.as(rows, 1), normal);
    Operations.pair("multiply", normal, r.as(rows, 1), normal);
    sum(1, rows, columns, dy, dBias);
    dy.flat().muli(n.flat(), s.flat());
    sum(1, rows, columns, s, dGain);
    Operations.pair("multiply", dy.as(rows, columns), gain.as(1, columns), to);
    dx.flat().muli(n.flat(), s.flat());
    sum(rows, columns, 1, s, perRow);
    perRow.flat().muli(1.0 / columns);
    Operations.pair("multiply", normal, perRow.as(rows, 1), scratch);
    sum(rows, columns, 1, dx, perRow);
    perRow.flat().muli(1.0 / columns);
    Operations.pair("subtract", to, perRow.as(rows, 1), to);
    dx.flat().subi(s.flat());
    Operations.pair("multiply", to, r.as(rows, 1), to);
  }
}
