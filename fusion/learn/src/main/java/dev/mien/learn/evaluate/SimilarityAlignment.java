package dev.mien.learn.evaluate;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * The similarity x ↦ s·R·x + t that brings points nearest to others: the minimum of Σ w‖y − s·R·x −
 * t‖² with R a rotation, never a reflection (Umeyama 1991, with weights).
 *
 * @param scale s, positive
 * @param rotation R, row by row, 9 numbers, determinant 1
 * @param translation t, in the unit of the points
 */
public record SimilarityAlignment(double scale, double[] rotation, double[] translation) {

  /**
   * The best similarity.
   *
   * @param from points x, interleaved x, y, z
   * @param to points y, as many
   * @param weights w, one per point, at least 0
   * @throws IllegalArgumentException if the sizes differ, no weight is positive or all x that count
   *     are in one place
   */
  public static SimilarityAlignment of(float[] from, float[] to, float[] weights) {
    if (from.length != to.length || from.length != 3 * weights.length) {
      throw new IllegalArgumentException(
          "expected x, y, z for each of "
              + weights.length
              + " weights, got "
              + from.length
              + " and "
              + to.length
              + " values");
    }
    double total = 0;
    for (float weight : weights) {
      total += weight;
    }
    double[] middleFrom = middle(from, weights, total);
    double[] middleTo = middle(to, weights, total);
    double spread = 0;
    DMatrixRMaj covariance = new DMatrixRMaj(3, 3);
    for (int v = 0; v < weights.length; v++) {
      for (int i = 0; i < 3; i++) {
        double x = from[3 * v + i] - middleFrom[i];
        spread += weights[v] * x * x / total;
        for (int j = 0; j < 3; j++) {
          double y = to[3 * v + j] - middleTo[j];
          covariance.add(j, i, weights[v] * y * x / total);
        }
      }
    }
    if (!(total > 0) || !(spread > 0)) {
      throw new IllegalArgumentException("no two weighted points differ, nothing can be aligned");
    }
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(3, 3, true, true, true);
    if (!svd.decompose(covariance)) {
      throw new ArithmeticException("the decomposition of a covariance didn't converge");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj vt = svd.getV(null, true);
    double[] values = svd.getSingularValues();
    double[] sign = {1, 1, 1};
    if (CommonOps_DDRM.det(u) * CommonOps_DDRM.det(vt) < 0) {
      // the direction that matters least is turned, so that nothing is mirrored
      int least = 0;
      for (int i = 1; i < 3; i++) {
        least = values[i] < values[least] ? i : least;
      }
      sign[least] = -1;
    }
    double scale = 0;
    for (int i = 0; i < 3; i++) {
      scale += sign[i] * values[i] / spread;
    }
    double[] rotation = new double[9];
    double[] translation = new double[3];
    for (int i = 0; i < 3; i++) {
      translation[i] = middleTo[i];
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          rotation[3 * i + j] += u.get(i, k) * sign[k] * vt.get(k, j);
        }
        translation[i] -= scale * rotation[3 * i + j] * middleFrom[j];
      }
    }
    return new SimilarityAlignment(scale, rotation, translation);
  }

  private static double[] middle(float[] points, float[] weights, double total) {
    double[] middle = new double[3];
    for (int v = 0; v < weights.length; v++) {
      for (int i = 0; i < 3; i++) {
        middle[i] += weights[v] * points[3 * v + i] / total;
      }
    }
    return middle;
  }

  /**
   * Moves points.
   *
   * @param points interleaved x, y, z
   * @return new array
   */
  public float[] apply(float[] points) {
    float[] moved = new float[points.length];
    for (int v = 0; v < points.length; v += 3) {
      for (int i = 0; i < 3; i++) {
        double sum = translation[i];
        for (int j = 0; j < 3; j++) {
          sum += scale * rotation[3 * i + j] * points[v + j];
        }
        moved[v + i] = (float) sum;
      }
    }
    return moved;
  }

  /**
   * Mean distance of corresponding points after the best similarity, all points alike.
   *
   * @param moved interleaved x, y, z
   * @param fixed as many points
   * @return in the unit of {@code fixed}
   */
  public static double meanDistance(float[] moved, float[] fixed) {
    float[] weights = new float[fixed.length / 3];
    Arrays.fill(weights, 1);
    float[] aligned = of(moved, fixed, weights).apply(moved);
    double sum = 0;
    for (int v = 0; v < fixed.length; v += 3) {
      double square = 0;
      for (int i = v; i < v + 3; i++) {
        square += Math.pow((double) aligned[i] - fixed[i], 2);
      }
      sum += Math.sqrt(square);
    }
    return sum / weights.length;
  }
}
