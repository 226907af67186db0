package dev.mien.learn.compare;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.Fusion;
import dev.mien.learn.fusion.FusionSizes;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.fusion.ModalityInput;
import dev.mien.learn.fusion.ModalityTokens;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A strategy with input layers for a feature set's modalities. */
public final class FusionModel {

  private static final int BATCH = 256;

  private final Parameters parameters;
  private final List<ModalityInput> inputs = new ArrayList<>();
  private final Fusion fusion;
  private final FusionStrategy strategy;
  private final int outputs;

  private FusionModel(
      FusionStrategy strategy, FeatureSet like, Backend backend, int width, long seed) {
    this.strategy = strategy;
    this.outputs = like.outputs();
    this.parameters = Parameters.create(backend, seed);
    for (FeatureBlock block : like.blocks()) {
      inputs.add(
          ModalityInput.of(parameters.in("input"), block.modality().name(), block.width(), width));
    }
    List<String> names = like.blocks().stream().map(block -> block.modality().name()).toList();
    this.fusion = strategy.create(parameters.in("fusion"), new FusionSizes(names, width, outputs));
  }

  /**
   * An untrained model.
   *
   * @param strategy that fuses
   * @param like has the modalities, sizes and outputs
   * @param backend computes
   * @param width of the common tokens
   * @param seed of the initial parameters
   */
  public static FusionModel create(
      FusionStrategy strategy, FeatureSet like, Backend backend, int width, long seed) {
    return new FusionModel(strategy, like, backend, width, seed);
  }

  /** What is learned. */
  public Parameters parameters() {
    return parameters;
  }

  /** What fuses. */
  public FusionStrategy strategy() {
    return strategy;
  }

  /**
   * What was predicted. Arrays are shared and must not be written to.
   *
   * @param outputs [examples, outputs]
   * @param weights [examples, modalities, outputs]: each modality's share
   */
  public record Predictions(float[] outputs, float[] weights) {}

  /**
   * Predicts.
   *
   * @param set of the kind the model was made for
   */
  public Predictions predict(FeatureSet set) {
    int modalities = inputs.size();
    float[] all = new float[set.size() * outputs];
    float[] shares = new float[set.size() * modalities * outputs];
    for (int from = 0; from < set.size(); from += BATCH) {
      int[] rows = new int[Math.min(BATCH, set.size() - from)];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = from + i;
      }
      Rows batch = Rows.of(set, rows);
      try (Tape tape = Tape.forInference(parameters.backend())) {
        Fused fused = fuse(tape, batch);
        float[] values = fused.output().values();
        System.arraycopy(values, 0, all, from * outputs, values.length);
        float[] weights = fused.weights().values();
        System.arraycopy(weights, 0, shares, from * modalities * outputs, weights.length);
      }
    }
    return new Predictions(all, shares);
  }

  Fused fuse(Tape tape, Rows rows) {
    List<ModalityTokens> tokens = new ArrayList<>();
    for (int m = 0; m < inputs.size(); m++) {
      Tensor features =
          tape.constant(rows.values.get(m), rows.count, rows.tokens[m], rows.widths[m]);
      tokens.add(inputs.get(m).apply(features, tape.constant(rows.present.get(m), rows.count, 1)));
    }
    return fusion.fuse(tokens);
  }

  /** Some examples' features, which may be changed. */
  static final class Rows {
    final int count;
    final int[] tokens;
    final int[] widths;
    final List<float[]> values = new ArrayList<>();
    final List<float[]> present = new ArrayList<>();
    final float[] targets;

    private Rows(int count, int modalities, int outputs) {
      this.count = count;
      this.tokens = new int[modalities];
      this.widths = new int[modalities];
      this.targets = new float[count * outputs];
    }

    static Rows of(FeatureSet set, int[] rows) {
      Rows picked = new Rows(rows.length, set.blocks().size(), set.outputs());
      for (int m = 0; m < set.blocks().size(); m++) {
        FeatureBlock block = set.blocks().get(m);
        int row = block.tokens() * block.width();
        picked.tokens[m] = block.tokens();
        picked.widths[m] = block.width();
        float[] values = new float[rows.length * row];
        float[] there = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
          System.arraycopy(block.values(), rows[i] * row, values, i * row, row);
          there[i] = block.present()[rows[i]] ? 1 : 0;
        }
        picked.values.add(values);
        picked.present.add(there);
      }
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(
            set.targets(),
            rows[i] * set.outputs(),
            picked.targets,
            i * set.outputs(),
            set.outputs());
      }
      return picked;
    }
  }
}
