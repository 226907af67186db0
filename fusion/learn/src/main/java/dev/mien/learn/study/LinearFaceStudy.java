package dev.mien.learn.study;

import dev.mien.core.ActionUnitTrack;
import dev.mien.io.facemodel.IctFaceKitReader;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.linear.LinearFaceDataset;
import dev.mien.learn.data.linear.LinearFaceRecipe;
import dev.mien.learn.data.linear.LinearFaceSample;
import dev.mien.learn.evaluate.SimilarityAlignment;
import dev.mien.learn.linear.RidgeRegression;
import dev.mien.text.InstructionVector;
import dev.mien.text.TextReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Neutral shapes of held-out identities of a linear face model from one picture, words and action
 * units: by ridge regression onto principal components, and by a small network on the same numbers.
 * The measure is the mean distance of the face's vertices after similarity alignment, as a share of
 * what the mean face gets.
 */
public final class LinearFaceStudy {

  /** What is looked at. */
  public enum Input {
    /** 68 landmarks in the picture, centred and scaled, as a detector would give them. */
    LANDMARKS,
    /** Histograms of the drawn picture's gradients round the face, 12 × 12 cells. */
    GRADIENTS,
    /** The instruction vector that {@link TextReader} makes of the description. */
    TEXT,
    /** Intensities of the picture's action units, with the subject's gain and noise. */
    ACTION_UNITS
  }

  /**
   * One measurement.
   *
   * @param inputs what was looked at
   * @param noise deviation of each landmark's x and y, pixels of the 128-pixel picture
   * @param meanFace mean distance of the mean face, millimetres
   * @param ridge of ridge regression onto principal components, millimetres
   * @param network of the network, millimetres; NaN if none was trained
   */
  public record Row(
      Set<Input> inputs, double noise, double meanFace, double ridge, double network) {

    /** Copies the set. */
    public Row {
      inputs = Set.copyOf(inputs);
    }

    /** What ridge regression leaves of the mean face's distance. */
    public double ridgeRatio() {
      return ridge / meanFace;
    }

    /** What the network leaves of the mean face's distance. */
    public double networkRatio() {
      return network / meanFace;
    }
  }

  /** Half of the described square's side over the landmarks' radius. */
  private static final double CROP = 2;

  private static final int EPOCHS = 20;

  private static final double[] PENALTIES = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1};

  private final LinearFaceDataset data;
  private final ShapeBasis basis;
  private final Map<Split, Seen> seen = new EnumMap<>(Split.class);

  /** Everything that was seen of a split: its parts are joined for each row. */
  private record Seen(
      float[][] landmarks,
      float[][] gradients,
      float[][] text,
      float[][] actions,
      float[][] codes,
      float[][] shapes) {}

  private LinearFaceStudy(LinearFaceDataset data, int modes) {
    this.data = data;
    this.basis = ShapeBasis.of(data.face(), modes);
  }

  /**
   * Looks at all examples.
   *
   * @param data with landmarks
   * @param pictures whether to draw them, some 40 ms each; without, {@link Input#GRADIENTS} isn't
   *     there
   * @throws IOException if the data can't be opened
   */
  public static LinearFaceStudy of(LinearFaceDataset data, boolean pictures) throws IOException {
    int modes = Integer.parseInt(data.info().properties().get("modes"));
    LinearFaceStudy study = new LinearFaceStudy(data, modes);
    for (Split split : Split.values()) {
      study.seen.put(split, study.look(split, pictures));
    }
    return study;
  }

  private Seen look(Split split, boolean pictures) throws IOException {
    int size = data.size(split);
    float[][] landmarks = new float[size][];
    float[][] text = new float[size][];
    float[][] actions = new float[size][];
    float[][] codes = new float[size][];
    float[][] shapes = new float[size][];
    float[][] gradients = new float[pictures ? size : 0][];
    TextReader reader = TextReader.create();
    for (int i = 0; i < size; i++) {
      LinearFaceSample sample = data.sample(split, i);
      landmarks[i] = sample.landmarks();
      text[i] =
          sample
              .text()
              .map(prompt -> reader.read(prompt).features().values())
              .orElseGet(() -> new float[InstructionVector.LENGTH]);
      actions[i] = sample.actions().map(LinearFaceStudy::first).orElseGet(() -> new float[1]);
      codes[i] = basis.encode(sample.coefficients());
      if (split == Split.TEST) {
        shapes[i] = data.face().identity(sample.coefficients());
        for (int k = 0; k < shapes[i].length; k++) {
          shapes[i][k] += data.face().mean()[k];
        }
      }
    }
    if (pictures) {
      SplittableRandom random = new SplittableRandom(stream(split));
      double[][] frames = new double[size][];
      for (int i = 0; i < size; i++) {
        frames[i] = frame(landmarks[i], random);
      }
      try (var examples = data.examples(split)) {
        examples.parallel().map(example -> describe(example, frames)).toList().toArray(gradients);
      }
    }
    return new Seen(landmarks, gradients, text, actions, codes, shapes);
  }

  private static float[] describe(Example example, double[][] frames) {
    int index = Integer.parseInt(example.key().substring(example.key().indexOf('-') + 1));
    double[] frame = frames[index];
    return GradientHistogram.of(
        example.inputs().picture().orElseThrow(), frame[0], frame[1], CROP * frame[2]);
  }

  /** Centre and root mean square radius of the landmarks, with an error as a detector's. */
  private static double[] frame(float[] landmarks, SplittableRandom random) {
    double x = 0;
    double y = 0;
    double square = 0;
    int count = landmarks.length / 2;
    for (int i = 0; i < count; i++) {
      x += landmarks[2 * i] / count;
      y += landmarks[2 * i + 1] / count;
    }
    for (int i = 0; i < count; i++) {
      square += Math.pow(landmarks[2 * i] - x, 2) + Math.pow(landmarks[2 * i + 1] - y, 2);
    }
    double radius = Math.sqrt(square / count) * (1 + 0.01 * random.nextGaussian());
    return new double[] {x + 0.5 * random.nextGaussian(), y + 0.5 * random.nextGaussian(), radius};
  }

  private static float[] first(ActionUnitTrack track) {
    return track.values()[0];
  }

  /**
   * Measures.
   *
   * @param inputs what is looked at
   * @param noise deviation of each landmark's x and y, pixels, in training and test alike
   * @param epochs of the network; 0 trains none
   * @param seed of noise and network
   */
  public Row measure(Set<Input> inputs, double noise, int epochs, long seed) {
    float[][] train = inputs(Split.TRAIN, inputs, noise, seed);
    float[][] validation = inputs(Split.VALIDATION, inputs, noise, seed);
    float[][] test = inputs(Split.TEST, inputs, noise, seed);
    float[][] codes = get(Split.TRAIN).codes;
    float[][] held = get(Split.VALIDATION).codes;
    RidgeRegression regression = RidgeRegression.standardised(train, codes);
    double least = Double.POSITIVE_INFINITY;
    RidgeRegression.Fit fit = regression.solve(PENALTIES[0]);
    for (double penalty : PENALTIES) {
      RidgeRegression.Fit tried = regression.solve(penalty);
      double error = ResidualNetwork.meanSquare(held, tried.predict(validation));
      if (error < least) {
        least = error;
        fit = tried;
      }
    }
    float[][] predicted = fit.predict(test);
    float[][] mean = new float[test.length][codes[0].length];
    double network = Double.NaN;
    if (epochs > 0) {
      float[][] more =
          new ResidualNetwork(256, epochs, seed)
              .fit(
                  single(regression.standardised(train)),
                  left(codes, fit.predict(train)),
                  single(regression.standardised(validation)),
                  left(held, fit.predict(validation)),
                  single(regression.standardised(test)));
      network = distance(left(predicted, negative(more)));
    }
    return new Row(inputs, noise, distance(mean), distance(predicted), network);
  }

  private static float[][] single(double[][] values) {
    float[][] single = new float[values.length][];
    for (int r = 0; r < single.length; r++) {
      single[r] = new float[values[r].length];
      for (int i = 0; i < single[r].length; i++) {
        single[r][i] = (float) values[r][i];
      }
    }
    return single;
  }

  private Seen get(Split split) {
    return java.util.Objects.requireNonNull(seen.get(split));
  }

  /** Number of a split's own random stream. */
  private static int stream(Split split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
    };
  }

  private static float[][] left(float[][] whole, float[][] part) {
    float[][] left = new float[whole.length][];
    for (int r = 0; r < whole.length; r++) {
      left[r] = whole[r].clone();
      for (int o = 0; o < left[r].length; o++) {
        left[r][o] -= part[r][o];
      }
    }
    return left;
  }

  private static float[][] negative(float[][] values) {
    return left(new float[values.length][values[0].length], values);
  }

  /** Mean distance of the test identities from what is predicted, millimetres. */
  private double distance(float[][] codes) {
    float[][] truth = get(Split.TEST).shapes;
    double[] distances = new double[codes.length];
    IntStream.range(0, codes.length)
        .parallel()
        .forEach(
            r ->
                distances[r] =
                    1000 * SimilarityAlignment.meanDistance(basis.decode(codes[r]), truth[r]));
    return Arrays.stream(distances).average().orElse(Double.NaN);
  }

  private float[][] inputs(Split split, Set<Input> wanted, double noise, long seed) {
    Seen all = get(split);
    SplittableRandom random = new SplittableRandom(31 * seed + stream(split));
    float[][] rows = new float[all.codes.length][];
    for (int r = 0; r < rows.length; r++) {
      List<float[]> parts = new ArrayList<>();
      if (wanted.contains(Input.LANDMARKS)) {
        parts.add(normalised(all.landmarks[r], noise, random));
      }
      if (wanted.contains(Input.GRADIENTS)) {
        parts.add(all.gradients[r]);
      }
      if (wanted.contains(Input.TEXT)) {
        parts.add(all.text[r]);
      }
      if (wanted.contains(Input.ACTION_UNITS)) {
        parts.add(all.actions[r]);
      }
      rows[r] = joined(parts);
    }
    return rows;
  }

  private static float[] joined(List<float[]> parts) {
    float[] row = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, row, at, part.length);
      at += part.length;
    }
    return row;
  }

  /** Noisy, then centred and divided by their root mean square distance from the centre. */
  private static float[] normalised(float[] landmarks, double noise, SplittableRandom random) {
    float[] points = landmarks.clone();
    double[] mean = new double[2];
    for (int i = 0; i < points.length; i++) {
      points[i] += (float) (noise * random.nextGaussian());
      mean[i % 2] += points[i] * 2.0 / points.length;
    }
    double square = 0;
    for (int i = 0; i < points.length; i++) {
      points[i] -= (float) mean[i % 2];
      square += points[i] * points[i] * 2.0 / points.length;
    }
    for (int i = 0; i < points.length; i++) {
      points[i] /= (float) Math.sqrt(square);
    }
    return points;
  }

  /**
   * Prints a table of {@code docs/research-ict.md}.
   *
   * @param args folder of ICT-FaceKit; number of training, validation and test identities; {@code
   *     pictures} to draw them
   * @throws IOException if the model can't be read
   */
  public static void main(String[] args) throws IOException {
    boolean pictures = args.length == 5 && args[4].equals("pictures");
    if (args.length != 4 && !pictures) {
      throw new IllegalArgumentException(
          "expected FOLDER TRAIN VALIDATION TEST [pictures], got " + String.join(" ", args));
    }
    LinearFaceRecipe recipe =
        LinearFaceRecipe.of(
            1, Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    LinearFaceStudy study =
        of(LinearFaceDataset.of(IctFaceKitReader.read(Path.of(args[0])), recipe), pictures);
    print(
        "| inputs | landmark noise, px | mean face, mm | ridge, mm | ratio | network, mm | ratio |");
    print("|---|---|---|---|---|---|---|");
    if (pictures) {
      study.print(EnumSet.of(Input.GRADIENTS), 0);
      study.print(EnumSet.of(Input.GRADIENTS, Input.TEXT, Input.ACTION_UNITS), 0);
      study.print(EnumSet.of(Input.LANDMARKS), 0.5);
      study.print(EnumSet.of(Input.LANDMARKS, Input.GRADIENTS), 0.5);
      study.print(EnumSet.allOf(Input.class), 0.5);
      return;
    }
    study.print(EnumSet.of(Input.LANDMARKS), 0);
    study.print(EnumSet.of(Input.LANDMARKS, Input.TEXT, Input.ACTION_UNITS), 0);
    study.print(EnumSet.of(Input.LANDMARKS), 0.5);
    study.print(EnumSet.of(Input.LANDMARKS, Input.TEXT), 0.5);
    study.print(EnumSet.of(Input.LANDMARKS, Input.ACTION_UNITS), 0.5);
    study.print(EnumSet.of(Input.LANDMARKS, Input.TEXT, Input.ACTION_UNITS), 0.5);
    study.print(EnumSet.of(Input.LANDMARKS), 0.25);
    study.print(EnumSet.of(Input.LANDMARKS), 1);
    study.print(EnumSet.of(Input.TEXT), 0);
  }

  private void print(Set<Input> inputs, double noise) {
    Row row = measure(inputs, noise, EPOCHS, 1);
    print(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.2f | %.2f | %.3f | %.2f | %.3f |",
            String.join(" + ", inputs.stream().map(LinearFaceStudy::name).toList()),
            inputs.contains(Input.LANDMARKS) ? Double.toString(noise) : "–",
            row.meanFace(),
            row.ridge(),
            row.ridgeRatio(),
            row.network(),
            row.networkRatio()));
  }

  private static String name(Input input) {
    return input.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @SuppressWarnings("SystemOut")
  private static void print(String line) {
    System.out.println(line);
  }
}
