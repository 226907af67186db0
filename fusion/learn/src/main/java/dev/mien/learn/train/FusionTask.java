package dev.mien.learn.train;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.fusion.Fused;
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
 * Learns to predict a target space's rows from several modalities: fusion alone on cached tokens,
 * or encoders and fusion together, as the source is.
 */
public final class FusionTask implements TrainingTask {

  /** Size of the noise on tokens that the stability term measures with; tokens are about 1. */
  public static final double NOISE = 0.01;

  private static final int VALIDATION_BATCH = 64;

  private final Parameters parameters;
  private final FusionHead head;
  private final TokenSource training;
  private final TokenSource validation;
  private final TargetLoss loss;
  private final LossWeights weights;
  private final ModalityDropout dropout;

  private FusionTask(
      Parameters parameters,
      FusionHead head,
      TokenSource training,
      TokenSource validation,
      TargetLoss loss,
      LossWeights weights,
      ModalityDropout dropout) {
    this.parameters = parameters;
    this.head = head;
    this.training = training;
    this.validation = validation;
    this.loss = loss;
    this.weights = weights;
    this.dropout = dropout;
  }

  /**
   * A task.
   *
   * @param parameters everything that is learned: the head's, and the encoders' where they learn
   * @param head predicts
   * @param training examples to learn from
   * @param validation examples to choose by
   * @param loss of the target space
   * @param weights of what is added to it: branches and stability
   * @param dropout of modalities in training
   */
  public static FusionTask of(
      Parameters parameters,
      FusionHead head,
      TokenSource training,
      TokenSource validation,
      TargetLoss loss,
      LossWeights weights,
      ModalityDropout dropout) {
    if (!training.modalities().equals(head.modalities())
        || !validation.modalities().equals(head.modalities())) {
      throw new IllegalArgumentException(
          "the head is for "
              + head.modalities()
              + ", the examples have "
              + training.modalities()
              + " and "
              + validation.modalities());
    }
    return new FusionTask(parameters, head, training, validation, loss, weights, dropout);
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
    return training.size();
  }

  @Override
  public String key(int example) {
    return training.key(example);
  }

  @Override
  public String fingerprint() {
    return head.modalities()
        + " "
        + training.size()
        + " examples from "
        + (training.size() == 0 ? "nowhere" : training.key(0))
        + ", "
        + parameters.count()
        + " parameters";
  }

  @Override
  public Tensor loss(Tape tape, int[] examples, SplittableRandom random) {
    int modalities = head.modalities().size();
    boolean[][] present = new boolean[modalities][examples.length];
    for (int i = 0; i < examples.length; i++) {
      boolean[] there = new boolean[modalities];
      for (int m = 0; m < modalities; m++) {
        there[m] = training.isPresent(m, examples[i]);
      }
      boolean[] kept = dropout.keep(there, random);
      for (int m = 0; m < modalities; m++) {
        present[m][i] = kept[m];
      }
    }
    List<Tensor> tokens = tokens(tape, training, examples, present);
    Fused fused = head.apply(tokens, present);
    float[] rows = training.targets(examples);
    Tensor target = tape.constant(rows, examples.length, rows.length / examples.length);
    Tensor total = loss.of(fused.output(), target);
    if (weights.branches() > 0 && !fused.branches().isEmpty()) {
      total = total.plus(fused.branchLoss(target).times(weights.branches()));
    }
    if (weights.stability() > 0) {
      List<Tensor> shaken = new ArrayList<>();
      for (Tensor token : tokens) {
        shaken.add(token.plus(noise(tape, token.shape(), random)));
      }
      Tensor other = head.apply(shaken, present).output();
      total = total.plus(Losses.stability(other, fused.output(), NOISE).times(weights.stability()));
    }
    return total;
  }

  private static Tensor noise(Tape tape, int[] shape, SplittableRandom random) {
    int length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (NOISE * random.nextGaussian());
    }
    return tape.constant(values, shape);
  }

  private static List<Tensor> tokens(
      Tape tape, TokenSource source, int[] examples, boolean[][] present) {
    List<Tensor> tokens = new ArrayList<>();
    for (int m = 0; m < present.length; m++) {
      tokens.add(source.tokens(tape, m, examples, present[m]));
    }
    return tokens;
  }

  @Override
  public Map<String, Double> validate() {
    return evaluate(validation, allModalities());
  }

  private boolean[] allModalities() {
    boolean[] all = new boolean[head.modalities().size()];
    Arrays.fill(all, true);
    return all;
  }

  /**
   * Losses on examples, by part.
   *
   * @param source of the examples
   * @param given one per modality: whether it may be used
   */
  public Map<String, Double> evaluate(TokenSource source, boolean[] given) {
    int[] all = new int[source.size()];
    Arrays.setAll(all, i -> i);
    return loss.parts(predict(source, given), source.targets(all));
  }

  /**
   * Predicted rows of all examples, one behind the other.
   *
   * @param source of the examples
   * @param given one per modality: whether it may be used
   */
  public float[] predict(TokenSource source, boolean[] given) {
    float[] rows = new float[0];
    for (int from = 0; from < source.size(); from += VALIDATION_BATCH) {
      int count = Math.min(VALIDATION_BATCH, source.size() - from);
      int[] examples = new int[count];
      boolean[][] present = new boolean[given.length][count];
      for (int i = 0; i < count; i++) {
        examples[i] = from + i;
        for (int m = 0; m < given.length; m++) {
          present[m][i] = given[m] && source.isPresent(m, from + i);
        }
      }
      try (Tape tape = Tape.forInference(backend())) {
        float[] found =
            head.apply(tokens(tape, source, examples, present), present).output().values();
        if (from == 0) {
          rows = new float[found.length / count * source.size()];
        }
        System.arraycopy(found, 0, rows, found.length / count * from, found.length);
      }
    }
    return rows;
  }
}
