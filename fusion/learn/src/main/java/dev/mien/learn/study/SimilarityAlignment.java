package dev.mien.learn.study;

/**
 * Mean distance of corresponding points after the similarity (rotation, uniform scale, shift) that
 * brings one set nearest to the other in the least squares sense: Horn 1987, by unit quaternions,
 * with the scale that is best for moving the first onto the second.
 */
final class SimilarityAlignment {

  private SimilarityAlignment() {}

  /**
   * Mean distance after alignment.
   *
   * @param moved interleaved x, y, z
   * @param fixed as many points
   * @return in the unit of {@code fixed}
   */
  static double meanDistance(float[] moved, float[] fixed) {
    int count = moved.length / 3;
    double[] m = mean(moved);
    double[] f = mean(fixed);
    double[][] s = new double[3][3];
    double square = 0;
    for (int i = 0; i < moved.length; i += 3) {
      for (int a = 0; a < 3; a++) {
        double x = moved[i + a] - m[a];
        square += x * x;
        for (int b = 0; b < 3; b++) {
          s[a][b] += x * (fixed[i + b] - f[b]);
        }
      }
    }
    double[][] n = {
      {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
      {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
      {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
      {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}
    };
    SymmetricEigen eigen = SymmetricEigen.of(n);
    double[][] r = rotation(eigen.vectors()[0]);
    double scale = eigen.values()[0] / square;
    double sum = 0;
    for (int i = 0; i < moved.length; i += 3) {
      double distance = 0;
      for (int a = 0; a < 3; a++) {
        double turned = 0;
        for (int b = 0; b < 3; b++) {
          turned += r[a][b] * (moved[i + b] - m[b]);
        }
        double difference = scale * turned - (fixed[i + a] - f[a]);
        distance += difference * difference;
      }
      sum += Math.sqrt(distance);
    }
    return sum / count;
  }

  private static double[] mean(float[] points) {
    double[] mean = new double[3];
    for (int i = 0; i < points.length; i++) {
      mean[i % 3] += points[i] * 3.0 / points.length;
    }
    return mean;
  }

  private static double[][] rotation(double[] q) {
    double w = q[0];
    double x = q[1];
    double y = q[2];
    double z = q[3];
    return new double[][] {
      {w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)},
      {2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)},
      {2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z}
    };
  }
}
