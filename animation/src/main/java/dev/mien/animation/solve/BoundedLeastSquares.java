package dev.mien.animation.solve;

/**
 * Minimises |A a - x|^2 + lambda |a|_1 + mu |a - a0|^2 subject to {@code 0 <= a <= 1}, by the
 * active-set method of C. L. Lawson and R. J. Hanson (1974) as extended to two bounds by P. B.
 * Stark and R. L. Parker (1995), on the normal equations. Not thread-safe.
 */
public final class BoundedLeastSquares {

  private static final int MAX_ROUNDS = 200;
  private static final double TOLERANCE = 1e-9;

  /** Keeps the system solvable where columns are copies of one another. */
  private static final double RIDGE = 1e-10;

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
    return solve(target, sparsity, inertia, weights, new boolean[unknowns]);
  }

  /**
   * As {@link #solve(double[], double, double, double[])}, with some unknowns left out.
   *
   * @param target x, as long as a column
   * @param sparsity lambda, not negative
   * @param inertia mu, not negative
   * @param weights on entry a0 and the starting point, each in [0, 1]; on return the solution
   * @param barred unknowns that are 0
   * @return the residual |A a - x|^2
   */
  double solve(
      double[] target, double sparsity, double inertia, double[] weights, boolean[] barred) {
    for (int i = 0; i < unknowns; i++) {
      weights[i] = barred[i] ? 0 : weights[i];
    }
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
    boolean[] free = new boolean[unknowns];
    for (int i = 0; i < unknowns; i++) {
      free[i] = weights[i] > 0 && weights[i] < 1;
    }
    for (int round = 0; round < MAX_ROUNDS; round++) {
      while (!settle(free, pull, inertia, weights)) {
        // A variable has hit its bound; the rest settles anew.
      }
      int released = mostEager(free, barred, pull, inertia, weights);
      if (released < 0) {
        break;
      }
      free[released] = true;
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

  /**
   * Moves the free variables towards the minimum that they would have without bounds.
   *
   * @return whether they got there; if not, one of them has been fixed at its bound
   */
  private boolean settle(boolean[] free, double[] pull, double inertia, double[] weights) {
    int[] index = new int[unknowns];
    int count = 0;
    for (int i = 0; i < unknowns; i++) {
      if (free[i]) {
        index[count++] = i;
      }
    }
    if (count == 0) {
      return true;
    }
    double[][] matrix = new double[count][count];
    double[] right = new double[count];
    for (int a = 0; a < count; a++) {
      right[a] = pull[index[a]];
      for (int j = 0; j < unknowns; j++) {
        if (!free[j]) {
          right[a] -= gram[index[a] * unknowns + j] * weights[j];
        }
      }
      for (int b = 0; b < count; b++) {
        matrix[a][b] = gram[index[a] * unknowns + index[b]];
      }
      matrix[a][a] += inertia + RIDGE * (gram[index[a] * unknowns + index[a]] + 1e-30);
    }
    choleskySolve(matrix, right);
    double step = 1;
    int blocking = -1;
    for (int a = 0; a < count; a++) {
      double from = weights[index[a]];
      double reach =
          right[a] < 0
              ? from / (from - right[a])
              : right[a] > 1 ? (1 - from) / (right[a] - from) : 1;
      if ((right[a] < 0 || right[a] > 1) && reach <= step) {
        step = reach;
        blocking = a;
      }
    }
    for (int a = 0; a < count; a++) {
      weights[index[a]] += step * (right[a] - weights[index[a]]);
    }
    if (blocking < 0) {
      return true;
    }
    weights[index[blocking]] = right[blocking] < 0 ? 0 : 1;
    free[index[blocking]] = false;
    return false;
  }

  /** The bound variable whose release lowers the sum fastest, or -1 if none does. */
  private int mostEager(
      boolean[] free, boolean[] barred, double[] pull, double inertia, double[] weights) {
    int best = -1;
    double steepest = TOLERANCE;
    for (int i = 0; i < unknowns; i++) {
      double diagonal = gram[i * unknowns + i] + inertia;
      if (free[i] || barred[i] || diagonal <= 0) {
        continue;
      }
      double slope = pull[i] - inertia * weights[i];
      for (int j = 0; j < unknowns; j++) {
        slope -= gram[i * unknowns + j] * weights[j];
      }
      double eagerness = (weights[i] <= 0 ? slope : -slope) / diagonal;
      if (eagerness > steepest) {
        steepest = eagerness;
        best = i;
      }
    }
    return best;
  }

  /** Solves a symmetric positive definite system in place; {@code right} becomes the solution. */
  private static void choleskySolve(double[][] matrix, double[] right) {
    int n = right.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / matrix[j][j];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        right[i] -= matrix[i][k] * right[k];
      }
      right[i] /= matrix[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        right[i] -= matrix[k][i] * right[k];
      }
      right[i] /= matrix[i][i];
    }
  }
}
