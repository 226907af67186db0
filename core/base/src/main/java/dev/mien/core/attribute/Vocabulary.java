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
      String group = id.contains(".") ? id.substring(0, id.indexOf('.')) : id;
      List<String> near =
          ATTRIBUTES.keySet().stream().filter(name -> name.startsWith(group)).toList();
      throw new IllegalArgumentException(
          "there is no attribute '"
              + id
              + "'"
              + (near.isEmpty() ? "" : "; those of " + group + ": " + String.join(", ", near)));
    }
    return attribute;
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
