package dev.mien.learn.modulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mien.learn.check.GradientCheck;
import dev.mien.learn.check.GradientCheck.Input;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.reference.ReferenceBackend;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every formula that modulates a feature by another must fulfil. */
class ModulationContractTest {

  private static final int WIDTH = 16;
  private static final int BATCH = 6;

  static Stream<Modulation> formulas() {
    return Modulations.all().values().stream();
  }

  private static double[] run(Modulation formula, double[] s, double[] f) {
    try (ReferenceBackend backend = new ReferenceBackend();
        Tape tape = Tape.forInference(backend)) {
      Modulator modulator = formula.create(Parameters.create(backend, 2), WIDTH, WIDTH);
      Tensor m = modulator.apply(tape.constant(s, BATCH, WIDTH), tape.constant(f, BATCH, WIDTH));
      assertThat(m.shape()).containsExactly(BATCH, WIDTH);
      return m.doubles();
    }
  }

  private static double[] random(long seed, double range) {
    return Input.random(seed, -range, range, BATCH, WIDTH).values();
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void apply_largeOrZeroFeatures_isFinite(Modulation formula) {
    double[] zero = new double[BATCH * WIDTH];
    for (double[] s : List.of(random(1, 1000), random(1, 1), zero)) {
      for (double[] f : List.of(random(2, 1000), random(2, 1), zero)) {
        assertThat(Arrays.stream(run(formula, s, f)).allMatch(Double::isFinite)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void gradient_bothFeaturesAndParameters_isThatOfDifferences(Modulation formula) {
    GradientCheck.Result found =
        GradientCheck.first(
            (tape, x) ->
                formula
                    .create(Parameters.create(tape.backend(), 2), WIDTH, WIDTH)
                    .apply(x.get(0), x.get(1)),
            List.of(Input.random(1, -1, 1, BATCH, WIDTH), Input.random(2, -1, 1, BATCH, WIDTH)));
    assertThat(found.error()).as(found.where()).isLessThan(1e-7);
    try (ReferenceBackend backend = new ReferenceBackend();
        Tape tape = Tape.open(backend)) {
      Tensor s = tape.variable(random(1, 1), BATCH, WIDTH);
      Tensor f = tape.variable(random(2, 1), BATCH, WIDTH);
      Tensor m = formula.create(Parameters.create(backend, 2), WIDTH, WIDTH).apply(s, f);
      for (Tensor slope :
          tape.gradients(m.times(tape.constant(random(3, 1), BATCH, WIDTH)).sum(), List.of(s, f))) {
        assertThat(Arrays.stream(slope.doubles()).map(Math::abs).max().orElse(0))
            .isGreaterThan(1e-4);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void apply_anotherF_changesTheResult(Modulation formula) {
    double[] s = random(1, 1);
    double[] one = run(formula, s, random(2, 1));
    double[] other = run(formula, s, random(5, 1));
    double change = 0;
    double size = 0;
    for (int i = 0; i < one.length; i++) {
      change += (one[i] - other[i]) * (one[i] - other[i]);
      size += one[i] * one[i];
    }
    assertThat(Math.sqrt(change / size)).isGreaterThan(formula.lowInformation() ? 0.001 : 0.05);
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void apply_oneRowChanged_leavesTheOthers(Modulation formula) {
    double[] s = random(1, 1);
    double[] f = random(2, 1);
    double[] before = run(formula, s, f);
    for (int i = 0; i < WIDTH; i++) {
      s[i] = 0.3;
      f[i] = -0.2;
    }
    double[] after = run(formula, s, f);
    assertThat(Arrays.copyOfRange(after, WIDTH, after.length))
        .isEqualTo(Arrays.copyOfRange(before, WIDTH, before.length));
  }

  /**
   * With F fixed, S can be read back from the result by a linear map: R² of a least-squares fit.
   */
  @ParameterizedTest
  @MethodSource("formulas")
  void apply_fixedF_keepsS(Modulation formula) {
    int samples = 200;
    double[] f = random(2, 1);
    double[][] x = new double[samples][];
    double[][] y = new double[samples][];
    for (int i = 0; i < samples; i++) {
      double[] s = random(100 + i, 1);
      double[] same = new double[BATCH * WIDTH];
      for (int b = 0; b < BATCH; b++) {
        System.arraycopy(f, 0, same, b * WIDTH, WIDTH);
      }
      double[] m = run(formula, s, same);
      x[i] = Arrays.copyOf(m, WIDTH);
      y[i] = Arrays.copyOf(s, WIDTH);
    }
    assertThat(Ridge.determination(x, y)).isGreaterThan(0.5);
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void chain_sixStages_keepsItsScale(Modulation formula) {
    try (ReferenceBackend backend = new ReferenceBackend();
        Tape tape = Tape.forInference(backend)) {
      Parameters parameters = Parameters.create(backend, 4);
      Tensor running = tape.filled(1, BATCH, WIDTH);
      for (int stage = 0; stage < 6; stage++) {
        Parameters own = parameters.in("stage" + stage);
        Tensor s = tape.constant(random(10 + stage, Math.sqrt(3)), BATCH, WIDTH);
        Tensor m = formula.create(own, WIDTH, WIDTH).apply(s, running);
        running = Linear.of(own.in("fc"), WIDTH, WIDTH, Activation.LEAKY_RELU).apply(m).leakyRelu();
        if (formula.key().equals("demod_sum")) {
          // its norm is 1, so the layer behind it needs a gain of √width
          running = running.times(Math.sqrt(WIDTH));
        }
      }
      double square = Arrays.stream(running.doubles()).map(v -> v * v).average().orElse(0);
      assertThat(Math.sqrt(square)).isBetween(0.1, 10.0);
    }
  }

  @Test
  void all_builtIn_areTwelve() {
    assertThat(Modulations.all()).hasSizeGreaterThanOrEqualTo(12);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Modulations.byKey("magic"))
        .withMessageContaining("demod_mul");
  }

  /** Least squares with a small ridge, by Gaussian elimination. */
  private static final class Ridge {

    static double determination(double[][] x, double[][] y) {
      int n = x.length;
      int d = x[0].length + 1;
      int k = y[0].length;
      double[][] a = new double[d][d + k];
      for (int i = 0; i < n; i++) {
        double[] row = Arrays.copyOf(x[i], d);
        row[d - 1] = 1;
        for (int p = 0; p < d; p++) {
          for (int q = 0; q < d; q++) {
            a[p][q] += row[p] * row[q];
          }
          for (int q = 0; q < k; q++) {
            a[p][d + q] += row[p] * y[i][q];
          }
        }
      }
      for (int p = 0; p < d; p++) {
        a[p][p] += 1e-6;
      }
      for (int p = 0; p < d; p++) {
        double pivot = a[p][p];
        for (int q = p; q < d + k; q++) {
          a[p][q] /= pivot;
        }
        for (int r = 0; r < d; r++) {
          double factor = a[r][p];
          if (r != p && factor != 0) {
            for (int q = p; q < d + k; q++) {
              a[r][q] -= factor * a[p][q];
            }
          }
        }
      }
      double error = 0;
      double total = 0;
      double[] mean = new double[k];
      for (double[] row : y) {
        for (int q = 0; q < k; q++) {
          mean[q] += row[q] / n;
        }
      }
      for (int i = 0; i < n; i++) {
        for (int q = 0; q < k; q++) {
          double fit = a[d - 1][d + q];
          for (int p = 0; p + 1 < d; p++) {
            fit += x[i][p] * a[p][d + q];
          }
          error += (y[i][q] - fit) * (y[i][q] - fit);
          total += (y[i][q] - mean[q]) * (y[i][q] - mean[q]);
        }
      }
      return 1 - error / total;
    }
  }
}
