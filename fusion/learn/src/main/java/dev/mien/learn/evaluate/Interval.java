package dev.mien.learn.evaluate;

/**
 * A mean and where it lies with a given confidence.
 *
 * @param mean of the measured values
 * @param low lower end
 * @param high upper end
 */
public record Interval(double mean, double low, double high) {

  /** Whether all of it lies on one side of a value. */
  public boolean excludes(double value) {
    return low > value || high < value;
  }
}
