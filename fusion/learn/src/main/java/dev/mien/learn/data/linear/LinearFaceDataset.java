package dev.mien.learn.data.linear;

import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.core.Modality;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.Light;
import dev.mien.geometry.render.Lighting;
import dev.mien.io.facemodel.LinearFaceModel;
import dev.mien.learn.data.Dataset;
import dev.mien.learn.data.DatasetInfo;
import dev.mien.learn.data.Example;
import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Truth;
import dev.mien.learn.data.Witness;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joml.Vector3f;

/**
 * Examples made from a linear face model while they are asked for; nothing is kept. Every example
 * is another identity.
 *
 * <p>An identity mixes the first modes with standard normal coefficients. The picture shows it with
 * an expression of up to four shapes, from up to 30° to the side and 10° up or down, with a lens of
 * 12° to 50°, under light from a random side. The text grades proportions ({@code FaceWords}). The
 * action units are those of the picture's expression, with the subject's gain and noise: they
 * separate expression from identity.
 *
 * <p>The truth is the face without its inside, the eyes and the back of the head: the model's group
 * {@code fitting}, or all vertices where there is none.
 */
public final class LinearFaceDataset implements Dataset {

  /** Group of the vertices that are to be found out. */
  public static final String FITTING = "fitting";

  /** Group of the 68 landmarks. */
  public static final String LANDMARK = "landmark";

  private static final int MOST_SHAPES = 4;
  private static final int REFERENCE_FACES = 400;
  private static final double YAW = Math.toRadians(30);
  private static final double PITCH = Math.toRadians(10);

  private final LinearFaceModel model;
  private final LinearFaceModel face;
  private final Optional<LinearFaceModel> points;
  private final LinearFaceRecipe recipe;
  private final List<String> shapes;
  private final List<ActionUnitChannel> channels;
  private final double[] centre = new double[3];
  private final double[] average = new double[Proportion.ALL.size()];
  private final double[] deviation = new double[Proportion.ALL.size()];
  private final DatasetInfo info;

  private LinearFaceDataset(LinearFaceModel model, LinearFaceRecipe recipe) {
    this.model = model;
    this.recipe = recipe;
    int[] fitting = model.groups().get(FITTING);
    this.face = fitting == null ? model : model.subset(fitting);
    int[] landmarks = model.groups().get(LANDMARK);
    this.points =
        landmarks == null || landmarks.length != Proportion.LANDMARKS
            ? Optional.empty()
            : Optional.of(model.subset(landmarks));
    this.shapes = model.expressions().keySet().stream().filter(LinearFaceDataset::moves).toList();
    Set<ActionUnitChannel> known = new TreeSet<>();
    shapes.forEach(shape -> ExpressionUnits.channel(shape).ifPresent(known::add));
    this.channels = List.copyOf(known);
    // The middle of the face is where cameras look.
    float[] middle = points.orElse(face).mean();
    for (int i = 0; i < middle.length; i++) {
      centre[i % 3] += middle[i] * 3.0 / middle.length;
    }
    points.ifPresent(this::measureReference);
    this.info =
        new DatasetInfo(
            model.name(),
            model.licence(),
            hash(model, recipe),
            layout(),
            0,
            Map.of(
                "recipe", Integer.toString(LinearFaceRecipe.VERSION),
                "seed", Long.toString(recipe.seed()),
                "modes", Integer.toString(recipe.modes())));
  }

  /**
   * A data set.
   *
   * @param model any
   * @param recipe seed and sizes
   * @throws IllegalArgumentException if the recipe asks for more modes than there are
   */
  public static LinearFaceDataset of(LinearFaceModel model, LinearFaceRecipe recipe) {
    if (recipe.modes() > model.modes().size()) {
      throw new IllegalArgumentException(
          "the recipe mixes "
              + recipe.modes()
              + " modes, "
              + model.name()
              + " has "
              + model.modes().size());
    }
    return new LinearFaceDataset(model, recipe);
  }

  private static boolean moves(String shape) {
    return !shape.startsWith("Pupil");
  }

  private void measureReference(LinearFaceModel landmarks) {
    SplittableRandom random = new SplittableRandom(20_201_013);
    double[] square = new double[average.length];
    for (int n = 0; n < REFERENCE_FACES; n++) {
      float[] positions = landmarks.identity(normal(random, recipe.modes()));
      add(positions, landmarks.mean());
      for (int i = 0; i < average.length; i++) {
        double value = Proportion.ALL.get(i).of(positions);
        average[i] += value / REFERENCE_FACES;
        square[i] += value * value / REFERENCE_FACES;
      }
    }
    for (int i = 0; i < average.length; i++) {
      deviation[i] = Math.sqrt(Math.max(1e-12, square[i] - average[i] * average[i]));
    }
  }

  private FaceLayout layout() {
    int vertices = face.vertexCount();
    Map<String, float[]> regions = new LinkedHashMap<>();
    float[] all = new float[vertices];
    java.util.Arrays.fill(all, 1);
    regions.put(FaceLayout.FACE, all);
    points.ifPresent(landmarks -> nearest(landmarks.mean(), regions));
    return new FaceLayout(
        model.name() + "/" + vertices, face.mean(), face.triangles(), face.uvs(), regions);
  }

  /** Regions of the vertices that are nearest to the landmarks of each part of the face. */
  private void nearest(float[] landmarks, Map<String, float[]> regions) {
    String[] names = {"jaw", "brows", "nose", "eyes", "mouth"};
    int[] end = {17, 27, 36, 48, Proportion.LANDMARKS};
    float[][] weights = new float[names.length][face.vertexCount()];
    for (int i = 0; i < names.length; i++) {
      regions.put(names[i], weights[i]);
    }
    float[] p = face.mean();
    for (int v = 0; v < face.vertexCount(); v++) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int m = 0; m < Proportion.LANDMARKS; m++) {
        double x = p[3 * v] - landmarks[3 * m];
        double y = p[3 * v + 1] - landmarks[3 * m + 1];
        double z = p[3 * v + 2] - landmarks[3 * m + 2];
        double square = x * x + y * y + z * z;
        if (square < least) {
          least = square;
          best = m;
        }
      }
      int part = 0;
      while (best >= end[part]) {
        part++;
      }
      weights[part][v] = 1;
    }
  }

  private static String hash(LinearFaceModel model, LinearFaceRecipe recipe) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          (recipe + " version " + LinearFaceRecipe.VERSION)
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      digest.update(bytes(model.mean()));
      model.modes().forEach(mode -> digest.update(bytes(mode)));
      model.expressions().values().forEach(shape -> digest.update(bytes(shape)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  @Override
  public DatasetInfo info() {
    return info;
  }

  @Override
  public int size(Split split) {
    return recipe.size(split);
  }

  /** The model on the vertices of {@link DatasetInfo#face()}. */
  public LinearFaceModel face() {
    return face;
  }

  /** The channels of every example's action units, in order. */
  public List<ActionUnitChannel> channels() {
    return channels;
  }

  @Override
  public Stream<Example> examples(Split split) {
    ThreadLocal<FacePainter> painter =
        ThreadLocal.withInitial(() -> new FacePainter(model, recipe.side()));
    return IntStream.range(0, size(split))
        .mapToObj(i -> example(split, i, painter.get()))
        .onClose(painter::remove);
  }

  private Example example(Split split, int index, FacePainter painter) {
    LinearFaceSample sample = sample(split, index);
    Inputs inputs = new Inputs(sample.text(), Optional.of(painter.draw(sample)), sample.actions());
    Truth truth =
        new Truth(
            face.identity(sample.coefficients()),
            face.expression(sample.weights()),
            new float[0],
            Map.of(),
            ExpressionUnits.of(sample.weights()));
    String key = split.name().toLowerCase(java.util.Locale.ROOT) + "-" + index;
    return new Example(key, key, inputs, truth, witness(sample));
  }

  /** The picture shows every proportion, though the depths poorly; words tell some of them. */
  private static Witness witness(LinearFaceSample sample) {
    Map<String, Float> factors = new TreeMap<>();
    Map<String, Set<Modality>> seenBy = new TreeMap<>();
    for (int i = 0; i < sample.proportions().length; i++) {
      Proportion proportion = Proportion.ALL.get(i);
      Set<Modality> seen = new TreeSet<>();
      if (proportion.axis() != 2) {
        seen.add(Modality.IMAGE);
      }
      if (sample.told().contains(proportion.attribute())) {
        seen.add(Modality.TEXT);
      }
      factors.put(proportion.attribute(), (float) sample.proportions()[i]);
      seenBy.put(proportion.attribute(), seen);
    }
    return new Witness(factors, seenBy);
  }

  /**
   * The numbers behind an example, without drawing it: some microseconds.
   *
   * @param split which
   * @param index from 0
   */
  public LinearFaceSample sample(Split split, int index) {
    if (index < 0 || index >= size(split)) {
      throw new IndexOutOfBoundsException(index + " of " + size(split));
    }
    // Mixed, because seeds that lie the generator's own step apart give the same stream, shifted.
    SplittableRandom random =
        new SplittableRandom(mix(mix(mix(recipe.seed()) + stream(split)) + index));
    float[] coefficients = normal(random, recipe.modes());
    Map<String, Float> weights = new TreeMap<>();
    int count = shapes.isEmpty() ? 0 : random.nextInt(MOST_SHAPES + 1);
    for (int i = 0; i < count; i++) {
      weights.put(
          shapes.get(random.nextInt(shapes.size())), (float) (0.2 + 0.6 * random.nextDouble()));
    }
    Camera camera = camera(random);
    Lighting lighting = lighting(random);
    int skin = skin(random);
    float[] inPicture = new float[0];
    double[] proportions = new double[0];
    FaceWords.Description words = new FaceWords.Description(Optional.empty(), Set.of());
    if (points.isPresent()) {
      LinearFaceModel landmarks = points.get();
      float[] positions = landmarks.identity(coefficients);
      add(positions, landmarks.mean());
      proportions = new double[average.length];
      for (int i = 0; i < proportions.length; i++) {
        proportions[i] = (Proportion.ALL.get(i).of(positions) - average[i]) / deviation[i];
      }
      words = FaceWords.of(proportions, split, random);
      add(positions, landmarks.expression(weights));
      inPicture = project(camera, positions);
    }
    return new LinearFaceSample(
        coefficients,
        weights,
        camera,
        lighting,
        skin,
        inPicture,
        proportions,
        words.prompt(),
        words.told(),
        actions(weights, random));
  }

  /** Number of a split's own random stream. */
  private static int stream(Split split) {
    return switch (split) {
      case TRAIN -> 0;
      case VALIDATION -> 1;
      case TEST -> 2;
    };
  }

  private Camera camera(SplittableRandom random) {
    Vector3f target =
        new Vector3f(
            (float) (centre[0] + 0.004 * random.nextGaussian()),
            (float) (centre[1] + 0.006 * random.nextGaussian()),
            (float) (centre[2] - 0.03));
    return Camera.orbit(
        target,
        random.nextDouble(-YAW, YAW),
        random.nextDouble(-PITCH, PITCH),
        random.nextDouble(0.2, 0.25),
        Math.toRadians(random.nextDouble(12, 50)));
  }

  private static Lighting lighting(SplittableRandom random) {
    float key = (float) random.nextDouble(0.4, 0.9);
    float warm = (float) random.nextDouble(-0.08, 0.08);
    float around = (float) random.nextDouble(0.15, 0.4);
    Light light =
        new Light(
            (float) random.nextDouble(-1, 1),
            (float) random.nextDouble(0, 1),
            (float) random.nextDouble(0.4, 1),
            new float[] {key * (1 + warm), key, key * (1 - warm)},
            0.3f);
    float[] grey = {around, around, around};
    float[] ground = {0.6f * around, 0.6f * around, 0.6f * around};
    return new Lighting(List.of(light), grey, grey, ground, true);
  }

  private static int skin(SplittableRandom random) {
    double tone = random.nextDouble();
    int red = (int) (95 + 135 * tone);
    int green = (int) (62 + 122 * tone);
    int blue = (int) (45 + 115 * tone);
    return red << 16 | green << 8 | blue;
  }

  private float[] project(Camera camera, float[] positions) {
    float[] projected = new float[positions.length];
    camera.project(positions, recipe.side(), recipe.side(), projected);
    float[] flat = new float[positions.length / 3 * 2];
    for (int i = 0; i < flat.length / 2; i++) {
      flat[2 * i] = projected[3 * i];
      flat[2 * i + 1] = projected[3 * i + 1];
    }
    return flat;
  }

  private Optional<ActionUnitTrack> actions(Map<String, Float> weights, SplittableRandom random) {
    if (channels.isEmpty()) {
      return Optional.empty();
    }
    ActionUnits units = ExpressionUnits.of(weights);
    double gain = random.nextDouble(0.8, 1.2);
    float[] frame = new float[channels.size()];
    for (int c = 0; c < frame.length; c++) {
      ActionUnitChannel channel = channels.get(c);
      double value = gain * units.get(channel.unit(), channel.side());
      frame[c] = (float) (value + 0.05 * random.nextGaussian());
    }
    return Optional.of(new ActionUnitTrack(channels, new double[] {0}, new float[][] {frame}));
  }

  private static float[] normal(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static void add(float[] sum, float[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  /** The finaliser of SplitMix64, so that neighbouring seeds give unrelated streams. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
