package dev.mien.learn.optim;

import dev.mien.learn.tape.Parameter;
import dev.mien.model.compute.Buffer;
import java.util.List;

/** Stochastic gradient descent with momentum. */
public final class Sgd extends GradientSteps {

  private final double momentum;
  private final double decay;

  private Sgd(List<Parameter> parameters, double momentum, double decay) {
    super(parameters, "momentum");
    this.momentum = momentum;
    this.decay = decay;
  }

  /**
   * An optimiser.
   *
   * @param parameters to move
   * @param momentum share of the last step that goes into the next, in [0, 1)
   * @param decay of the parameters, as a share of the learning rate
   */
  public static Sgd of(List<Parameter> parameters, double momentum, double decay) {
    return new Sgd(parameters, momentum, decay);
  }

  @Override
  void move(double rate, int step, Parameter parameter, Buffer gradient, List<Buffer> running) {
    parameter.backend().sgd(rate, momentum, decay, parameter.value(), gradient, running.get(0));
  }
}
