package dev.mien.research;

import dev.mien.cli.OutputFolder;
import dev.mien.cli.TalkOptions;
import dev.mien.learn.factory.DataFactory;
import dev.mien.learn.factory.FactoryRecipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes data to learn from. */
@Command(
    name = "data",
    header = "Makes data to learn from.",
    description = {
      "Makes people of the built-in head, each with words, a picture and action units that know",
      "different things, in shards with a manifest. The same seed gives the same bytes."
    },
    footer = {"", "Example:", "  mien data --people 4000 --seed 1 --threads 2 --out out/data"})
final class DataCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TalkOptions talk = new TalkOptions();

  @Option(
      names = "--people",
      required = true,
      paramLabel = "N",
      description = {
        "How many to learn from; a twelfth as many to choose with and a sixth to judge with,",
        "or all three: TRAIN,VALIDATION,TEST."
      })
  private String people = "";

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Decides everything (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Shards made at a time (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--resume", description = "Goes on with unfinished data of the same settings.")
  private boolean resume;

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    FactoryRecipe recipe = recipe();
    OutputFolder.open(out);
    int code =
        LongWork.run(
            spec.commandLine(),
            talk,
            "the same command with --resume goes on",
            (progress, cancellation) ->
                DataFactory.write(out, recipe, threads, resume, progress, cancellation));
    if (code == 0) {
      Map<String, Object> results = new LinkedHashMap<>();
      results.put("data", out);
      results.put("train", recipe.train());
      results.put("validation", recipe.validation());
      results.put("test", recipe.test());
      results.put("hash", recipe.hash());
      talk.tell(
          spec.commandLine(),
          results,
          String.format(
              "%d people to learn from, %d to choose with, %d to judge with%n",
              recipe.train(), recipe.validation(), recipe.test()));
    }
    return code;
  }

  private FactoryRecipe recipe() {
    String[] parts = people.split(",", -1);
    try {
      FactoryRecipe recipe = FactoryRecipe.standard(Integer.parseInt(parts[0].strip()), seed);
      if (parts.length == 1) {
        return recipe;
      }
      if (parts.length == 3) {
        return recipe.withSizes(
            recipe.train(), Integer.parseInt(parts[1].strip()), Integer.parseInt(parts[2].strip()));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(complaint(), e);
    }
    throw new IllegalArgumentException(complaint());
  }

  private String complaint() {
    return "--people " + people + ": expected a number such as 4000, or three such as 4000,300,700";
  }
}
