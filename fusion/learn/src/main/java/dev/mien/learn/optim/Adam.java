package dev.mien.learn.optim;

import dev.mien.learn.backend.AdamStep;
import dev.mien.learn.tape.Parameter;
import dev.mien.model.compute.Buffer;
import java.util.List;

/** Adam (Kingma and Ba 2015) with decoupled weight decay (Loshchilov and Hutter 2019). */
public final class Adam extends GradientSteps {

  private static final double EPSILON = 1e-8;

  private final double beta1;
  private final double beta2;
  private final double decay;

  private Adam(List<Parameter> parameters, double beta1, double beta2, double decay) {
    super(parameters, "mean", "square");
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.decay = decay;
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
  void move(double rate, int step, Parameter parameter, Buffer gradient, List<Buffer> running) {
    parameter
        .backend()
        .adam(
            new AdamStep(rate, beta1, beta2, EPSILON, decay, step),
            parameter.value(),
            gradient,
            running.get(0),
            running.get(1));
  }
}
