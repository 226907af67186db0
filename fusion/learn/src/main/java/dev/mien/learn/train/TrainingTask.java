package dev.mien.learn.train;

import dev.mien.learn.backend.Backend;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What is learned and from what: a network's parameters, examples, and a loss. */
public interface TrainingTask {

  /** Where everything is computed. */
  Backend backend();

  /** What is learned. */
  List<Parameter> parameters();

  /** Examples to learn from. */
  int size();

  /**
   * An example's name, for errors.
   *
   * @param example from 0 to size − 1
   */
  String key(int example);

  /**
   * The loss of a batch. The same arguments give the same bits.
   *
   * @param tape to compute on
   * @param examples of the batch
   * @param random whatever is random in it
   * @return one number
   */
  Tensor loss(Tape tape, int[] examples, SplittableRandom random);

  /**
   * Losses on examples that aren't learned from, by name; {@value #TOTAL} says when to stop.
   *
   * @return never empty
   */
  Map<String, Double> validate();

  /** Name of the loss that is watched. */
  String TOTAL = "total";

  /** What data and target this is of, so that a checkpoint of something else is refused. */
  String fingerprint();
}
