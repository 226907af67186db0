package dev.mien.learn.factory;

import dev.mien.core.BadFileException;
import dev.mien.learn.data.Split;
import dev.mien.text.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The tables of words beside this class. */
final class Wordings {

  /** Wordings in both languages. */
  record Words(List<String> english, List<String> chinese) {
    List<String> in(Language language) {
      return language == Language.ENGLISH ? english : chinese;
    }
  }

  /** Wordings below and above the average. */
  record Amount(Words below, Words above) {}

  private static final Wordings STANDARD = new Wordings();

  private final Map<String, Amount> amounts = new LinkedHashMap<>();
  private final Map<String, Map<String, Words>> choices = new LinkedHashMap<>();
  private final Map<String, Map<String, Words>> phrases = new LinkedHashMap<>();
  private final Map<Split, Map<Language, List<String>>> templates = new LinkedHashMap<>();

  private Wordings() {
    for (String[] row : rows("amounts.tsv", 5)) {
      amounts.put(
          row[0],
          new Amount(
              new Words(alternatives(row[1]), alternatives(row[3])),
              new Words(alternatives(row[2]), alternatives(row[4]))));
    }
    for (String[] row : rows("choices.tsv", 4)) {
      choices
          .computeIfAbsent(row[0], id -> new LinkedHashMap<>())
          .put(row[1], new Words(alternatives(row[2]), alternatives(row[3])));
    }
    for (String[] row : rows("phrases.tsv", 4)) {
      phrases
          .computeIfAbsent(row[0], group -> new LinkedHashMap<>())
          .put(row[1], new Words(alternatives(row[2]), alternatives(row[3])));
    }
    for (String[] row : rows("templates.tsv", 3)) {
      templates
          .computeIfAbsent(Split.valueOf(row[0]), split -> new LinkedHashMap<>())
          .computeIfAbsent(Language.valueOf(row[1]), language -> new ArrayList<>())
          .add(row[2]);
    }
  }

  static Wordings standard() {
    return STANDARD;
  }

  /** Amounts that have words, in the table's order. */
  Map<String, Amount> amounts() {
    return amounts;
  }

  /** Values that have words, by attribute. */
  Map<String, Map<String, Words>> choices() {
    return choices;
  }

  /** A group of phrases by value. */
  Map<String, Words> phrases(String group) {
    return Objects.requireNonNull(phrases.get(group), group);
  }

  /** Sentences of a split. */
  List<String> templates(Split split, Language language) {
    return Objects.requireNonNull(Objects.requireNonNull(templates.get(split)).get(language));
  }

  private static List<String> alternatives(String cell) {
    return List.of(cell.split("\\|", -1));
  }

  private static List<String[]> rows(String name, int columns) {
    List<String[]> rows = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(Wordings.class.getResourceAsStream(name), name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] row = line.split("\t", -1);
        if (row.length != columns) {
          throw new BadFileException(
              name, "line " + number, row.length + " columns, expected " + columns);
        }
        rows.add(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a bundled table can't be read", e);
    }
    return rows;
  }
}
