package dev.mien.learn.compare;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.fusion.Fused;
import dev.mien.learn.nn.Losses;
import dev.mien.learn.optim.Adam;
import dev.mien.learn.optim.GradientClip;
import dev.mien.learn.optim.Optimiser;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Trains a model with modality dropout, within a budget, and keeps the parameters that were best on
 * validation.
 */
public final class FusionTraining {

  private static final double CLIP = 1;
  private static final int WARM_UP = 20;

  private final FusionModel model;
  private final FeatureSplits data;
  private final TrainingSettings settings;
  private final float[] importance;
  private final SplittableRandom random;
  private final FeatureSet someMissing;

  private FusionTraining(
      FusionModel model,
      FeatureSplits data,
      TrainingSettings settings,
      float[] importance,
      long seed) {
    this.model = model;
    this.data = data;
    this.settings = settings;
    this.importance = importance;
    this.random = new SplittableRandom(seed);
    this.someMissing = cycled(data.validation());
  }

  /**
   * What came of it.
   *
   * @param steps made
   * @param bestStep whose parameters were kept
   * @param loss on validation, of the kept parameters: mean of weighted squares, complete and with
   *     missing modalities alike
   * @param seconds of the clock
   */
  public record Outcome(int steps, int bestStep, double loss, double seconds) {}

  /**
   * Trains.
   *
   * @param model is trained
   * @param data standardised
   * @param settings of the training
   * @param importance [outputs]: how much each squared error weighs
   * @param seed of batches, dropout and noise
   * @param progress hears of steps; with the share of the budget
   * @param cancellation is asked at every step
   * @throws ArithmeticException if a loss isn't finite, naming the step and the examples
   */
  public static Outcome train(
      FusionModel model,
      FeatureSplits data,
      TrainingSettings settings,
      float[] importance,
      long seed,
      Progress progress,
      Cancellation cancellation) {
    return new FusionTraining(model, data, settings, importance, seed).run(progress, cancellation);
  }

  private Outcome run(Progress progress, Cancellation cancellation) {
    Optimiser optimiser = Adam.of(model.parameters().all(), 0.9, 0.99, 1e-4);
    long start = System.nanoTime();
    double best = Double.POSITIVE_INFINITY;
    int bestStep = 0;
    int worse = 0;
    List<float[]> kept = List.of();
    int step = 0;
    double used = 0;
    while (used < 1 && worse < settings.patience()) {
      cancellation.check();
      learn(step);
      GradientClip.byNorm(model.parameters().all(), CLIP);
      double rate = settings.rate() * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, used)));
      optimiser.step(rate * Math.min(1, (step + 1.0) / WARM_UP));
      step++;
      used = settings.budget().used(step, seconds(start));
      if (step % settings.checkEvery() == 0 || used >= 1) {
        double loss = (loss(data.validation()) + loss(someMissing)) / 2;
        if (loss < best) {
          best = loss;
          bestStep = step;
          worse = 0;
          kept = model.parameters().all().stream().map(Parameter::values).toList();
        } else {
          worse++;
        }
        progress.report(model.strategy().name(), Math.min(1, used));
      }
    }
    List<Parameter> all = model.parameters().all();
    for (int i = 0; i < kept.size(); i++) {
      all.get(i).set(kept.get(i));
    }
    return new Outcome(step, bestStep, best, seconds(start));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }

  private void learn(int step) {
    int[] rows = new int[Math.min(settings.batch(), data.train().size())];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextInt(data.train().size());
    }
    FusionModel.Rows batch = FusionModel.Rows.of(data.train(), rows);
    disturb(batch);
    int outputs = data.train().outputs();
    try (Tape tape = Tape.open(model.parameters().backend())) {
      Fused fused = model.fuse(tape, batch);
      Tensor target = tape.constant(batch.targets, rows.length, outputs);
      // where branches learn from their own loss alone, strategies detach them themselves
      Tensor loss =
          Losses.weightedSquare(fused.output(), target, tape.constant(importance, outputs))
              .plus(fused.branchLoss(target));
      double value = loss.item();
      if (!Double.isFinite(value)) {
        List<String> keys = new ArrayList<>();
        for (int row : rows) {
          keys.add(data.train().keys().get(row));
        }
        throw new ArithmeticException(
            "loss of "
                + model.strategy().name()
                + " is "
                + value
                + " at step "
                + step
                + " on "
                + keys);
      }
      tape.backward(loss, model.parameters().all());
    }
  }

  private void disturb(FusionModel.Rows batch) {
    int modalities = batch.present.size();
    for (int i = 0; i < batch.count; i++) {
      int there = 0;
      for (int m = 0; m < modalities; m++) {
        there += batch.present.get(m)[i] > 0 ? 1 : 0;
      }
      int first = random.nextInt(modalities);
      for (int k = 0; k < modalities; k++) {
        int m = (first + k) % modalities;
        boolean drop = random.nextDouble() < settings.dropout();
        boolean spoil = random.nextDouble() < settings.corruption();
        int row = batch.tokens[m] * batch.widths[m];
        if (batch.present.get(m)[i] == 0) {
          continue;
        }
        if (drop && there > 1) {
          batch.present.get(m)[i] = 0;
          there--;
        } else if (spoil && there > 1) {
          for (int j = i * row; j < (i + 1) * row; j++) {
            batch.values.get(m)[j] = (float) random.nextGaussian();
          }
          // at least one is neither missing nor spoilt
          there--;
        }
      }
    }
  }

  private double loss(FeatureSet set) {
    float[] predicted = model.predict(set).outputs();
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      double error = predicted[i] - set.targets()[i];
      sum += importance[i % set.outputs()] * error * error;
    }
    return sum / predicted.length;
  }

  /** Each example with another subset of its modalities, all subsets in turn. */
  private static FeatureSet cycled(FeatureSet set) {
    int modalities = set.blocks().size();
    int subsets = (1 << modalities) - 1;
    List<FeatureBlock> blocks = new ArrayList<>();
    for (int m = 0; m < modalities; m++) {
      FeatureBlock block = set.blocks().get(m);
      boolean[] present = block.present().clone();
      for (int i = 0; i < present.length; i++) {
        present[i] &= ((1 + i % subsets) >> m & 1) == 1;
      }
      blocks.add(
          new FeatureBlock(
              block.modality(), block.tokens(), block.width(), block.values(), present));
    }
    return new FeatureSet(set.keys(), set.identities(), blocks, set.outputs(), set.targets());
  }
}
