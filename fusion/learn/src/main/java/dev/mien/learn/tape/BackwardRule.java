package dev.mien.learn.tape;

/** How the slope of a loss by an operation's result becomes its slope by the operation's inputs. */
@FunctionalInterface
interface BackwardRule {

  /** Takes the inputs' slopes. */
  interface Slopes {

    /** Whether an input's slope is of any use. */
    boolean wants(int input);

    /** Adds to an input's slope, which has the input's shape. */
    void add(int input, Tensor slope);
  }

  /**
   * Propagates.
   *
   * @param upstream the loss's slope by the result, in the result's shape
   * @param slopes takes the inputs' slopes
   */
  void propagate(Tensor upstream, Slopes slopes);
}
