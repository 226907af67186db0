package dev.mien.acceptance.looks;

import java.util.List;

/**
 * How unlike two descriptors are, once what light and pose do to one face is discounted: the
 * Mahalanobis distance of the scatter within people, learned from pictures of people who aren't
 * compared.
 */
final class FaceMetric {

  /** The scatter's share that is taken to be the same in every direction. */
  private static final double RIDGE = 0.2;

  private final double[][] within;
  private final double[][] lower;

  private FaceMetric(double[][] within, double[][] lower) {
    this.within = within;
    this.lower = lower;
  }

  /**
   * Learns from people, each in several pictures.
   *
   * @param people descriptors, by person and picture
   */
  static FaceMetric learn(List<List<float[]>> people) {
    List<double[]> scatter = new java.util.ArrayList<>();
    for (List<float[]> pictures : people) {
      double[] mean = new double[pictures.get(0).length];
      for (float[] picture : pictures) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += picture[i] / pictures.size();
        }
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
    return new FaceMetric(within, cholesky(gram));
  }

  /** A descriptor's coordinates: itself, then what the metric takes off. */
  record Place(float[] descriptor, double[] discount) {}

  /** Where a descriptor lies. */
  Place place(float[] descriptor) {
    int n = within.length;
    double[] b = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < descriptor.length; k++) {
        sum += within[i][k] * descriptor[k];
      }
      for (int j = 0; j < i; j++) {
        sum -= lower[i][j] * b[j];
      }
      b[i] = sum / lower[i][i];
    }
    return new Place(descriptor, b);
  }

  /** Squared distance by the Woodbury identity, up to a factor. */
  double distance(Place a, Place b) {
    double sum = 0;
    for (int i = 0; i < a.descriptor.length; i++) {
      double d = a.descriptor[i] - b.descriptor[i];
      sum += d * d;
    }
    for (int i = 0; i < a.discount.length; i++) {
      double d = a.discount[i] - b.discount[i];
      sum -= d * d;
    }
    return sum;
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
