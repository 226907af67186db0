package dev.mien.learn.train;

import dev.mien.core.TextPrompt;
import dev.mien.learn.backend.Backend;
import dev.mien.learn.data.Split;
import dev.mien.learn.encode.Encoder;
import dev.mien.learn.factory.DescriptionSlots;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Losses;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * Teaches an encoder of texts to read: for every slot, whether the text says something of it and
 * what. Texts are written as they are needed: descriptions of the data set, and as many in words
 * that the rules know, labelled by them.
 *
 * @param <P> what the encoder keeps of a text
 */
public final class SlotTask<P> implements TrainingTask {

  /** Added to classes that a slot doesn't have. */
  private static final float NEVER = -1e4f;

  /** Texts in an epoch: written once and kept, since rules take as long to label as a network. */
  private static final int SIZE = 1 << 15;

  private static final int VALIDATED = 256;
  private static final int BATCH = 64;
  private static final int HIDDEN = 192;

  private final Parameters parameters;
  private final Encoder<TextPrompt, P> encoder;
  private final DescriptionSlots texts;
  private final int classes;
  private final float[] possible;
  private final Linear hidden;
  private final Linear last;
  private final Linear direct;

  private final Map<Integer, Text> written = new HashMap<>();

  /** A text as the encoder keeps it, and a class per slot. */
  private final class Text {
    private final P prepared;
    private final byte[] classes;

    Text(P prepared, byte[] classes) {
      this.prepared = prepared;
      this.classes = classes;
    }

    P prepared() {
      return prepared;
    }

    byte[] classes() {
      return classes;
    }
  }

  private SlotTask(Parameters parameters, Encoder<TextPrompt, P> encoder, DescriptionSlots texts) {
    this.parameters = parameters;
    this.encoder = encoder;
    this.texts = texts;
    int slots = texts.slots().size();
    classes = texts.slots().stream().mapToInt(DescriptionSlots.Slot::classes).max().orElse(1);
    possible = new float[slots * classes];
    Arrays.fill(possible, NEVER);
    for (int s = 0; s < slots; s++) {
      Arrays.fill(possible, s * classes, s * classes + texts.slots().get(s).classes(), 0);
    }
    Parameters own = parameters.in("slots");
    hidden =
        Linear.of(own.in("hidden"), encoder.tokens() * encoder.width(), HIDDEN, Activation.SILU);
    last = Linear.of(own.in("last"), HIDDEN, slots * classes);
    direct = Linear.zero(own.in("direct"), encoder.tokens() * encoder.width(), slots * classes);
  }

  /**
   * A task.
   *
   * @param parameters where the encoder's are; takes {@code slots}
   * @param encoder learns
   * @param texts writes descriptions
   */
  public static <P> SlotTask<P> of(
      Parameters parameters, Encoder<TextPrompt, P> encoder, DescriptionSlots texts) {
    return new SlotTask<>(parameters, encoder, texts);
  }

  @Override
  public Backend backend() {
    return parameters.backend();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters.all();
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public String key(int example) {
    return "description " + example;
  }

  private Tensor logits(Tape tape, List<P> prepared) {
    return logits(encoder.apply(tape, prepared));
  }

  /** What may be said, in order. */
  public List<DescriptionSlots.Slot> slots() {
    return texts.slots();
  }

  /**
   * What tokens say of each slot.
   *
   * @param encoded [batch, tokens, width], from the encoder
   * @return [batch, slots, classes]: the largest number of a slot is its class
   */
  public Tensor logits(Tensor encoded) {
    int batch = encoded.size(0);
    int slots = texts.slots().size();
    Tensor tokens = encoded.reshape(batch, -1);
    return last.apply(hidden.apply(tokens).silu())
        .plus(direct.apply(tokens))
        .reshape(batch, slots, classes)
        .plus(encoded.tape().constant(possible, 1, slots, classes));
  }

  /** Descriptions and texts by the rules take turns, of each level. */
  private Text text(int index) {
    DescriptionSlots.Labelled labelled =
        index / DescriptionSlots.levels() % 2 == 0
            ? texts.write(Split.TRAIN, index)
            : texts.writeByRules(Split.TRAIN, index);
    byte[] classes = new byte[labelled.classes().length];
    for (int s = 0; s < classes.length; s++) {
      classes[s] = (byte) labelled.classes()[s];
    }
    return new Text(encoder.prepare(labelled.text()), classes);
  }

  @Override
  public Tensor loss(Tape tape, int[] examples, SplittableRandom random) {
    int slots = texts.slots().size();
    List<P> prepared = new ArrayList<>();
    int[] said = new int[examples.length * slots];
    // texts of about one length, so that little of a batch is padding
    int levels = DescriptionSlots.levels();
    int level = random.nextInt(levels);
    for (int i = 0; i < examples.length; i++) {
      int index = examples[i] - examples[i] % levels + level;
      Text text = written.computeIfAbsent(index, this::text);
      prepared.add(text.prepared());
      for (int s = 0; s < slots; s++) {
        said[i * slots + s] = text.classes()[s];
      }
    }
    return Losses.crossEntropy(logits(tape, prepared).reshape(said.length, classes), said);
  }

  /**
   * What the encoder reads in texts.
   *
   * @param given at least one
   * @return per text one class per slot
   */
  public int[][] read(List<TextPrompt> given) {
    int slots = texts.slots().size();
    int[][] answers = new int[given.size()][slots];
    for (int from = 0; from < given.size(); from += BATCH) {
      List<TextPrompt> batch = given.subList(from, Math.min(given.size(), from + BATCH));
      try (Tape tape = Tape.forInference(backend())) {
        float[] values = logits(tape, batch.stream().map(encoder::prepare).toList()).values();
        for (int i = 0; i < batch.size() * slots; i++) {
          int best = 0;
          for (int c = 1; c < classes; c++) {
            if (values[i * classes + c] > values[i * classes + best]) {
              best = c;
            }
          }
          answers[from + i / slots][i % slots] = best;
        }
      }
    }
    return answers;
  }

  /**
   * How well it reads descriptions in a split's sentences.
   *
   * @param split of them
   * @param count how many descriptions
   */
  public DescriptionSlots.Score score(Split split, int count) {
    return score(count, i -> texts.write(split, i));
  }

  /**
   * How well it reads what rules read.
   *
   * @param split of the texts
   * @param count how many texts
   */
  public DescriptionSlots.Score scoreByRules(Split split, int count) {
    return score(count, i -> texts.writeByRules(split, i));
  }

  private DescriptionSlots.Score score(int count, IntFunction<DescriptionSlots.Labelled> written) {
    List<TextPrompt> given = new ArrayList<>();
    List<int[]> said = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DescriptionSlots.Labelled labelled = written.apply(i);
      given.add(labelled.text());
      said.add(labelled.classes());
    }
    int[][] answers = read(given);
    DescriptionSlots.Score score = new DescriptionSlots.Score(0, 0, 0, 0);
    for (int i = 0; i < count; i++) {
      score = score.plus(DescriptionSlots.Score.of(said.get(i), answers[i]));
    }
    return score;
  }

  /** Shares of what was said and not understood, and of what wasn't said and made up. */
  @Override
  public Map<String, Double> validate() {
    DescriptionSlots.Score score =
        score(Split.VALIDATION, VALIDATED).plus(scoreByRules(Split.VALIDATION, VALIDATED));
    double missed = 1 - score.accuracy();
    return Map.of(
        TOTAL, missed + score.falseRate(), "missed", missed, "invented", score.falseRate());
  }

  @Override
  public String fingerprint() {
    return "slots "
        + texts.slots().size()
        + " by "
        + classes
        + ", "
        + parameters.count()
        + " parameters";
  }
}
