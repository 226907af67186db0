package dev.mien.learn.study;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Losses;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.optim.Adam;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.SplittableRandom;

/**
 * A small network that learns what a linear regression leaves over; of all epochs the one that is
 * best on the validation examples counts.
 */
final class ResidualNetwork {

  private static final int BATCH = 128;
  private static final double RATE = 1e-3;
  private static final double DECAY = 0.01;

  private final int hidden;
  private final int epochs;
  private final long seed;

  ResidualNetwork(int hidden, int epochs, long seed) {
    this.hidden = hidden;
    this.epochs = epochs;
    this.seed = seed;
  }

  /**
   * Learns and predicts.
   *
   * @param x standardised inputs of the training examples
   * @param left what is left over of their outputs
   * @param validation inputs of the validation examples
   * @param validationLeft what is left over of their outputs
   * @param test inputs of the test examples
   * @return what is predicted to be left over of the test examples' outputs; zeros if no epoch is
   *     better than nothing on the validation examples
   */
  float[][] fit(
      float[][] x, float[][] left, float[][] validation, float[][] validationLeft, float[][] test) {
    Backend backend = CpuBackend.create();
    Parameters parameters = Parameters.create(backend, seed);
    int outputs = left[0].length;
    float scale = (float) Math.sqrt(meanSquare(left, new float[left.length][outputs]));
    float[][] target = divided(left, scale);
    float[][] validationTarget = divided(validationLeft, scale);
    Mlp network = Mlp.of(parameters, Activation.SILU, x[0].length, hidden, hidden, outputs);
    Adam adam = Adam.of(parameters.all(), 0.9, 0.999, DECAY);
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[x.length];
    java.util.Arrays.setAll(order, i -> i);
    float[][] best = new float[test.length][outputs];
    double least = meanSquare(validationTarget, new float[validation.length][outputs]);
    int batches = Math.max(1, x.length / BATCH);
    for (int epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      double rate = RATE * 0.5 * (1 + Math.cos(Math.PI * epoch / epochs));
      for (int b = 0; b < batches; b++) {
        int from = b * x.length / batches;
        int to = (b + 1) * x.length / batches;
        try (Tape tape = Tape.open(backend)) {
          Tensor in = tape.constant(rows(x, order, from, to), to - from, x[0].length);
          Tensor out = tape.constant(rows(target, order, from, to), to - from, outputs);
          tape.backward(Losses.meanSquare(network.apply(in), out), parameters.all());
        }
        adam.step(rate);
      }
      double loss = meanSquare(validationTarget, predict(backend, network, validation, outputs));
      if (!Double.isFinite(loss)) {
        throw new ArithmeticException("validation loss of epoch " + epoch + " is " + loss);
      }
      if (loss < least) {
        least = loss;
        best = predict(backend, network, test, outputs);
      }
    }
    return divided(best, 1 / scale);
  }

  private static float[][] divided(float[][] values, float by) {
    float[][] result = new float[values.length][];
    for (int r = 0; r < values.length; r++) {
      result[r] = values[r].clone();
      for (int o = 0; o < result[r].length; o++) {
        result[r][o] /= by;
      }
    }
    return result;
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }

  private static float[] rows(float[][] x, int[] order, int from, int to) {
    int width = x[0].length;
    float[] flat = new float[(to - from) * width];
    for (int r = from; r < to; r++) {
      System.arraycopy(x[order[r]], 0, flat, (r - from) * width, width);
    }
    return flat;
  }

  private static float[][] predict(Backend backend, Mlp network, float[][] x, int outputs) {
    int[] order = new int[x.length];
    java.util.Arrays.setAll(order, i -> i);
    float[][] result = new float[x.length][outputs];
    try (Tape tape = Tape.forInference(backend)) {
      Tensor in = tape.constant(rows(x, order, 0, x.length), x.length, x[0].length);
      float[] values = network.apply(in).values();
      for (int r = 0; r < x.length; r++) {
        System.arraycopy(values, r * outputs, result[r], 0, outputs);
      }
    }
    return result;
  }

  static double meanSquare(float[][] a, float[][] b) {
    double sum = 0;
    for (int r = 0; r < a.length; r++) {
      for (int o = 0; o < a[r].length; o++) {
        double difference = a[r][o] - b[r][o];
        sum += difference * difference;
      }
    }
    return sum / a.length / a[0].length;
  }
}
