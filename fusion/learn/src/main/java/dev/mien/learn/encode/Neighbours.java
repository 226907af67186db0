package dev.mien.learn.encode;

import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/** A convolution over time: each step sees itself, one step before it and one behind it. */
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
    return apply(x, 1);
  }

  /**
   * Applies it to steps that aren't next to one another; beyond the ends are zeros.
   *
   * @param x [batch, steps, in]
   * @param apart how many steps before and behind it a step sees, at least 1
   * @return [batch, steps, out]
   */
  Tensor apply(Tensor x, int apart) {
    int steps = x.size(1);
    int away = Math.min(apart, steps);
    Tensor none = x.tape().filled(0, x.size(0), away, x.size(2));
    Tensor before = shifted(none, x, 0, steps - away, true);
    Tensor behind = shifted(none, x, away, steps, false);
    return linear.apply(Tensor.concat(2, List.of(before, x, behind)));
  }

  private static Tensor shifted(Tensor none, Tensor x, int from, int to, boolean noneFirst) {
    if (from == to) {
      return none;
    }
    Tensor kept = x.slice(1, from, to);
    return Tensor.concat(1, noneFirst ? List.of(none, kept) : List.of(kept, none));
  }
}
