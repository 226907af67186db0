package dev.mien.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Backends;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.optim.Adam;
import dev.mien.learn.optim.Optimiser;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DL4J's networks and the tape's own layers learn together. */
class Dl4jTrainingTest {

  private static final int SIDE = 64;
  private static final int BATCH = 8;

  /** Pictures of one soft spot, and where it is. */
  private record Spots(float[] pictures, float[] places) {

    static Spots random(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] pictures = new float[BATCH * SIDE * SIDE];
      float[] places = new float[BATCH * 2];
      for (int i = 0; i < BATCH; i++) {
        double cx = random.nextDouble(-1, 1);
        double cy = random.nextDouble(-1, 1);
        places[2 * i] = (float) cx;
        places[2 * i + 1] = (float) cy;
        for (int p = 0; p < SIDE * SIDE; p++) {
          double dx = 2.0 * (p % SIDE) / SIDE - 1 - cx;
          double dy = 2.0 * (p / SIDE) / SIDE - 1 - cy;
          pictures[i * SIDE * SIDE + p] = (float) Math.exp(-8 * (dx * dx + dy * dy));
        }
      }
      return new Spots(pictures, places);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"cpu", "nd4j"})
  void pictureEncoder_beforeALayerOfTheTape_lowersTheLoss(String name) {
    try (Backend backend = Backends.create(name)) {
      PictureEncoder encoder = PictureEncoder.create(backend, "pictures", SIDE, 1, 4, 8, 3);
      Parameters parameters = Parameters.create(backend, 3);
      Linear head = Linear.of(parameters.in("head"), 8, 2);
      List<Parameter> all = new ArrayList<>(parameters.all());
      all.add(encoder.parameter());
      Optimiser optimiser = Adam.of(all);
      Spots spots = Spots.random(5);
      float[] before = encoder.parameter().values();
      double first = 0;
      double last = 0;
      for (int step = 0; step < 30; step++) {
        try (Tape tape = Tape.open(backend)) {
          Tensor features =
              encoder.encode(tape, tape.constant(spots.pictures(), BATCH, SIDE, SIDE, 1)).silu();
          Tensor loss =
              head.apply(features).minus(tape.constant(spots.places(), BATCH, 2)).square().mean();
          tape.backward(loss);
          last = loss.item();
          first = step == 0 ? last : first;
        }
        optimiser.step(0.01);
      }
      assertThat(last).isLessThan(0.5 * first);
      assertThat(encoder.parameter().values()).isNotEqualTo(before);
    }
  }

  private static final int INPUTS = 512;
  private static final int EXPRESSION = 6;
  private static final int STEPS = 6;

  /** Latents that show a wandering expression through a fixed mixture, and what comes next. */
  private record Performances(float[] latents, float[] current, float[] next) {

    static Performances random(int count, SplittableRandom random, float[] mixture) {
      float[] latents = new float[count * STEPS * INPUTS];
      float[] current = new float[count * EXPRESSION];
      float[] next = new float[count * EXPRESSION];
      for (int i = 0; i < count; i++) {
        double[] phase = random.doubles(EXPRESSION, 0, 2 * Math.PI).toArray();
        for (int t = 0; t <= STEPS; t++) {
          for (int e = 0; e < EXPRESSION; e++) {
            float value = (float) Math.sin(phase[e] + (0.5 + 0.1 * e) * t);
            if (t == STEPS) {
              next[i * EXPRESSION + e] = value;
              continue;
            }
            if (t == STEPS - 1) {
              current[i * EXPRESSION + e] = value;
            }
            for (int j = 0; j < INPUTS; j++) {
              latents[(i * STEPS + t) * INPUTS + j] += value * mixture[e * INPUTS + j];
            }
          }
        }
        for (int j = i * STEPS * INPUTS; j < (i + 1) * STEPS * INPUTS; j++) {
          latents[j] += (float) (0.05 * random.nextDouble(-1, 1));
        }
      }
      return new Performances(latents, current, next);
    }
  }

  @Test
  @Tag("C08")
  void temporalEncoder_synthetic512To256To6_beatsPersistenceByAFifth() {
    SplittableRandom random = new SplittableRandom(11);
    float[] mixture = new float[EXPRESSION * INPUTS];
    for (int i = 0; i < mixture.length; i++) {
      mixture[i] = (float) (0.15 * random.nextDouble(-1, 1));
    }
    try (Backend backend = Backends.create("cpu")) {
      TemporalEncoder encoder =
          TemporalEncoder.create(backend, "temporal", INPUTS, 256, EXPRESSION, 2);
      Optimiser optimiser = Adam.of(List.of(encoder.parameter()));
      int count = 32;
      for (int step = 0; step < 40; step++) {
        Performances shown = Performances.random(count, random, mixture);
        try (Tape tape = Tape.open(backend)) {
          tape.backward(loss(tape, encoder, shown, count));
        }
        optimiser.step(0.002);
      }
      // sequences that weren't shown
      Performances unseen = Performances.random(200, random, mixture);
      double persistence = 0;
      for (int i = 0; i < unseen.next().length; i++) {
        double d = unseen.next()[i] - unseen.current()[i];
        persistence += d * d / unseen.next().length;
      }
      try (Tape tape = Tape.forInference(backend)) {
        double error = loss(tape, encoder, unseen, 200).item();
        assertThat(error).isLessThan(0.8 * persistence);
      }
    }
  }

  private static Tensor loss(Tape tape, TemporalEncoder encoder, Performances of, int count) {
    return encoder
        .encode(tape, tape.constant(of.latents(), count, STEPS, INPUTS))
        .minus(tape.constant(of.next(), count, EXPRESSION))
        .square()
        .mean();
  }
}
