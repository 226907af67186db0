package dev.mien.learn.train;

import dev.mien.core.Modality;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.List;

/** Examples as fusion sees them: tokens of several modalities, and what is to be predicted. */
public interface TokenSource {

  /** Which modalities, in order. */
  List<Modality> modalities();

  /**
   * Numbers per token.
   *
   * @param modality index into {@link #modalities}
   */
  int width(int modality);

  /** How many examples. */
  int size();

  /**
   * An example's name.
   *
   * @param example from 0 to size − 1
   */
  String key(int example);

  /**
   * Whether an example has a modality.
   *
   * @param modality index into {@link #modalities}
   * @param example from 0 to size − 1
   */
  boolean isPresent(int modality, int example);

  /**
   * The tokens of a batch.
   *
   * @param tape to compute on
   * @param modality index into {@link #modalities}
   * @param examples of the batch
   * @param used one per example; others needn't be computed
   * @return [batch, tokens, width]; finite where not used
   */
  Tensor tokens(Tape tape, int modality, int[] examples, boolean[] used);

  /**
   * What is to be predicted.
   *
   * @param examples of the batch
   * @return rows of a target space, one behind the other
   */
  float[] targets(int[] examples);
}
