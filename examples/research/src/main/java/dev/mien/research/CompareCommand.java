package dev.mien.research;

import dev.mien.cli.OutputFolder;
import dev.mien.cli.TalkOptions;
import dev.mien.learn.compare.Budget;
import dev.mien.learn.compare.Comparison;
import dev.mien.learn.compare.ComparisonReport;
import dev.mien.learn.compare.ComparisonTable;
import dev.mien.learn.compare.DataFeatures;
import dev.mien.learn.compare.FeatureSplits;
import dev.mien.learn.compare.GeneratorChoice;
import dev.mien.learn.compare.GeneratorComparison;
import dev.mien.learn.compare.PlantedFeatures;
import dev.mien.learn.compare.TrainingSettings;
import dev.mien.learn.factory.ShardedDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares fusion strategies. */
@Command(
    name = "compare",
    header = "Compares ways to fuse inputs, or generators.",
    description = {
      "Trains fusion strategies on the same features and tables their errors beside those of the",
      "mean face, each input alone, ridge regression and an oracle, with bootstrap intervals.",
      "The same command goes on with interrupted work."
    },
    footer = {
      "",
      "Example:",
      "  mien compare --data out/data --features out/model/features --seeds 3 --out out/table"
    })
final class CompareCommand implements Callable<Integer> {

  /** People of the planted features, examples of each, and their seed. */
  private static final int[] PLANTED = {200, 4, 1};

  /** Rows of the generators' planted modes, and how often each is trained. */
  private static final int MODES_ROWS = 5000;

  private static final int GENERATOR_SEEDS = 3;

  @Spec private CommandSpec spec;
  @Mixin private TalkOptions talk = new TalkOptions();

  @Option(
      names = "--features",
      paramLabel = "FOLDER",
      description = "Features that train kept, or of your own.")
  private @Nullable Path features;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The data that the features were made of: adds an oracle and millimetres.")
  private @Nullable Path data;

  @Option(
      names = "--planted",
      description = "Features of which all is known, to try it on in minutes.")
  private boolean planted;

  @Option(
      names = "--generators",
      paramLabel = "STEPS",
      description = {
        "Compares generators (VAE, GAN and both in one) on planted modes instead, each trained",
        "for so many steps with three seeds."
      })
  private @Nullable Integer generators;

  @Option(
      names = "--strategies",
      split = ",",
      paramLabel = "NAME",
      description = "Which (default: all on the class path); an unknown name lists all.")
  private List<String> strategies = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each is trained (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--budget",
      paramLabel = "AMOUNT",
      defaultValue = "3m",
      description = {
        "Of one training: 60s, 3m, or a number of steps, which gives the same table every time",
        "(default: ${DEFAULT-VALUE})."
      })
  private String budget = "";

  @Option(
      names = "--baseline",
      paramLabel = "ROW",
      defaultValue = ComparisonTable.RIDGE,
      description = "What differences are taken from (default: ${DEFAULT-VALUE}).")
  private String baseline = "";

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    int sources = (planted ? 1 : 0) + (features != null ? 1 : 0) + (generators != null ? 1 : 0);
    if (sources != 1) {
      throw new ParameterException(
          spec.commandLine(), "expected one of --features FOLDER, --planted, --generators STEPS");
    }
    if (data != null && features == null) {
      throw new ParameterException(spec.commandLine(), "--data goes with --features");
    }
    Budget most = Budget.parse(budget);
    OutputFolder folder = OutputFolder.open(out);
    if (generators != null) {
      return generators(folder, generators);
    }
    List<ComparisonTable> tables = new ArrayList<>();
    int code =
        LongWork.run(
            spec.commandLine(),
            talk,
            "the same command goes on",
            (progress, cancellation) -> {
              progress.report("reading features", 0);
              Comparison comparison =
                  builder()
                      .optStrategies(strategies)
                      .optSeeds(seeds)
                      .optTraining(TrainingSettings.STANDARD.with(most))
                      .optBaseline(baseline)
                      .build();
              tables.add(comparison.run(out, progress, cancellation));
            });
    for (ComparisonTable table : tables) {
      ComparisonReport report = ComparisonReport.of(table);
      report.write(out);
      Map<String, Object> results = new LinkedHashMap<>();
      results.put("tables", out);
      results.put("rows", rows(table));
      talk.tell(spec.commandLine(), results, report.markdown());
    }
    return code;
  }

  private int generators(OutputFolder folder, int steps) throws IOException {
    if (steps < 1) {
      throw new IllegalArgumentException("--generators " + steps + ": expected at least 1 step");
    }
    List<GeneratorChoice> found = new ArrayList<>();
    int code =
        LongWork.run(
            spec.commandLine(),
            talk,
            "nothing was kept",
            (progress, cancellation) ->
                found.add(
                    GeneratorComparison.run(
                        GeneratorComparison.Data.grid(MODES_ROWS, 1),
                        steps,
                        GENERATOR_SEEDS,
                        progress,
                        cancellation)));
    for (GeneratorChoice result : found) {
      Files.createDirectories(out);
      Map<String, Object> results = new LinkedHashMap<>();
      results.put("table", folder.writeText("generators.md", result.markdown()));
      talk.tell(spec.commandLine(), results, result.markdown());
    }
    return code;
  }

  private Comparison.Builder builder() throws IOException {
    if (features == null) {
      PlantedFeatures known = PlantedFeatures.create(PLANTED[0], PLANTED[1], PLANTED[2]);
      return Comparison.of(known.splits()).optOracle(known.oracle());
    }
    return data == null
        ? Comparison.of(FeatureSplits.read(features))
        : DataFeatures.compare(ShardedDataset.open(data), features);
  }

  /** Mean errors by row and metric. */
  private static Map<String, Object> rows(ComparisonTable table) {
    Map<String, Object> rows = new LinkedHashMap<>();
    for (ComparisonTable.Row row : table.rows()) {
      Map<String, Double> errors = new LinkedHashMap<>();
      row.cells().forEach((metric, cell) -> errors.put(metric, cell.error().mean()));
      rows.put(row.name(), errors);
    }
    return rows;
  }
}
