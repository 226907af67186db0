package dev.mien.geometry.head.internal;

/** Natural cubic spline through points with rising abscissae. */
final class CubicSpline {
  private final double[] x;
  private final double[] y;
  private final double[] second;

  CubicSpline(double[] x, double[] y) {
    this.x = x.clone();
    this.y = y.clone();
    int n = x.length;
    second = new double[n];
    double[] u = new double[n];
    for (int i = 1; i < n - 1; i++) {
      double sig = (x[i] - x[i - 1]) / (x[i + 1] - x[i - 1]);
      double p = sig * second[i - 1] + 2;
      second[i] = (sig - 1) / p;
      double slope = (y[i + 1] - y[i]) / (x[i + 1] - x[i]) - (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
      u[i] = (6 * slope / (x[i + 1] - x[i - 1]) - sig * u[i - 1]) / p;
    }
    for (int i = n - 2; i >= 0; i--) {
      second[i] = second[i] * second[i + 1] + u[i];
    }
  }

  /** Value at t; beyond the ends the outermost value. */
  double at(double t) {
    int n = x.length;
    if (t <= x[0]) {
      return y[0];
    }
    if (t >= x[n - 1]) {
      return y[n - 1];
    }
    int hi = 1;
    while (x[hi] < t) {
      hi++;
    }
    int lo = hi - 1;
    double h = x[hi] - x[lo];
    double a = (x[hi] - t) / h;
    double b = (t - x[lo]) / h;
    return a * y[lo]
        + b * y[hi]
        + ((a * a * a - a) * second[lo] + (b * b * b - b) * second[hi]) * h * h / 6;
  }
}
