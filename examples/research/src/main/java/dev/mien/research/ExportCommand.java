package dev.mien.research;

import dev.mien.cli.OutputFolder;
import dev.mien.cli.TalkOptions;
import dev.mien.io.AtomicFile;
import dev.mien.learn.export.Calibration;
import dev.mien.model.learned.LearnedModel;
import dev.mien.model.learned.ModelFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a trained model fit to ship. */
@Command(
    name = "export",
    header = "Makes a trained model fit to take part in the main job.",
    description = {
      "Photographs people that neither the model nor the measurements of pictures know, lets the",
      "model speak of what it tells better than they and nothing do, as surely as it was right,",
      "and writes weights and manifest. Prints what decided, on other people still."
    },
    footer = {"", "Example:", "  mien export out/model --people 600 --seed 2 --out out/default"})
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TalkOptions talk = new TalkOptions();

  @Parameters(index = "0", paramLabel = "MODEL", description = "The folder that train wrote.")
  private Path model = Path.of("");

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "600",
      description = "How many decide and judge, half of them each (default: ${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1000003",
      description = "Of these people; not the data's (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--never",
      split = ",",
      paramLabel = "ATTRIBUTE",
      description = {
        "Attributes or groups such as hair that the model shall not speak of; without it what is",
        "worn or painted on, what only fantasy has, second colours and origins."
      })
  private @Nullable Set<String> never;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "People at a time (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "Where to keep the table, as Markdown.")
  private @Nullable Path table;

  @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where to.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    if (people < 2) {
      throw new IllegalArgumentException("--people " + people + ": expected at least 2");
    }
    OutputFolder.open(out);
    ModelFiles files = ModelFiles.in(model);
    Calibration calibration =
        Calibration.of(
            LearnedModel.read(files, model.toString()), never == null ? Calibration.NEVER : never);
    List<Calibration.Result> found = new ArrayList<>();
    int code =
        LongWork.run(
            spec.commandLine(),
            talk,
            "nothing was kept",
            (progress, cancellation) ->
                found.add(calibration.run(people, seed, threads, progress, cancellation)));
    for (Calibration.Result result : found) {
      Calibration.write(result, files, out);
      if (table != null) {
        byte[] text = result.markdown().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(table, to -> to.write(text));
      }
      Map<String, Object> results = new LinkedHashMap<>();
      results.put("model", out);
      results.put(
          "speaksOf",
          result.rows().stream()
              .filter(Calibration.Row::spoken)
              .map(Calibration.Row::attribute)
              .toList());
      talk.tell(spec.commandLine(), results, result.markdown());
    }
    return code;
  }
}
