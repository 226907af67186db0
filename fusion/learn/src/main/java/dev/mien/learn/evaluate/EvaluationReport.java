package dev.mien.learn.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mien.io.AtomicFile;
import dev.mien.learn.data.FaceLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What an evaluation found, as tables.
 *
 * @param strategy that fuses
 * @param seed of the training
 * @param trainedOn hash of the data that the model learned from
 * @param judgedOn hash of the data that it was judged on
 * @param examples how many were judged
 * @param rows by what was given, such as {@code text+image}; all of it is the last
 */
public record EvaluationReport(
    String strategy,
    long seed,
    String trainedOn,
    String judgedOn,
    int examples,
    Map<String, Row> rows) {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** Keeps the order of the rows. */
  public EvaluationReport {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  /**
   * Means over people.
   *
   * @param people how many had what is given
   * @param shape vertex error of the neutral shape by region, mm after similarity alignment
   * @param expression vertex error of the expression by region, mm after similarity alignment
   * @param normals angle between normals of the neutral shape, degrees
   * @param attributes how well they were told
   */
  public record Row(
      int people,
      Map<String, Interval> shape,
      Map<String, Interval> expression,
      Interval normals,
      AttributeScores attributes) {

    /** Keeps the order of the regions. */
    public Row {
      shape = Collections.unmodifiableMap(new LinkedHashMap<>(shape));
      expression = Collections.unmodifiableMap(new LinkedHashMap<>(expression));
    }
  }

  /**
   * Writes {@code evaluation.md}, {@code evaluation.csv} and {@code evaluation.json}, each whole or
   * not at all.
   *
   * @param folder made if it isn't there
   * @throws IOException if one can't be written
   */
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("evaluation.md"), markdown());
    write(folder.resolve("evaluation.csv"), csv());
    write(folder.resolve("evaluation.json"), json());
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  // ---- for people

  /** Tables by what was given, by region, and by attribute. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("Model: ").append(strategy).append(", seed ").append(seed).append(". ");
    text.append(examples).append(" examples of the test split.");
    if (!trainedOn.equals(judgedOn)) {
      text.append(" The model was trained on other data: its people may be among these.");
    }
    text.append("\n\n");
    List<String> columns =
        List.of(
            "people",
            "shape (mm)",
            "expression (mm)",
            "normals (degrees)",
            "choices (accuracy)",
            "colours (ΔE)",
            "amounts (r)");
    header(text, "given", columns);
    rows.forEach(
        (name, row) -> {
          text.append("| ").append(name).append(" | ").append(row.people()).append(" |");
          cell(text, show(row.shape().get(FaceLayout.FACE)));
          cell(text, show(row.expression().get(FaceLayout.FACE)));
          cell(text, show(row.normals()));
          cell(text, mean(row.attributes().choices()));
          cell(text, mean(row.attributes().colours()));
          cell(text, mean(row.attributes().amounts()));
          text.append('\n');
        });
    text.append("\nBrackets: 95 % bootstrap over people. Choices: recall of each class, averaged");
    text.append(" over classes and attributes. Amounts: correlation.\n");
    regions(text, "Neutral shape by region, mm", Row::shape);
    regions(text, "Expression by region, mm", Row::expression);
    attributes(text, "Choices, accuracy over classes", AttributeScores::choices);
    attributes(text, "Colours, ΔE", AttributeScores::colours);
    attributes(text, "Amounts, correlation", AttributeScores::amounts);
    classes(text);
    return text.toString();
  }

  private static void header(StringBuilder text, String first, Iterable<String> columns) {
    StringBuilder rule = new StringBuilder("|---|");
    text.append("| ").append(first).append(" |");
    for (String column : columns) {
      cell(text, column);
      rule.append("---|");
    }
    text.append('\n').append(rule).append('\n');
  }

  private static void cell(StringBuilder text, String content) {
    text.append(' ').append(content).append(" |");
  }

  private void regions(StringBuilder text, String title, Function<Row, Map<String, Interval>> of) {
    TreeSet<String> names = new TreeSet<>();
    rows.values().forEach(row -> names.addAll(of.apply(row).keySet()));
    names.remove(FaceLayout.FACE);
    if (names.isEmpty()) {
      return;
    }
    text.append("\n## ").append(title).append("\n\n");
    header(text, "given", names);
    rows.forEach(
        (name, row) -> {
          text.append("| ").append(name).append(" |");
          for (String region : names) {
            Interval found = of.apply(row).get(region);
            cell(text, found == null ? "" : number(found.mean()));
          }
          text.append('\n');
        });
  }

  private void attributes(
      StringBuilder text, String title, Function<AttributeScores, Map<String, Double>> of) {
    TreeSet<String> ids = new TreeSet<>();
    List<String> given = new ArrayList<>();
    rows.forEach(
        (name, row) -> {
          if (!name.equals(ModelEvaluation.AVERAGE)) {
            given.add(name);
            ids.addAll(of.apply(row.attributes()).keySet());
          }
        });
    if (ids.isEmpty()) {
      return;
    }
    text.append("\n## ").append(title).append("\n\n");
    header(text, "attribute", given);
    for (String id : ids) {
      text.append("| ").append(id).append(" |");
      for (String name : given) {
        Row row = rows.get(name);
        Double score = row == null ? null : of.apply(row.attributes()).get(id);
        cell(text, score == null ? "" : number(score));
      }
      text.append('\n');
    }
  }

  /** Each class's recall when everything is given. */
  private void classes(StringBuilder text) {
    String all = "";
    for (String name : rows.keySet()) {
      all = name;
    }
    Row whole = rows.get(all);
    if (whole == null || whole.attributes().recall().isEmpty()) {
      return;
    }
    text.append("\n## Recall of each class, given ").append(all).append("\n\n");
    header(text, "attribute", List.of("class", "recall"));
    for (String id : new TreeSet<>(whole.attributes().recall().keySet())) {
      whole
          .attributes()
          .recall()
          .getOrDefault(id, Map.of())
          .forEach(
              (value, recall) -> {
                text.append("| ").append(id).append(" |");
                cell(text, value);
                cell(text, number(recall));
                text.append('\n');
              });
    }
  }

  private static String mean(Map<String, Double> scores) {
    return scores.isEmpty()
        ? ""
        : number(
            new java.util.TreeMap<>(scores)
                .values().stream().mapToDouble(Double::doubleValue).average().orElse(0));
  }

  private static String show(@org.jspecify.annotations.Nullable Interval interval) {
    return interval == null
        ? ""
        : number(interval.mean())
            + " ["
            + number(interval.low())
            + ", "
            + number(interval.high())
            + "]";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  // ---- for programs

  /**
   * One value a line: {@code given,metric,of,value,low,high}; {@code of} is a region, an attribute,
   * or an attribute and one of its values, such as {@code style=elf}.
   */
  public String csv() {
    StringBuilder text = new StringBuilder("given,metric,of,value,low,high\n");
    rows.forEach(
        (name, row) -> {
          line(text, name, "people", "", row.people(), "", "");
          row.shape().forEach((region, error) -> line(text, name, "shape mm", region, error));
          row.expression()
              .forEach((region, error) -> line(text, name, "expression mm", region, error));
          line(text, name, "normals degrees", FaceLayout.FACE, row.normals());
          AttributeScores scores = row.attributes();
          lines(text, name, "choice accuracy", scores.choices());
          for (String id : new TreeSet<>(scores.recall().keySet())) {
            scores
                .recall()
                .getOrDefault(id, Map.of())
                .forEach(
                    (value, recall) ->
                        line(text, name, "recall", id + "=" + value, recall, "", ""));
          }
          lines(text, name, "colour delta E", scores.colours());
          lines(text, name, "amount correlation", scores.amounts());
        });
    return text.toString();
  }

  private static void lines(
      StringBuilder text, String name, String metric, Map<String, Double> scores) {
    new java.util.TreeMap<>(scores)
        .forEach((id, value) -> line(text, name, metric, id, value, "", ""));
  }

  private static void line(
      StringBuilder text, String name, String metric, String of, Interval value) {
    line(text, name, metric, of, value.mean(), value.low(), value.high());
  }

  private static void line(StringBuilder text, Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      text.append(i == 0 ? "" : ",").append(cells[i]);
    }
    text.append('\n');
  }

  /** The whole as JSON. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records can be written as JSON", e);
    }
  }
}
