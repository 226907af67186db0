package dev.mien.learn.compare;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.factory.ShardedDataset;
import dev.mien.learn.target.PrincipalTargets;
import dev.mien.learn.train.FeatureCache;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares from the command line: {@code --features DIR --out DIR [--strategies a,b] [--seeds 5]
 * [--budget 60s]}; with {@code --data DIR}, the data set that {@code TrainEncoders} made the
 * features of, there is an oracle and errors are millimetres; {@code --planted} instead of features
 * tries it on known ones, and {@code --generators STEPS} compares generators on planted modes.
 */
public final class CompareMain {

  private static final Set<String> OPTIONS =
      Set.of("--features", "--data", "--out", "--strategies", "--seeds", "--budget", "--baseline");

  private CompareMain() {}

  /**
   * Runs a comparison.
   *
   * @param arguments as above
   * @throws IOException if a file can't be read or written
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length == 2 && arguments[0].equals("--generators")) {
      GeneratorComparison.Data data = GeneratorComparison.Data.grid(5000, 1);
      int steps = Integer.parseInt(arguments[1]);
      out.print(
          GeneratorComparison.run(data, steps, 3, told(out), Cancellation.create()).markdown());
      return;
    }
    boolean planted = Arrays.asList(arguments).contains("--planted");
    List<String> left = Arrays.stream(arguments).filter(a -> !a.equals("--planted")).toList();
    Map<String, String> options = new TreeMap<>();
    for (int i = 0; i < left.size(); i += 2) {
      if (!OPTIONS.contains(left.get(i)) || i + 1 == left.size()) {
        throw new IllegalArgumentException(
            "'" + left.get(i) + "': expected one of " + OPTIONS + " with a value");
      }
      options.put(left.get(i), left.get(i + 1));
    }
    Path folder = Path.of(required(options, "--out"));
    Comparison.Builder builder;
    if (planted) {
      PlantedFeatures features = PlantedFeatures.create(200, 4, 1);
      builder = Comparison.of(features.splits()).optOracle(features.oracle());
    } else if (options.containsKey("--data")) {
      builder =
          ofData(Path.of(required(options, "--data")), Path.of(required(options, "--features")));
    } else {
      builder = Comparison.of(FeatureSplits.read(Path.of(required(options, "--features"))));
    }
    String names = options.getOrDefault("--strategies", "");
    Budget budget = Budget.parse(options.getOrDefault("--budget", "3m"));
    ComparisonTable table =
        builder
            .optStrategies(names.isEmpty() ? List.of() : List.of(names.split(",")))
            .optSeeds(Integer.parseInt(options.getOrDefault("--seeds", "5")))
            .optTraining(TrainingSettings.STANDARD.with(budget))
            .optBaseline(options.getOrDefault("--baseline", ComparisonTable.RIDGE))
            .build()
            .run(folder, told(out), Cancellation.create());
    ComparisonReport report = ComparisonReport.of(table);
    report.write(folder);
    out.print(report.markdown());
  }

  private static Comparison.Builder ofData(Path data, Path features) throws IOException {
    Dataset dataset = ShardedDataset.open(data);
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

  private static String required(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  /** Tells how far it is and, from what has passed, how long it will still take. */
  private static Progress told(PrintStream out) {
    long start = System.nanoTime();
    return (step, done) -> {
      double passed = (System.nanoTime() - start) * 1e-9;
      double left = done > 0 ? passed / done * (1 - done) : 0;
      out.printf(Locale.ROOT, "%3.0f %%, %.0f s left: %s%n", 100 * done, left, step);
    };
  }
}
