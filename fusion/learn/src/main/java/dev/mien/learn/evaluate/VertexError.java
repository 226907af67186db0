package dev.mien.learn.evaluate;

import dev.mien.learn.data.FaceLayout;
import dev.mien.learn.data.Truth;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Distances between a head's vertices and where they should be, millimetres, after the prediction
 * is brought onto the truth by one similarity over the region {@code face}: e_r = Σ w_v‖A(x̂_v) −
 * x_v‖ / Σ w_v, w the region's weights. What only moves, turns or scales a head isn't an error.
 */
public final class VertexError {

  private static final double MILLIMETRES = 1000;

  private VertexError() {}

  /**
   * Errors of the neutral shape.
   *
   * @param face the mesh
   * @param predicted displacement from the mean face, metres
   * @param truth displacement from the mean face, metres
   * @return by region; {@code face} is the overall error; regions without weight are left out
   */
  public static Map<String, Double> ofShape(FaceLayout face, float[] predicted, float[] truth) {
    return byRegion(face, sum(face.mean(), predicted), sum(face.mean(), truth));
  }

  /**
   * Errors of the expression alone: both expressions are put on the true neutral face.
   *
   * @param face the mesh
   * @param predicted the expression's displacement is judged
   * @param truth gives the neutral face and the true expression
   * @return by region, as {@link #ofShape}
   */
  public static Map<String, Double> ofExpression(FaceLayout face, Truth predicted, Truth truth) {
    float[] neutral = sum(face.mean(), truth.shape());
    return byRegion(face, sum(neutral, predicted.expression()), sum(neutral, truth.expression()));
  }

  /**
   * Errors of positions.
   *
   * @param face the mesh
   * @param predicted positions, metres, interleaved x, y, z
   * @param truth positions, metres
   * @return by region, as {@link #ofShape}
   */
  public static Map<String, Double> byRegion(FaceLayout face, float[] predicted, float[] truth) {
    float[] main = face.regions().getOrDefault(FaceLayout.FACE, new float[0]);
    float[] aligned = SimilarityAlignment.of(predicted, truth, main).apply(predicted);
    double[] distances = new double[face.vertexCount()];
    for (int v = 0; v < distances.length; v++) {
      double square = 0;
      for (int i = 0; i < 3; i++) {
        double difference = aligned[3 * v + i] - truth[3 * v + i];
        square += difference * difference;
      }
      distances[v] = Math.sqrt(square) * MILLIMETRES;
    }
    Map<String, Double> errors = new LinkedHashMap<>();
    face.regions()
        .forEach(
            (name, weights) -> {
              double total = 0;
              double error = 0;
              for (int v = 0; v < distances.length; v++) {
                total += weights[v];
                error += weights[v] * distances[v];
              }
              if (total > 0) {
                errors.put(name, error / total);
              }
            });
    return errors;
  }

  static float[] sum(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "expected " + a.length + " values of a displacement, got " + b.length);
    }
    float[] sum = new float[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }
    return sum;
  }
}
