package dev.mien.animation.solve;

/**
 * Minimises |A a - x|^2 + lambda |a|_1 + mu |a - a0|^2 subject to 0 <= a <= 1, by cyclic coordinate
 * descent on the normal equations, which is exact for this convex problem. Not thread-safe.
 */
public final class BoundedLeastSquares {

  private static final int MAX_SWEEPS = 500;
  private static final double TOLERANCE = 1e-7;

  private final int unknowns;
  private final double[] gram;
  private final double[][] columns;

  /**
   * Prepares a basis.
   *
   * @param columns one column of A per unknown, all of the same length
   */
  public BoundedLeastSquares(double[][] columns) {
    this.unknowns = columns.length;
    this.columns = columns;
    this.gram = new double[unknowns * unknowns];
    for (int i = 0; i < unknowns; i++) {
      if (columns[i].length != columns[0].length) {
        throw new IllegalArgumentException(
            "column " + i + " has " + columns[i].length + " rows, expected " + columns[0].length);
      }
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int row = 0; row < columns[i].length; row++) {
          dot += columns[i][row] * columns[j][row];
        }
        gram[i * unknowns + j] = dot;
        gram[j * unknowns + i] = dot;
      }
    }
  }

  /**
   * Solves for one measurement.
   *
   * @param target x, as long as a column
   * @param sparsity lambda, not negative
   * @param inertia mu, not negative
   * @param weights on entry a0 and the starting point, each in [0, 1]; on return the solution
   * @return the residual |A a - x|^2
   */
  public double solve(double[] target, double sparsity, double inertia, double[] weights) {
    double[] linear = new double[unknowns];
    double targetSquares = 0;
    for (double value : target) {
      targetSquares += value * value;
    }
    double[] start = weights.clone();
    double[] pull = new double[unknowns];
    for (int i = 0; i < unknowns; i++) {
      double dot = 0;
      for (int row = 0; row < target.length; row++) {
        dot += columns[i][row] * target[row];
      }
      linear[i] = dot;
      pull[i] = dot - sparsity / 2 + inertia * start[i];
    }
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      double largest = 0;
      for (int i = 0; i < unknowns; i++) {
        double diagonal = gram[i * unknowns + i] + inertia;
        if (diagonal <= 0) {
          continue;
        }
        double sum = pull[i];
        for (int j = 0; j < unknowns; j++) {
          if (j != i) {
            sum -= gram[i * unknowns + j] * weights[j];
          }
        }
        double updated = Math.min(1, Math.max(0, sum / diagonal));
        largest = Math.max(largest, Math.abs(updated - weights[i]));
        weights[i] = updated;
      }
      if (largest < TOLERANCE) {
        break;
      }
    }
    double residual = targetSquares;
    for (int i = 0; i < unknowns; i++) {
      double row = 0;
      for (int j = 0; j < unknowns; j++) {
        row += gram[i * unknowns + j] * weights[j];
      }
      residual += weights[i] * (row - 2 * linear[i]);
    }
    return Math.max(0, residual);
  }
}
