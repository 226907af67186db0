package dev.mien.learn.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each generator learns a ring of eight spots of which the condition says the half: samples land on
 * the spots of their half, and on all of them.
 */
@Tag("A18")
@Tag("A19")
class GeneratorTrainingTest {

  private static final int SPOTS = 8;
  private static final int BATCH = 128;
  private static final int NOISE = 3;
  private static final double SPREAD = 0.08;

  private final Backend backend = CpuBackend.create();
  private final SplittableRandom random = new SplittableRandom(6);

  /** What samples look like. */
  private record Found(double onSpots, double inHalf, int spots) {}

  private Found train(Generator generator, double beta1, double rate, int steps) {
    GeneratorTraining training = GeneratorTraining.of(generator, backend, beta1, 0.99, 5);
    for (int step = 0; step < steps; step++) {
      float[] condition = new float[BATCH];
      float[] data = new float[2 * BATCH];
      for (int i = 0; i < BATCH; i++) {
        int half = random.nextInt(2);
        double angle = (half * SPOTS / 2 + random.nextInt(SPOTS / 2) + 0.5) * 2 * Math.PI / SPOTS;
        condition[i] = 2 * half - 1;
        data[2 * i] = (float) (Math.cos(angle) + SPREAD * random.nextGaussian());
        data[2 * i + 1] = (float) (Math.sin(angle) + SPREAD * random.nextGaussian());
      }
      training.step(data, condition, BATCH, rate);
    }
    training.swapAverage();
    return look(generator);
  }

  private Found look(Generator generator) {
    int count = 400;
    float[] noise = new float[count * NOISE];
    float[] condition = new float[count];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < count; i++) {
      condition[i] = i % 2 == 0 ? -1 : 1;
    }
    int on = 0;
    int half = 0;
    int[] hits = new int[SPOTS];
    try (Tape tape = Tape.forInference(backend)) {
      Tensor samples =
          generator.sample(tape.constant(noise, count, NOISE), tape.constant(condition, count, 1));
      float[] xy = samples.values();
      for (int i = 0; i < count; i++) {
        half += xy[2 * i + 1] > 0 == (i % 2 == 0) ? 1 : 0;
        for (int s = 0; s < SPOTS; s++) {
          double angle = (s + 0.5) * 2 * Math.PI / SPOTS;
          double dx = xy[2 * i] - Math.cos(angle);
          double dy = xy[2 * i + 1] - Math.sin(angle);
          if (Math.hypot(dx, dy) < 4 * SPREAD) {
            on++;
            hits[s]++;
          }
        }
      }
    }
    int spots = 0;
    for (int hit : hits) {
      spots += hit >= 4 ? 1 : 0;
    }
    return new Found((double) on / count, (double) half / count, spots);
  }

  private static Decoder decoder(Parameters parameters) {
    return Decoders.mlp(parameters.in("decoder"), NOISE + 1, 64, 2);
  }

  @Test
  void variationalAutoencoder_spotsOnARing_coversAllOfThem() {
    Parameters parameters = Parameters.create(backend, 1);
    Found found =
        train(
            VariationalAutoencoder.of(parameters, decoder(parameters), 2, 1, NOISE, 64, 0.1),
            0.9,
            2e-3,
            2500);
    assertThat(found.inHalf()).as("%s", found).isGreaterThan(0.95);
    assertThat(found.spots()).as("%s", found).isEqualTo(SPOTS);
    assertThat(found.onSpots()).as("%s", found).isGreaterThan(0.6);
  }

  @Test
  void adversarialNetwork_spotsOnARing_samplesLieOnThem() {
    Parameters parameters = Parameters.create(backend, 1);
    Found found =
        train(
            AdversarialNetwork.of(
                parameters, Parameters.create(backend, 2), decoder(parameters), 2, 1, NOISE, 64),
            0.5,
            1e-3,
            2500);
    assertThat(found.inHalf()).as("%s", found).isGreaterThan(0.95);
    assertThat(found.onSpots()).as("%s", found).isGreaterThan(0.6);
  }

  @Test
  void vaeGan_spotsOnARing_samplesLieOnThemAndCoverMost() {
    Parameters parameters = Parameters.create(backend, 1);
    Found found =
        train(
            VaeGan.of(
                parameters,
                Parameters.create(backend, 2),
                Parameters.create(backend, 3),
                decoder(parameters),
                new VaeGan.Sizes(2, 1, NOISE, 64, 0.1)),
            0.5,
            1e-3,
            2500);
    assertThat(found.inHalf()).as("%s", found).isGreaterThan(0.95);
    assertThat(found.spots()).as("%s", found).isGreaterThanOrEqualTo(SPOTS - 2);
    assertThat(found.onSpots()).as("%s", found).isGreaterThan(0.5);
  }

  @Test
  void step_dataNotANumber_stopsAndNamesTheStep() {
    Parameters parameters = Parameters.create(backend, 1);
    GeneratorTraining training =
        GeneratorTraining.of(
            VariationalAutoencoder.of(parameters, decoder(parameters), 2, 1, NOISE, 8, 0.1),
            backend,
            0.9,
            0.99,
            1);
    assertThatThrownBy(() -> training.step(new float[] {Float.NaN, 0}, new float[] {1}, 1, 1e-3))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("step 0");
  }
}
