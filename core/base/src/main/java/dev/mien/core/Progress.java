package dev.mien.core;

/**
 * Receives how far long work has come. Implementations must be cheap and may be called from any
 * thread.
 */
@FunctionalInterface
public interface Progress {

  /** Ignores every report. */
  Progress NONE = (step, fraction) -> {};

  /**
   * Reports the state of the work.
   *
   * @param step what is being done now, in a few words
   * @param fraction how much of the whole work is done, in [0, 1], never decreasing
   */
  void report(String step, double fraction);

  /**
   * A progress for a part of the work: its [0, 1] becomes [{@code from}, {@code to}] of this one.
   *
   * @param from fraction at which the part begins, in [0, 1]
   * @param to fraction at which the part ends, in [{@code from}, 1]
   */
  default Progress part(double from, double to) {
    return (step, fraction) -> report(step, from + (to - from) * fraction);
  }
}
