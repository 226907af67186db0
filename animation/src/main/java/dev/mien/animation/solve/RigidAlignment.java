package dev.mien.animation.solve;

import org.joml.Quaterniond;
import org.joml.Vector3d;

/**
 * The rotation and translation that bring one set of points closest to another, in the
 * least-squares sense, without scaling (B. K. P. Horn, "Closed-form solution of absolute
 * orientation using unit quaternions", 1987; the quaternion is found by repeated squaring of its
 * matrix).
 *
 * @param rotation unit quaternion
 * @param translation metres, applied after the rotation
 */
public record RigidAlignment(Quaterniond rotation, Vector3d translation) {

  /**
   * Aligns points.
   *
   * @param from interleaved x, y, z
   * @param to as many points
   * @param weights one per point, not negative, not all 0
   */
  public static RigidAlignment of(double[] from, double[] to, double[] weights) {
    if (from.length != to.length || from.length != 3 * weights.length || weights.length < 3) {
      throw new IllegalArgumentException(
          "need at least three points and one weight each, got "
              + from.length / 3
              + ", "
              + to.length / 3
              + " and "
              + weights.length);
    }
    Vector3d a = centroid(from, weights);
    Vector3d b = centroid(to, weights);
    double[][] s = new double[3][3];
    for (int p = 0; p < weights.length; p++) {
      double[] u = {from[3 * p] - a.x, from[3 * p + 1] - a.y, from[3 * p + 2] - a.z};
      double[] v = {to[3 * p] - b.x, to[3 * p + 1] - b.y, to[3 * p + 2] - b.z};
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          s[i][j] += weights[p] * u[i] * v[j];
        }
      }
    }
    double[][] n = {
      {s[0][0] + s[1][1] + s[2][2], s[1][2] - s[2][1], s[2][0] - s[0][2], s[0][1] - s[1][0]},
      {s[1][2] - s[2][1], s[0][0] - s[1][1] - s[2][2], s[0][1] + s[1][0], s[2][0] + s[0][2]},
      {s[2][0] - s[0][2], s[0][1] + s[1][0], s[1][1] - s[0][0] - s[2][2], s[1][2] + s[2][1]},
      {s[0][1] - s[1][0], s[2][0] + s[0][2], s[1][2] + s[2][1], s[2][2] - s[0][0] - s[1][1]}
    };
    double[] q = largestEigenvector(n);
    Quaterniond rotation = new Quaterniond(q[1], q[2], q[3], q[0]).normalize();
    Vector3d translation = new Vector3d(b).sub(rotation.transform(new Vector3d(a)));
    return new RigidAlignment(rotation, translation);
  }

  /**
   * Applies the motion to points.
   *
   * @param points interleaved x, y, z
   * @return new array
   */
  public double[] apply(double[] points) {
    double[] moved = new double[points.length];
    Vector3d point = new Vector3d();
    for (int p = 0; p < points.length; p += 3) {
      rotation.transform(point.set(points[p], points[p + 1], points[p + 2])).add(translation);
      moved[p] = point.x;
      moved[p + 1] = point.y;
      moved[p + 2] = point.z;
    }
    return moved;
  }

  private static Vector3d centroid(double[] points, double[] weights) {
    Vector3d sum = new Vector3d();
    double total = 0;
    for (int p = 0; p < weights.length; p++) {
      sum.add(
          weights[p] * points[3 * p],
          weights[p] * points[3 * p + 1],
          weights[p] * points[3 * p + 2]);
      total += weights[p];
    }
    return sum.div(total);
  }

  private static double[] largestEigenvector(double[][] symmetric) {
    // Shifted by the largest absolute row sum, every eigenvalue is positive and the largest
    // dominates.
    double shift = 0;
    for (double[] row : symmetric) {
      double sum = 0;
      for (double value : row) {
        sum += Math.abs(value);
      }
      shift = Math.max(shift, sum);
    }
    double[][] power = new double[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        power[i][j] = symmetric[i][j] + (i == j ? shift : 0);
      }
    }
    // Squaring the matrix converges in a few steps even where eigenvalues lie close together.
    for (int step = 0; step < 40; step++) {
      double trace = power[0][0] + power[1][1] + power[2][2] + power[3][3];
      double[][] squared = new double[4][4];
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          for (int k = 0; k < 4; k++) {
            squared[i][j] += power[i][k] * power[k][j] / (trace * trace);
          }
        }
      }
      power = squared;
    }
    int best = 0;
    for (int column = 1; column < 4; column++) {
      if (power[column][column] > power[best][best]) {
        best = column;
      }
    }
    return new double[] {power[0][best], power[1][best], power[2][best], power[3][best]};
  }
}
