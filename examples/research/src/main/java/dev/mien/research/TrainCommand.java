package dev.mien.research;

import dev.mien.cli.OutputFolder;
import dev.mien.cli.TalkOptions;
import dev.mien.core.Modality;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.backend.Backends;
import dev.mien.learn.export.ModelTraining;
import dev.mien.learn.factory.ShardedDataset;
import dev.mien.learn.fusion.FusionStrategies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
    name = "train",
    header = "Trains a model from data.",
    description = {
      "Trains encoders and what fuses them, and writes a model that runs in plain Java, with the",
      "features in its folder for compare. The same command goes on with interrupted work."
    },
    footer = {"", "Example:", "  mien train --data out/data --seed 1 --out out/model"})
final class TrainCommand implements Callable<Integer> {

  private static final int TEXT = 3000;
  private static final int PICTURE = 2500;
  private static final int ACTIONS = 2000;

  @Spec private CommandSpec spec;
  @Mixin private TalkOptions talk = new TalkOptions();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "What the command data made.")
  private Path data = Path.of("");

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      defaultValue = "product-of-experts",
      description = "What fuses (default: ${DEFAULT-VALUE}); an unknown name lists all.")
  private String strategy = "";

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "3000",
      description = "Steps of fusion, 64 examples each (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--steps-text",
      paramLabel = "N",
      description = "Steps of the words' encoder, 32 examples each (default: " + TEXT + ").")
  private @Nullable Integer textSteps;

  @Option(
      names = "--steps-picture",
      paramLabel = "N",
      description = "Steps of the picture's encoder (default: " + PICTURE + ").")
  private @Nullable Integer pictureSteps;

  @Option(
      names = "--steps-actions",
      paramLabel = "N",
      description = "Steps of the action units' encoder (default: " + ACTIONS + ").")
  private @Nullable Integer actionSteps;

  @Option(
      names = "--features",
      paramLabel = "FOLDER",
      description = "Fuses features that an earlier train kept, instead of training encoders.")
  private @Nullable Path features;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Of weights and order (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      defaultValue = "cpu",
      description = {
        "What computes (default: ${DEFAULT-VALUE}): a backend on the class path, such as nd4j;",
        "an unknown name lists all."
      })
  private String device = "";

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "The model's.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (features != null && (textSteps != null || pictureSteps != null || actionSteps != null)) {
      throw new ParameterException(
          spec.commandLine(), "--features has encoders already: their --steps-... can't be said");
    }
    FusionStrategies.byName(strategy);
    OutputFolder.open(out);
    ShardedDataset dataset = ShardedDataset.open(data);
    Map<String, Double> losses = new TreeMap<>();
    int code;
    try (Backend backend = backend()) {
      ModelTraining training = ModelTraining.of(dataset, backend, strategy, steps, seed);
      code =
          LongWork.run(
              spec.commandLine(),
              talk,
              "the same command goes on",
              (progress, cancellation) ->
                  losses.putAll(
                      features == null
                          ? training.run(out, encoderSteps(), progress, cancellation)
                          : training.runOn(out, features, progress, cancellation)));
    }
    if (code == 0) {
      StringBuilder summary = new StringBuilder();
      losses.forEach(
          (name, loss) -> summary.append(String.format(Locale.ROOT, "%s: %.4f%n", name, loss)));
      Map<String, Object> results = new LinkedHashMap<>();
      results.put("model", out);
      results.put("features", features == null ? out.resolve(ModelTraining.FEATURES) : features);
      results.put("losses", losses);
      talk.tell(spec.commandLine(), results, summary.toString());
    }
    return code;
  }

  private Map<Modality, Integer> encoderSteps() {
    return Map.of(
        Modality.TEXT, textSteps == null ? TEXT : textSteps,
        Modality.IMAGE, pictureSteps == null ? PICTURE : pictureSteps,
        Modality.ACTION_UNITS, actionSteps == null ? ACTIONS : actionSteps);
  }

  private Backend backend() {
    try {
      return Backends.create(device);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException("--device " + device + ": " + e.getMessage(), e);
    }
  }
}
