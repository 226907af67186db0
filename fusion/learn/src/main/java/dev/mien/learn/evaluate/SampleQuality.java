package dev.mien.learn.evaluate;

import java.util.Arrays;

/** Measures for generators that sample: one input has many true answers. */
public final class SampleQuality {

  /** Samples per input that {@link #energyScore} is reported for. */
  public static final int SAMPLES = 16;

  private SampleQuality() {}

  /**
   * The energy score, smallest in expectation for samples from the true distribution (Gneiting and
   * Raftery 2007), without bias by the number of samples: 1/n Σ‖x_i − y‖ − 1/(2n(n−1)) Σ‖x_i −
   * x_j‖.
   *
   * @param samples [n][dimensions], at least 2
   * @param truth [dimensions]
   */
  public static double energyScore(double[][] samples, double[] truth) {
    int n = samples.length;
    if (n < 2) {
      throw new IllegalArgumentException(n + " samples, expected at least 2");
    }
    double toTruth = 0;
    double among = 0;
    for (int i = 0; i < n; i++) {
      toTruth += distance(samples[i], truth) / n;
      for (int j = 0; j < i; j++) {
        among += distance(samples[i], samples[j]);
      }
    }
    return toTruth - among / (n * (n - 1.0));
  }

  /**
   * Precision and recall.
   *
   * @param precision share of samples that lie within the data
   * @param recall share of the data that lies within the samples
   */
  public record PrecisionRecall(double precision, double recall) {}

  /**
   * Improved precision and recall (Kynkäänniemi et al. 2019): a point lies within a set if it's no
   * farther from some member than that member's k-th nearest neighbour in the set.
   *
   * @param data [n][dimensions], more than k
   * @param samples [m][dimensions], more than k
   * @param k neighbours, at least 1; 3 is usual
   */
  public static PrecisionRecall precisionRecall(double[][] data, double[][] samples, int k) {
    return new PrecisionRecall(within(samples, data, k), within(data, samples, k));
  }

  private static double within(double[][] points, double[][] set, int k) {
    if (k < 1 || set.length <= k || points.length == 0) {
      throw new IllegalArgumentException(
          "k is " + k + ", expected at least 1 and fewer than " + set.length + " points");
    }
    double[] radii = new double[set.length];
    for (int i = 0; i < set.length; i++) {
      double[] distances = new double[set.length];
      for (int j = 0; j < set.length; j++) {
        distances[j] = distance(set[i], set[j]);
      }
      Arrays.sort(distances);
      // the first is the member itself
      radii[i] = distances[k];
    }
    int inside = 0;
    for (double[] point : points) {
      for (int i = 0; i < set.length; i++) {
        if (distance(point, set[i]) <= radii[i]) {
          inside++;
          break;
        }
      }
    }
    return (double) inside / points.length;
  }

  /**
   * How often the truth lies in the middle 80 % of its samples, by dimension; 0.8 if the samples
   * say how unsure they may be. Quantiles are interpolated at (n + 1)·p − 1 (Weibull), which is
   * exact in expectation for any number of samples of at least 9.
   *
   * @param samples [inputs][n][dimensions], n at least 9
   * @param truth [inputs][dimensions]
   * @return in [0, 1]
   */
  public static double coverage80(double[][][] samples, double[][] truth) {
    int inside = 0;
    int total = 0;
    for (int i = 0; i < truth.length; i++) {
      int n = samples[i].length;
      if (n < 9) {
        throw new IllegalArgumentException(n + " samples, expected at least 9");
      }
      for (int d = 0; d < truth[i].length; d++) {
        double[] column = new double[n];
        for (int s = 0; s < n; s++) {
          column[s] = samples[i][s][d];
        }
        Arrays.sort(column);
        double y = truth[i][d];
        inside += y >= quantile(column, 0.1) && y <= quantile(column, 0.9) ? 1 : 0;
        total++;
      }
    }
    return total == 0 ? Double.NaN : (double) inside / total;
  }

  private static double quantile(double[] sorted, double p) {
    double at = Math.max(0, Math.min(sorted.length - 1, (sorted.length + 1) * p - 1));
    int low = (int) at;
    int high = Math.min(sorted.length - 1, low + 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  /**
   * Samples' variance against the data's, both summed over dimensions: 1 if equal, below 1 if the
   * samples vary less.
   *
   * @param samples [m][dimensions]
   * @param data [n][dimensions]
   */
  public static double varianceRatio(double[][] samples, double[][] data) {
    return variance(samples) / variance(data);
  }

  private static double variance(double[][] rows) {
    double sum = 0;
    for (int d = 0; d < rows[0].length; d++) {
      double mean = 0;
      for (double[] row : rows) {
        mean += row[d] / rows.length;
      }
      for (double[] row : rows) {
        sum += (row[d] - mean) * (row[d] - mean) / (rows.length - 1);
      }
    }
    return sum;
  }

  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }
}
