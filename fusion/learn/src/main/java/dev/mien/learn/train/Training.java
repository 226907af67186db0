package dev.mien.learn.train;

import dev.mien.core.BadFileException;
import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.io.bundle.NamedTensor;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.learn.optim.GradientClip;
import dev.mien.learn.optim.Optimiser;
import dev.mien.learn.optim.RunningAverage;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The loop of learning. Everything random in a step depends on the seed and the step's number
 * alone, so that a training that was interrupted goes on from its checkpoint as if it hadn't been,
 * to the bit. It ends with the parameters that did best in validation. One thread's.
 */
public final class Training {

  /** Written to checkpoints; another one is refused. */
  public static final String FORMAT = "mien-checkpoint-1";

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final TrainingTask task;
  private final TrainingOptions options;
  private final Optimiser optimiser;
  private final Optional<RunningAverage> average;
  private final List<TrainingReport.Point> history = new ArrayList<>();
  private final Map<String, float[]> bestValues = new LinkedHashMap<>();
  private Map<String, Double> bestLosses = Map.of();
  private double bestTotal = Double.POSITIVE_INFINITY;
  private int bestStep;
  private int waited;
  private int step;
  private double lossSum;
  private int lossCount;
  private int orderOfEpoch = -1;
  private int[] order = new int[0];

  private Training(TrainingTask task, TrainingOptions options) {
    if (task.size() < 1) {
      throw new IllegalArgumentException("there are no examples to learn from");
    }
    this.task = task;
    this.options = options;
    this.optimiser = options.optimiser().apply(task.parameters());
    this.average =
        options.averageDecay() > 0
            ? Optional.of(RunningAverage.of(task.parameters(), options.averageDecay()))
            : Optional.empty();
  }

  /**
   * A training that begins with the parameters as they are.
   *
   * @param task what is learned
   * @param options how
   */
  public static Training of(TrainingTask task, TrainingOptions options) {
    return new Training(task, options);
  }

  /** Steps made so far. */
  public int steps() {
    return step;
  }

  /**
   * Trains in memory, without checkpoints.
   *
   * @param progress told after every step
   * @param cancellation asked before every step
   * @throws ArithmeticException if a loss or gradient isn't finite, naming the batch's examples
   */
  public TrainingReport run(Progress progress, Cancellation cancellation) {
    TrainingReport.End end = TrainingReport.End.STEPS;
    Clock clock = new Clock();
    while (step < options.steps()) {
      cancellation.check();
      step(progress);
      if (waited >= options.patience()) {
        end = TrainingReport.End.PATIENCE;
        break;
      }
      if (clock.isOver()) {
        end = TrainingReport.End.TIME;
        break;
      }
    }
    return finish(end);
  }

  /**
   * Trains with checkpoints; goes on from the last one if there is one.
   *
   * @param checkpoint file that is read if it exists, and replaced as the options say
   * @param progress told after every step
   * @param cancellation asked before every step; a checkpoint is written before it ends the work
   * @throws BadFileException if the checkpoint can't be used
   * @throws IOException if it can't be read or written
   * @throws ArithmeticException if a loss or gradient isn't finite, naming the batch's examples
   */
  public TrainingReport run(Path checkpoint, Progress progress, Cancellation cancellation)
      throws IOException {
    if (Files.exists(checkpoint)) {
      resume(checkpoint);
    }
    TrainingReport.End end =
        waited >= options.patience() ? TrainingReport.End.PATIENCE : TrainingReport.End.STEPS;
    Clock clock = new Clock();
    while (step < options.steps() && waited < options.patience()) {
      try {
        cancellation.check();
      } catch (java.util.concurrent.CancellationException e) {
        save(checkpoint);
        throw e;
      }
      step(progress);
      if (step % options.checkpointEvery() == 0) {
        save(checkpoint);
      }
      if (waited >= options.patience()) {
        end = TrainingReport.End.PATIENCE;
        break;
      }
      if (clock.isOver()) {
        end = TrainingReport.End.TIME;
        break;
      }
    }
    save(checkpoint);
    return finish(end);
  }

  /** Measures how long it takes. */
  private final class Clock {
    private final long begin = System.nanoTime();

    private double seconds() {
      return (System.nanoTime() - begin) * 1e-9;
    }

    boolean isOver() {
      return options.seconds().isPresent() && seconds() > options.seconds().get();
    }
  }

  // ---- one step

  private void step(Progress progress) {
    int[] examples = batch(step);
    SplittableRandom random = new SplittableRandom(options.seed() * GOLDEN + step);
    double loss;
    try (Tape tape = Tape.open(task.backend())) {
      Tensor value = task.loss(tape, examples, random);
      loss = value.item();
      checkFinite(loss, "loss", examples);
      tape.backward(value);
    }
    checkFinite(
        GradientClip.byNorm(task.parameters(), options.clip()), "length of the gradient", examples);
    optimiser.step(options.schedule().rate(step));
    average.ifPresent(RunningAverage::update);
    step++;
    lossSum += loss;
    lossCount++;
    if (step % options.validateEvery() == 0 || step == options.steps()) {
      validate();
    }
    progress.report(
        String.format(
            Locale.ROOT,
            "step %d of %d, loss %.4g",
            step,
            options.steps(),
            lossCount == 0 ? loss : lossSum / lossCount),
        step / (double) options.steps());
  }

  private void checkFinite(double value, String what, int[] examples) {
    if (!Double.isFinite(value)) {
      List<String> keys = new ArrayList<>();
      for (int example : examples) {
        keys.add(task.key(example));
      }
      throw new ArithmeticException(
          "the " + what + " of step " + step + " is " + value + "; its examples were " + keys);
    }
  }

  /** Which examples a step sees: each once per epoch, in an order of the epoch's own. */
  private int[] batch(int number) {
    int size = task.size();
    int[] examples = new int[Math.min(options.batch(), size)];
    long at = (long) number * examples.length;
    for (int i = 0; i < examples.length; i++) {
      int epoch = (int) ((at + i) / size);
      if (epoch != orderOfEpoch) {
        order = shuffled(size, epoch);
        orderOfEpoch = epoch;
      }
      examples[i] = order[(int) ((at + i) % size)];
    }
    return examples;
  }

  private int[] shuffled(int size, int epoch) {
    int[] shuffled = new int[size];
    SplittableRandom random = new SplittableRandom(options.seed() * GOLDEN + 31L * epoch + 7);
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      shuffled[i] = shuffled[other];
      shuffled[other] = i;
    }
    return shuffled;
  }

  private void validate() {
    average.ifPresent(RunningAverage::swap);
    try {
      Map<String, Double> losses = task.validate();
      double total =
          Optional.ofNullable(losses.get(TrainingTask.TOTAL))
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "losses " + losses.keySet() + " lack " + TrainingTask.TOTAL));
      history.add(new TrainingReport.Point(step, lossSum / Math.max(1, lossCount), total));
      lossSum = 0;
      lossCount = 0;
      if (total < bestTotal) {
        bestTotal = total;
        bestLosses = Map.copyOf(losses);
        bestStep = step;
        waited = 0;
        task.parameters().forEach(p -> bestValues.put(p.name(), p.values()));
      } else {
        waited++;
      }
    } finally {
      average.ifPresent(RunningAverage::swap);
    }
  }

  private TrainingReport finish(TrainingReport.End end) {
    if (lossCount > 0) {
      validate();
    }
    for (Parameter parameter : task.parameters()) {
      float[] values = bestValues.get(parameter.name());
      if (values != null) {
        parameter.set(values);
      }
    }
    return new TrainingReport(step, bestStep, bestLosses, history, end);
  }

  // ---- checkpoints

  /**
   * Writes everything that going on needs, whole or not at all.
   *
   * @param file written or replaced
   * @throws IOException if it can't be written
   */
  public void save(Path file) throws IOException {
    Map<String, NamedTensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : task.parameters()) {
      tensors.put(
          "parameter/" + parameter.name(), new NamedTensor(parameter.shape(), parameter.values()));
    }
    optimiser.state().forEach((name, values) -> tensors.put("optimiser/" + name, flat(values)));
    average.ifPresent(
        a -> a.state().forEach((name, values) -> tensors.put("average/" + name, flat(values))));
    bestValues.forEach((name, values) -> tensors.put("best/" + name, flat(values)));
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("format", FORMAT);
    metadata.put("task", task.fingerprint());
    metadata.put("seed", Long.toString(options.seed()));
    metadata.put("batch", Integer.toString(options.batch()));
    metadata.put("step", Integer.toString(step));
    metadata.put("bestStep", Integer.toString(bestStep));
    metadata.put("bestTotal", Double.toString(bestTotal));
    metadata.put("waited", Integer.toString(waited));
    metadata.put("lossSum", Double.toString(lossSum));
    metadata.put("lossCount", Integer.toString(lossCount));
    bestLosses.forEach((name, loss) -> metadata.put("best." + name, Double.toString(loss)));
    StringBuilder points = new StringBuilder();
    for (TrainingReport.Point p : history) {
      points.append(p.step()).append(' ').append(p.training()).append(' ');
      points.append(p.validation()).append('\n');
    }
    metadata.put("history", points.toString());
    new TensorBundle(metadata, tensors).write(file);
  }

  private static NamedTensor flat(float[] values) {
    return new NamedTensor(new int[] {values.length}, values);
  }

  /**
   * Goes on from a checkpoint.
   *
   * @param file as {@link #save} wrote it
   * @throws BadFileException if it isn't one, or of another task, seed or batch size
   * @throws IOException if it can't be read
   */
  public void resume(Path file) throws IOException {
    TensorBundle bundle = TensorBundle.read(file);
    Map<String, String> metadata = bundle.metadata();
    require(file, metadata, "format", FORMAT);
    require(file, metadata, "task", task.fingerprint());
    require(file, metadata, "seed", Long.toString(options.seed()));
    require(file, metadata, "batch", Integer.toString(options.batch()));
    try {
      int made = Integer.parseInt(metadata.getOrDefault("step", ""));
      Map<String, float[]> parameters = new HashMap<>();
      for (Parameter parameter : task.parameters()) {
        parameters.put(
            parameter.name(), bundle.values("parameter/" + parameter.name(), parameter.shape()));
      }
      optimiser.restore(made, under(bundle, "optimiser/"));
      if (average.isPresent()) {
        average.get().restore(under(bundle, "average/"));
      }
      task.parameters().forEach(p -> p.set(parameters.getOrDefault(p.name(), p.values())));
      bestValues.clear();
      bestValues.putAll(under(bundle, "best/"));
      restoreNumbers(metadata, made);
    } catch (IllegalArgumentException e) {
      throw new BadFileException(file.toString(), "", "not usable here: " + e.getMessage(), e);
    }
  }

  private void restoreNumbers(Map<String, String> metadata, int made) {
    bestStep = Integer.parseInt(metadata.getOrDefault("bestStep", ""));
    bestTotal = Double.parseDouble(metadata.getOrDefault("bestTotal", "Infinity"));
    waited = Integer.parseInt(metadata.getOrDefault("waited", ""));
    lossSum = Double.parseDouble(metadata.getOrDefault("lossSum", "0"));
    lossCount = Integer.parseInt(metadata.getOrDefault("lossCount", ""));
    Map<String, Double> losses = new TreeMap<>();
    metadata.forEach(
        (name, value) -> {
          if (name.startsWith("best.")) {
            losses.put(name.substring("best.".length()), Double.parseDouble(value));
          }
        });
    bestLosses = Map.copyOf(losses);
    history.clear();
    for (String line : metadata.getOrDefault("history", "").split("\n")) {
      String[] parts = line.split(" ");
      if (parts.length == 3) {
        history.add(
            new TrainingReport.Point(
                Integer.parseInt(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2])));
      }
    }
    step = made;
  }

  private static Map<String, float[]> under(TensorBundle bundle, String prefix) {
    Map<String, float[]> found = new LinkedHashMap<>();
    bundle
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), tensor.values());
              }
            });
    return found;
  }

  private static void require(Path file, Map<String, String> metadata, String what, String expected)
      throws BadFileException {
    String found = metadata.getOrDefault(what, "none");
    if (!found.equals(expected)) {
      throw new BadFileException(
          file.toString(), what, "expected " + what + " '" + expected + "', found '" + found + "'");
    }
  }
}
