package dev.mien.text.lexicon;

import dev.mien.core.BadFileException;
import dev.mien.core.attribute.Vocabulary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the tables of a lexicon and checks them against each other. */
final class LexiconTables {

  /** The tables in the order in which they are read. */
  enum Table {
    TRADITIONAL(2),
    PARTS(7),
    MODIFIERS(3),
    COLOURS(5),
    MEANINGS(4),
    SHADES(3),
    PHRASES(5),
    DEGREES(3),
    WORDS(3);

    private final int columns;

    Table(int columns) {
      this.columns = columns;
    }

    String fileName() {
      return name().toLowerCase(Locale.ROOT) + ".tsv";
    }
  }

  private final Lexicon.Node root;
  private final Map<String, BodyPart> parts;
  private final Map<String, Map<String, Meaning>> meanings;
  private final Map<String, Shade> shades;
  private final Map<String, String> simplified;
  private final Map<String, Boolean> concepts = new HashMap<>();
  private boolean replacing;

  LexiconTables(
      Lexicon.Node root,
      Map<String, BodyPart> parts,
      Map<String, Map<String, Meaning>> meanings,
      Map<String, Shade> shades,
      Map<String, String> simplified) {
    this.root = root;
    this.parts = parts;
    this.meanings = meanings;
    this.shades = shades;
    this.simplified = simplified;
  }

  void allowReplacing() {
    replacing = true;
  }

  Lexicon build() {
    return new Lexicon(root, parts, meanings, shades, simplified);
  }

  void readPhrases(String source, Reader reader) throws IOException {
    read(Table.PHRASES, source, reader);
  }

  void read(Table table, String source, Reader reader) throws IOException {
    BufferedReader lines = new BufferedReader(reader);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      String[] columns = line.split("\t", -1);
      if (columns.length != table.columns) {
        throw new BadFileException(
            source,
            "line " + number,
            columns.length + " columns, expected " + table.columns + " separated by tabs");
      }
      try {
        row(table, columns);
      } catch (IllegalArgumentException e) {
        throw new BadFileException(source, "line " + number, String.valueOf(e.getMessage()), e);
      }
    }
  }

  private void row(Table table, String[] row) {
    switch (table) {
      case TRADITIONAL -> simplified.put(row[0], row[1]);
      case PARTS -> {
        Optional<String> parent = optional(row[1]);
        Optional<String> colour = optional(row[2]);
        parent.ifPresent(this::requirePart);
        colour.ifPresent(Vocabulary::get);
        parts.put(
            row[0],
            new BodyPart(
                row[0], parent, colour, Assignment.parseAll(row[3]), Assignment.parseAll(row[4])));
        words(row[5], row[6], new Sense.Part(row[0]));
      }
      case MODIFIERS -> {
        concepts.put(row[0], true);
        words(row[1], row[2], new Sense.Modifier(row[0]));
      }
      case MEANINGS -> {
        Meaning meaning = new Meaning(Assignment.parseAll(row[2]), weight(row[3]));
        for (String part : row[0].split("\\|")) {
          requirePart(part);
          for (String concept : row[1].split("\\|")) {
            requireConcept(concept);
            Map<String, Meaning> ofPart = meanings.computeIfAbsent(part, p -> new HashMap<>());
            if (ofPart.put(concept, meaning) != null) {
              throw new IllegalArgumentException("second meaning of " + concept + " for " + part);
            }
          }
        }
      }
      case SHADES -> {
        requireConcept(row[0]);
        shades.put(row[0], new Shade(Double.parseDouble(row[1]), Double.parseDouble(row[2])));
      }
      case COLOURS -> {
        Map<String, Integer> inPart = new HashMap<>();
        for (String item : row[2].equals("-") ? new String[0] : row[2].split(";")) {
          String[] pair = item.strip().split("=");
          for (String part : pair[0].split(",")) {
            requirePart(part);
            inPart.put(part, hex(pair[1]));
          }
        }
        concepts.put(row[0], true);
        words(row[3], row[4], new Sense.ColourName(row[0], hex(row[1]), inPart));
      }
      case PHRASES -> {
        Optional<String> part = optional(row[0]);
        part.ifPresent(this::requirePart);
        words(row[3], row[4], new Sense.Phrase(part, Assignment.parseAll(row[1]), weight(row[2])));
      }
      case DEGREES -> words(row[1], row[2], new Sense.Degree(Double.parseDouble(row[0])));
      case WORDS -> words(row[1], row[2], new Sense.Word(Sense.Role.valueOf(row[0])));
    }
  }

  private void words(String english, String chinese, Sense sense) {
    for (String column : List.of(english, chinese)) {
      if (column.equals("-") || column.isBlank()) {
        continue;
      }
      for (String phrase : column.split("\\|")) {
        List<String> keys = Lexicon.keys(phrase);
        if (keys.isEmpty()) {
          throw new IllegalArgumentException("'" + phrase + "' has no word");
        }
        Optional<Sense> before = root.put(keys, sense);
        Sense old = before.orElse(sense);
        boolean refined =
            sense instanceof Sense.Phrase
                && (old instanceof Sense.Part || old instanceof Sense.Modifier);
        if (before.isPresent() && !replacing && !refined && !before.get().equals(sense)) {
          throw new IllegalArgumentException("'" + phrase + "' is there already: " + before.get());
        }
      }
    }
  }

  private void requirePart(String part) {
    if (!parts.containsKey(part)) {
      throw new IllegalArgumentException("there is no part '" + part + "'");
    }
  }

  private void requireConcept(String concept) {
    if (!concepts.containsKey(concept)) {
      throw new IllegalArgumentException("there is no concept '" + concept + "'");
    }
  }

  private static Optional<String> optional(String column) {
    return column.equals("-") ? Optional.empty() : Optional.of(column);
  }

  private static double weight(String text) {
    double weight = Double.parseDouble(text);
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight is " + text + ", expected in [0, 1]");
    }
    return weight;
  }

  private static int hex(String text) {
    if (!text.strip().matches("#[0-9a-fA-F]{6}")) {
      throw new IllegalArgumentException("'" + text + "' is no colour such as #3355ff");
    }
    return Integer.parseInt(text.strip().substring(1), 16);
  }
}
