package dev.mien.learn.train;

import java.util.List;
import java.util.Map;

/**
 * How a training went.
 *
 * @param steps made, those before a resumption included
 * @param bestStep after which the validation was best; its parameters are the result
 * @param best losses of that validation by name
 * @param history the watched losses, in order
 * @param end why it ended
 */
public record TrainingReport(
    int steps, int bestStep, Map<String, Double> best, List<Point> history, End end) {

  /** Copies the collections. */
  public TrainingReport {
    best = Map.copyOf(best);
    history = List.copyOf(history);
  }

  /**
   * Losses at one time.
   *
   * @param step steps made
   * @param training mean loss of the batches since the last point
   * @param validation loss on examples that aren't learned from
   */
  public record Point(int step, double training, double validation) {}

  /** Why a training ended. */
  public enum End {
    /** All steps were made. */
    STEPS,
    /** Validations didn't improve any more. */
    PATIENCE,
    /** The time was over. */
    TIME
  }
}
