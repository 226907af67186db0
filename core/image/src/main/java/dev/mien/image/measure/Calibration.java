package dev.mien.image.measure;

import dev.mien.core.image.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What turns raw measurements into statements that can be relied on, fitted to pictures whose truth
 * is known: how the light follows from what is seen, how a colour seen differs from the attribute,
 * how likely a statement is right.
 *
 * <p>{@code calibration.tsv} beside this class holds one row each, tab-separated: the kind, what it
 * is about, and numbers. The kinds are
 *
 * <ul>
 *   <li>{@code light}: weights of {@link LightEstimate#features()} in the natural logarithm of a
 *       gain, for {@code red}, {@code green} and {@code blue}, with {@code .sclera} where the
 *       whites of the eyes are seen. Red and blue are relative to green.
 *   <li>{@code colour}: nine factors (row by row) and three offsets from L*a*b* seen to L*a*b* of
 *       an attribute.
 *   <li>{@code confidence}: weights of a logistic function, see {@link #confidence}; for an
 *       attribute, or for {@code attribute=value}, which comes first.
 * </ul>
 *
 * <p>Immutable.
 */
public final class Calibration {

  /** Nothing corrected: raw measurements and raw confidences, for fitting. */
  public static final Calibration NONE = new Calibration(Map.of());

  // Renders aren't photographs: nothing told by them alone is surer than this.
  private static final double MOST = 0.95;
  private static final double LEAST = 0.05;

  private final Map<String, double[]> rows;

  private Calibration(Map<String, double[]> rows) {
    this.rows = rows;
  }

  /** The one that comes with this artifact. */
  public static Calibration standard() {
    return Standard.CALIBRATION;
  }

  private static final class Standard {
    static final Calibration CALIBRATION = load();

    private static Calibration load() {
      try (InputStream in =
          Objects.requireNonNull(
              Calibration.class.getResourceAsStream("calibration.tsv"), "calibration.tsv")) {
        return read(new InputStreamReader(in, StandardCharsets.UTF_8), "calibration.tsv");
      } catch (IOException e) {
        throw new UncheckedIOException("calibration.tsv can't be read from the class path", e);
      }
    }
  }

  /**
   * Reads a table.
   *
   * @param in rows as described above; lines that are empty or begin with # don't count
   * @param source its name, for messages
   * @throws IOException if it can't be read, or a row isn't one
   */
  public static Calibration read(Reader in, String source) throws IOException {
    Map<String, double[]> rows = new LinkedHashMap<>();
    BufferedReader lines = new BufferedReader(in);
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.split("\t", -1);
      if (columns.length < 3) {
        throw new IOException(
            source + ", line " + number + ": expected a kind, a name and numbers, tab-separated");
      }
      double[] numbers = new double[columns.length - 2];
      for (int i = 0; i < numbers.length; i++) {
        try {
          numbers[i] = Double.parseDouble(columns[i + 2]);
        } catch (NumberFormatException e) {
          throw new IOException(
              source
                  + ", line "
                  + number
                  + ", column "
                  + (i + 3)
                  + ": '"
                  + columns[i + 2]
                  + "' isn't a number",
              e);
        }
      }
      rows.put(columns[0] + " " + columns[1], numbers);
    }
    return new Calibration(rows);
  }

  /** Natural logarithms of gains: red to green, green, blue to green; 0 where nothing is known. */
  double[] light(List<Double> features, boolean sclera) {
    double[] logs = new double[3];
    String[] channels = {"red", "green", "blue"};
    for (int c = 0; c < 3; c++) {
      double[] weights = rows.get("light " + channels[c] + (sclera ? ".sclera" : ""));
      if (weights != null) {
        for (int i = 0; i < features.size(); i++) {
          logs[c] += weights[i] * features.get(i);
        }
      }
    }
    return logs;
  }

  /** The attribute's colour for a colour seen. */
  Lab colour(String attribute, Lab seen) {
    double[] m = rows.get("colour " + attribute);
    if (m == null) {
      return seen;
    }
    double[] lab = new double[3];
    for (int i = 0; i < 3; i++) {
      lab[i] = m[3 * i] * seen.l() + m[3 * i + 1] * seen.a() + m[3 * i + 2] * seen.b() + m[9 + i];
    }
    return new Lab(Math.max(0, Math.min(100, lab[0])), lab[1], lab[2]);
  }

  /**
   * What the logistic function of a confidence reads: 1, the log odds of the raw confidence and of
   * the face's, how coloured, dim, bright and uneven the light is, and the logarithm of the face's
   * size.
   *
   * @param raw confidence, in [0, 1]
   * @param face how likely the face is one, in [0, 1]
   * @param light that the face is seen in
   * @param eyeDistance distance between the eyes, in pixels
   */
  public static double[] confidenceFeatures(
      double raw, double face, LightEstimate light, double eyeDistance) {
    return new double[] {
      1,
      logOdds(raw),
      logOdds(face),
      light.cast(),
      Math.max(0, light.dimness()),
      Math.max(0, -light.dimness()),
      Math.min(1.5, light.uneven()),
      Math.max(-1, Math.min(1, Math.log(eyeDistance / 80)))
    };
  }

  private static double logOdds(double confidence) {
    double p = Math.max(LEAST, Math.min(MOST, confidence));
    return Math.log(p / (1 - p));
  }

  /**
   * How likely a statement is right.
   *
   * @param attribute what it is about
   * @param value the choice it states; empty for colours and amounts
   * @param features from {@link #confidenceFeatures}
   * @param raw confidence, returned where the table says nothing
   */
  double confidence(String attribute, String value, double[] features, double raw) {
    double[] weights = rows.get("confidence " + attribute + "=" + value);
    if (weights == null) {
      weights = rows.get("confidence " + attribute);
    }
    if (weights == null) {
      return raw;
    }
    double sum = 0;
    for (int i = 0; i < features.length; i++) {
      // A clearer measurement and a clearer face never count against a statement.
      sum += (i == 1 || i == 2 ? Math.max(0, weights[i]) : weights[i]) * features[i];
    }
    return Math.max(LEAST, Math.min(MOST, 1 / (1 + Math.exp(-sum))));
  }
}
