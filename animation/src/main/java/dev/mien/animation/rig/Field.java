package dev.mien.animation.rig;

import java.util.Arrays;

/** Displacements of some vertices at unit amount, or their weights. Immutable by convention. */
final class Field {

  final int[] vertices;
  final double[] weights;

  Field(int[] vertices, double[] weights) {
    this.vertices = vertices;
    this.weights = weights;
  }

  /** Collects entries in the vertices' order. */
  static final class Builder {
    private int[] vertices = new int[256];
    private double[] values = new double[256];
    private int size;
    private int used;

    void add(int vertex, double... entry) {
      if (size == vertices.length) {
        vertices = Arrays.copyOf(vertices, 2 * size);
      }
      if (used + entry.length > values.length) {
        values = Arrays.copyOf(values, 2 * (used + entry.length));
      }
      vertices[size++] = vertex;
      for (double value : entry) {
        values[used++] = value;
      }
    }

    Field build() {
      return new Field(Arrays.copyOf(vertices, size), Arrays.copyOf(values, used));
    }
  }

  /** Adds {@code (tx, ty, tz) * weight} at each vertex, where there's one weight per vertex. */
  void addTranslation(double tx, double ty, double tz, double[] displacement) {
    for (int i = 0; i < vertices.length; i++) {
      int v = 3 * vertices[i];
      displacement[v] += tx * weights[i];
      displacement[v + 1] += ty * weights[i];
      displacement[v + 2] += tz * weights[i];
    }
  }

  /** Adds {@code amount * (x, y, z)}, where there are three values per vertex. */
  void addScaled(double amount, double[] displacement) {
    for (int i = 0; i < vertices.length; i++) {
      int v = 3 * vertices[i];
      displacement[v] += amount * weights[3 * i];
      displacement[v + 1] += amount * weights[3 * i + 1];
      displacement[v + 2] += amount * weights[3 * i + 2];
    }
  }
}
