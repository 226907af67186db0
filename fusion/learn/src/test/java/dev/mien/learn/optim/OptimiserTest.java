package dev.mien.learn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Losses;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A25")
class OptimiserTest {

  private static Optimiser optimiser(String name, List<Parameter> parameters) {
    return name.equals("adam") ? Adam.of(parameters) : Sgd.of(parameters, 0.9, 0);
  }

  /** A network that learns a product of two numbers. */
  private static final class Lesson {

    private final Backend backend = CpuBackend.create();
    private final Parameters parameters = Parameters.create(backend, 4);
    private final Mlp network = Mlp.of(parameters, Activation.SILU, 2, 24, 24, 1);

    private double step(int number, Optimiser optimiser, double rate) {
      SplittableRandom random = new SplittableRandom(number);
      float[] x = new float[64];
      float[] y = new float[32];
      for (int i = 0; i < 32; i++) {
        x[2 * i] = 2 * random.nextFloat() - 1;
        x[2 * i + 1] = 2 * random.nextFloat() - 1;
        y[i] = x[2 * i] * x[2 * i + 1];
      }
      try (Tape tape = Tape.open(backend)) {
        Tensor loss =
            Losses.meanSquare(network.apply(tape.constant(x, 32, 2)), tape.constant(y, 32, 1));
        tape.backward(loss);
        double value = loss.item();
        GradientClip.byNorm(parameters.all(), 5);
        optimiser.step(rate);
        return value;
      }
    }

    private float[][] values() {
      return parameters.all().stream().map(Parameter::values).toArray(float[][]::new);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "sgd"})
  void step_manyTimes_learnsAProduct(String name) {
    Lesson lesson = new Lesson();
    Optimiser optimiser = optimiser(name, lesson.parameters.all());
    Schedule schedule = Schedule.cosine(name.equals("adam") ? 1e-2 : 5e-2, 1e-4, 1500).warmedUp(20);
    double first = 0;
    double last = 0;
    for (int i = 0; i < 1500; i++) {
      double loss = lesson.step(i, optimiser, schedule.rate(i));
      first += i < 20 ? loss / 20 : 0;
      last += i >= 1480 ? loss / 20 : 0;
    }
    assertThat(last).isLessThan(first / 50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adam", "sgd"})
  void restore_inTheMiddle_goesOnToTheSameBits(String name) {
    Lesson whole = new Lesson();
    Optimiser through = optimiser(name, whole.parameters.all());
    for (int i = 0; i < 30; i++) {
      whole.step(i, through, 0.01);
    }
    Lesson first = new Lesson();
    Optimiser before = optimiser(name, first.parameters.all());
    for (int i = 0; i < 12; i++) {
      first.step(i, before, 0.01);
    }
    Lesson second = new Lesson();
    float[][] saved = first.values();
    for (int p = 0; p < saved.length; p++) {
      second.parameters.all().get(p).set(saved[p]);
    }
    Optimiser after = optimiser(name, second.parameters.all());
    after.restore(before.steps(), before.state());
    for (int i = 12; i < 30; i++) {
      second.step(i, after, 0.01);
    }
    assertThat(second.values()).isDeepEqualTo(whole.values());
    assertThat(after.steps()).isEqualTo(30);
  }

  @Test
  void restore_withoutAParameter_saysWhich() {
    Lesson lesson = new Lesson();
    Adam adam = Adam.of(lesson.parameters.all());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> adam.restore(3, Map.of()))
        .withMessageContaining("mean:0.weight");
  }

  @Test
  void byNorm_longGradients_areScaledTogether() {
    Backend backend = CpuBackend.create();
    Parameter a = Parameter.of(backend, "a", new float[] {1, 1}, 2);
    Parameter b = Parameter.of(backend, "b", new float[] {1}, 1);
    try (Tape tape = Tape.open(backend)) {
      tape.backward(tape.use(a).times(4).sum().plus(tape.use(b).times(7).sum()));
    }
    assertThat(GradientClip.byNorm(List.of(a, b), 3)).isCloseTo(9, within(1e-6));
    assertThat(a.gradientValues()).containsExactly(new float[] {4 / 3f, 4 / 3f}, within(1e-6f));
    assertThat(b.gradientValues()).containsExactly(new float[] {7 / 3f}, within(1e-6f));
  }

  @Test
  void runningAverage_afterSwap_isTheAverage() {
    Backend backend = CpuBackend.create();
    Parameter p = Parameter.of(backend, "p", new float[] {0}, 1);
    RunningAverage average = RunningAverage.of(List.of(p), 0.5);
    p.set(new float[] {4});
    average.update();
    p.set(new float[] {8});
    average.update();
    average.swap();
    assertThat(p.values()).containsExactly(5f);
    average.swap();
    assertThat(p.values()).containsExactly(8f);
  }

  @Test
  void schedules_atTheirEnds_areWhatTheySay() {
    Schedule cosine = Schedule.cosine(1, 0.1, 100);
    assertThat(cosine.rate(0)).isEqualTo(1);
    assertThat(cosine.rate(50)).isCloseTo(0.55, within(1e-12));
    assertThat(cosine.rate(1000)).isCloseTo(0.1, within(1e-12));
    assertThat(Schedule.stepwise(1, 0.5, 10).rate(25)).isEqualTo(0.25);
    assertThat(Schedule.constant(2).warmedUp(4).rate(0)).isEqualTo(0.5);
    assertThat(Schedule.constant(2).warmedUp(4).rate(9)).isEqualTo(2);
  }

  /** Buffers are used again: after the first steps, training takes no more memory. */
  @Test
  void training_tenThousandSteps_takesConstantMemory() {
    Lesson lesson = new Lesson();
    Adam adam = Adam.of(lesson.parameters.all());
    Function<Integer, Long> usedAfter =
        steps -> {
          for (int i = 0; i < steps; i++) {
            lesson.step(i, adam, 1e-3);
          }
          System.gc();
          Runtime runtime = Runtime.getRuntime();
          return runtime.totalMemory() - runtime.freeMemory();
        };
    long early = usedAfter.apply(500);
    long late = usedAfter.apply(9500);
    assertThat(late - early).as("bytes").isLessThan(1 << 20);
  }
}
