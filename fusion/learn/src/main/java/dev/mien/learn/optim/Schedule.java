package dev.mien.learn.optim;

/** The learning rate of each step. */
@FunctionalInterface
public interface Schedule {

  /**
   * The rate.
   *
   * @param step from 0
   */
  double rate(int step);

  /**
   * Always the same.
   *
   * @param rate of every step
   */
  static Schedule constant(double rate) {
    return step -> rate;
  }

  /**
   * Half a cosine from a rate down to another (Loshchilov and Hutter 2017), which then stays.
   *
   * @param from rate of the first step
   * @param to rate of the last
   * @param steps until the last
   */
  static Schedule cosine(double from, double to, int steps) {
    return step -> {
      double part = Math.min(1, step / (double) Math.max(1, steps));
      return to + (from - to) * 0.5 * (1 + Math.cos(Math.PI * part));
    };
  }

  /**
   * Multiplied by a factor every so many steps.
   *
   * @param from rate of the first step
   * @param factor multiplies
   * @param every how many steps
   */
  static Schedule stepwise(double from, double factor, int every) {
    if (every < 1) {
      throw new IllegalArgumentException("every must be at least 1, got " + every);
    }
    return step -> from * Math.pow(factor, Math.floorDiv(step, every));
  }

  /**
   * This schedule, risen to from zero.
   *
   * @param steps that the rise takes
   */
  default Schedule warmedUp(int steps) {
    return step -> rate(step) * Math.min(1, (step + 1) / (double) Math.max(1, steps));
  }
}
