package dev.mien.learn.train;

import dev.mien.core.Modality;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.encode.ModalityEncoder;
import dev.mien.learn.fusion.Fused;
import dev.mien.learn.fusion.FusionStrategy;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.learn.target.TargetSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Encoders, a fusion strategy, and the target space whose rows they predict. With one encoder it is
 * what that modality can say alone.
 */
public final class MultimodalModel {

  private final Parameters parameters;
  private final List<ModalityEncoder<?, ?>> encoders;
  private final FusionHead head;
  private final TargetSpace space;

  private MultimodalModel(
      Parameters parameters,
      List<ModalityEncoder<?, ?>> encoders,
      FusionHead head,
      TargetSpace space) {
    this.parameters = parameters;
    this.encoders = List.copyOf(encoders);
    this.head = head;
    this.space = space;
  }

  /**
   * A model whose encoders learn with the rest.
   *
   * @param parameters where the encoders' are; takes the head's as {@code head}
   * @param encoders one per modality
   * @param strategy joins them
   * @param space to predict rows of
   * @param width common to all modalities in fusion
   */
  public static MultimodalModel of(
      Parameters parameters,
      List<ModalityEncoder<?, ?>> encoders,
      FusionStrategy strategy,
      TargetSpace space,
      int width) {
    List<Modality> modalities = new ArrayList<>();
    int[] widths = new int[encoders.size()];
    for (int m = 0; m < widths.length; m++) {
      modalities.add(encoders.get(m).modality());
      widths[m] = encoders.get(m).encoder().width();
    }
    FusionHead head =
        FusionHead.of(parameters.in("head"), strategy, modalities, widths, width, space.outputs());
    return new MultimodalModel(parameters, encoders, head, space);
  }

  /** Everything that is learned. */
  public Parameters parameters() {
    return parameters;
  }

  /** One per modality. */
  public List<ModalityEncoder<?, ?>> encoders() {
    return encoders;
  }

  /** What stands behind the encoders. */
  public FusionHead head() {
    return head;
  }

  /** What rows are predicted of. */
  public TargetSpace space() {
    return space;
  }

  /**
   * The task of training it.
   *
   * @param training examples, read with these encoders
   * @param validation examples, read with these encoders
   * @param weights of the loss
   * @param dropout of modalities
   */
  public FusionTask task(
      TokenSource training, TokenSource validation, LossWeights weights, ModalityDropout dropout) {
    return FusionTask.of(
        parameters, head, training, validation, TargetLoss.of(space, weights), weights, dropout);
  }

  /**
   * Predicts.
   *
   * @param tape of the parameters' backend
   * @param batch what may be looked at, at least one example
   */
  public Fused apply(Tape tape, List<Inputs> batch) {
    List<Tensor> tokens = new ArrayList<>();
    boolean[][] present = new boolean[encoders.size()][batch.size()];
    for (int m = 0; m < present.length; m++) {
      tokens.add(tokens(tape, encoders.get(m), batch, present[m]));
    }
    return head.apply(tokens, present);
  }

  private static <P> Tensor tokens(
      Tape tape, ModalityEncoder<?, P> encoder, List<Inputs> batch, boolean[] present) {
    List<Optional<P>> prepared = new ArrayList<>();
    for (int i = 0; i < present.length; i++) {
      Optional<P> one = encoder.prepare(batch.get(i));
      present[i] = one.isPresent();
      prepared.add(one);
    }
    return encoder.apply(tape, prepared);
  }
}
