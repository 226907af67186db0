package dev.mien.geometry.head.internal;

/**
 * Finds the displacements that bring every dimension with a norm to what is asked for, by Newton's
 * method on the probes alone: lengths are met in the first step, angles in a few.
 */
final class NormSolver {

  private static final int STEPS = 12;

  /** Millimetres and degrees. */
  private static final double CLOSE = 1e-7;

  /** No parameter of an angle moves further in one step, centimetres. */
  private static final double LONGEST_STEP = 1.5;

  private static final double SINGULAR = 1e-3;

  /** Distance of the cornea's apex from the eyeball's centre over the eyeball's radius. */
  private static final double CORNEA = 1.055;

  private final ShapeBasis basis;
  private final double[] apex = new double[3];

  /**
   * A solver for one head.
   *
   * @param eyeRadius of its eyeballs, centimetres
   */
  NormSolver(ShapeBasis basis, double eyeRadius) {
    this.basis = basis;
    apex[2] = eyeRadius * CORNEA - HeadShape.SUNK * (eyeRadius - Sculpt.EYE_RADIUS);
  }

  /**
   * Sets the coefficients of the parameters with a norm.
   *
   * @param c coefficients of the basis, those without a norm given
   * @param wanted millimetres or degrees, one per normed parameter
   */
  void solve(double[] c, double[] wanted) {
    int n = basis.normed.length;
    double[][] rows = new double[n][n + 1];
    for (int step = 0; step < STEPS; step++) {
      double[] points = points(c);
      double worst = 0;
      for (int i = 0; i < n; i++) {
        double[] p = gather(points, basis.probes[i]);
        double[] gradient = basis.measures[i].gradient(p);
        rows[i][n] = wanted[i] - basis.measures[i].of(p);
        worst = Math.max(worst, Math.abs(rows[i][n]));
        for (int j = 0; j < n; j++) {
          rows[i][j] = change(gradient, basis.probes[i], basis.probeFields[basis.normed[j]]);
        }
      }
      if (worst < CLOSE) {
        return;
      }
      eliminate(rows);
      for (int j = 0; j < n; j++) {
        double move = rows[j][n];
        if (!basis.measures[j].isLinear()) {
          move = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, move));
        }
        c[basis.normed[j]] += move;
      }
    }
  }

  /** What every normed parameter measures with these coefficients, millimetres or degrees. */
  double[] measure(double[] c) {
    double[] points = points(c);
    double[] result = new double[basis.normed.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = basis.measures[i].of(gather(points, basis.probes[i]));
    }
    return result;
  }

  /** Change of a linear measure by a parameter's unit, millimetres per centimetre. */
  double response(int row, int parameter) {
    double[] p = gather(basis.probeRest, basis.probes[row]);
    return change(basis.measures[row].gradient(p), basis.probes[row], basis.probeFields[parameter]);
  }

  private double[] points(double[] c) {
    double[] points = basis.probeRest.clone();
    for (int k = 0; k < c.length; k++) {
      if (c[k] != 0) {
        double[] field = basis.probeFields[k];
        for (int i = 0; i < points.length; i++) {
          points[i] += c[k] * field[i];
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      points[i] += apex[i];
    }
    return points;
  }

  private static double[] gather(double[] points, int[] places) {
    double[] p = new double[3 * places.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        System.arraycopy(points, 3 * places[i], p, 3 * i, 3);
      }
    }
    return p;
  }

  private static double change(double[] gradient, int[] places, double[] field) {
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      if (places[i] >= 0) {
        for (int k = 0; k < 3; k++) {
          sum += gradient[3 * i + k] * field[3 * places[i] + k];
        }
      }
    }
    return sum;
  }

  /** Gauss and Jordan's elimination with pivots; leaves the solution in the last column. */
  private void eliminate(double[][] a) {
    int n = a.length;
    for (int col = 0; col < n; col++) {
      int pivot = col;
      for (int r = col + 1; r < n; r++) {
        if (Math.abs(a[r][col]) > Math.abs(a[pivot][col])) {
          pivot = r;
        }
      }
      double[] swap = a[col];
      a[col] = a[pivot];
      a[pivot] = swap;
      if (Math.abs(a[col][col]) < SINGULAR) {
        throw new IllegalStateException(
            "no displacement changes "
                + basis.dimensions.get(basis.normed[col]).id()
                + " independently of the others");
      }
      for (int r = 0; r < n; r++) {
        double factor = r == col ? 0 : a[r][col] / a[col][col];
        if (factor != 0) {
          for (int k = col; k <= n; k++) {
            a[r][k] -= factor * a[col][k];
          }
        }
      }
    }
    for (int col = 0; col < n; col++) {
      a[col][n] /= a[col][col];
    }
  }
}
