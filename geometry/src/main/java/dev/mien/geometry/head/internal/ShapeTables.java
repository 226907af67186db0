package dev.mien.geometry.head.internal;

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

/** The tables beside this class: {@code dimensions.tsv} and {@code profiles.tsv}. */
final class ShapeTables {

  private ShapeTables() {}

  /** Parameters in the table's order. */
  static List<Dimension> dimensions() {
    List<Dimension> result = new ArrayList<>();
    for (String[] c : rows("dimensions.tsv")) {
      double g75 = Double.parseDouble(c[9]);
      result.add(
          new Dimension(
              c[0],
              c[1].equals("-") ? "" : c[1],
              new double[] {Double.parseDouble(c[2]), Double.parseDouble(c[3])},
              new double[] {Double.parseDouble(c[4]), Double.parseDouble(c[5])},
              new double[] {
                Double.parseDouble(c[6]),
                Double.parseDouble(c[7]),
                Double.parseDouble(c[8]),
                1,
                1,
                g75,
                1 + (g75 - 1) * 1.35
              }));
    }
    return result;
  }

  /** Amounts by profile, value and parameter. */
  static Map<String, Map<String, Map<String, Double>>> profiles() {
    Map<String, Map<String, Map<String, Double>>> result = new LinkedHashMap<>();
    for (String[] c : rows("profiles.tsv")) {
      result
          .computeIfAbsent(c[0], k -> new LinkedHashMap<>())
          .computeIfAbsent(c[1], k -> new LinkedHashMap<>())
          .put(c[2], Double.parseDouble(c[3]));
    }
    return result;
  }

  private static List<String[]> rows(String file) {
    List<String[]> rows = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(ShapeTables.class.getResourceAsStream(file));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          rows.add(line.split("\t", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read from the class path", e);
    }
    return rows;
  }
}
