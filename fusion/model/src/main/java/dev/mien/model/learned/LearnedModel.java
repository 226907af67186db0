package dev.mien.model.learned;

import dev.mien.core.ActionUnitTrack;
import dev.mien.core.BadFileException;
import dev.mien.core.Modality;
import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.io.bundle.TensorBundle;
import dev.mien.model.network.Network;
import dev.mien.model.network.NetworkRunner;
import dev.mien.model.network.input.ActionArrays;
import dev.mien.model.network.input.PictureArrays;
import dev.mien.model.network.input.TextArrays;
import dev.mien.model.network.input.TextPieces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Networks that read words, a picture and action units, fuse them, and predict the head, run in
 * plain Java. Thread-safe; each thread that predicts at the same time as others takes its own copy
 * of the weights.
 */
public final class LearnedModel {

  /** Name of the manifest's file. */
  public static final String MANIFEST = "manifest.json";

  /** Name of the file of the network behind the encoders. */
  public static final String FUSION = "fusion.safetensors";

  /** Name of the output that each encoder's network has: its tokens. */
  public static final String TOKENS = "tokens";

  /**
   * Name of the text network's output of what it reads: [slots, classes], the largest of a slot's
   * first {@code 1 + values} numbers is what the text says of it.
   */
  public static final String SLOTS = "slots";

  /** Name of the output with the displacement of the neutral face, metres. */
  public static final String SHAPE = "shape";

  /** Name of the output with the expression's displacement, metres. */
  public static final String EXPRESSION = "expression";

  /**
   * Name of the output with the attributes: amounts as they are, L*, a*, b* of colours, one number
   * per value of choices.
   */
  public static final String ATTRIBUTES = "attributes";

  /** Name of the output with each modality's share in each number of {@link #ATTRIBUTES}. */
  public static final String SHARES = "shares";

  /** The modalities that are read, in the networks' order. */
  public static final List<Modality> MODALITIES =
      List.of(Modality.TEXT, Modality.IMAGE, Modality.ACTION_UNITS);

  /** Largest file, bytes. */
  private static final int MOST_BYTES = 64 << 20;

  private final ModelManifest manifest;
  private final Map<Modality, Network> encoders;
  private final Network fusion;
  private final Deque<Runners> free = new ArrayDeque<>();

  /** Everything that one thread needs. */
  private record Runners(Map<Modality, NetworkRunner> encoders, NetworkRunner fusion) {}

  /** Checks that networks and manifest fit together. */
  private LearnedModel(ModelManifest manifest, Map<Modality, Network> encoders, Network fusion) {
    this.manifest = manifest;
    this.encoders = encoders;
    this.fusion = fusion;
    int numbers = manifest.attributes().stream().mapToInt(ModelManifest.Predicted::width).sum();
    requireOutput(ATTRIBUTES, numbers);
    requireOutput(SHARES, numbers * MODALITIES.size());
    int classes =
        manifest.slots().stream().mapToInt(slot -> 1 + slot.values().size()).max().orElse(0);
    Network words = encoders.get(Modality.TEXT);
    if (words != null && length(words.outputs().get(SLOTS)) != manifest.slots().size() * classes) {
      throw new IllegalArgumentException("the output " + SLOTS + " doesn't fit the slots");
    }
    if (length(fusion.outputs().get(SHAPE)) != length(fusion.outputs().get(EXPRESSION))) {
      throw new IllegalArgumentException("shape and expression aren't of the same vertices");
    }
    for (Modality modality : MODALITIES) {
      Network encoder = encoders.get(modality);
      int[] given = encoder == null ? null : encoder.outputs().get(TOKENS);
      int[] taken = fusion.inputs().get(tokens(modality));
      if (given == null || taken == null || length(given) != length(taken)) {
        throw new IllegalArgumentException("the encoder of " + modality + " doesn't fit");
      }
    }
  }

  private void requireOutput(String name, int numbers) {
    int found = length(fusion.outputs().get(name));
    if (found != numbers) {
      throw new IllegalArgumentException(
          "the output " + name + " has " + found + " numbers, expected " + numbers);
    }
  }

  private static int length(int @Nullable [] shape) {
    int length = shape == null ? 0 : 1;
    for (int size : shape == null ? new int[0] : shape) {
      length *= size;
    }
    return length;
  }

  // ---- names

  /**
   * The file of a modality's encoder.
   *
   * @param modality such as text
   */
  public static String file(Modality modality) {
    return name(modality) + ".safetensors";
  }

  /**
   * The fusion network's input of a modality's tokens.
   *
   * @param modality such as text
   */
  public static String tokens(Modality modality) {
    return name(modality) + ".tokens";
  }

  /**
   * The fusion network's input that is 1 where a modality is there.
   *
   * @param modality such as text
   */
  public static String presence(Modality modality) {
    return name(modality) + ".present";
  }

  private static String name(Modality modality) {
    return modality.name().toLowerCase(Locale.ROOT);
  }

  // ---- reading

  /**
   * Reads a model and checks every file against its hash.
   *
   * @param files where it is
   * @param source what to call it in errors
   * @throws BadFileException if a file isn't what the manifest says, or of another version
   * @throws IOException if a file is missing or can't be read
   */
  public static LearnedModel read(ModelFiles files, String source) throws IOException {
    byte[] json = bytes(files, MANIFEST, source);
    ModelManifest manifest =
        ModelManifest.of(new String(json, StandardCharsets.UTF_8), source + "/" + MANIFEST);
    Map<Modality, Network> encoders = new EnumMap<>(Modality.class);
    for (Modality modality : MODALITIES) {
      encoders.put(modality, network(files, file(modality), manifest, source));
    }
    try {
      return new LearnedModel(manifest, encoders, network(files, FUSION, manifest, source));
    } catch (IllegalArgumentException e) {
      throw new BadFileException(source, "", "not a usable model: " + e.getMessage(), e);
    }
  }

  private static Network network(
      ModelFiles files, String name, ModelManifest manifest, String source) throws IOException {
    byte[] bytes = bytes(files, name, source);
    String expected = manifest.files().getOrDefault(name, "none");
    String found = hash(bytes);
    if (!found.equals(expected)) {
      throw new BadFileException(
          source + "/" + name, "", "its SHA-256 is " + found + ", the manifest says " + expected);
    }
    return Network.of(
        TensorBundle.read(new ByteArrayInputStream(bytes), source + "/" + name),
        source + "/" + name);
  }

  private static byte[] bytes(ModelFiles files, String name, String source) throws IOException {
    try (InputStream in = files.open(name)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BadFileException(
            source + "/" + name, "", "more than " + MOST_BYTES + " bytes, which is the limit");
      }
      return bytes;
    }
  }

  /**
   * SHA-256.
   *
   * @param bytes of a file
   * @return 64 hexadecimal digits
   */
  public static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What is to be known of it. */
  public ModelManifest manifest() {
    return manifest;
  }

  /**
   * This model with another manifest of the same networks.
   *
   * @param other of the same attributes and files
   */
  public LearnedModel with(ModelManifest other) {
    return new LearnedModel(other, encoders, fusion);
  }

  // ---- predicting

  /**
   * Predicts a head from whatever is given, at least one of them.
   *
   * @param text a description
   * @param picture square, framed as {@code FaceFraming} frames it
   * @param actions facial action codes over time
   */
  public Prediction predict(
      Optional<TextPrompt> text, Optional<PixelImage> picture, Optional<ActionUnitTrack> actions) {
    Map<Modality, Input> inputs = new EnumMap<>(Modality.class);
    text.ifPresent(t -> inputs.put(Modality.TEXT, input(t)));
    picture.ifPresent(p -> inputs.put(Modality.IMAGE, input(p)));
    actions.ifPresent(a -> inputs.put(Modality.ACTION_UNITS, input(a)));
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("expected a text, a picture or action units");
    }
    Runners runners = take();
    try {
      Map<String, float[]> tokens = new HashMap<>();
      for (Modality modality : MODALITIES) {
        Input input = inputs.get(modality);
        tokens.put(presence(modality), new float[] {input == null ? 0 : 1});
        tokens.put(
            tokens(modality),
            input == null
                ? new float[length(fusion.inputs().get(tokens(modality)))]
                : run(runners, modality, input));
      }
      return prediction(
          runners.fusion().run(tokens, Map.of()), ModelManifest.subset(inputs.keySet()));
    } finally {
      give(runners);
    }
  }

  /** Arrays as a network reads them. */
  private record Input(Map<String, float[]> numbers, Map<String, int[]> rows) {}

  private Input input(TextPrompt text) {
    int words = manifest.size("words");
    TextArrays arrays =
        TextArrays.of(
            List.of(new TextPieces(words, manifest.size("buckets")).of(text.text())), words);
    return new Input(
        Map.of(
            TextArrays.SHARES, arrays.shares(),
            TextArrays.THERE, arrays.there(),
            TextArrays.HIDDEN, arrays.hidden()),
        Map.of(TextArrays.PIECES, arrays.pieces()));
  }

  private Input input(PixelImage picture) {
    int side = manifest.size("side");
    PictureArrays arrays =
        PictureArrays.of(
            List.of(PictureArrays.resampled(picture, side)), side, manifest.size("places"));
    return new Input(
        Map.of(PictureArrays.VALUES, arrays.values(), PictureArrays.MEANS, arrays.means()),
        Map.of());
  }

  private Input input(ActionUnitTrack actions) {
    return new Input(
        Map.of(ActionArrays.STEPS, ActionArrays.of(actions, manifest.size("steps"))), Map.of());
  }

  /**
   * What the network of texts reads in a text, slot by slot.
   *
   * @param text a description
   * @return by slot of the manifest's, what is said; slots of which nothing is said are missing
   */
  public Map<String, String> read(TextPrompt text) {
    Map<String, String> said = new LinkedHashMap<>();
    if (manifest.slots().isEmpty()) {
      return said;
    }
    Runners runners = take();
    try {
      Input input = input(text);
      NetworkRunner encoder = runners.encoders().get(Modality.TEXT);
      float[] numbers =
          encoder == null
              ? new float[0]
              : encoder.run(input.numbers(), input.rows()).getOrDefault(SLOTS, new float[0]);
      int classes = numbers.length / manifest.slots().size();
      for (int s = 0; s < manifest.slots().size(); s++) {
        ModelManifest.Slot slot = manifest.slots().get(s);
        int best = 0;
        for (int c = 1; c <= slot.values().size(); c++) {
          best = numbers[s * classes + c] > numbers[s * classes + best] ? c : best;
        }
        if (best > 0) {
          said.put(slot.name(), slot.values().get(best - 1));
        }
      }
      return said;
    } finally {
      give(runners);
    }
  }

  private static float[] run(Runners runners, Modality modality, Input input) {
    NetworkRunner encoder = runners.encoders().get(modality);
    if (encoder == null) {
      throw new IllegalStateException("no encoder of " + modality);
    }
    float[] tokens = encoder.run(input.numbers(), input.rows()).get(TOKENS);
    return tokens == null ? new float[0] : tokens;
  }

  private Prediction prediction(Map<String, float[]> outputs, String subset) {
    float[] numbers = outputs.getOrDefault(ATTRIBUTES, new float[0]);
    float[] shares = outputs.getOrDefault(SHARES, new float[0]);
    Map<String, AttributeValue> values = new LinkedHashMap<>();
    Map<String, Map<Modality, Double>> counted = new HashMap<>();
    Map<String, Double> skills = new HashMap<>();
    Map<String, Double> confidences = new HashMap<>();
    int at = 0;
    for (ModelManifest.Predicted predicted : manifest.attributes()) {
      values.put(predicted.id(), value(Vocabulary.get(predicted.id()), numbers, at));
      Map<Modality, Double> own = new EnumMap<>(Modality.class);
      for (int m = 0; m < MODALITIES.size(); m++) {
        double sum = 0;
        for (int i = at; i < at + predicted.width(); i++) {
          sum += shares[m * numbers.length + i];
        }
        own.put(MODALITIES.get(m), sum / predicted.width());
      }
      counted.put(predicted.id(), own);
      skills.put(predicted.id(), predicted.skill().getOrDefault(subset, 0.0));
      Double confidence = predicted.confidence().get(subset);
      if (confidence != null) {
        confidences.put(predicted.id(), confidence);
      }
      at += predicted.width();
    }
    return new Prediction(
        outputs.getOrDefault(SHAPE, new float[0]),
        outputs.getOrDefault(EXPRESSION, new float[0]),
        values,
        counted,
        skills,
        confidences);
  }

  private static AttributeValue value(Attribute attribute, float[] numbers, int at) {
    return switch (attribute.kind()) {
      case AMOUNT ->
          new AttributeValue.Amount(
              Math.min(attribute.max(), Math.max(attribute.min(), numbers[at])));
      case COLOUR ->
          new AttributeValue.Colour(
              new Lab(numbers[at], numbers[at + 1], numbers[at + 2]).toRgb() & 0xFFFFFF);
      case CHOICE -> {
        int best = 0;
        for (int i = 1; i < attribute.choices().size(); i++) {
          if (numbers[at + i] > numbers[at + best]) {
            best = i;
          }
        }
        yield new AttributeValue.Choice(attribute.choices().get(best));
      }
    };
  }

  private Runners take() {
    synchronized (free) {
      Runners found = free.poll();
      if (found != null) {
        return found;
      }
    }
    Map<Modality, NetworkRunner> own = new EnumMap<>(Modality.class);
    encoders.forEach((modality, network) -> own.put(modality, network.open()));
    return new Runners(own, fusion.open());
  }

  private void give(Runners runners) {
    synchronized (free) {
      free.push(runners);
    }
  }
}
