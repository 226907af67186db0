package dev.mien.animation.track;

/**
 * Smooths by fitting a polynomial to each sample's neighbourhood (A. Savitzky and M. Golay, 1964).
 * Polynomials up to the order pass unchanged. Near the ends the fit of the first or last whole
 * window is evaluated off centre.
 */
public final class SavitzkyGolay {

  private final int window;
  private final double[][] weights;

  /**
   * A filter.
   *
   * @param window samples in a window, odd
   * @param order of the polynomial, below {@code window}
   */
  public static SavitzkyGolay of(int window, int order) {
    return new SavitzkyGolay(window, order);
  }

  private SavitzkyGolay(int window, int order) {
    if (window < 3 || window % 2 == 0 || order < 0 || order >= window) {
      throw new IllegalArgumentException(
          "window " + window + " and order " + order + ": expected an odd window above the order");
    }
    this.window = window;
    this.weights = new double[window][];
    for (int position = 0; position < window; position++) {
      weights[position] = weightsAt(window, order, position - window / 2);
    }
  }

  /**
   * Smooths a sequence without missing samples; one shorter than the window is returned as it is.
   *
   * @param samples equally spaced
   * @return as many smoothed samples
   */
  public float[] smooth(float[] samples) {
    float[] smoothed = samples.clone();
    int half = window / 2;
    if (samples.length < window) {
      return smoothed;
    }
    for (int i = 0; i < samples.length; i++) {
      int start = Math.min(Math.max(0, i - half), samples.length - window);
      double[] w = weights[i - start];
      double sum = 0;
      for (int k = 0; k < window; k++) {
        sum += w[k] * samples[start + k];
      }
      smoothed[i] = (float) sum;
    }
    return smoothed;
  }

  /**
   * Weights of the least-squares polynomial through a window, evaluated at an offset from its
   * centre.
   */
  private static double[] weightsAt(int window, int order, int at) {
    int half = window / 2;
    // Orthogonal polynomials on the window's points (Gram), built by Gram-Schmidt.
    double[][] basis = new double[order + 1][window];
    double[] weights = new double[window];
    for (int degree = 0; degree <= order; degree++) {
      for (int k = 0; k < window; k++) {
        basis[degree][k] = Math.pow((k - half) / (double) half, degree);
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int lower = 0; lower < degree; lower++) {
          double dot = 0;
          for (int k = 0; k < window; k++) {
            dot += basis[degree][k] * basis[lower][k];
          }
          for (int k = 0; k < window; k++) {
            basis[degree][k] -= dot * basis[lower][k];
          }
        }
      }
      double norm = 0;
      for (int k = 0; k < window; k++) {
        norm += basis[degree][k] * basis[degree][k];
      }
      norm = Math.sqrt(norm);
      for (int k = 0; k < window; k++) {
        basis[degree][k] /= norm;
      }
      for (int k = 0; k < window; k++) {
        weights[k] += basis[degree][at + half] * basis[degree][k];
      }
    }
    return weights;
  }
}
