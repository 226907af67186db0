package dev.mien.learn.compare;

import java.util.Locale;

/**
 * How long one training may take. In steps a training is deterministic; in seconds it isn't.
 *
 * @param amount positive
 * @param unit what is counted
 */
public record Budget(double amount, Unit unit) {

  /** The most that a run takes if nothing else is said. */
  public static final Budget STANDARD = new Budget(180, Unit.SECONDS);

  /** What is counted. */
  public enum Unit {
    /** Steps of the optimiser. */
    STEPS,
    /** Seconds of the clock. */
    SECONDS
  }

  /** Checks the amount. */
  public Budget {
    if (!(amount > 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException("budget is " + amount + ", expected above 0");
    }
  }

  /**
   * So many steps.
   *
   * @param steps at least 1
   */
  public static Budget steps(int steps) {
    return new Budget(steps, Unit.STEPS);
  }

  /**
   * A budget in words.
   *
   * @param text {@code 60s}, {@code 3m} or a number of steps such as {@code 2000}
   * @throws IllegalArgumentException if it's none of these
   */
  public static Budget parse(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    try {
      if (lower.endsWith("s")) {
        return new Budget(Double.parseDouble(lower.substring(0, lower.length() - 1)), Unit.SECONDS);
      }
      if (lower.endsWith("m")) {
        return new Budget(
            60 * Double.parseDouble(lower.substring(0, lower.length() - 1)), Unit.SECONDS);
      }
      return steps(Integer.parseInt(lower));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "budget '" + text + "': expected seconds such as 60s, minutes such as 3m, or steps", e);
    }
  }

  /** The share that is used up, at least 0. */
  double used(int steps, double seconds) {
    return (unit == Unit.STEPS ? steps : seconds) / amount;
  }

  @Override
  public String toString() {
    return unit == Unit.STEPS ? (int) amount + " steps" : amount + " s";
  }
}
