package dev.mien.image.measure;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Tells amounts, such as how wide a nose is, from what a face looks like: one linear function of
 * {@link AppearanceDescriptor} each, fitted to rendered portraits of many people.
 *
 * <p>Real photographs differ from renders. How far a descriptor lies from those of the renders
 * along their principal axes, and beside them, tells how much a face is of the kind that the model
 * knows; what it says of stranger ones shrinks towards the average, with less confidence.
 *
 * <p>{@code appearance.bin} beside this class holds it, big-endian:
 *
 * <table>
 *   <caption>Format</caption>
 *   <tr><th>type</th><th>meaning</th></tr>
 *   <tr><td>int</td><td>0x4d415050, "MAPP"</td></tr>
 *   <tr><td>int</td><td>version, 1</td></tr>
 *   <tr><td>int</td><td>length of a descriptor, {@link AppearanceDescriptor#LENGTH}</td></tr>
 *   <tr><td>vector</td><td>mean of the renders' descriptors where their eyes were found</td></tr>
 *   <tr><td>4 × (float, vector)</td><td>how far the eyes are to the right of where they were
 *       found, further down, apart and turned ({@link AppearanceDescriptor.Frame}): value at the
 *       mean, weights; the first and the last of the odd part, the others of the even one</td></tr>
 *   <tr><td>vector</td><td>mean of the renders' descriptors where their eyes are</td></tr>
 *   <tr><td>byte</td><td>number of principal axes</td></tr>
 *   <tr><td>axes × (float, vector)</td><td>standard deviation along it, unit vector</td></tr>
 *   <tr><td>2 × float</td><td>squared distance along the axes, and squared length beside them,
 *       that one in twenty renders goes beyond</td></tr>
 *   <tr><td>byte</td><td>number of amounts</td></tr>
 *   <tr><td>amounts × (UTF, 6 × float, vector)</td><td>attribute; value at the mean, least and
 *       greatest value told, tolerance, share of renders within it, share that would be if the mean
 *       were told of all; weights of the even part</td></tr>
 * </table>
 *
 * <p>A vector is a float, and as many bytes as a descriptor is long, which are multiplied by it.
 *
 * <p>Immutable.
 */
public final class AppearanceModel {

  /** Begins every file. */
  public static final int MAGIC = 0x4d415050;

  /** Version of the format. */
  public static final int VERSION = 1;

  private static final int MOST_AXES = 64;

  /** The eyes are no further than this from where they were found, in distances between them. */
  private static final double FARTHEST = 0.15;

  private final float[] found; // mean where the eyes were found
  private final float[] mean; // mean where they are
  private final List<Line> frame;
  private final List<Line> axes;
  private final double usualAlong;
  private final double usualBeside;
  private final List<Amount> amounts;

  /** A linear function: its value at the mean (or a standard deviation), and weights. */
  private record Line(float value, float[] weights) {

    double of(float[] descriptor, float[] mean) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * (descriptor[i] - mean[i]);
      }
      return sum;
    }

    double ofOdd(float[] descriptor) {
      double sum = value;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * descriptor[i];
      }
      return sum;
    }
  }

  private record Amount(
      String attribute,
      float least,
      float greatest,
      float tolerance,
      float share,
      float chance,
      Line line) {}

  /**
   * An amount told.
   *
   * @param attribute that it is of
   * @param amount in the attribute's unit
   * @param tolerance in the attribute's unit
   * @param confidence how likely the truth is no further than the tolerance from the amount
   */
  public record Told(String attribute, double amount, double tolerance, double confidence) {}

  private AppearanceModel(
      float[] found,
      float[] mean,
      List<Line> frame,
      List<Line> axes,
      double usualAlong,
      double usualBeside,
      List<Amount> amounts) {
    this.found = found;
    this.mean = mean;
    this.frame = frame;
    this.axes = axes;
    this.usualAlong = usualAlong;
    this.usualBeside = usualBeside;
    this.amounts = amounts;
  }

  /** The one that comes with this artifact. */
  public static AppearanceModel standard() {
    return Standard.MODEL;
  }

  private static final class Standard {
    static final AppearanceModel MODEL = load();

    private static AppearanceModel load() {
      try (InputStream in =
          Objects.requireNonNull(
              AppearanceModel.class.getResourceAsStream("appearance.bin"), "appearance.bin")) {
        return read(in, "appearance.bin");
      } catch (IOException e) {
        throw new UncheckedIOException("appearance.bin can't be read from the class path", e);
      }
    }
  }

  /**
   * Reads a model.
   *
   * @param in as described above
   * @param source its name, for messages
   * @throws IOException if it can't be read or isn't one
   */
  public static AppearanceModel read(InputStream in, String source) throws IOException {
    DataInputStream data = new DataInputStream(new BufferedInputStream(in));
    try {
      expect(data.readInt(), MAGIC, "the first four bytes", source);
      expect(data.readInt(), VERSION, "the version", source);
      expect(data.readInt(), AppearanceDescriptor.LENGTH, "a descriptor's length", source);
      float[] found = vector(data, source);
      List<Line> frame = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        frame.add(new Line(number(data, source), vector(data, source)));
      }
      float[] mean = vector(data, source);
      int count = data.readUnsignedByte();
      if (count > MOST_AXES) {
        throw new IOException(source + ": " + count + " axes, expected at most " + MOST_AXES);
      }
      List<Line> axes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        axes.add(new Line(number(data, source), vector(data, source)));
      }
      float along = number(data, source);
      float beside = number(data, source);
      List<Amount> amounts = new ArrayList<>();
      count = data.readUnsignedByte();
      for (int i = 0; i < count; i++) {
        String attribute = data.readUTF();
        float value = number(data, source);
        amounts.add(
            new Amount(
                attribute,
                number(data, source),
                number(data, source),
                number(data, source),
                number(data, source),
                number(data, source),
                new Line(value, vector(data, source))));
      }
      return new AppearanceModel(found, mean, frame, axes, along, beside, List.copyOf(amounts));
    } catch (EOFException e) {
      throw new IOException(source + " ends too early", e);
    }
  }

  private static void expect(int seen, int expected, String what, String source)
      throws IOException {
    if (seen != expected) {
      throw new IOException(source + ": " + what + " is " + seen + ", expected " + expected);
    }
  }

  private static float number(DataInputStream data, String source) throws IOException {
    float number = data.readFloat();
    if (!Float.isFinite(number)) {
      throw new IOException(source + ": " + number + " among the numbers, expected finite ones");
    }
    return number;
  }

  private static float[] vector(DataInputStream data, String source) throws IOException {
    float scale = number(data, source);
    byte[] bytes = new byte[AppearanceDescriptor.LENGTH];
    data.readFully(bytes);
    float[] vector = new float[bytes.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = scale * bytes[i];
    }
    return vector;
  }

  /** The attributes that it tells. */
  public List<String> attributes() {
    return amounts.stream().map(Amount::attribute).toList();
  }

  /**
   * Share of the renders it was judged on that an amount told was right of.
   *
   * @param attribute any; what isn't told is empty
   */
  public OptionalDouble share(String attribute) {
    return amounts.stream()
        .filter(amount -> amount.attribute().equals(attribute))
        .mapToDouble(Amount::share)
        .findFirst();
  }

  /** A face aligned and described. */
  AppearanceDescriptor describe(FaceCrop crop) {
    return AppearanceDescriptor.of(
        crop, frame(AppearanceDescriptor.of(crop, AppearanceDescriptor.Frame.FOUND)));
  }

  /** Where the eyes are against where they were found, as a description made there tells it. */
  AppearanceDescriptor.Frame frame(AppearanceDescriptor seen) {
    return new AppearanceDescriptor.Frame(
        clamp(frame.get(0).ofOdd(seen.odd()), FARTHEST),
        clamp(frame.get(1).value() + frame.get(1).of(seen.even(), found), FARTHEST),
        clamp(frame.get(2).value() + frame.get(2).of(seen.even(), found), FARTHEST),
        clamp(frame.get(3).ofOdd(seen.odd()), FARTHEST));
  }

  private static double clamp(double value, double most) {
    return Math.max(-most, Math.min(most, value));
  }

  /**
   * How much a face is of the kind that the model knows.
   *
   * @return 1 for what nineteen of twenty renders look like, towards 0 for anything else
   */
  double familiarity(AppearanceDescriptor face) {
    double along = 0;
    double beside = 0;
    for (int i = 0; i < mean.length; i++) {
      double d = face.even()[i] - mean[i];
      beside += d * d;
    }
    for (Line axis : axes) {
      double part = axis.of(face.even(), mean);
      along += part * part / (axis.value() * axis.value());
      beside -= part * part;
    }
    return Math.min(
        1, Math.min(Math.sqrt(usualAlong / along), Math.sqrt(usualBeside / Math.max(0, beside))));
  }

  /**
   * What is told of a face.
   *
   * @param face described where {@link #describe} aligns it
   */
  List<Told> tell(AppearanceDescriptor face) {
    double familiarity = familiarity(face);
    List<Told> told = new ArrayList<>();
    for (Amount amount : amounts) {
      double value = amount.line().value() + familiarity * amount.line().of(face.even(), mean);
      told.add(
          new Told(
              amount.attribute(),
              Math.max(amount.least(), Math.min(amount.greatest(), value)),
              amount.tolerance(),
              familiarity * amount.share() + (1 - familiarity) * amount.chance()));
    }
    return told;
  }
}
