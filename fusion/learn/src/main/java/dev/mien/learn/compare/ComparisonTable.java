package dev.mien.learn.compare;

import dev.mien.core.Modality;
import dev.mien.learn.evaluate.Interval;
import dev.mien.learn.evaluate.PairedBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a comparison found.
 *
 * @param metrics names and units of the columns
 * @param modalities that there are
 * @param baseline what differences are taken from
 * @param rows references first
 */
public record ComparisonTable(
    Map<String, String> metrics, List<String> modalities, String baseline, List<Row> rows) {

  /** Row of the training set's mean. */
  public static final String MEAN = "mean face";

  /** Row of ridge regression. */
  public static final String RIDGE = "ridge";

  /** Row of what could be known at best. */
  public static final String ORACLE = "oracle";

  /** Rows of one modality are named this and the modality. */
  public static final String ONLY = "only ";

  /** Copies the lists. */
  public ComparisonTable {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    modalities = List.copyOf(modalities);
    rows = List.copyOf(rows);
  }

  /**
   * A row.
   *
   * @param name of the strategy or reference
   * @param level of fusion, or {@code reference}
   * @param cells by metric, with all that the row sees
   * @param bySubset mean error by subset of the modalities, then by metric
   * @param shares by modality
   * @param shareDeviations by modality: between examples
   * @param disturbed mean over the seeds
   * @param parameters numbers learned
   * @param seconds trained, mean; what a clock said
   * @param millisPerSample to predict; what a clock said
   */
  public record Row(
      String name,
      String level,
      Map<String, Cell> cells,
      Map<String, Map<String, Double>> bySubset,
      Map<String, Double> shares,
      Map<String, Double> shareDeviations,
      List<RunRecord.Disturbed> disturbed,
      long parameters,
      double seconds,
      double millisPerSample) {}

  /**
   * A row's error in one metric.
   *
   * @param error mean and interval
   * @param difference from the baseline's; below 0 is better
   * @param gapClosed the share of the gap between the best single modality and the oracle that is
   *     closed; nothing where there is no oracle or no gap
   */
  public record Cell(Interval error, Interval difference, Optional<Interval> gapClosed) {}

  /**
   * A row.
   *
   * @param name of it
   * @throws IllegalArgumentException if there is none
   */
  public Row row(String name) {
    return rows.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no row '" + name + "'"));
  }

  /**
   * The row of a fusion strategy that has the smallest mean error.
   *
   * @param metric by name
   */
  public Optional<Row> best(String metric) {
    return rows.stream()
        .filter(row -> !row.level().equals("reference"))
        .min((a, b) -> Double.compare(mean(a, metric), mean(b, metric)));
  }

  private static double mean(Row row, String metric) {
    Cell cell = row.cells().get(metric);
    if (cell == null) {
      throw new IllegalArgumentException("there is no metric '" + metric + "'");
    }
    return cell.error().mean();
  }

  static ComparisonTable of(
      List<RunRecord> records,
      List<Metric> metrics,
      List<Modality> modalities,
      String baseline,
      PairedBootstrap bootstrap) {
    String all = Comparison.name(EnumSet.copyOf(modalities));
    Map<String, List<RunRecord>> byRow = new LinkedHashMap<>();
    for (RunRecord record : records) {
      byRow.computeIfAbsent(record.row(), r -> new ArrayList<>()).add(record);
    }
    Map<String, Map<String, double[][]>> errors = new LinkedHashMap<>();
    byRow.forEach((name, runs) -> errors.put(name, complete(name, runs, all, metrics)));
    Map<String, String> best = new TreeMap<>();
    for (Metric metric : metrics) {
      best.put(metric.name(), bestSingle(errors, metric.name()));
    }
    List<Row> rows = new ArrayList<>();
    byRow.forEach(
        (name, runs) -> {
          Map<String, Cell> cells = new LinkedHashMap<>();
          for (Metric metric : metrics) {
            double[][] own = of(errors, name, metric.name());
            Optional<Interval> gap =
                errors.containsKey(ORACLE)
                    ? gap(
                        own,
                        of(errors, best.getOrDefault(metric.name(), MEAN), metric.name()),
                        of(errors, ORACLE, metric.name()),
                        bootstrap)
                    : Optional.empty();
            Interval difference = bootstrap.difference(own, of(errors, baseline, metric.name()));
            cells.put(metric.name(), new Cell(bootstrap.mean(own), difference, gap));
          }
          rows.add(row(name, runs, cells, metrics));
        });
    Map<String, String> units = new LinkedHashMap<>();
    metrics.forEach(metric -> units.put(metric.name(), metric.unit()));
    return new ComparisonTable(
        units, modalities.stream().map(Modality::name).toList(), baseline, rows);
  }

  private static double[][] of(
      Map<String, Map<String, double[][]>> errors, String row, String metric) {
    return errors.getOrDefault(row, Map.of()).getOrDefault(metric, new double[0][]);
  }

  private static Optional<Interval> gap(
      double[][] own, double[][] single, double[][] oracle, PairedBootstrap bootstrap) {
    double difference = mean(single) - mean(oracle);
    if (difference <= 1e-9 * Math.abs(mean(single))) {
      return Optional.empty();
    }
    return Optional.of(
        bootstrap.statistic(List.of(own, single, oracle), m -> (m[1] - m[0]) / (m[1] - m[2])));
  }

  private static double mean(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElse(0);
  }

  /** By metric [seeds][identities], with all inputs that the row knows. */
  private static Map<String, double[][]> complete(
      String name, List<RunRecord> runs, String all, List<Metric> metrics) {
    String subset = name.startsWith(ONLY) ? name.substring(ONLY.length()) : all;
    Map<String, double[][]> errors = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      errors.put(
          metric.name(),
          runs.stream()
              .map(run -> run.errors().getOrDefault(subset, Map.of()))
              .map(found -> found.getOrDefault(metric.name(), new double[0]))
              .toArray(double[][]::new));
    }
    return errors;
  }

  private static String bestSingle(Map<String, Map<String, double[][]>> errors, String metric) {
    return errors.keySet().stream()
        .filter(name -> name.startsWith(ONLY))
        .min((a, b) -> Double.compare(mean(of(errors, a, metric)), mean(of(errors, b, metric))))
        .orElse(MEAN);
  }

  private static Row row(
      String name, List<RunRecord> runs, Map<String, Cell> cells, List<Metric> metrics) {
    RunRecord first = runs.get(0);
    Map<String, Map<String, Double>> bySubset = new LinkedHashMap<>();
    for (String subset : first.errors().keySet()) {
      Map<String, Double> means = new LinkedHashMap<>();
      for (Metric metric : metrics) {
        double sum = 0;
        for (RunRecord run : runs) {
          double[] own =
              run.errors()
                  .getOrDefault(subset, Map.of())
                  .getOrDefault(metric.name(), new double[0]);
          sum += Arrays.stream(own).average().orElse(Double.NaN) / runs.size();
        }
        means.put(metric.name(), sum);
      }
      bySubset.put(subset, means);
    }
    List<RunRecord.Disturbed> disturbed = new ArrayList<>();
    for (int d = 0; d < first.disturbed().size(); d++) {
      int index = d;
      RunRecord.Disturbed like = first.disturbed().get(d);
      Map<String, Double> means = new LinkedHashMap<>();
      for (Metric metric : metrics) {
        means.put(
            metric.name(),
            runs.stream()
                .mapToDouble(
                    run ->
                        run.disturbed().get(index).errors().getOrDefault(metric.name(), Double.NaN))
                .average()
                .orElse(Double.NaN));
      }
      double share =
          runs.stream().mapToDouble(run -> run.disturbed().get(index).share()).average().orElse(0);
      disturbed.add(
          new RunRecord.Disturbed(like.modality(), like.kind(), like.level(), share, means));
    }
    return new Row(
        name,
        first.level(),
        cells,
        bySubset,
        means(runs.stream().map(RunRecord::shares).toList()),
        means(runs.stream().map(RunRecord::shareDeviations).toList()),
        disturbed,
        first.parameters(),
        runs.stream().mapToDouble(RunRecord::seconds).average().orElse(0),
        runs.stream().mapToDouble(RunRecord::millisPerSample).average().orElse(0));
  }

  private static Map<String, Double> means(List<Map<String, Double>> maps) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (Map<String, Double> map : maps) {
      map.forEach((name, value) -> means.merge(name, value / maps.size(), Double::sum));
    }
    return means;
  }
}
