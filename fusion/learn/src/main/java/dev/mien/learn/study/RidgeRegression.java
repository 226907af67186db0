package dev.mien.learn.study;

/**
 * Linear regression with a penalty on the weights (Hoerl and Kennard 1970): inputs are
 * standardised, then W = (XᵀX + λnI)⁻¹XᵀY by Cholesky's decomposition, in double precision. Because
 * W is linear in Y, regression onto all principal components of a shape is regression onto the
 * shape.
 */
final class RidgeRegression {

  private final double[] mean;
  private final double[] deviation;
  private final double[] outputMean;
  private final double[][] gram;
  private final double[][] cross;
  private final int rows;

  private RidgeRegression(int rows, int inputs, int outputs) {
    this.rows = rows;
    mean = new double[inputs];
    deviation = new double[inputs];
    outputMean = new double[outputs];
    gram = new double[inputs][inputs];
    cross = new double[inputs][outputs];
  }

  /**
   * Gathers the products; solutions for several penalties share them.
   *
   * @param x inputs by row
   * @param y outputs by row
   */
  static RidgeRegression of(float[][] x, float[][] y) {
    RidgeRegression result = new RidgeRegression(x.length, x[0].length, y[0].length);
    result.gather(x, y);
    return result;
  }

  private void gather(float[][] x, float[][] y) {
    int inputs = mean.length;
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < inputs; i++) {
        mean[i] += x[r][i] / (double) rows;
      }
      for (int o = 0; o < outputMean.length; o++) {
        outputMean[o] += y[r][o] / (double) rows;
      }
    }
    for (float[] row : x) {
      for (int i = 0; i < inputs; i++) {
        deviation[i] += (row[i] - mean[i]) * (row[i] - mean[i]) / rows;
      }
    }
    for (int i = 0; i < inputs; i++) {
      deviation[i] = Math.sqrt(deviation[i]) + 1e-9;
    }
    double[] z = new double[inputs];
    for (int r = 0; r < rows; r++) {
      standardise(x[r], z);
      for (int i = 0; i < inputs; i++) {
        double[] row = gram[i];
        double factor = z[i];
        if (factor == 0) {
          continue;
        }
        for (int j = 0; j <= i; j++) {
          row[j] += factor * z[j];
        }
        for (int o = 0; o < outputMean.length; o++) {
          cross[i][o] += factor * (y[r][o] - outputMean[o]);
        }
      }
    }
  }

  private void standardise(float[] x, double[] z) {
    for (int i = 0; i < z.length; i++) {
      z[i] = (x[i] - mean[i]) / deviation[i];
    }
  }

  /**
   * Standardised inputs, as the regression sees them.
   *
   * @param x inputs by row
   */
  float[][] standardised(float[][] x) {
    float[][] result = new float[x.length][mean.length];
    double[] z = new double[mean.length];
    for (int r = 0; r < x.length; r++) {
      standardise(x[r], z);
      for (int i = 0; i < z.length; i++) {
        result[r][i] = (float) z[i];
      }
    }
    return result;
  }

  /**
   * Weights for a penalty.
   *
   * @param penalty λ, above 0
   * @return [inputs][outputs], of standardised inputs
   */
  double[][] solve(double penalty) {
    int n = mean.length;
    double[][] l = new double[n][];
    for (int i = 0; i < n; i++) {
      l[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        double sum = gram[i][j] + (i == j ? penalty * rows : 0);
        double[] a = l[i];
        double[] b = l[j];
        for (int k = 0; k < j; k++) {
          sum -= a[k] * b[k];
        }
        l[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-300)) : sum / b[j];
      }
    }
    double[][] w = new double[n][];
    for (int i = 0; i < n; i++) {
      w[i] = cross[i].clone();
      for (int k = 0; k < i; k++) {
        subtract(w[i], l[i][k], w[k]);
      }
      divide(w[i], l[i][i]);
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        subtract(w[i], l[k][i], w[k]);
      }
      divide(w[i], l[i][i]);
    }
    return w;
  }

  private static void subtract(double[] from, double factor, double[] row) {
    for (int o = 0; o < from.length; o++) {
      from[o] -= factor * row[o];
    }
  }

  private static void divide(double[] row, double by) {
    for (int o = 0; o < row.length; o++) {
      row[o] /= by;
    }
  }

  /**
   * Predicts.
   *
   * @param weights as {@link #solve} gives them
   * @param x inputs by row
   */
  float[][] predict(double[][] weights, float[][] x) {
    float[][] result = new float[x.length][outputMean.length];
    double[] z = new double[mean.length];
    for (int r = 0; r < x.length; r++) {
      standardise(x[r], z);
      double[] sum = outputMean.clone();
      for (int i = 0; i < z.length; i++) {
        subtract(sum, -z[i], weights[i]);
      }
      for (int o = 0; o < sum.length; o++) {
        result[r][o] = (float) sum[o];
      }
    }
    return result;
  }
}
