package dev.mien.learn.generate;

import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/** Tells data from samples, given the condition; its last hidden layer also serves as a measure. */
final class Discriminator {

  private final Linear first;
  private final Linear second;
  private final Linear last;

  private Discriminator(Linear first, Linear second, Linear last) {
    this.first = first;
    this.second = second;
    this.last = last;
  }

  static Discriminator of(Parameters parameters, int inputs, int hidden) {
    return new Discriminator(
        Linear.of(parameters.in("0"), inputs, hidden, Activation.LEAKY_RELU),
        Linear.of(parameters.in("1"), hidden, hidden, Activation.LEAKY_RELU),
        Linear.of(parameters.in("2"), hidden, 1));
  }

  /** What it sees in x: [batch, hidden]. */
  Tensor features(Tensor x, Tensor condition) {
    Tensor both = Tensor.concat(1, List.of(x, condition));
    return second.apply(first.apply(both).leakyRelu());
  }

  /** How real x looks: [batch, 1]. */
  Tensor judge(Tensor x, Tensor condition) {
    return last.apply(features(x, condition).leakyRelu());
  }

  /**
   * γ/2·E‖∇D(x)‖² on data (R1, Mescheder et al. 2018): keeps the judgement smooth where the data
   * is.
   *
   * @param x data, tracked
   */
  Tensor penalty(Tensor x, Tensor condition, double gamma) {
    Tape tape = x.tape();
    Tensor slope = tape.differentiableGradients(judge(x, condition).sum(), List.of(x)).get(0);
    return slope.square().sum().times(gamma / 2 / x.size(0));
  }
}
