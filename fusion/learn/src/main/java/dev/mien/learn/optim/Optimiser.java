package dev.mien.learn.optim;

import dev.mien.learn.tape.Parameter;
import java.util.List;
import java.util.Map;

/** Moves parameters along their gradients. */
public interface Optimiser {

  /** What it moves. */
  List<Parameter> parameters();

  /**
   * Makes one step with the gradients gathered, and forgets them. Parameters without a gradient
   * stay where they are.
   *
   * @param rate learning rate of this step
   */
  void step(double rate);

  /** Steps made. */
  int steps();

  /** What has to be kept to go on later: running means by name of parameter. Copies. */
  Map<String, float[]> state();

  /**
   * Goes on from a state.
   *
   * @param steps made before
   * @param state as {@link #state} gave it
   * @throws IllegalArgumentException if something is missing or of another length
   */
  void restore(int steps, Map<String, float[]> state);
}
