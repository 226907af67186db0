package dev.mien.learn.optim;

import dev.mien.learn.backend.AdamStep;
import dev.mien.learn.tape.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019). */
public final class Adam implements Optimiser {

  private static final double EPSILON = 1e-8;

  private final List<Parameter> parameters;
  private final double beta1;
  private final double beta2;
  private final double decay;
  private final Moments mean;
  private final Moments square;
  private int steps;

  private Adam(List<Parameter> parameters, double beta1, double beta2, double decay) {
    this.parameters = List.copyOf(parameters);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.decay = decay;
    this.mean = new Moments("mean", this.parameters);
    this.square = new Moments("square", this.parameters);
  }

  /**
   * With β₁ 0.9, β₂ 0.999 and no decay.
   *
   * @param parameters to move
   */
  public static Adam of(List<Parameter> parameters) {
    return new Adam(parameters, 0.9, 0.999, 0);
  }

  /**
   * With other settings.
   *
   * @param parameters to move
   * @param beta1 decay of the running mean, in [0, 1)
   * @param beta2 decay of the running mean square, in [0, 1)
   * @param decay of the parameters, as a share of the learning rate
   */
  public static Adam of(List<Parameter> parameters, double beta1, double beta2, double decay) {
    return new Adam(parameters, beta1, beta2, decay);
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public void step(double rate) {
    steps++;
    AdamStep settings = new AdamStep(rate, beta1, beta2, EPSILON, decay, steps);
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      int index = i;
      parameter
          .gradient()
          .ifPresent(
              gradient ->
                  parameter
                      .backend()
                      .adam(
                          settings, parameter.value(), gradient, mean.of(index), square.of(index)));
      parameter.clearGradient();
    }
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public Map<String, float[]> state() {
    Map<String, float[]> state = new LinkedHashMap<>(mean.state());
    state.putAll(square.state());
    return state;
  }

  @Override
  public void restore(int stepsBefore, Map<String, float[]> state) {
    mean.restore(state);
    square.restore(state);
    steps = stepsBefore;
  }
}
