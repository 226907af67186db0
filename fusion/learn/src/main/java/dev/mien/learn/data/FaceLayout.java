package dev.mien.learn.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The mesh that a data set's truth moves, and where errors on it are measured. Arrays are shared
 * and must not be written to.
 *
 * @param template name and version, such as {@code mien-1/MEDIUM}
 * @param mean neutral positions of the average identity, metres, interleaved x, y, z
 * @param triangles three vertices per triangle
 * @param uvs per vertex u, v, origin top left; where texture charts meet, one of the places
 * @param regions by name, such as {@code nose}: one weight per vertex in [0, 1]; {@code face} is
 *     always there and says where errors count
 */
public record FaceLayout(
    String template, float[] mean, int[] triangles, float[] uvs, Map<String, float[]> regions) {

  /** Name of the region that overall errors are measured on. */
  public static final String FACE = "face";

  /** Checks the sizes. */
  public FaceLayout {
    regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
    int vertices = mean.length / 3;
    if (mean.length % 3 != 0 || uvs.length != 2 * vertices) {
      throw new IllegalArgumentException(
          "expected x, y, z and u, v for every vertex, got "
              + mean.length
              + " and "
              + uvs.length
              + " values");
    }
    for (int vertex : triangles) {
      if (vertex < 0 || vertex >= vertices) {
        throw new IllegalArgumentException("a triangle names vertex " + vertex + " of " + vertices);
      }
    }
    if (!regions.containsKey(FACE)) {
      throw new IllegalArgumentException("regions " + regions.keySet() + " lack '" + FACE + "'");
    }
    regions.forEach(
        (name, weights) -> {
          if (weights.length != vertices) {
            throw new IllegalArgumentException(
                "region "
                    + name
                    + " has "
                    + weights.length
                    + " weights, expected one for each of "
                    + vertices
                    + " vertices");
          }
        });
  }

  /** Number of vertices. */
  public int vertexCount() {
    return mean.length / 3;
  }
}
