package dev.mien.acceptance.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.image.face.Face;
import dev.mien.image.face.FaceFinder;
import dev.mien.image.measure.AppearanceModel;
import dev.mien.image.measure.Calibration;
import dev.mien.image.measure.FaceMeasurements;
import dev.mien.image.measure.FaceMeasurer;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Makes {@code calibration.tsv} of {@link Calibration} from portraits whose seeds no test uses. It
 * is no test: it runs only where asked for by name,
 *
 * <pre>
 * mvn -pl examples/acceptance -am test -Dtest=FitCalibration -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>and writes {@code target/calibration.tsv}, to be looked at and copied to {@code mien-image},
 * and {@code target/confidences.tsv}, which has the light and the colours that ship and new
 * confidences alone: for new looks under which light fitted to renders does worse on photographs.
 */
final class FitCalibration {

  /** Seeds of the portraits; tests begin at other thousands. */
  private static final long FIRST = 1000;

  private static final int PORTRAITS = 600;
  static final int SIZE = 512;

  /** Statements of one value that earn it weights of its own. */
  private static final int ENOUGH = 25;

  /** What the share is worth that was right of the small portraits, smiling and blurred. */
  private static final int JUDGED_BEFORE = 100;

  private static final String HEADER =
      "# Made by FitCalibration of the acceptance tests; see Calibration for what it says.\n";

  /** Ridges of a confidence's weights to choose from, times the usual one. */
  private static final double[] STIFFNESS = {1, 5, 25, 1e6};

  private static final int FOLDS = 5;

  private final StringBuilder table = new StringBuilder();
  private final List<Attributes> sitters = new ArrayList<>();
  private final List<PixelImage> images = new ArrayList<>();
  private final List<Face> faces = new ArrayList<>();
  private List<FaceMeasurements> lit = List.of();

  @Test
  void write() throws IOException {
    String table =
        fit(
            LongStream.range(FIRST, FIRST + PORTRAITS)
                .mapToObj(seed -> Studio.take(seed, "realistic", SIZE)),
            shot -> FaceFinder.create().find(shot.image()));
    Files.writeString(Path.of("target", "calibration.tsv"), table);
    assertThat(table).contains("confidence\tskin.colour");
  }

  @Test
  void writeConfidences() throws IOException {
    FitCalibration fit = new FitCalibration();
    fit.take(
        LongStream.range(FIRST, FIRST + PORTRAITS)
            .mapToObj(seed -> Studio.take(seed, "realistic", SIZE)),
        shot -> FaceFinder.create().find(shot.image()));
    try (InputStream shipped =
        Objects.requireNonNull(Calibration.class.getResourceAsStream("calibration.tsv"))) {
      new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("light") || line.startsWith("colour"))
          .forEach(line -> fit.table.append(line).append('\n'));
    }
    fit.lit = fit.measured(fit.sofar());
    fit.confidences();
    Files.writeString(Path.of("target", "confidences.tsv"), HEADER + fit.table);
    assertThat(fit.table.toString()).contains("confidence\tskin.colour");
  }

  private void take(Stream<Studio.Shot> shots, Function<Studio.Shot, Optional<Face>> finder) {
    shots.forEach(
        shot ->
            finder
                .apply(shot)
                .ifPresent(
                    face -> {
                      sitters.add(shot.sitter());
                      images.add(shot.image());
                      faces.add(face);
                    }));
  }

  /** The table for portraits of known truth. */
  static String fit(Stream<Studio.Shot> shots, Function<Studio.Shot, Optional<Face>> finder) {
    FitCalibration fit = new FitCalibration();
    fit.take(shots, finder);
    fit.table.append(HEADER);
    fit.light();
    fit.lit = fit.measured(fit.sofar());
    fit.colours();
    fit.confidences();
    return fit.table.toString();
  }

  private Calibration sofar() {
    try {
      return Calibration.read(new StringReader(table.toString()), "fit");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void light() {
    List<FaceMeasurements> measured = measured(Calibration.NONE);
    for (boolean sclera : new boolean[] {false, true}) {
      List<double[]> x = new ArrayList<>();
      List<double[]> y = new ArrayList<>();
      for (int i = 0; i < images.size(); i++) {
        FaceMeasurements seen = measured.get(i);
        List<Double> features = seen.light().features();
        if (features.isEmpty() || sclera && !seen.light().sclera()) {
          continue;
        }
        double[] row = new double[sclera ? 11 : 8];
        for (int k = 0; k < row.length; k++) {
          row[k] = features.get(k);
        }
        int skin = sitters.get(i).colour("skin.colour");
        double red = Math.log(Srgb.linear(skin >> 16 & 255));
        double green = Math.log(Srgb.linear(skin >> 8 & 255));
        double blue = Math.log(Srgb.linear(skin & 255));
        x.add(row);
        // The skin's features come third to fifth: red and blue to green, and green.
        y.add(new double[] {red - green - row[2], green - row[4], blue - green - row[3]});
      }
      String[] channels = {"red", "green", "blue"};
      for (int c = 0; c < 3; c++) {
        int channel = c;
        int n = sclera ? 11 : 8;
        double[] ridge = new double[n];
        Arrays.fill(ridge, 1);
        ridge[0] = 1e-3;
        row(
            "light",
            channels[c] + (sclera ? ".sclera" : ""),
            Fitting.linear(
                x.toArray(double[][]::new),
                y.stream().mapToDouble(v -> v[channel]).toArray(),
                new double[n],
                ridge));
      }
    }
  }

  /** Every face, measured in the light that the table tells so far. */
  private List<FaceMeasurements> measured(Calibration calibration) {
    return IntStream.range(0, images.size())
        .parallel()
        .mapToObj(i -> FaceMeasurer.measure(images.get(i), faces.get(i), calibration))
        .toList();
  }

  private void colours() {
    Map<String, List<double[]>> samples = new TreeMap<>();
    Calibration calibration = sofar();
    for (int i = 0; i < images.size(); i++) {
      double face = faces.get(i).confidence();
      for (Evidence e : FaceMeasurer.evidence(lit.get(i), face, calibration)) {
        if (e.value() instanceof AttributeValue.Colour colour) {
          Lab seen = Lab.ofRgb(colour.rgb());
          Lab truth = Lab.ofRgb(sitters.get(i).colour(e.attribute()));
          samples
              .computeIfAbsent(e.attribute(), id -> new ArrayList<>())
              .add(new double[] {seen.l(), seen.a(), seen.b(), truth.l(), truth.a(), truth.b()});
        }
      }
    }
    samples.forEach(
        (id, list) -> {
          double[] matrix = affine(list);
          // Once more without what was mistaken for something else.
          List<double[]> kept =
              list.stream().filter(s -> apply(matrix, s).deltaE2000(lab(s, 3)) < 18).toList();
          row("colour", id, kept.size() > 30 ? affine(kept) : matrix);
        });
  }

  private static double[] affine(List<double[]> samples) {
    double[] matrix = new double[12];
    double[][] x =
        samples.stream().map(s -> new double[] {s[0], s[1], s[2], 1}).toArray(double[][]::new);
    for (int row = 0; row < 3; row++) {
      int target = 3 + row;
      double[] prior = new double[4];
      prior[row] = 1;
      double[] w =
          Fitting.linear(
              x,
              samples.stream().mapToDouble(s -> s[target]).toArray(),
              prior,
              new double[] {1000, 1000, 1000, 0.01});
      System.arraycopy(w, 0, matrix, 3 * row, 3);
      matrix[9 + row] = w[3];
    }
    return matrix;
  }

  private static Lab lab(double[] s, int from) {
    return new Lab(s[from], s[from + 1], s[from + 2]);
  }

  private static Lab apply(double[] m, double[] s) {
    double[] lab = new double[3];
    for (int i = 0; i < 3; i++) {
      lab[i] = m[3 * i] * s[0] + m[3 * i + 1] * s[1] + m[3 * i + 2] * s[2] + m[9 + i];
    }
    return new Lab(lab[0], lab[1], lab[2]);
  }

  private void confidences() {
    Map<String, List<double[]>> features = new TreeMap<>();
    Map<String, List<Boolean>> right = new TreeMap<>();
    Calibration calibration = sofar();
    for (int i = 0; i < images.size(); i++) {
      FaceMeasurements seen = lit.get(i);
      double face = faces.get(i).confidence();
      for (Evidence e : FaceMeasurer.evidence(seen, face, calibration)) {
        double[] x =
            Calibration.confidenceFeatures(e.confidence(), face, seen.light(), seen.eyeDistance());
        List<String> keys = new ArrayList<>(List.of(e.attribute()));
        choice(e).ifPresent(name -> keys.add(e.attribute() + "=" + name));
        for (String key : keys) {
          features.computeIfAbsent(key, id -> new ArrayList<>()).add(x);
          right.computeIfAbsent(key, id -> new ArrayList<>()).add(Truth.isRight(sitters.get(i), e));
        }
      }
    }
    features.forEach(
        (key, x) -> {
          if (!key.contains("=") || x.size() >= ENOUGH) {
            boolean[] y = new boolean[x.size()];
            int count = 0;
            for (int i = 0; i < y.length; i++) {
              y[i] = right.get(key).get(i);
              count += y[i] ? 1 : 0;
            }
            double odds = Math.log((count + 1.0) / (y.length - count + 1.0));
            table.append(
                String.format(Locale.ROOT, "# %s: %d of %d right%n", key, count, y.length));
            OptionalDouble share = AppearanceModel.standard().share(key);
            row(
                "confidence",
                key,
                share.isPresent()
                    ? told(share.getAsDouble(), count, y.length)
                    : trust(x.toArray(double[][]::new), y, odds, key.endsWith("colour")));
          }
        });
  }

  /**
   * Weights of an amount that looks tell. Its raw confidence was judged on other people already, by
   * {@code FitAppearance}, and knows how strange a face is: it is moved by as much as the share
   * that is right here differs, the former share counting as {@link #JUDGED_BEFORE} portraits.
   */
  static double[] told(double share, int right, int count) {
    double pooled = (right + JUDGED_BEFORE * share) / (count + JUDGED_BEFORE);
    return new double[] {logOdds(pooled) - logOdds(share), 1, 0, 0, 0, 0, 0, 0};
  }

  private static double logOdds(double p) {
    return Math.log(p / (1 - p));
  }

  /**
   * Weights of a confidence, as stiff as serves best on portraits left out; a surer measurement and
   * a clearer face never count against it.
   */
  private static double[] trust(double[][] x, boolean[] right, double odds, boolean fittedHere) {
    double best = Double.POSITIVE_INFINITY;
    double chosen = STIFFNESS[0];
    for (double stiffness : STIFFNESS) {
      double loss = 0;
      for (int fold = 0; fold < FOLDS; fold++) {
        int left = fold;
        int[] kept = IntStream.range(0, x.length).filter(i -> i % FOLDS != left).toArray();
        boolean[] y = new boolean[kept.length];
        for (int i = 0; i < y.length; i++) {
          y[i] = right[kept[i]];
        }
        double[] weights =
            trust(
                Arrays.stream(kept).mapToObj(i -> x[i]).toArray(double[][]::new),
                y,
                odds,
                stiffness);
        for (int i = fold; i < x.length; i += FOLDS) {
          double z = 0;
          for (int k = 0; k < weights.length; k++) {
            z += weights[k] * x[i][k];
          }
          loss += Math.log1p(Math.exp(right[i] ? -z : z));
        }
      }
      if (loss < best - 1e-9) {
        best = loss;
        chosen = stiffness;
      }
    }
    double[] weights = trust(x, right, odds, chosen);
    weights[0] += fittedHere ? lowered(odds, x.length) - odds : 0;
    return weights;
  }

  private static double[] trust(double[][] x, boolean[] right, double odds, double stiffness) {
    double[] prior = {odds, stiffness > 1e3 ? 0 : 0.3, stiffness > 1e3 ? 0 : 0.1, 0, 0, 0, 0, 0};
    double[] ridge = {0.1, 2, 10, 2, 2, 2, 2, 2};
    for (int i = 1; i < ridge.length; i++) {
      ridge[i] *= stiffness;
    }
    double[] weights = Fitting.logistic(x, right, prior, ridge);
    boolean refit = false;
    for (int i = 1; i <= 2; i++) {
      if (weights[i] < 0) {
        prior[i] = 0;
        ridge[i] = 1e6;
        refit = true;
      }
    }
    double[] kept = refit ? Fitting.logistic(x, right, prior, ridge) : weights;
    for (int i = 1; i <= 2; i++) {
      kept[i] = Math.max(0, kept[i]);
    }
    return kept;
  }

  /**
   * Log odds less their standard error: colours were fitted to such portraits and are a little
   * further off on others.
   */
  private static double lowered(double odds, int count) {
    double p = 1 / (1 + Math.exp(-odds));
    return odds - 1 / Math.sqrt(count * p * (1 - p));
  }

  private static Optional<String> choice(Evidence e) {
    return e.value() instanceof AttributeValue.Choice choice
        ? Optional.of(choice.name())
        : Optional.empty();
  }

  private void row(String kind, String name, double[] numbers) {
    StringJoiner columns = new StringJoiner("\t", kind + "\t" + name + "\t", "\n");
    for (double number : numbers) {
      columns.add(String.format(Locale.ROOT, "%.5f", number));
    }
    table.append(columns);
  }
}
