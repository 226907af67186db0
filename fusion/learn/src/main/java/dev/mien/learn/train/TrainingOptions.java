package dev.mien.learn.train;

import dev.mien.learn.optim.Adam;
import dev.mien.learn.optim.Optimiser;
import dev.mien.learn.optim.Schedule;
import dev.mien.learn.optim.Sgd;
import dev.mien.learn.tape.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a training goes. Immutable. */
public final class TrainingOptions {

  private final int steps;
  private final int batch;
  private final Schedule schedule;
  private final Function<List<Parameter>, Optimiser> optimiser;
  private final double clip;
  private final double averageDecay;
  private final int validateEvery;
  private final int patience;
  private final int checkpointEvery;
  private final long seed;
  private final Optional<Double> seconds;

  private TrainingOptions(Builder builder) {
    steps = builder.steps;
    batch = builder.batch;
    schedule = builder.schedule.orElse(Schedule.cosine(1e-3, 1e-5, builder.steps).warmedUp(20));
    optimiser = builder.optimiser;
    clip = builder.clip;
    averageDecay = builder.averageDecay;
    validateEvery = builder.validateEvery;
    patience = builder.patience;
    checkpointEvery = builder.checkpointEvery;
    seed = builder.seed;
    seconds = builder.seconds;
  }

  /**
   * Begins with Adam, a cosine from 10⁻³ to 10⁻⁵, gradients cut at a length of 1, averages with a
   * decay of 0.99, a validation every 200 steps that stops after 10 without progress.
   *
   * @param steps at most
   * @param batch examples per step
   */
  public static Builder builder(int steps, int batch) {
    return new Builder(steps, batch);
  }

  /** Steps at most. */
  public int steps() {
    return steps;
  }

  /** Examples per step. */
  public int batch() {
    return batch;
  }

  /** Learning rate of each step. */
  public Schedule schedule() {
    return schedule;
  }

  /** Makes the optimiser. */
  public Function<List<Parameter>, Optimiser> optimiser() {
    return optimiser;
  }

  /** Longest gradient. */
  public double clip() {
    return clip;
  }

  /** Share of the running average that stays at each step; 0 for none. */
  public double averageDecay() {
    return averageDecay;
  }

  /** Steps between validations. */
  public int validateEvery() {
    return validateEvery;
  }

  /** Validations without progress after which it stops. */
  public int patience() {
    return patience;
  }

  /** Steps between checkpoints. */
  public int checkpointEvery() {
    return checkpointEvery;
  }

  /** Of order and noise. */
  public long seed() {
    return seed;
  }

  /** Time after which it stops, seconds; a training that is cut by it isn't reproducible. */
  public Optional<Double> seconds() {
    return seconds;
  }

  /** Collects options. */
  public static final class Builder {

    private final int steps;
    private final int batch;
    private Optional<Schedule> schedule = Optional.empty();
    private Function<List<Parameter>, Optimiser> optimiser = Adam::of;
    private double clip = 1;
    private double averageDecay = 0.99;
    private int validateEvery = 200;
    private int patience = 10;
    private int checkpointEvery = 500;
    private long seed = 1;
    private Optional<Double> seconds = Optional.empty();

    private Builder(int steps, int batch) {
      if (steps < 1 || batch < 1) {
        throw new IllegalArgumentException(
            "expected at least one step and one example, got " + steps + " and " + batch);
      }
      this.steps = steps;
      this.batch = batch;
    }

    /** Learning rate of each step. */
    public Builder optSchedule(Schedule value) {
      schedule = Optional.of(value);
      return this;
    }

    /**
     * Stochastic gradient descent instead of Adam.
     *
     * @param momentum in [0, 1)
     */
    public Builder optSgd(double momentum) {
      optimiser = parameters -> Sgd.of(parameters, momentum, 0);
      return this;
    }

    /** Any optimiser. */
    public Builder optOptimiser(Function<List<Parameter>, Optimiser> value) {
      optimiser = value;
      return this;
    }

    /** Longest gradient; infinite for no limit. */
    public Builder optClip(double value) {
      clip = value;
      return this;
    }

    /** Share of the running average that stays at each step, in [0, 1); 0 for none. */
    public Builder optAverageDecay(double value) {
      averageDecay = value;
      return this;
    }

    /** Steps between validations, at least 1. */
    public Builder optValidateEvery(int value) {
      validateEvery = Math.max(1, value);
      return this;
    }

    /** Validations without progress after which it stops, at least 1. */
    public Builder optPatience(int value) {
      patience = Math.max(1, value);
      return this;
    }

    /** Steps between checkpoints, at least 1. */
    public Builder optCheckpointEvery(int value) {
      checkpointEvery = Math.max(1, value);
      return this;
    }

    /** Of order and noise. */
    public Builder optSeed(long value) {
      seed = value;
      return this;
    }

    /** Time after which it stops, seconds. */
    public Builder optSeconds(double value) {
      seconds = Optional.of(value);
      return this;
    }

    /** The options. */
    public TrainingOptions build() {
      return new TrainingOptions(this);
    }
  }
}
