package dev.mien.learn.generate;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.optim.Adam;
import dev.mien.learn.optim.Optimiser;
import dev.mien.learn.optim.RunningAverage;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trains a generator: every group of parameters by its own loss and optimiser. */
public final class GeneratorTraining {

  private final Generator generator;
  private final Backend backend;
  private final List<Optimiser> optimisers = new ArrayList<>();
  private final RunningAverage average;
  private final SplittableRandom random;
  private int step;

  private GeneratorTraining(
      Generator generator, Backend backend, double beta1, double decay, long seed) {
    this.generator = generator;
    this.backend = backend;
    for (Parameters group : generator.parameters()) {
      optimisers.add(Adam.of(group.all(), beta1, 0.99, 0));
    }
    this.average = RunningAverage.of(generator.parameters().get(0).all(), decay);
    this.random = new SplittableRandom(seed);
  }

  /**
   * A training.
   *
   * @param generator to train
   * @param backend where its parameters lie
   * @param beta1 of Adam: 0.9 without a discriminator, 0 to 0.5 with one
   * @param decay of the running average of what makes the samples
   * @param seed of the noise
   */
  public static GeneratorTraining of(
      Generator generator, Backend backend, double beta1, double decay, long seed) {
    return new GeneratorTraining(generator, backend, beta1, decay, seed);
  }

  /**
   * One step.
   *
   * @param data [batch · outputs]
   * @param condition [batch · width]; width may be 0
   * @param batch rows
   * @param rate learning rate
   * @return the losses, by group
   * @throws ArithmeticException if a loss isn't finite, naming the step
   */
  public double[] step(float[] data, float[] condition, int batch, double rate) {
    List<Parameters> groups = generator.parameters();
    double[] values = new double[groups.size()];
    try (Tape tape = Tape.open(backend)) {
      Tensor x = tape.constant(data, batch, data.length / batch);
      Tensor c = tape.constant(condition, batch, condition.length / batch);
      List<Tensor> losses = generator.losses(x, c, normal(tape, batch), normal(tape, batch));
      for (int g = 0; g < values.length; g++) {
        values[g] = losses.get(g).item();
        if (!Double.isFinite(values[g])) {
          throw new ArithmeticException("loss " + g + " of step " + step + " is " + values[g]);
        }
      }
      for (int g = 0; g < values.length; g++) {
        List<Parameter> own = groups.get(g).all();
        tape.backward(losses.get(g), own);
      }
    }
    optimisers.forEach(optimiser -> optimiser.step(rate));
    average.update();
    step++;
    return values;
  }

  private Tensor normal(Tape tape, int batch) {
    float[] values = new float[batch * generator.noise()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return tape.constant(values, batch, generator.noise());
  }

  /** Exchanges what makes the samples and its running average; twice changes nothing. */
  public void swapAverage() {
    average.swap();
  }
}
