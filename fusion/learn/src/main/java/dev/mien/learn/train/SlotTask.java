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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Teaches an encoder of texts to read: for every slot, whether the text says something of it and
 * what. Descriptions are written as they are needed, none twice within an epoch.
 *
 * @param <P> what the encoder keeps of a text
 */
public final class SlotTask<P> implements TrainingTask {

  /** Added to classes that a slot doesn't have. */
  private static final float NEVER = -1e4f;

  /** Descriptions in an epoch. */
  private static final int SIZE = 1 << 20;

  private static final int VALIDATED = 512;
  private static final int BATCH = 64;
  private static final int HIDDEN = 192;

  private final Parameters parameters;
  private final Encoder<TextPrompt, P> encoder;
  private final DescriptionSlots texts;
  private final int classes;
  private final float[] possible;
  private final Linear hidden;
  private final Linear last;

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

  /** [batch, slots, classes]. */
  private Tensor logits(Tape tape, List<P> prepared) {
    int slots = texts.slots().size();
    Tensor tokens = encoder.apply(tape, prepared).reshape(prepared.size(), -1);
    return last.apply(hidden.apply(tokens).silu())
        .reshape(prepared.size(), slots, classes)
        .plus(tape.constant(possible, 1, slots, classes));
  }

  @Override
  public Tensor loss(Tape tape, int[] examples, SplittableRandom random) {
    int slots = texts.slots().size();
    List<P> prepared = new ArrayList<>();
    int[] said = new int[examples.length * slots];
    for (int i = 0; i < examples.length; i++) {
      DescriptionSlots.Labelled labelled = texts.write(Split.TRAIN, examples[i]);
      prepared.add(encoder.prepare(labelled.text()));
      System.arraycopy(labelled.classes(), 0, said, i * slots, slots);
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
    List<TextPrompt> given = new ArrayList<>();
    List<int[]> said = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DescriptionSlots.Labelled labelled = texts.write(split, i);
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
    DescriptionSlots.Score score = score(Split.VALIDATION, VALIDATED);
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
