package dev.mien.animation.track;

/**
 * Low-pass filter for live signals whose cut-off rises with speed: little jitter at rest, little
 * lag in motion (G. Casiez, N. Roussel, D. Vogel, "1€ Filter", CHI 2012). One instance per channel;
 * not thread-safe.
 */
public final class OneEuroFilter {

  private final double minCutoff;
  private final double beta;
  private final double derivativeCutoff;
  private double previous;
  private double derivative;
  private double previousTime = Double.NaN;

  /**
   * A filter.
   *
   * @param minCutoff cut-off at rest, hertz, above 0
   * @param beta how fast the cut-off rises with speed, hertz per unit per second, not negative
   * @param derivativeCutoff cut-off of the speed's own filter, hertz, above 0
   */
  public OneEuroFilter(double minCutoff, double beta, double derivativeCutoff) {
    if (!(minCutoff > 0) || !(beta >= 0) || !(derivativeCutoff > 0)) {
      throw new IllegalArgumentException(
          "minCutoff "
              + minCutoff
              + ", beta "
              + beta
              + ", derivativeCutoff "
              + derivativeCutoff
              + ": expected above 0, not negative and above 0");
    }
    this.minCutoff = minCutoff;
    this.beta = beta;
    this.derivativeCutoff = derivativeCutoff;
  }

  /** A filter tuned for intensities in [0, 1] at 60 Hz: 1.5 Hz at rest, beta 3. */
  public static OneEuroFilter forIntensities() {
    return new OneEuroFilter(1.5, 3, 1);
  }

  /**
   * Filters the next sample.
   *
   * @param value the sample, finite
   * @param time seconds, later than the sample before
   * @return the filtered value
   */
  public double next(double value, double time) {
    if (Double.isNaN(previousTime)) {
      previousTime = time;
      previous = value;
      return value;
    }
    double step = time - previousTime;
    if (!(step > 0)) {
      throw new IllegalArgumentException(
          "time " + time + " s isn't later than the sample before, " + previousTime + " s");
    }
    derivative += smoothing(derivativeCutoff, step) * ((value - previous) / step - derivative);
    double cutoff = minCutoff + beta * Math.abs(derivative);
    previous += smoothing(cutoff, step) * (value - previous);
    previousTime = time;
    return previous;
  }

  /** Forgets every sample. */
  public void reset() {
    previousTime = Double.NaN;
    derivative = 0;
  }

  private static double smoothing(double cutoff, double step) {
    double constant = 1 / (2 * Math.PI * cutoff);
    return 1 / (1 + constant / step);
  }
}
