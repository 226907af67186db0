package dev.mien.model.fuse;

import dev.mien.core.Modality;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How much an input has to say about an attribute at all, whatever its confidence: a picture knows
 * colours and proportions, words know style and what is worn, action units know the expression.
 *
 * <p>The default table is {@code relevance.tsv} beside this class: a prefix of attribute ids and a
 * value in [0, 1] per modality; the longest prefix that fits counts.
 */
public final class Relevance {

  private static final Relevance DEFAULT = load();

  private final Map<String, Map<Modality, Double>> byPrefix;

  private Relevance(Map<String, Map<Modality, Double>> byPrefix) {
    this.byPrefix = byPrefix;
  }

  /** The table that ships with the library. */
  public static Relevance defaults() {
    return DEFAULT;
  }

  /**
   * A relevance.
   *
   * @param attribute an attribute's id
   * @param modality the kind of input
   * @return in [0, 1]; 0.5 where the table says nothing
   */
  public double of(String attribute, Modality modality) {
    for (String prefix = attribute; ; prefix = prefix.substring(0, prefix.lastIndexOf('.'))) {
      Map<Modality, Double> row = byPrefix.get(prefix);
      if (row != null) {
        return row.getOrDefault(modality, 0.5);
      }
      if (!prefix.contains(".")) {
        return 0.5;
      }
    }
  }

  private static Relevance load() {
    Map<String, Map<Modality, Double>> table = new LinkedHashMap<>();
    try (InputStream in =
            Objects.requireNonNull(Relevance.class.getResourceAsStream("relevance.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("#") || line.isBlank()) {
          continue;
        }
        String[] columns = line.split("\t", -1);
        Map<Modality, Double> row = new EnumMap<>(Modality.class);
        row.put(Modality.TEXT, Double.parseDouble(columns[1]));
        row.put(Modality.IMAGE, Double.parseDouble(columns[2]));
        row.put(Modality.ACTION_UNITS, Double.parseDouble(columns[3]));
        table.put(columns[0], row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("relevance.tsv can't be read from the class path", e);
    }
    return new Relevance(table);
  }
}
