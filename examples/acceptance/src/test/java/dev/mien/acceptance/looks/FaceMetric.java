package dev.mien.acceptance.looks;

import java.util.ArrayList;
import java.util.List;

/**
 * How alike two descriptors are, once what light and pose do to one face is discounted: the cosine
 * of the angle between their differences from the average face, by the Mahalanobis metric of the
 * scatter within people. Average and scatter are learned from pictures of people who aren't
 * compared.
 */
final class FaceMetric {

  /** The scatter's share that is taken to be the same in every direction. */
  private static final double RIDGE = 0.2;

  private final double[] average;
  private final double[][] within;
  private final double[][] lower;

  private FaceMetric(double[] average, double[][] within, double[][] lower) {
    this.average = average;
    this.within = within;
    this.lower = lower;
  }

  /**
   * Learns from people, each in several pictures.
   *
   * @param people descriptors, by person and picture
   */
  static FaceMetric learn(List<List<float[]>> people) {
    List<double[]> scatter = new ArrayList<>();
    double[] average = new double[people.get(0).get(0).length];
    for (List<float[]> pictures : people) {
      double[] mean = new double[pictures.get(0).length];
      for (float[] picture : pictures) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += picture[i] / pictures.size();
        }
      }
      for (int i = 0; i < mean.length; i++) {
        average[i] += mean[i] / people.size();
      }
      for (float[] picture : pictures) {
        double[] off = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
          off[i] = picture[i] - mean[i];
        }
        scatter.add(off);
      }
    }
    double[][] within = scatter.toArray(new double[0][]);
    int n = within.length;
    double[][] gram = new double[n][n];
    double trace = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(within[i], within[j]);
      }
      trace += gram[i][i];
    }
    double ridge = RIDGE * trace / n;
    for (int i = 0; i < n; i++) {
      gram[i][i] += ridge;
    }
    return new FaceMetric(average, within, cholesky(gram));
  }

  /** Where a descriptor lies from the average: itself, then what the metric takes off. */
  record Place(double[] offset, double[] discount) {}

  /** Where a descriptor lies. */
  Place place(float[] descriptor) {
    double[] offset = new double[descriptor.length];
    for (int k = 0; k < offset.length; k++) {
      offset[k] = descriptor[k] - average[k];
    }
    int n = within.length;
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = dot(within[i], offset);
      for (int j = 0; j < i; j++) {
        sum -= lower[i][j] * b[j];
      }
      b[i] = sum / lower[i][i];
    }
    return new Place(offset, b);
  }

  /** Cosine of the angle between two places as seen from the average, in [-1, 1]. */
  static double likeness(Place a, Place b) {
    return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
  }

  /** Inner product by the Woodbury identity, up to a factor. */
  private static double product(Place a, Place b) {
    return dot(a.offset, b.offset) - dot(a.discount, b.discount);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[][] cholesky(double[][] a) {
    int n = a.length;
    double[][] l = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    return l;
  }
}
