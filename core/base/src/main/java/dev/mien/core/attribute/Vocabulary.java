package dev.mien.core.attribute;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Every attribute that an avatar has, in the order of {@code vocabulary.tsv} beside this class. */
public final class Vocabulary {

  private static final Map<String, Attribute> ATTRIBUTES = load();

  private Vocabulary() {}

  /** All attributes by id, in a fixed order. */
  public static Map<String, Attribute> all() {
    return ATTRIBUTES;
  }

  /**
   * The attribute with an id, if there is one.
   *
   * @param id such as {@code "hair.colour"}
   */
  public static Optional<Attribute> find(String id) {
    return Optional.ofNullable(ATTRIBUTES.get(id));
  }

  /**
   * The attribute with an id.
   *
   * @param id such as {@code "hair.colour"}
   * @throws IllegalArgumentException if there is no such attribute, naming the nearest ones
   */
  public static Attribute get(String id) {
    Attribute attribute = ATTRIBUTES.get(id);
    if (attribute == null) {
      throw new IllegalArgumentException("there is no attribute '" + id + "'" + hint(id));
    }
    return attribute;
  }

  /** The attribute that was probably meant, else those of the same group. */
  private static String hint(String id) {
    String wanted = id.strip().toLowerCase(Locale.ROOT);
    String nearest = "";
    int least = Math.max(1, wanted.length() / 4) + 1;
    for (String name : ATTRIBUTES.keySet()) {
      int edits = edits(wanted, name.toLowerCase(Locale.ROOT));
      if (edits < least) {
        least = edits;
        nearest = name;
      }
    }
    String group = id.contains(".") ? id.substring(0, id.indexOf('.')) : id;
    List<String> near =
        group.isEmpty()
            ? List.of()
            : ATTRIBUTES.keySet().stream().filter(name -> name.startsWith(group)).toList();
    return (nearest.isEmpty() ? "" : "; did you mean " + nearest + "?")
        + (near.isEmpty() ? "" : "; those of " + group + ": " + String.join(", ", near));
  }

  /** Levenshtein's distance: characters to insert, delete or replace to get from one to other. */
  private static int edits(String a, String b) {
    if (Math.abs(a.length() - b.length()) > b.length()) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static Map<String, Attribute> load() {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    try (InputStream in =
            Objects.requireNonNull(Vocabulary.class.getResourceAsStream("vocabulary.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          Attribute attribute = parse(line.split("\t", -1));
          attributes.put(attribute.id(), attribute);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("vocabulary.tsv can't be read from the class path", e);
    }
    return Collections.unmodifiableMap(attributes);
  }

  private static Attribute parse(String[] columns) {
    Attribute.Kind kind = Attribute.Kind.valueOf(columns[1].toUpperCase(java.util.Locale.ROOT));
    List<String> choices = List.of();
    double min = 0;
    double max = 0;
    if (kind == Attribute.Kind.CHOICE) {
      choices = List.of(columns[2].split("\\|"));
    } else if (kind == Attribute.Kind.AMOUNT) {
      String[] range = columns[2].split("\\.\\.");
      min = Double.parseDouble(range[0]);
      max = Double.parseDouble(range[1]);
    }
    AttributeValue defaultValue =
        switch (kind) {
          case CHOICE -> new AttributeValue.Choice(columns[3]);
          case AMOUNT -> new AttributeValue.Amount(Double.parseDouble(columns[3]));
          case COLOUR -> new AttributeValue.Colour(Integer.parseInt(columns[3].substring(1), 16));
        };
    Attribute attribute =
        new Attribute(columns[0], kind, choices, min, max, defaultValue, columns[4]);
    attribute.require(defaultValue);
    return attribute;
  }
}
