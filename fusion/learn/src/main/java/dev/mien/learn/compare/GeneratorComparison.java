package dev.mien.learn.compare;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.evaluate.SampleQuality;
import dev.mien.learn.generate.AdversarialNetwork;
import dev.mien.learn.generate.Decoders;
import dev.mien.learn.generate.Generator;
import dev.mien.learn.generate.GeneratorTraining;
import dev.mien.learn.generate.VaeGan;
import dev.mien.learn.generate.VariationalAutoencoder;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Trains a variational autoencoder, an adversarial network and their hybrid equally and measures
 * what they're said to differ in: sharpness, diversity, stability. Nothing is assumed; {@link
 * GeneratorChoice} chooses from what was measured.
 */
public final class GeneratorComparison {

  private static final int NOISE_WIDTH = 4;
  private static final int HIDDEN = 64;
  private static final int BATCH = 128;
  private static final int SAMPLES = 1000;
  private static final int NEIGHBOURS = 3;
  private static final double RATE = 1e-3;
  private static final double DEVIATION = 0.1;

  /** A code's dimension is active if the data moves its mean by more (Burda et al. 2016). */
  private static final double ACTIVE = 0.01;

  private GeneratorComparison() {}

  /** What is compared. */
  public enum Family {
    /** {@link VariationalAutoencoder}. */
    VAE,
    /** {@link AdversarialNetwork}. */
    GAN,
    /** {@link VaeGan}. */
    VAE_GAN
  }

  /**
   * Data to learn.
   *
   * @param rows [n][dimensions], more than {@link SampleQuality#SAMPLES}, of about unit deviation
   * @param modes centres that samples should lie on, such as those planted; none if unknown
   * @param radius within which a sample lies on a mode
   */
  public record Data(double[][] rows, double[][] modes, double radius) {

    /** Modes of {@link #grid}. */
    public static final int MODES = 25;

    /**
     * Five times five spots of deviation 0.05, one unit apart (the grid of Dumoulin et al. 2017,
     * scaled).
     *
     * @param count rows
     * @param seed of the spots' noise
     */
    public static Data grid(int count, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] modes = new double[MODES][];
      for (int m = 0; m < MODES; m++) {
        modes[m] = new double[] {m % 5 - 2, m / 5 - 2};
      }
      double[][] rows = new double[count][2];
      for (int i = 0; i < count; i++) {
        for (int d = 0; d < 2; d++) {
          rows[i][d] = modes[i % MODES][d] + 0.05 * random.nextGaussian();
        }
      }
      return new Data(rows, modes, 0.2);
    }

    /**
     * Rows of which no modes are known, such as target coefficients.
     *
     * @param rows [n][dimensions]
     */
    public static Data of(double[][] rows) {
      return new Data(rows, new double[0][], 0);
    }
  }

  /**
   * What one training gave.
   *
   * @param family what was trained
   * @param seed of it
   * @param modesCovered modes on which at least a fifth of their due share of samples lies; 0 if
   *     none are known
   * @param onModes share of samples that lie on a mode; 0 if none are known
   * @param precision share of samples within the data
   * @param recall share of the data within the samples
   * @param varianceRatio samples' variance against the data's
   * @param oscillation deviation of the loss of what makes the samples over the last quarter of
   *     training, against its mean size
   * @param activeUnits share of the code's dimensions that the data moves; not a number without an
   *     encoder that can be asked
   * @param judgedRight share of data and samples that the discriminator tells apart; not a number
   *     without one that can be asked
   */
  public record Measured(
      Family family,
      long seed,
      int modesCovered,
      double onModes,
      double precision,
      double recall,
      double varianceRatio,
      double oscillation,
      double activeUnits,
      double judgedRight) {}

  /**
   * Trains and measures all families.
   *
   * @param data to learn
   * @param steps of each
   * @param seeds how often each is trained, at least 2, so that they can differ
   * @param progress hears of trainings
   * @param cancellation is asked at every step
   */
  public static GeneratorChoice run(
      Data data, int steps, int seeds, Progress progress, Cancellation cancellation) {
    if (steps < 4 || seeds < 2) {
      throw new IllegalArgumentException(
          steps + " steps and " + seeds + " seeds, expected at least 4 and 2");
    }
    List<Measured> all = new ArrayList<>();
    for (Family family : Family.values()) {
      for (int seed = 1; seed <= seeds; seed++) {
        all.add(train(family, data, steps, seed, cancellation));
        progress.report(family + ", seed " + seed, all.size() / (3.0 * seeds));
      }
    }
    return GeneratorChoice.of(all);
  }

  private static Measured train(
      Family family, Data data, int steps, long seed, Cancellation cancellation) {
    int outputs = data.rows()[0].length;
    int noise = Math.max(NOISE_WIDTH, Math.min(outputs, 32));
    Backend backend = CpuBackend.create();
    Generator generator = create(family, backend, outputs, noise, seed);
    GeneratorTraining training =
        GeneratorTraining.of(generator, backend, family == Family.VAE ? 0.9 : 0.5, 0.99, seed);
    SplittableRandom random = new SplittableRandom(seed);
    double[] losses = new double[steps];
    float[] condition = new float[BATCH];
    Arrays.fill(condition, 1);
    for (int step = 0; step < steps; step++) {
      cancellation.check();
      float[] batch = new float[BATCH * outputs];
      for (int i = 0; i < BATCH; i++) {
        double[] row = data.rows()[random.nextInt(data.rows().length)];
        for (int d = 0; d < outputs; d++) {
          batch[i * outputs + d] = (float) row[d];
        }
      }
      if (generator instanceof VariationalAutoencoder vae) {
        vae.setWeight(Math.min(1, 4.0 * step / steps));
      }
      losses[step] = training.step(batch, condition, BATCH, RATE)[0];
    }
    training.swapAverage();
    return measure(family, generator, backend, data, losses, seed);
  }

  private static Generator create(
      Family family, Backend backend, int outputs, int noise, long seed) {
    Parameters own = Parameters.create(backend, 3 * seed);
    Parameters second = Parameters.create(backend, 3 * seed + 1);
    Parameters third = Parameters.create(backend, 3 * seed + 2);
    var decoder = Decoders.mlp(own.in("decoder"), noise + 1, HIDDEN, outputs);
    return switch (family) {
      case VAE -> VariationalAutoencoder.of(own, decoder, outputs, 1, noise, HIDDEN, DEVIATION);
      case GAN -> AdversarialNetwork.of(own, second, decoder, outputs, 1, noise, HIDDEN);
      case VAE_GAN ->
          VaeGan.of(
              own, second, third, decoder, new VaeGan.Sizes(outputs, 1, noise, HIDDEN, DEVIATION));
    };
  }

  private static Measured measure(
      Family family, Generator generator, Backend backend, Data data, double[] losses, long seed) {
    int outputs = data.rows()[0].length;
    SplittableRandom random = new SplittableRandom(999 + seed);
    double[][] real = new double[Math.min(SAMPLES, data.rows().length)][];
    for (int i = 0; i < real.length; i++) {
      real[i] = data.rows()[random.nextInt(data.rows().length)];
    }
    double[][] samples = new double[SAMPLES][outputs];
    double active = Double.NaN;
    double right = Double.NaN;
    try (Tape tape = Tape.forInference(backend)) {
      double[] normal = new double[SAMPLES * generator.noise()];
      Arrays.setAll(normal, i -> random.nextGaussian());
      Tensor ones = tape.filled(1, SAMPLES, 1);
      Tensor made = generator.sample(tape.constant(normal, SAMPLES, generator.noise()), ones);
      double[] values = made.doubles();
      for (int i = 0; i < SAMPLES; i++) {
        System.arraycopy(values, i * outputs, samples[i], 0, outputs);
      }
      double[] flat = Arrays.stream(real).flatMapToDouble(Arrays::stream).toArray();
      Tensor x = tape.constant(flat, real.length, outputs);
      Tensor c = tape.filled(1, real.length, 1);
      if (generator instanceof VariationalAutoencoder vae) {
        active = active(vae.encode(x, c).doubles(), generator.noise());
      } else if (generator instanceof AdversarialNetwork network) {
        double reals = Arrays.stream(network.judge(x, c).doubles()).filter(v -> v > 0).count();
        double fakes =
            Arrays.stream(network.judge(made, ones).doubles()).filter(v -> v < 0).count();
        right = (reals / real.length + fakes / SAMPLES) / 2;
      }
    }
    SampleQuality.PrecisionRecall quality =
        SampleQuality.precisionRecall(real, samples, NEIGHBOURS);
    int[] hits = new int[data.modes().length];
    double on = 0;
    for (double[] sample : samples) {
      for (int m = 0; m < hits.length; m++) {
        double square = 0;
        for (int d = 0; d < outputs; d++) {
          square += Math.pow(sample[d] - data.modes()[m][d], 2);
        }
        if (square < data.radius() * data.radius()) {
          hits[m]++;
          on++;
          break;
        }
      }
    }
    int covered = 0;
    for (int hit : hits) {
      covered += hit >= SAMPLES / hits.length / 5 ? 1 : 0;
    }
    double[] last = Arrays.copyOfRange(losses, losses.length * 3 / 4, losses.length);
    double size = Arrays.stream(last).map(Math::abs).average().orElse(0);
    return new Measured(
        family,
        seed,
        covered,
        on / SAMPLES,
        quality.precision(),
        quality.recall(),
        SampleQuality.varianceRatio(samples, real),
        GeneratorChoice.deviation(last) / Math.max(1e-12, size),
        active,
        right);
  }

  private static double active(double[] means, int width) {
    int active = 0;
    for (int d = 0; d < width; d++) {
      double[] column = new double[means.length / width];
      for (int i = 0; i < column.length; i++) {
        column[i] = means[i * width + d];
      }
      double deviation = GeneratorChoice.deviation(column);
      active += deviation * deviation > ACTIVE ? 1 : 0;
    }
    return (double) active / width;
  }

  /** A mean over the runs of a family. */
  static double mean(List<Measured> runs, Family family, ToDoubleFunction<Measured> of) {
    return runs.stream().filter(r -> r.family() == family).mapToDouble(of).average().orElse(0);
  }
}
