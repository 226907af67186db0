package dev.mien.io.facemodel;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A face as a mean shape plus weighted displacements: identity modes and expression shapes (Blanz
 * and Vetter 1999). Space is that of {@link dev.mien.core}: metres, +Y up, the face looks along +Z.
 * Arrays are shared and must not be written to.
 *
 * @param name and version of the model
 * @param licence SPDX identifier or a sentence
 * @param mean neutral positions of the average identity, metres, interleaved x, y, z
 * @param uvs per vertex u, v, origin top left; where texture charts meet, one of the places
 * @param surfaces what the mesh consists of
 * @param modes identity modes in the order of falling variance: displacements from the mean at a
 *     coefficient of 1 (one standard deviation), metres, interleaved x, y, z
 * @param expressions shapes by name: displacements from neutral at a weight of 1, metres,
 *     interleaved x, y, z
 * @param groups named lists of vertices, in the order that the model gives them
 */
public record LinearFaceModel(
    String name,
    String licence,
    float[] mean,
    float[] uvs,
    List<Surface> surfaces,
    List<float[]> modes,
    Map<String, float[]> expressions,
    Map<String, int[]> groups) {

  /**
   * A part of the mesh with one material.
   *
   * @param name of the material
   * @param triangles three vertices each, counter-clockwise seen from outside
   */
  public record Surface(String name, int[] triangles) {}

  /** Copies the collections and checks that the arrays belong together. */
  public LinearFaceModel {
    surfaces = List.copyOf(surfaces);
    modes = List.copyOf(modes);
    expressions = Collections.unmodifiableMap(new LinkedHashMap<>(expressions));
    groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    int vertices = mean.length / 3;
    if (mean.length % 3 != 0 || uvs.length != 2 * vertices) {
      throw new IllegalArgumentException(
          "expected x, y, z and u, v for every vertex, got "
              + mean.length
              + " and "
              + uvs.length
              + " values");
    }
    for (int k = 0; k < modes.size(); k++) {
      checkLength("identity mode " + k, modes.get(k), mean.length);
    }
    expressions.forEach((key, shape) -> checkLength("expression " + key, shape, mean.length));
    surfaces.forEach(surface -> checkVertices(surface.name(), surface.triangles(), vertices));
    groups.forEach((key, group) -> checkVertices(key, group, vertices));
  }

  private static void checkLength(String what, float[] shape, int expected) {
    if (shape.length != expected) {
      throw new IllegalArgumentException(
          what + " has " + shape.length + " values, expected " + expected);
    }
  }

  private static void checkVertices(String what, int[] vertices, int count) {
    for (int vertex : vertices) {
      if (vertex < 0 || vertex >= count) {
        throw new IllegalArgumentException(what + " names vertex " + vertex + " of " + count);
      }
    }
  }

  /** Number of vertices. */
  public int vertexCount() {
    return mean.length / 3;
  }

  /** The triangles of all surfaces, one surface behind the other. */
  public int[] triangles() {
    int[] all = new int[surfaces.stream().mapToInt(s -> s.triangles().length).sum()];
    int at = 0;
    for (Surface surface : surfaces) {
      System.arraycopy(surface.triangles(), 0, all, at, surface.triangles().length);
      at += surface.triangles().length;
    }
    return all;
  }

  /**
   * Displacement of a mixed identity from the mean: Σ cₖ·modeₖ.
   *
   * @param coefficients standard deviations, at most one per mode; modes without one don't count
   * @return metres, interleaved x, y, z
   */
  public float[] identity(float... coefficients) {
    if (coefficients.length > modes.size()) {
      throw new IllegalArgumentException(
          "there are " + coefficients.length + " coefficients for " + modes.size() + " modes");
    }
    float[] sum = new float[mean.length];
    for (int k = 0; k < coefficients.length; k++) {
      add(sum, coefficients[k], modes.get(k));
    }
    return sum;
  }

  /**
   * Displacement of an expression from neutral: Σ w·shape.
   *
   * @param weights by name of an expression, usually in [0, 1]
   * @return metres, interleaved x, y, z
   * @throws IllegalArgumentException naming an expression that the model lacks
   */
  public float[] expression(Map<String, Float> weights) {
    float[] sum = new float[mean.length];
    weights.forEach(
        (key, weight) -> {
          float[] shape = expressions.get(key);
          if (shape == null) {
            throw new IllegalArgumentException(
                "there is no expression '" + key + "', but " + expressions.keySet());
          }
          add(sum, weight, shape);
        });
    return sum;
  }

  private static void add(float[] sum, float factor, float[] shape) {
    if (factor == 0) {
      return;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * shape[i];
    }
  }

  /**
   * The model on some of its vertices. Triangles stay where all their corners do; groups lose the
   * vertices that go, surfaces and groups without any left go too.
   *
   * @param vertices which, each once; the new order
   * @throws IllegalArgumentException if one is named twice or isn't there
   */
  public LinearFaceModel subset(int... vertices) {
    checkVertices("the subset", vertices, vertexCount());
    int[] place = new int[vertexCount()];
    Arrays.fill(place, -1);
    for (int i = 0; i < vertices.length; i++) {
      if (place[vertices[i]] >= 0) {
        throw new IllegalArgumentException("vertex " + vertices[i] + " is named twice");
      }
      place[vertices[i]] = i;
    }
    Map<String, float[]> shapes = new LinkedHashMap<>();
    expressions.forEach((key, shape) -> shapes.put(key, pick(shape, vertices, 3)));
    Map<String, int[]> kept = new LinkedHashMap<>();
    groups.forEach(
        (key, group) -> {
          int[] left = Arrays.stream(group).map(v -> place[v]).filter(v -> v >= 0).toArray();
          if (left.length > 0) {
            kept.put(key, left);
          }
        });
    return new LinearFaceModel(
        name,
        licence,
        pick(mean, vertices, 3),
        pick(uvs, vertices, 2),
        surfaces.stream()
            .map(surface -> new Surface(surface.name(), whole(surface.triangles(), place)))
            .filter(surface -> surface.triangles().length > 0)
            .toList(),
        modes.stream().map(mode -> pick(mode, vertices, 3)).toList(),
        shapes,
        kept);
  }

  private static int[] whole(int[] triangles, int[] place) {
    int[] kept = new int[triangles.length];
    int count = 0;
    for (int t = 0; t < triangles.length; t += 3) {
      int a = place[triangles[t]];
      int b = place[triangles[t + 1]];
      int c = place[triangles[t + 2]];
      if (a >= 0 && b >= 0 && c >= 0) {
        kept[count++] = a;
        kept[count++] = b;
        kept[count++] = c;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static float[] pick(float[] values, int[] vertices, int width) {
    float[] picked = new float[vertices.length * width];
    for (int i = 0; i < vertices.length; i++) {
      System.arraycopy(values, vertices[i] * width, picked, i * width, width);
    }
    return picked;
  }
}
