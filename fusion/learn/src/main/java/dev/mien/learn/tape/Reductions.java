package dev.mien.learn.tape;

import dev.mien.model.compute.Buffer;

/** Sums, maxima and normalisations along a dimension. */
final class Reductions {

  private Reductions() {}

  static Tensor sum(Tensor x, int axis) {
    int[] shape = x.shapeShared();
    Tensor y = x.tape().fresh(Shape.with(shape, axis, 1));
    x.tape()
        .backend()
        .sum(
            Shape.product(shape, 0, axis),
            shape[axis],
            Shape.product(shape, axis + 1, shape.length),
            x.buffer(),
            y.buffer());
    return x.tape().record(y, (up, slopes) -> slopes.add(0, Layout.expand(up, shape)), x);
  }

  static Tensor max(Tensor x, int axis) {
    int[] shape = x.shapeShared();
    Tensor y = x.tape().fresh(Shape.with(shape, axis, 1));
    x.tape()
        .backend()
        .max(
            Shape.product(shape, 0, axis),
            shape[axis],
            Shape.product(shape, axis + 1, shape.length),
            x.buffer(),
            y.buffer());
    Tensor largest = y.detach();
    return x.tape()
        .record(
            y,
            (up, slopes) -> {
              Tensor mask = x.detach().atLeast(largest);
              Tensor share = mask.over(mask.sum(axis));
              slopes.add(0, share.times(up));
            },
            x);
  }

  static Tensor softmax(Tensor x) {
    int columns = x.size(-1);
    Tensor result = x.tape().fresh(x.shapeShared());
    x.tape()
        .backend()
        .softmax(x.length() / Math.max(1, columns), columns, x.buffer(), result.buffer());
    Tensor[] y = {result};
    y[0] =
        x.tape().record(result, (up, slopes) -> slopes.add(0, softmaxSlope(y[0], up, columns)), x);
    return y[0];
  }

  private static Tensor softmaxSlope(Tensor y, Tensor up, int columns) {
    Tape tape = y.tape();
    if (tape.recording()) {
      return y.times(up.minus(y.times(up).sum(-1)));
    }
    Tensor slope = tape.fresh(y.shapeShared());
    tape.backend()
        .softmaxGradient(
            y.length() / Math.max(1, columns), columns, y.buffer(), up.buffer(), slope.buffer());
    return slope;
  }

  static Tensor layerNorm(Tensor x, Tensor gain, Tensor bias, double epsilon) {
    int columns = x.size(-1);
    int rows = x.length() / Math.max(1, columns);
    if (gain.length() != columns || bias.length() != columns) {
      throw new IllegalArgumentException(
          "expected gain and bias of " + columns + ", got " + gain + " and " + bias);
    }
    Tape tape = x.tape();
    Tensor y = tape.fresh(x.shapeShared());
    Buffer mean = tape.scratch(rows);
    Buffer inverse = tape.scratch(rows);
    tape.backend()
        .layerNorm(
            rows,
            columns,
            epsilon,
            x.buffer(),
            gain.buffer(),
            bias.buffer(),
            y.buffer(),
            mean,
            inverse);
    return tape.record(
        y,
        (up, slopes) -> {
          if (tape.recording()) {
            layerNormSlopes(x, gain, up, epsilon, slopes);
            return;
          }
          Tensor dx = tape.fresh(x.shapeShared());
          Tensor dGain = tape.fresh(gain.shapeShared());
          Tensor dBias = tape.fresh(bias.shapeShared());
          tape.backend()
              .layerNormGradient(
                  rows,
                  columns,
                  x.buffer(),
                  gain.buffer(),
                  mean,
                  inverse,
                  up.buffer(),
                  dx.buffer(),
                  dGain.buffer(),
                  dBias.buffer());
          slopes.add(0, dx);
          slopes.add(1, dGain);
          slopes.add(2, dBias);
        },
        x,
        gain,
        bias);
  }

  /** The same slopes from operations that can be differentiated. */
  private static void layerNormSlopes(
      Tensor x, Tensor gain, Tensor up, double epsilon, BackwardRule.Slopes slopes) {
    Tensor centred = x.minus(x.mean(-1));
    Tensor inverse = centred.square().mean(-1).plus(epsilon).sqrt().reciprocal();
    Tensor hat = centred.times(inverse);
    Tensor weighted = up.times(gain);
    Tensor rest = weighted.minus(weighted.mean(-1)).minus(hat.times(weighted.times(hat).mean(-1)));
    slopes.add(0, rest.times(inverse));
    slopes.add(1, Layout.reduceTo(up.times(hat), gain.shapeShared()));
    slopes.add(2, Layout.reduceTo(up, gain.shapeShared()));
  }
}
