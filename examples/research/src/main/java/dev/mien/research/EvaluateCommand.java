package dev.mien.research;

import dev.mien.cli.OutputFolder;
import dev.mien.cli.TalkOptions;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.evaluate.EvaluationReport;
import dev.mien.learn.evaluate.Interval;
import dev.mien.learn.evaluate.ModelEvaluation;
import dev.mien.learn.factory.ShardedDataset;
import dev.mien.model.learned.LearnedModel;
import dev.mien.model.learned.ModelFiles;
import java.io.IOException;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a trained model. */
@Command(
    name = "evaluate",
    header = "Measures a trained model on people that it never saw.",
    description = {
      "Measures a model in plain Java on people that it never saw, from every subset of the",
      "inputs: shape and expression in mm after similarity alignment, overall and by region,",
      "normals, attributes. Prints Markdown; --out keeps Markdown, CSV and JSON."
    },
    footer = {"", "Example:", "  mien evaluate out/model --data out/data --out out/evaluation"})
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private TalkOptions talk = new TalkOptions();

  @Parameters(index = "0", paramLabel = "MODEL", description = "The folder that train wrote.")
  private Path model = Path.of("");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "What the command data made; its test split is used.")
  private Path data = Path.of("");

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Only the first N examples (default: all).")
  private @Nullable Integer limit;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Examples at a time (default: one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--out", paramLabel = "FOLDER", description = "Where to keep the tables.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (out != null) {
      OutputFolder.open(out);
    }
    ShardedDataset dataset = ShardedDataset.open(data);
    LearnedModel learned = LearnedModel.read(ModelFiles.in(model), model.toString());
    ModelEvaluation whole = ModelEvaluation.of(learned, dataset);
    ModelEvaluation evaluation = limit == null ? whole : whole.withAtMost(limit);
    List<EvaluationReport> found = new ArrayList<>();
    int code =
        LongWork.run(
            spec.commandLine(),
            talk,
            "nothing was kept",
            (progress, cancellation) -> found.add(evaluation.run(threads, progress, cancellation)));
    for (EvaluationReport report : found) {
      Map<String, Object> results = new LinkedHashMap<>();
      if (out != null) {
        report.write(out);
        results.put("tables", out);
      }
      results.put("examples", report.examples());
      results.put("rows", rows(report));
      talk.tell(spec.commandLine(), results, report.markdown());
    }
    return code;
  }

  /** The first table, as plain values. */
  private static Map<String, Object> rows(EvaluationReport report) {
    Map<String, Object> rows = new LinkedHashMap<>();
    report
        .rows()
        .forEach(
            (name, row) -> {
              Map<String, Object> cells = new LinkedHashMap<>();
              cells.put("people", row.people());
              cells.put("shapeMm", mean(row.shape().get(FaceLayout.FACE)));
              cells.put("expressionMm", mean(row.expression().get(FaceLayout.FACE)));
              cells.put("normalsDegrees", row.normals().mean());
              cells.put("choices", row.attributes().choices());
              cells.put("colours", row.attributes().colours());
              cells.put("amounts", row.attributes().amounts());
              rows.put(name, cells);
            });
    return rows;
  }

  private static double mean(@Nullable Interval error) {
    return error == null ? 0 : error.mean();
  }
}
