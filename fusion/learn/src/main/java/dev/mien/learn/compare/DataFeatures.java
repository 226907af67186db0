package dev.mien.learn.compare;

import dev.mien.learn.data.Dataset;
import dev.mien.learn.target.PrincipalTargets;
import dev.mien.learn.train.FeatureCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Comparisons on features of a data set that is at hand: with millimetres and an oracle. */
public final class DataFeatures {

  private DataFeatures() {}

  /**
   * A comparison.
   *
   * @param dataset that the features were made of
   * @param features folder that {@code EncoderTraining} filled
   * @throws dev.mien.core.BadFileException if the features are of other data
   * @throws IOException if something can't be read
   */
  public static Comparison.Builder compare(Dataset dataset, Path features) throws IOException {
    PrincipalTargets targets =
        PrincipalTargets.read(features.resolve("targets.safetensors"), dataset.info());
    FeatureSplits splits =
        new FeatureSplits(
            FeatureCache.read(features.resolve("train.safetensors"), targets.dataHash()),
            FeatureCache.read(features.resolve("validation.safetensors"), targets.dataHash()),
            FeatureCache.read(features.resolve("test.safetensors"), targets.dataHash()),
            targets.blocks());
    List<Metric> metrics = new ArrayList<>(Metric.ofMesh(targets));
    metrics.addAll(Metric.ofNumbers(targets.blocks(), targets.importance()));
    return Comparison.of(splits)
        .optImportance(targets.importance())
        .optMetrics(metrics)
        .optOracle(DataOracle.fit(dataset, splits.train()));
  }
}
