package dev.mien.learn.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mien.io.AtomicFile;
import dev.mien.learn.evaluate.Interval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a comparison's table as Markdown, CSV and JSON, with charts. All but {@code timing.csv}
 * are the same whenever the runs are.
 */
public final class ComparisonReport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ComparisonTable table;

  private ComparisonReport(ComparisonTable table) {
    this.table = table;
  }

  /**
   * A report.
   *
   * @param table to write
   */
  public static ComparisonReport of(ComparisonTable table) {
    return new ComparisonReport(table);
  }

  /**
   * Writes all files, each whole or not at all.
   *
   * @param folder made if it isn't there
   * @throws IOException if one can't be written
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("table.md"), markdown());
    write(folder.resolve("table.csv"), csv());
    write(folder.resolve("table.json"), json());
    write(folder.resolve("timing.csv"), timing());
    for (Map.Entry<String, String> metric : table.metrics().entrySet()) {
      String name = metric.getKey().replaceAll("[^A-Za-z0-9]+", "-");
      Map<String, Interval> bars = new LinkedHashMap<>();
      Map<String, double[]> missing = new LinkedHashMap<>();
      List<String> subsets = List.of();
      for (ComparisonTable.Row row : table.rows()) {
        cell(row, metric.getKey()).ifPresent(cell -> bars.put(row.name(), cell.error()));
        if (!row.name().startsWith(ComparisonTable.ONLY)) {
          subsets = List.copyOf(row.bySubset().keySet());
          missing.put(
              row.name(),
              row.bySubset().values().stream()
                  .mapToDouble(means -> means.getOrDefault(metric.getKey(), 0.0))
                  .toArray());
        }
      }
      write(folder.resolve(name + ".svg"), SvgChart.bars(metric.getKey(), metric.getValue(), bars));
      write(
          folder.resolve(name + "-missing.svg"),
          SvgChart.curves(
              metric.getKey() + " by what is given", metric.getValue(), subsets, missing));
    }
    for (String modality : table.modalities()) {
      write(folder.resolve("noise-" + modality + ".svg"), noise(modality));
    }
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The table with what belongs to it, for people. */
  public String markdown() {
    StringBuilder text = new StringBuilder("| | level |");
    StringBuilder rule = new StringBuilder("|---|---|");
    table
        .metrics()
        .forEach(
            (name, unit) -> {
              text.append(' ').append(name).append(" (").append(unit).append(") | − ");
              text.append(table.baseline()).append(" | gap closed |");
              rule.append("---|---|---|");
            });
    text.append(" parameters |\n").append(rule).append("---|\n");
    for (ComparisonTable.Row row : table.rows()) {
      text.append("| ").append(row.name()).append(" | ").append(row.level()).append(" |");
      for (String metric : table.metrics().keySet()) {
        Optional<ComparisonTable.Cell> cell = cell(row, metric);
        text.append(' ').append(cell.map(c -> show(c.error())).orElse("")).append(" |");
        text.append(' ');
        text.append(
            cell.filter(c -> !row.name().equals(table.baseline()))
                .map(c -> show(c.difference()))
                .orElse(""));
        text.append(" | ");
        text.append(
            cell.flatMap(ComparisonTable.Cell::gapClosed)
                .map(ComparisonReport::percent)
                .orElse(""));
        text.append(" |");
      }
      text.append(' ').append(row.parameters()).append(" |\n");
    }
    text.append("\nBrackets: 95 % bootstrap over identities and seeds unless set otherwise.\n");
    bySubset(text);
    shares(text);
    return text.toString();
  }

  private void bySubset(StringBuilder text) {
    for (String metric : table.metrics().keySet()) {
      text.append("\n### ").append(metric).append(" by what is given\n\n| |");
      StringBuilder rule = new StringBuilder("|---|");
      List<String> subsets = List.of();
      for (ComparisonTable.Row row : table.rows()) {
        if (!row.name().startsWith(ComparisonTable.ONLY)) {
          subsets = List.copyOf(row.bySubset().keySet());
        }
      }
      for (String subset : subsets) {
        text.append(' ').append(subset).append(" |");
        rule.append("---|");
      }
      text.append('\n').append(rule).append('\n');
      for (ComparisonTable.Row row : table.rows()) {
        if (!row.name().startsWith(ComparisonTable.ONLY)) {
          text.append("| ").append(row.name()).append(" |");
          for (String subset : subsets) {
            double mean =
                row.bySubset().getOrDefault(subset, Map.of()).getOrDefault(metric, Double.NaN);
            text.append(String.format(Locale.ROOT, " %.4g |", mean));
          }
          text.append('\n');
        }
      }
    }
  }

  private void shares(StringBuilder text) {
    text.append("\n### Shares of the modalities\n\n");
    text.append("| | modality | share | between examples | as noise | permuted |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (ComparisonTable.Row row : table.rows()) {
      row.shares()
          .forEach(
              (modality, share) ->
                  text.append(
                      String.format(
                              Locale.ROOT,
                              "| %s | %s | %.3f | ±%.3f | %.3f | %.3f |%n",
                              row.name(),
                              modality,
                              share,
                              row.shareDeviations().getOrDefault(modality, 0.0),
                              share(row, modality, "noise"),
                              share(row, modality, "permuted"))
                          .replace("\r\n", "\n")));
    }
  }

  private static double share(ComparisonTable.Row row, String modality, String kind) {
    return row.disturbed().stream()
        .filter(d -> d.modality().equals(modality) && d.kind().equals(kind) && d.level() == 1)
        .mapToDouble(RunRecord.Disturbed::share)
        .findFirst()
        .orElse(Double.NaN);
  }

  private String noise(String modality) {
    Map<String, double[]> curves = new LinkedHashMap<>();
    List<String> places = new ArrayList<>(List.of("0"));
    for (double level : Comparison.NOISE) {
      places.add(Double.toString(level));
    }
    for (ComparisonTable.Row row : table.rows()) {
      if (row.shares().containsKey(modality)) {
        double[] curve = new double[places.size()];
        curve[0] = row.shares().getOrDefault(modality, 0.0);
        int at = 1;
        for (RunRecord.Disturbed d : row.disturbed()) {
          if (d.modality().equals(modality) && d.kind().equals("noise")) {
            curve[at++] = d.share();
          }
        }
        curves.put(row.name(), curve);
      }
    }
    return SvgChart.curves("share of " + modality + " by its noise", "share", places, curves);
  }

  /** One line per row, metric and subset. */
  public String csv() {
    StringBuilder text =
        new StringBuilder(
            "row,level,metric,unit,mean,low,high,difference,difference_low,difference_high,"
                + "gap_closed,gap_closed_low,gap_closed_high,parameters\n");
    for (ComparisonTable.Row row : table.rows()) {
      table
          .metrics()
          .forEach(
              (metric, unit) ->
                  cell(row, metric)
                      .ifPresent(
                          cell -> {
                            text.append(row.name()).append(',').append(row.level()).append(',');
                            text.append(metric).append(',').append(unit);
                            numbers(text, Optional.of(cell.error()));
                            numbers(text, Optional.of(cell.difference()));
                            numbers(text, cell.gapClosed());
                            text.append(',').append(row.parameters()).append('\n');
                          }));
    }
    return text.toString();
  }

  private static void numbers(StringBuilder text, Optional<Interval> interval) {
    text.append(
        interval
            .map(i -> String.format(Locale.ROOT, ",%.9g,%.9g,%.9g", i.mean(), i.low(), i.high()))
            .orElse(",,,"));
  }

  /** Everything but times, for programs. */
  public String json() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ComparisonTable.Row row : table.rows()) {
      Map<String, Object> known = new LinkedHashMap<>();
      known.put("name", row.name());
      known.put("level", row.level());
      known.put("parameters", row.parameters());
      Map<String, Object> cells = new LinkedHashMap<>();
      row.cells()
          .forEach(
              (metric, cell) -> {
                Map<String, Object> numbers = new LinkedHashMap<>();
                numbers.put("error", cell.error());
                numbers.put("difference", cell.difference());
                cell.gapClosed().ifPresent(gap -> numbers.put("gapClosed", gap));
                cells.put(metric, numbers);
              });
      known.put("metrics", cells);
      known.put("bySubset", row.bySubset());
      known.put("shares", row.shares());
      known.put("shareDeviations", row.shareDeviations());
      known.put("disturbed", row.disturbed());
      rows.add(known);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("metrics", table.metrics());
    all.put("modalities", table.modalities());
    all.put("baseline", table.baseline());
    all.put("rows", rows);
    return JSON.writeValueAsString(all) + "\n";
  }

  private String timing() {
    StringBuilder text = new StringBuilder("row,seconds_trained,milliseconds_per_sample\n");
    for (ComparisonTable.Row row : table.rows()) {
      text.append(row.name());
      text.append(String.format(Locale.ROOT, ",%.2f,%.5f\n", row.seconds(), row.millisPerSample()));
    }
    return text.toString();
  }

  private static Optional<ComparisonTable.Cell> cell(ComparisonTable.Row row, String metric) {
    return Optional.ofNullable(row.cells().get(metric));
  }

  private static String show(Interval i) {
    return String.format(Locale.ROOT, "%.4g [%.4g, %.4g]", i.mean(), i.low(), i.high());
  }

  private static String percent(Interval i) {
    return String.format(
        Locale.ROOT, "%.0f %% [%.0f, %.0f]", 100 * i.mean(), 100 * i.low(), 100 * i.high());
  }
}
