package dev.mien.learn.export;

import dev.mien.core.Modality;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.target.TargetBlock;
import dev.mien.learn.target.TargetSpace;
import dev.mien.learn.train.CachedTokens;
import dev.mien.learn.train.FusionTask;
import dev.mien.model.learned.ModelManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How well each attribute is predicted from each subset of the modalities: for amounts and colours
 * the share of the variance that is explained, for choices the share of the errors of always saying
 * the commonest that is avoided; both in [0, 1].
 */
final class Skills {

  private final FeatureSet judged;

  private Skills(FeatureSet judged) {
    this.judged = judged;
  }

  /**
   * By attribute and subset.
   *
   * @param task predicts
   * @param space says what the numbers are
   * @param judged examples that it wasn't trained on
   */
  static Map<String, Map<String, Double>> of(
      FusionTask task, TargetSpace space, FeatureSet judged) {
    Skills skills = new Skills(judged);
    CachedTokens source = CachedTokens.of(judged);
    Map<String, Map<String, Double>> found = new HashMap<>();
    int modalities = source.modalities().size();
    for (int subset = 1; subset < 1 << modalities; subset++) {
      boolean[] used = new boolean[modalities];
      List<Modality> given = new ArrayList<>();
      for (int m = 0; m < modalities; m++) {
        if ((subset >> m & 1) == 1) {
          used[m] = true;
          given.add(source.modalities().get(m));
        }
      }
      float[] predicted = task.predict(source, used);
      for (TargetBlock block : space.blocks()) {
        if (block.kind() != TargetBlock.Kind.COMPONENTS) {
          found
              .computeIfAbsent(block.name(), id -> new HashMap<>())
              .put(
                  ModelManifest.subset(given),
                  Math.max(0, Math.min(1, skills.of(block, predicted))));
        }
      }
    }
    return found;
  }

  private double of(TargetBlock block, float[] predicted) {
    return block.kind() == TargetBlock.Kind.CHOICE
        ? avoided(block, predicted)
        : explained(block, predicted);
  }

  private double explained(TargetBlock block, float[] predicted) {
    int outputs = judged.outputs();
    double residual = 0;
    double variance = 0;
    for (int k = block.from(); k < block.to(); k++) {
      double mean = 0;
      for (int e = 0; e < judged.size(); e++) {
        mean += judged.targets()[e * outputs + k] / judged.size();
      }
      for (int e = 0; e < judged.size(); e++) {
        double truth = judged.targets()[e * outputs + k];
        residual += (truth - predicted[e * outputs + k]) * (truth - predicted[e * outputs + k]);
        variance += (truth - mean) * (truth - mean);
      }
    }
    return variance == 0 ? 0 : 1 - residual / variance;
  }

  private double avoided(TargetBlock block, float[] predicted) {
    int outputs = judged.outputs();
    int[] counts = new int[block.width()];
    int right = 0;
    for (int e = 0; e < judged.size(); e++) {
      int truth = largest(judged.targets(), e * outputs + block.from(), block.width());
      counts[truth]++;
      right += truth == largest(predicted, e * outputs + block.from(), block.width()) ? 1 : 0;
    }
    int commonest = 0;
    for (int count : counts) {
      commonest = Math.max(commonest, count);
    }
    int errors = judged.size() - commonest;
    return errors == 0 ? 0 : (right - commonest) / (double) errors;
  }

  private static int largest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (values[from + i] > values[from + best]) {
        best = i;
      }
    }
    return best;
  }
}
