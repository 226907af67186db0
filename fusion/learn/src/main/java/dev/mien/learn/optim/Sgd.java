package dev.mien.learn.optim;

import dev.mien.learn.tape.Parameter;
import java.util.List;
import java.util.Map;

/** Stochastic gradient descent with momentum. */
public final class Sgd implements Optimiser {

  private final List<Parameter> parameters;
  private final double momentum;
  private final double decay;
  private final Moments running;
  private int steps;

  private Sgd(List<Parameter> parameters, double momentum, double decay) {
    this.parameters = List.copyOf(parameters);
    this.momentum = momentum;
    this.decay = decay;
    this.running = new Moments("momentum", this.parameters);
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
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void step(double rate) {
    steps++;
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      int index = i;
      parameter
          .gradient()
          .ifPresent(
              gradient ->
                  parameter
                      .backend()
                      .sgd(rate, momentum, decay, parameter.value(), gradient, running.of(index)));
      parameter.clearGradient();
    }
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public Map<String, float[]> state() {
    return running.state();
  }

  @Override
  public void restore(int stepsBefore, Map<String, float[]> state) {
    running.restore(state);
    steps = stepsBefore;
  }
}
