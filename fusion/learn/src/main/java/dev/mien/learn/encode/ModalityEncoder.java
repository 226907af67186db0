package dev.mien.learn.encode;

import dev.mien.core.ActionUnitTrack;
import dev.mien.core.Modality;
import dev.mien.core.TextPrompt;
import dev.mien.core.image.PixelImage;
import dev.mien.learn.data.Inputs;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An encoder with the input that it reads.
 *
 * @param <I> what is read
 * @param <P> what is kept of it
 */
public final class ModalityEncoder<I, P> {

  private final Modality modality;
  private final Function<Inputs, Optional<I>> input;
  private final Encoder<I, P> encoder;

  private ModalityEncoder(
      Modality modality, Function<Inputs, Optional<I>> input, Encoder<I, P> encoder) {
    this.modality = modality;
    this.input = input;
    this.encoder = encoder;
  }

  /**
   * An encoder of anything that inputs hold.
   *
   * @param modality that is read
   * @param input finds it
   * @param encoder reads it
   */
  public static <I, P> ModalityEncoder<I, P> of(
      Modality modality, Function<Inputs, Optional<I>> input, Encoder<I, P> encoder) {
    return new ModalityEncoder<>(modality, input, encoder);
  }

  /**
   * An encoder of texts.
   *
   * @param encoder reads them
   */
  public static <P> ModalityEncoder<TextPrompt, P> text(Encoder<TextPrompt, P> encoder) {
    return of(Modality.TEXT, Inputs::text, encoder);
  }

  /**
   * An encoder of pictures.
   *
   * @param encoder reads them
   */
  public static <P> ModalityEncoder<PixelImage, P> picture(Encoder<PixelImage, P> encoder) {
    return of(Modality.IMAGE, Inputs::picture, encoder);
  }

  /**
   * An encoder of action units.
   *
   * @param encoder reads them
   */
  public static <P> ModalityEncoder<ActionUnitTrack, P> actions(
      Encoder<ActionUnitTrack, P> encoder) {
    return of(Modality.ACTION_UNITS, Inputs::actions, encoder);
  }

  /** Which modality. */
  public Modality modality() {
    return modality;
  }

  /** Reads it. */
  public Encoder<I, P> encoder() {
    return encoder;
  }

  /**
   * What is kept of an example, if it has this modality.
   *
   * @param inputs of the example
   */
  public Optional<P> prepare(Inputs inputs) {
    return input.apply(inputs).map(encoder::prepare);
  }

  /**
   * The tokens of a batch; only what is there is computed.
   *
   * @param tape to compute on
   * @param batch one per example; empty where it's missing
   * @return [batch, tokens, width], zeros where it's missing
   */
  public Tensor apply(Tape tape, List<Optional<P>> batch) {
    List<P> there = new ArrayList<>();
    int[] rows = new int[batch.size()];
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i).isPresent()) {
        rows[there.size()] = i;
        there.add(batch.get(i).get());
      }
    }
    int tokens = encoder.tokens();
    int width = encoder.width();
    if (there.isEmpty()) {
      return tape.filled(0, batch.size(), tokens, width);
    }
    Tensor found = encoder.apply(tape, there);
    if (there.size() == batch.size()) {
      return found;
    }
    int[] used = java.util.Arrays.copyOf(rows, there.size());
    return found
        .reshape(there.size(), tokens * width)
        .scatterAdd(tape.backend().indices(used, batch.size()))
        .reshape(batch.size(), tokens, width);
  }
}
