package dev.mien.model.prior;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Typical colouring by origin, from {@code populations.tsv} beside this class. */
final class Populations {

  private static final Map<String, Population> ALL = load();

  private Populations() {}

  /**
   * One origin's colouring.
   *
   * @param skin sRGB colours, light to dark
   * @param hair sRGB colours
   * @param eyes sRGB colours
   * @param epicanthus typical fold over the inner corner of the eye, in [0, 1]
   * @param crease typical depth of the upper lid's fold, in [0, 1]
   */
  record Population(int[] skin, int[] hair, int[] eyes, double epicanthus, double crease) {}

  static Population of(String origin) {
    return Objects.requireNonNull(ALL.get(origin), origin);
  }

  private static Map<String, Population> load() {
    Map<String, Population> all = new LinkedHashMap<>();
    try (InputStream in =
            Objects.requireNonNull(Populations.class.getResourceAsStream("populations.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          String[] columns = line.split("\t", -1);
          all.put(
              columns[0],
              new Population(
                  colours(columns[1]),
                  colours(columns[2]),
                  colours(columns[3]),
                  Double.parseDouble(columns[4]),
                  Double.parseDouble(columns[5])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("populations.tsv can't be read from the class path", e);
    }
    return Collections.unmodifiableMap(all);
  }

  private static int[] colours(String column) {
    return Arrays.stream(column.split("\\|"))
        .mapToInt(hex -> Integer.parseInt(hex.substring(1), 16))
        .toArray();
  }
}
