package dev.mien.learn.linear;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Linear regression with a penalty on the weights, W = (XᵀX + λnI)⁻¹XᵀY on centred inputs and
 * outputs (Hoerl and Kennard 1970). The products are gathered once; solutions for several penalties
 * share them. Because W is linear in Y, regression onto all principal components of a shape is
 * regression onto the shape. Immutable and thread-safe.
 */
public final class RidgeRegression {

  /** What keeps an input that never changes from being divided by nothing. */
  private static final double LEAST_DEVIATION = 1e-9;

  private final double[] mean;
  private final double[] deviation;
  private final double[] outputMean;
  private final DMatrixRMaj gram;
  private final DMatrixRMaj cross;
  private final int rows;

  private RidgeRegression(float[][] x, float[][] y, boolean standardise) {
    rows = x.length;
    mean = means(x);
    outputMean = means(y);
    deviation = deviations(x, mean, standardise);
    DMatrixRMaj inputs = new DMatrixRMaj(standardised(x));
    DMatrixRMaj outputs = new DMatrixRMaj(rows, outputMean.length);
    for (int r = 0; r < rows; r++) {
      for (int o = 0; o < outputMean.length; o++) {
        outputs.set(r, o, y[r][o] - outputMean[o]);
      }
    }
    gram = new DMatrixRMaj(mean.length, mean.length);
    CommonOps_DDRM.multInner(inputs, gram);
    cross = new DMatrixRMaj(mean.length, outputMean.length);
    CommonOps_DDRM.multTransA(inputs, outputs, cross);
  }

  /**
   * Gathers the products of centred inputs: the penalty weighs them as they are.
   *
   * @param x inputs by row, at least one row
   * @param y outputs by row
   */
  public static RidgeRegression centred(float[][] x, float[][] y) {
    check(x, y);
    return new RidgeRegression(x, y, false);
  }

  /**
   * Gathers the products of inputs that are centred and divided by their deviations: the penalty
   * weighs all alike.
   *
   * @param x inputs by row, at least one row
   * @param y outputs by row
   */
  public static RidgeRegression standardised(float[][] x, float[][] y) {
    check(x, y);
    return new RidgeRegression(x, y, true);
  }

  private static void check(float[][] x, float[][] y) {
    if (x.length == 0 || x.length != y.length) {
      throw new IllegalArgumentException(
          x.length + " rows of inputs and " + y.length + " of outputs, expected as many");
    }
  }

  private static double[] means(float[][] values) {
    double[] means = new double[values[0].length];
    for (float[] row : values) {
      for (int i = 0; i < means.length; i++) {
        means[i] += (double) row[i] / values.length;
      }
    }
    return means;
  }

  private static double[] deviations(float[][] x, double[] mean, boolean standardise) {
    double[] deviations = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (int r = 0; standardise && r < x.length; r++) {
        sum += (x[r][i] - mean[i]) * (x[r][i] - mean[i]) / x.length;
      }
      deviations[i] = standardise ? Math.sqrt(sum) + LEAST_DEVIATION : 1;
    }
    return deviations;
  }

  /**
   * Inputs as the regression sees them.
   *
   * @param x inputs by row
   */
  public double[][] standardised(float[][] x) {
    double[][] z = new double[x.length][];
    for (int r = 0; r < x.length; r++) {
      z[r] = standardised(x[r]);
    }
    return z;
  }

  private double[] standardised(float[] x) {
    double[] z = new double[mean.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = (x[i] - mean[i]) / deviation[i];
    }
    return z;
  }

  /**
   * The solution for a penalty.
   *
   * @param penalty λ, above 0
   * @throws ArithmeticException if inputs depend on one another so much that it has none
   */
  public Fit solve(double penalty) {
    DMatrixRMaj matrix = gram.copy();
    for (int i = 0; i < matrix.numRows; i++) {
      matrix.add(i, i, penalty * rows);
    }
    DMatrixRMaj weights = new DMatrixRMaj(matrix.numRows, cross.numCols);
    if (matrix.numRows > 0 && !CommonOps_DDRM.solveSPD(matrix, cross, weights)) {
      throw new ArithmeticException(
          "normal equations with penalty " + penalty + " aren't positive definite");
    }
    return new Fit(this, weights, penalty);
  }

  /** A solution. Immutable and thread-safe. */
  public static final class Fit {
    private final RidgeRegression of;
    private final DMatrixRMaj weights;
    private final double penalty;

    private Fit(RidgeRegression of, DMatrixRMaj weights, double penalty) {
      this.of = of;
      this.weights = weights;
      this.penalty = penalty;
    }

    /** λ. */
    public double penalty() {
      return penalty;
    }

    /** Numbers learned: weights and means of the outputs. */
    public int parameters() {
      return weights.getNumElements() + of.outputMean.length;
    }

    /**
     * Predicts.
     *
     * @param x one row of inputs
     */
    public float[] predict(float[] x) {
      double[] z = of.standardised(x);
      double[] sum = of.outputMean.clone();
      int columns = weights.numCols;
      for (int i = 0; i < z.length; i++) {
        if (z[i] != 0) {
          for (int o = 0; o < columns; o++) {
            sum[o] += z[i] * weights.data[i * columns + o];
          }
        }
      }
      float[] predicted = new float[columns];
      for (int o = 0; o < columns; o++) {
        predicted[o] = (float) sum[o];
      }
      return predicted;
    }

    /**
     * Predicts.
     *
     * @param x inputs by row
     */
    public float[][] predict(float[][] x) {
      float[][] predicted = new float[x.length][];
      for (int r = 0; r < x.length; r++) {
        predicted[r] = predict(x[r]);
      }
      return predicted;
    }
  }
}
