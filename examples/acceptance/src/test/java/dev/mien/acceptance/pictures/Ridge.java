package dev.mien.acceptance.pictures;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Ridge regression of many targets on many features at once: the sums of products of each fold of
 * the samples are kept, so that a fit without one of them costs no second look at the samples.
 */
final class Ridge {

  private final int n;
  private final int targets;
  private final double[][] products; // [folds, n * n], lower triangles
  private final double[][] right; // [folds, targets * n]
  private final double[] mean;
  private final double[] targetMean;

  /**
   * Sums up.
   *
   * @param x [samples][features]
   * @param y [samples][targets]
   * @param fold [samples], the fold of each, from 0
   * @param folds how many
   */
  Ridge(List<float[]> x, List<double[]> y, int[] fold, int folds) {
    n = x.get(0).length;
    targets = y.get(0).length;
    mean = new double[n];
    targetMean = new double[targets];
    for (int s = 0; s < x.size(); s++) {
      for (int i = 0; i < n; i++) {
        mean[i] += x.get(s)[i] / x.size();
      }
      for (int t = 0; t < targets; t++) {
        targetMean[t] += y.get(s)[t] / x.size();
      }
    }
    products = new double[folds][n * n];
    right = new double[folds][targets * n];
    double[] row = new double[n];
    for (int s = 0; s < x.size(); s++) {
      for (int i = 0; i < n; i++) {
        row[i] = x.get(s)[i] - mean[i];
      }
      double[] sum = products[fold[s]];
      for (int i = 0; i < n; i++) {
        double value = row[i];
        int at = i * n;
        for (int k = 0; k <= i; k++) {
          sum[at + k] += value * row[k];
        }
      }
      for (int t = 0; t < targets; t++) {
        double value = y.get(s)[t] - targetMean[t];
        for (int i = 0; i < n; i++) {
          right[fold[s]][t * n + i] += value * row[i];
        }
      }
    }
  }

  /** Mean of each feature, which weights refer to. */
  double[] mean() {
    return mean.clone();
  }

  /** Mean of each target, told where all features are at their means. */
  double[] targetMean() {
    return targetMean.clone();
  }

  /**
   * Weights.
   *
   * @param without the fold left out, below 0 for none
   * @param ridge how strongly weights tend to 0, relative to a feature's mean square
   * @return [targets][features]
   */
  double[][] weights(int without, double ridge) {
    double[] a = new double[n * n];
    double[][] w = new double[targets][n];
    for (int f = 0; f < products.length; f++) {
      if (f != without) {
        for (int i = 0; i < a.length; i++) {
          a[i] += products[f][i];
        }
        for (int t = 0; t < targets; t++) {
          for (int i = 0; i < n; i++) {
            w[t][i] += right[f][t * n + i];
          }
        }
      }
    }
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += a[i * n + i];
    }
    for (int i = 0; i < n; i++) {
      a[i * n + i] += ridge * trace / n;
    }
    decompose(a);
    for (double[] target : w) {
      solve(a, target);
    }
    return w;
  }

  /** Cholesky's decomposition of a lower triangle, in place. */
  private void decompose(double[] a) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k <= i; k++) {
        double sum = a[i * n + k];
        int one = i * n;
        int other = k * n;
        double s0 = 0;
        double s1 = 0;
        int j = 0;
        for (; j + 1 < k; j += 2) {
          s0 += a[one + j] * a[other + j];
          s1 += a[one + j + 1] * a[other + j + 1];
        }
        if (j < k) {
          s0 += a[one + j] * a[other + j];
        }
        sum -= s0 + s1;
        a[one + k] = i == k ? Math.sqrt(sum) : sum / a[k * n + k];
      }
    }
  }

  private void solve(double[] l, double[] b) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        b[i] -= l[i * n + k] * b[k];
      }
      b[i] /= l[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      b[i] /= l[i * n + i];
      for (int k = 0; k < i; k++) {
        b[k] -= l[i * n + k] * b[i];
      }
    }
  }

  /**
   * Principal axes of the features over all folds, by subspace iteration.
   *
   * @param count how many
   * @param samples how many samples there were
   * @return [count][features], each as long as its standard deviation
   */
  double[][] axes(int count, int samples) {
    double[] a = new double[n * n];
    for (double[] fold : products) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k <= i; k++) {
          a[i * n + k] += fold[i * n + k] / samples;
          a[k * n + i] = a[i * n + k];
        }
      }
    }
    SplittableRandom random = new SplittableRandom(7);
    double[][] axes = new double[count][n];
    for (double[] axis : axes) {
      for (int i = 0; i < n; i++) {
        axis[i] = random.nextDouble() - 0.5;
      }
    }
    double[] variances = new double[count];
    for (int round = 0; round < 40; round++) {
      for (int c = 0; c < count; c++) {
        double[] next = new double[n];
        for (int i = 0; i < n; i++) {
          double sum = 0;
          for (int k = 0; k < n; k++) {
            sum += a[i * n + k] * axes[c][k];
          }
          next[i] = sum;
        }
        for (int before = 0; before < c; before++) {
          double along = dot(next, axes[before]);
          for (int i = 0; i < n; i++) {
            next[i] -= along * axes[before][i];
          }
        }
        variances[c] = Math.sqrt(dot(next, next));
        for (int i = 0; i < n; i++) {
          axes[c][i] = next[i] / variances[c];
        }
      }
    }
    for (int c = 0; c < count; c++) {
      for (int i = 0; i < n; i++) {
        axes[c][i] *= Math.sqrt(variances[c]);
      }
    }
    return axes;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
