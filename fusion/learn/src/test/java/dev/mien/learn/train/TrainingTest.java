package dev.mien.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.BadFileException;
import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.cpu.CpuBackend;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Losses;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.optim.Schedule;
import dev.mien.learn.planted.TinyModel;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

  private final Backend backend = CpuBackend.create();

  @AfterEach
  void close() throws Exception {
    backend.close();
  }

  /** Learns the sine of a line through four numbers. */
  private class Line implements TrainingTask {

    private final Parameters parameters = Parameters.create(backend, 5);
    private final Mlp network = Mlp.of(parameters, Activation.TANH, 4, 16, 1);
    private final float[] x = new float[4 * 300];
    private final float[] y = new float[300];

    Line() {
      SplittableRandom random = new SplittableRandom(8);
      for (int i = 0; i < y.length; i++) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          x[4 * i + k] = (float) random.nextGaussian();
          sum += x[4 * i + k] * (k - 1.5);
        }
        y[i] = (float) Math.sin(0.5 * sum);
      }
    }

    @Override
    public Backend backend() {
      return backend;
    }

    @Override
    public List<Parameter> parameters() {
      return parameters.all();
    }

    @Override
    public int size() {
      return 200;
    }

    @Override
    public String key(int example) {
      return "line-" + example;
    }

    @Override
    public String fingerprint() {
      return "lines";
    }

    private Tensor loss(Tape tape, int[] rows) {
      float[] in = new float[4 * rows.length];
      float[] out = new float[rows.length];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(x, 4 * rows[i], in, 4 * i, 4);
        out[i] = y[rows[i]];
      }
      Tensor predicted = network.apply(tape.constant(in, rows.length, 4));
      return Losses.meanSquare(predicted, tape.constant(out, rows.length, 1));
    }

    @Override
    public Tensor loss(Tape tape, int[] examples, SplittableRandom random) {
      return loss(tape, examples);
    }

    @Override
    public Map<String, Double> validate() {
      int[] rows = new int[100];
      Arrays.setAll(rows, i -> 200 + i);
      try (Tape tape = Tape.forInference(backend)) {
        return Map.of(TOTAL, loss(tape, rows).item());
      }
    }
  }

  private static List<float[]> values(TrainingTask task) {
    return task.parameters().stream().map(Parameter::values).toList();
  }

  private static TrainingReport run(TrainingTask task, TrainingOptions options) {
    return Training.of(task, options).run(Progress.NONE, Cancellation.create());
  }

  @Test
  @Tag("A25")
  void run_sgdWithMomentum_converges_andTheSweepOfRatesIsLogged() {
    Map<Double, Double> sweep = new TreeMap<>();
    for (double rate : new double[] {0.001, 0.01, 0.1, 0.3}) {
      TrainingOptions options =
          TrainingOptions.builder(600, 20)
              .optSgd(0.9)
              .optSchedule(Schedule.cosine(rate, 0, 600))
              .optAverageDecay(0)
              .build();
      sweep.put(rate, run(new Line(), options).best().get(TrainingTask.TOTAL));
    }
    System.getLogger(TrainingTest.class.getName())
        .log(System.Logger.Level.INFO, "validation loss by learning rate: " + sweep);
    double before = new Line().validate().get(TrainingTask.TOTAL);
    double best = sweep.values().stream().min(Double::compare).orElseThrow();
    assertThat(best).isLessThan(0.1 * before);
    assertThat(sweep.get(0.001)).as("too small a rate is worse").isGreaterThan(2 * best);
  }

  /** The whole model, with dropout, noise, averages, and a validation in each half. */
  @Test
  @Tag("A25")
  void run_interruptedAndResumed_isTheSameToTheBit(@TempDir Path folder) throws IOException {
    TrainingOptions options =
        TrainingOptions.builder(30, 16)
            .optValidateEvery(8)
            .optCheckpointEvery(13)
            .optSeed(4)
            .build();
    LossWeights weights = LossWeights.USUAL.withStability(0.01);
    FusionTask whole =
        TinyModel.create(backend, 60, "confidence-relevance").task(weights, ModalityDropout.USUAL);
    TrainingReport expected = run(whole, options);

    Path checkpoint = folder.resolve("checkpoint.safetensors");
    Cancellation cancellation = Cancellation.create();
    FusionTask first =
        TinyModel.create(backend, 60, "confidence-relevance").task(weights, ModalityDropout.USUAL);
    assertThatThrownBy(
            () ->
                Training.of(first, options)
                    .run(
                        checkpoint,
                        (step, fraction) -> {
                          if (fraction > 0.5) {
                            cancellation.cancel();
                          }
                        },
                        cancellation))
        .isInstanceOf(CancellationException.class);
    FusionTask second =
        TinyModel.create(backend, 60, "confidence-relevance").task(weights, ModalityDropout.USUAL);
    Training resumed = Training.of(second, options);
    TrainingReport found = resumed.run(checkpoint, Progress.NONE, Cancellation.create());

    assertThat(found.history()).isEqualTo(expected.history());
    assertThat(found.bestStep()).isEqualTo(expected.bestStep());
    List<float[]> a = values(whole);
    List<float[]> b = values(second);
    for (int i = 0; i < a.size(); i++) {
      assertThat(b.get(i)).as(whole.parameters().get(i).name()).isEqualTo(a.get(i));
    }
  }

  @Test
  void resume_damagedOrOther_isRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("checkpoint.safetensors");
    Line task = new Line();
    TrainingOptions options = TrainingOptions.builder(5, 10).build();
    Training.of(task, options).run(file, Progress.NONE, Cancellation.create());
    Training other = Training.of(task, TrainingOptions.builder(5, 10).optSeed(9).build());
    assertThatThrownBy(() -> other.resume(file))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("seed");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));
    assertThatThrownBy(() -> Training.of(task, options).resume(file))
        .isInstanceOf(BadFileException.class);
  }

  @Test
  void run_nanInAnExample_stopsAndNamesTheBatch() {
    Line task = new Line();
    task.x[4 * 17] = Float.NaN;
    List<String> keys = new ArrayList<>();
    assertThatThrownBy(() -> run(task, TrainingOptions.builder(100, 10).optPatience(1000).build()))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("line-17")
        .satisfies(e -> keys.addAll(List.of(e.getMessage().split("line-"))));
    assertThat(keys).as("the batch's ten examples").hasSize(11);
  }

  @Test
  void run_withoutProgress_stopsAndGivesTheBest() {
    Line task = new Line();
    TrainingOptions options =
        TrainingOptions.builder(10_000, 20)
            .optSchedule(Schedule.constant(0.02))
            .optValidateEvery(20)
            .optPatience(3)
            .optAverageDecay(0)
            .build();
    TrainingReport report = run(task, options);
    assertThat(report.end()).isEqualTo(TrainingReport.End.PATIENCE);
    assertThat(report.steps()).isEqualTo(report.bestStep() + 60).isLessThan(10_000);
    assertThat(task.validate()).isEqualTo(report.best());
  }

  @Test
  void run_everyEpoch_seesEachExampleOnce() {
    List<Integer> seen = new ArrayList<>();
    Line task =
        new Line() {
          @Override
          public Tensor loss(Tape tape, int[] examples, SplittableRandom random) {
            Arrays.stream(examples).forEach(seen::add);
            return super.loss(tape, examples, random);
          }
        };
    run(task, TrainingOptions.builder(40, 15).optPatience(99).build());
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(seen.subList(200 * epoch, 200 * (epoch + 1))).doesNotHaveDuplicates();
    }
    assertThat(seen.subList(0, 200)).isNotEqualTo(seen.subList(200, 400));
  }

  /** What is used after a collection may grow by a twentieth between step 1,000 and 10,000. */
  @Test
  @Tag("A25")
  void run_tenThousandSteps_takesConstantMemory() {
    long[] used = new long[2];
    int[] step = new int[1];
    TrainingOptions options =
        TrainingOptions.builder(10_000, 8).optValidateEvery(2_000).optPatience(1_000).build();
    Training.of(new Line(), options)
        .run(
            (what, fraction) -> {
              step[0]++;
              if (step[0] == 1_000 || step[0] == 10_000) {
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                used[step[0] == 1_000 ? 0 : 1] = runtime.totalMemory() - runtime.freeMemory();
              }
            },
            Cancellation.create());
    assertThat(used[1]).isLessThan((long) (1.05 * used[0]) + 500_000);
  }
}
