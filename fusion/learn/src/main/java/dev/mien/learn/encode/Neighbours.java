package dev.mien.learn.encode;

import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/** A convolution over time: each step sees itself and the steps before and behind it. */
final class Neighbours {

  private final Linear linear;

  private Neighbours(Linear linear) {
    this.linear = linear;
  }

  /**
   * A layer.
   *
   * @param parameters takes {@code weight} [3·in, out] and {@code bias}
   * @param in numbers per step that come in
   * @param out numbers per step that go out
   */
  static Neighbours of(Parameters parameters, int in, int out) {
    return new Neighbours(Linear.of(parameters, 3 * in, out, Activation.SILU));
  }

  /**
   * Applies it; beyond the ends are zeros.
   *
   * @param x [batch, steps, in]
   * @return [batch, steps, out]
   */
  Tensor apply(Tensor x) {
    int steps = x.size(1);
    Tensor none = x.tape().filled(0, x.size(0), 1, x.size(2));
    Tensor before = Tensor.concat(1, List.of(none, x.slice(1, 0, steps - 1)));
    Tensor behind = Tensor.concat(1, List.of(x.slice(1, 1, steps), none));
    return linear.apply(Tensor.concat(2, List.of(before, x, behind)));
  }
}
