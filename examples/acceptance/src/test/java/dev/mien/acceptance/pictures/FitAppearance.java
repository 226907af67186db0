package dev.mien.acceptance.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.image.face.Face;
import dev.mien.image.face.Point;
import dev.mien.image.measure.AppearanceDescriptor;
import dev.mien.image.measure.AppearanceDescriptor.Frame;
import dev.mien.image.measure.AppearanceModel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Makes {@code appearance.bin} of {@link AppearanceModel} from portraits of people whom no test
 * uses. It is no test: it runs only where asked for by name,
 *
 * <pre>
 * mvn -pl examples/acceptance -am test -Dtest=FitAppearance -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>takes some minutes, and writes {@code target/appearance.bin} and {@code target/appearance.txt}
 * with what it found; the former is to be copied to {@code mien-image}, and {@code FitCalibration}
 * to be run again after that.
 */
final class FitAppearance {

  private static final int PORTRAITS_EACH = 2;

  private static final int FOLDS = 3;

  /** One in so many people is kept for judging. */
  private static final int JUDGED = 5;

  /** Correlation that an amount needs on people never seen. */
  private static final double CORRELATION = 0.5;

  private static final int AXES = 12;

  /** Ridges to choose from, relative to a feature's mean square. */
  private static final double[] RIDGES = {0.3, 1, 3, 10};

  private static final double FRAME_RIDGE = 1;

  // How far from the eyes they are found on such portraits, in distances between them: standard
  // deviation of each, and how much closer together they are found.
  private static final double EYE_ERROR = 0.018;
  private static final double CLOSER = 0.016;

  /**
   * Seeds of the people; tests and {@code FitCalibration} begin at other thousands. The first few
   * came from trying out what a portrait costs.
   */
  private static LongStream seeds() {
    return LongStream.concat(
        LongStream.range(200_000, 200_018), LongStream.range(200_400, 201_223));
  }

  /** Amounts that a face may tell. */
  private static List<String> candidates() {
    List<String> ids = new ArrayList<>();
    ids.addAll(List.of("identity.femininity", "identity.age", "identity.build"));
    ids.addAll(Sitter.PROPORTIONS);
    ids.addAll(Sitter.SHAPES);
    return ids;
  }

  /** A portrait in which a face was found. */
  private record Sample(
      Crowd.Snapshot snapshot, int person, Face face, Frame truth, AppearanceDescriptor found) {

    double[] frame() {
      return new double[] {truth.right(), truth.down(), truth.growth(), truth.turn()};
    }
  }

  private final List<String> ids = candidates();
  private final StringBuilder log = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream data = new DataOutputStream(bytes);

  @Test
  void write() throws IOException {
    Stream<List<Crowd.Snapshot>> people =
        seeds().parallel().mapToObj(seed -> Crowd.of(seed, PORTRAITS_EACH));
    byte[] model = fit(people);
    Files.write(Path.of("target", "appearance.bin"), model);
    Files.writeString(Path.of("target", "appearance.txt"), log());
    assertThat(model.length).isLessThan(150_000);
  }

  /** What was found, in words. */
  String log() {
    return log.toString();
  }

  /** Fits a model to portraits of people. */
  byte[] fit(Stream<List<Crowd.Snapshot>> people) throws IOException {
    List<List<Crowd.Snapshot>> persons = people.toList();
    List<Sample> samples =
        IntStream.range(0, persons.size())
            .parallel()
            .boxed()
            .flatMap(person -> persons.get(person).stream().map(s -> sample(s, person)))
            .toList();
    say("%d people, %d portraits", persons.size(), samples.size());

    data.writeInt(AppearanceModel.MAGIC);
    data.writeInt(AppearanceModel.VERSION);
    data.writeInt(AppearanceDescriptor.LENGTH);
    List<AppearanceDescriptor> aligned = align(samples);
    return amounts(samples, aligned);
  }

  private static Sample sample(Crowd.Snapshot snapshot, int person) {
    Face face = found(snapshot.eyes(), new SplittableRandom(Arrays.hashCode(snapshot.eyes())));
    return new Sample(
        snapshot,
        person,
        face,
        truth(face, snapshot.eyes()),
        AppearanceDescriptor.of(snapshot.image(), face, Frame.FOUND));
  }

  /**
   * A face as far beside its true place as {@code FaceFinder} finds faces. Finding each one would
   * take most of the time.
   */
  private static Face found(float[] eyes, SplittableRandom random) {
    double dx = eyes[2] - eyes[0];
    double dy = eyes[3] - eyes[1];
    double d = Math.hypot(dx, dy);
    double spread = (random.nextInt(10) == 0 ? 2.5 : 1) * EYE_ERROR * d;
    double[] at = new double[4];
    for (int i = 0; i < 4; i++) {
      // The sum of three rolls less their mean has half a roll's width as deviation.
      double roll = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
      double inwards = (i < 2 ? 1 : -1) * CLOSER / 2 * (i % 2 == 0 ? dx : dy);
      at[i] = eyes[i] + 2 * roll * spread + inwards;
    }
    return new Face(
        eyes[0] - 0.8 * d,
        eyes[1] - 0.9 * d,
        2.6 * d,
        new Point(at[0], at[1]),
        new Point(at[2], at[3]),
        0.95);
  }

  /** Where the eyes are against where they were found. */
  static Frame truth(Face face, float[] eyes) {
    Point left = face.imageLeftEye();
    Point right = face.imageRightEye();
    double ux = right.x() - left.x();
    double uy = right.y() - left.y();
    double d = Math.hypot(ux, uy);
    double dx = (eyes[0] + eyes[2]) / 2 - (left.x() + right.x()) / 2;
    double dy = (eyes[1] + eyes[3]) / 2 - (left.y() + right.y()) / 2;
    return new Frame(
        (dx * ux + dy * uy) / d / d,
        (dy * ux - dx * uy) / d / d,
        Math.log(Math.hypot(eyes[2] - eyes[0], eyes[3] - eyes[1]) / d),
        Math.atan2(eyes[3] - eyes[1], eyes[2] - eyes[0]) - face.tilt());
  }

  private static int[] folds(List<Sample> samples, int count) {
    return samples.stream().mapToInt(s -> s.person() % count).toArray();
  }

  /** Fits where the eyes are, and describes each face there, as told by a fit without it. */
  private List<AppearanceDescriptor> align(List<Sample> samples) throws IOException {
    int[] fold = folds(samples, FOLDS);
    List<double[]> frames = samples.stream().map(Sample::frame).toList();
    Ridge even =
        new Ridge(samples.stream().map(s -> s.found().even()).toList(), frames, fold, FOLDS);
    Ridge odd = new Ridge(samples.stream().map(s -> s.found().odd()).toList(), frames, fold, FOLDS);
    double[][] told = new double[samples.size()][4];
    double[] at = even.targetMean();
    for (int left = 0; left < FOLDS; left++) {
      double[][] evenWeights = even.weights(left, FRAME_RIDGE);
      double[][] oddWeights = odd.weights(left, FRAME_RIDGE);
      for (int s = 0; s < fold.length; s++) {
        if (fold[s] == left) {
          AppearanceDescriptor found = samples.get(s).found();
          for (int t = 0; t < 4; t++) {
            told[s][t] =
                isOdd(t)
                    ? at[t] + dot(oddWeights[t], found.odd(), odd.mean())
                    : at[t] + dot(evenWeights[t], found.even(), even.mean());
          }
        }
      }
    }
    String[] names = {"right", "down", "growth", "turn"};
    for (int t = 0; t < 4; t++) {
      double before = 0;
      double after = 0;
      for (int s = 0; s < told.length; s++) {
        before += Math.pow(frames.get(s)[t], 2);
        after += Math.pow(frames.get(s)[t] - told[s][t], 2);
      }
      say(
          "eyes %s: root mean square %.4f as found, %.4f aligned",
          names[t], Math.sqrt(before / told.length), Math.sqrt(after / told.length));
    }
    vector(even.mean());
    double[][] evenWeights = even.weights(-1, FRAME_RIDGE);
    double[][] oddWeights = odd.weights(-1, FRAME_RIDGE);
    for (int t = 0; t < 4; t++) {
      // Odd parts are told as they are, not less their mean.
      double shift = isOdd(t) ? dot(oddWeights[t], odd.mean()) : 0;
      data.writeFloat((float) (at[t] - shift));
      vector(isOdd(t) ? oddWeights[t] : evenWeights[t]);
    }
    return IntStream.range(0, told.length)
        .parallel()
        .mapToObj(
            s -> {
              Sample sample = samples.get(s);
              Frame frame = new Frame(told[s][0], told[s][1], told[s][2], told[s][3]);
              return AppearanceDescriptor.of(sample.snapshot().image(), sample.face(), frame);
            })
        .toList();
  }

  private static boolean isOdd(int frame) {
    return frame == 0 || frame == 3;
  }

  private byte[] amounts(List<Sample> samples, List<AppearanceDescriptor> aligned)
      throws IOException {
    List<float[]> x = aligned.stream().map(AppearanceDescriptor::even).toList();
    List<double[]> y = samples.stream().map(s -> truth(s.snapshot().sitter())).toList();
    List<Integer> judged = new ArrayList<>();
    List<Integer> fitted = new ArrayList<>();
    for (int s = 0; s < x.size(); s++) {
      (samples.get(s).person() % JUDGED == 0 ? judged : fitted).add(s);
    }
    List<float[]> fittedX = fitted.stream().map(x::get).toList();
    List<double[]> fittedY = fitted.stream().map(y::get).toList();
    int[] fold = fitted.stream().mapToInt(s -> samples.get(s).person() / JUDGED % FOLDS).toArray();
    Ridge ridge = new Ridge(fittedX, fittedY, fold, FOLDS);
    double[] best = bestRidges(ridge, fittedX, fittedY, fold);
    double[][] told = new double[ids.size()][judged.size()];
    for (double strength : RIDGES) {
      double[][] weights = ridge.weights(-1, strength);
      for (int t = 0; t < told.length; t++) {
        for (int j = 0; j < judged.size() && best[t] == strength; j++) {
          told[t][j] = ridge.targetMean()[t] + dot(weights[t], x.get(judged.get(j)), ridge.mean());
        }
      }
    }
    // With the strengths so chosen, once more from everybody.
    Ridge all = new Ridge(x, y, new int[x.size()], 1);
    vector(all.mean());
    axes(all, x);
    double[][] weights = new double[ids.size()][];
    for (double strength : RIDGES) {
      double[][] some = all.weights(-1, strength);
      for (int t = 0; t < weights.length; t++) {
        weights[t] = best[t] == strength ? some[t] : weights[t];
      }
    }
    List<Integer> kept = new ArrayList<>();
    double[] shares = new double[ids.size()];
    double[] chances = new double[ids.size()];
    for (int t = 0; t < told.length; t++) {
      double tolerance = Truth.tolerance(ids.get(t));
      double[] truth = new double[judged.size()];
      for (int j = 0; j < truth.length; j++) {
        truth[j] = y.get(judged.get(j))[t];
        double stated = stretched(t, told[t][j], ridge.targetMean()[t]);
        shares[t] += Math.abs(stated - truth[j]) <= tolerance ? 1.0 / truth.length : 0;
        chances[t] +=
            Math.abs(ridge.targetMean()[t] - truth[j]) <= tolerance ? 1.0 / truth.length : 0;
      }
      double correlation = correlation(told[t], truth);
      if (correlation >= CORRELATION) {
        kept.add(t);
      }
      say(
          "%s %s: correlation %.2f, within %s %.2f (by chance %.2f), ridge %s",
          correlation >= CORRELATION ? "+" : "-",
          ids.get(t),
          correlation,
          tolerance,
          shares[t],
          chances[t],
          best[t]);
    }
    data.writeByte(kept.size());
    for (int t : kept) {
      String id = ids.get(t);
      Attribute attribute = Vocabulary.get(id);
      double[] values = y.stream().mapToDouble(v -> v[t]).sorted().toArray();
      data.writeUTF(id);
      data.writeFloat((float) all.targetMean()[t]);
      data.writeFloat((float) Math.max(attribute.min(), values[values.length / 50]));
      data.writeFloat(
          (float) Math.min(attribute.max(), values[values.length - 1 - values.length / 50]));
      data.writeFloat((float) Truth.tolerance(id));
      data.writeFloat((float) shares[t]);
      data.writeFloat((float) chances[t]);
      vector(Arrays.stream(weights[t]).map(w -> w * stretch(id)).toArray());
    }
    return bytes.toByteArray();
  }

  /**
   * Most people are near either end of femininity, where least squares tell something between when
   * in doubt; the likelier end is stated instead.
   */
  private static double stretch(String id) {
    return id.equals("identity.femininity") ? 2.2 : 1;
  }

  private double stretched(int t, double told, double mean) {
    double value = mean + stretch(ids.get(t)) * (told - mean);
    return stretch(ids.get(t)) == 1 ? value : Math.max(0, Math.min(1, value));
  }

  private double[] truth(Attributes sitter) {
    return ids.stream().mapToDouble(sitter::amount).toArray();
  }

  /** The strength for each amount that tells people left out of the fit best. */
  private double[] bestRidges(Ridge ridge, List<float[]> x, List<double[]> y, int[] fold) {
    double[] best = new double[ids.size()];
    double[] least = new double[ids.size()];
    Arrays.fill(least, Double.MAX_VALUE);
    for (double strength : RIDGES) {
      double[] squares = new double[ids.size()];
      List<double[][]> without =
          IntStream.range(0, FOLDS).parallel().mapToObj(f -> ridge.weights(f, strength)).toList();
      for (int left = 0; left < FOLDS; left++) {
        double[][] weights = without.get(left);
        for (int s = 0; s < fold.length; s++) {
          for (int t = 0; t < squares.length && fold[s] == left; t++) {
            double told = ridge.targetMean()[t] + dot(weights[t], x.get(s), ridge.mean());
            squares[t] += Math.pow(told - y.get(s)[t], 2);
          }
        }
      }
      for (int t = 0; t < squares.length; t++) {
        if (squares[t] < least[t]) {
          least[t] = squares[t];
          best[t] = strength;
        }
      }
    }
    return best;
  }

  /** Along which renders differ most, and how far nineteen of twenty go. */
  private void axes(Ridge all, List<float[]> x) throws IOException {
    double[][] axes = all.axes(AXES, x.size());
    double[] along = new double[x.size()];
    double[] beside = new double[x.size()];
    data.writeByte(AXES);
    for (double[] axis : axes) {
      double variance = 0;
      for (double part : axis) {
        variance += part * part;
      }
      double deviation = Math.sqrt(variance);
      for (int i = 0; i < axis.length; i++) {
        axis[i] /= deviation;
      }
      for (int s = 0; s < along.length; s++) {
        double part = dot(axis, x.get(s), all.mean());
        along[s] += part * part / variance;
        beside[s] -= part * part;
      }
      data.writeFloat((float) deviation);
      vector(axis);
    }
    for (int s = 0; s < along.length; s++) {
      for (int i = 0; i < all.mean().length; i++) {
        beside[s] += Math.pow(x.get(s)[i] - all.mean()[i], 2);
      }
    }
    Arrays.sort(along);
    Arrays.sort(beside);
    data.writeFloat((float) along[along.length * 19 / 20]);
    data.writeFloat((float) beside[beside.length * 19 / 20]);
    say(
        "along the axes %.1f, beside them %.2f (median), %.2f",
        along[along.length * 19 / 20], beside[beside.length / 2], beside[beside.length * 19 / 20]);
  }

  private static double dot(double[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  private static double dot(double[] weights, float[] values, double[] mean) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (values[i] - mean[i]);
    }
    return sum;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb + 1e-12);
  }

  private void vector(double[] values) throws IOException {
    double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    data.writeFloat((float) (largest / 127));
    for (double value : values) {
      data.writeByte((int) Math.round(value / Math.max(largest, 1e-30) * 127));
    }
  }

  private void say(String line, Object... numbers) {
    log.append(String.format(Locale.ROOT, line, numbers)).append('\n');
  }
}
