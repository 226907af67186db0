package dev.mien.geometry.head.internal;

import static dev.mien.geometry.head.internal.SkinPoint.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes the last dents and ridges off drawn and childlike faces, where large displacements meet:
 * the free skin is smoothed along its normals, and what that takes off its fullness is put back.
 * Where dimensions are measured it stays, and with those places what is round them.
 */
final class SmoothFace {

  /** Share of simplification below which a face keeps its planes. */
  private static final double PLAIN = 0.3;

  private static final int ROUNDS = 16;

  /** Over how much more than the smoothed forms the fullness is kept. */
  private static final int BROAD_ROUNDS = 40;

  /** How far a place that stays holds what is round it, centimetres. */
  private static final double HOLDS = 1.5;

  private static final SmoothFace INSTANCE = new SmoothFace(NeutralHead.get());

  private final int[] vertices;
  private final double[] weights;

  /** Vertices round each. */
  private final int[][] around;

  /** Their places among {@link #vertices}, -1 for those outside. */
  private final int[][] places;

  /** Corners of the quads at each vertex, next and last one interleaved, for normals. */
  private final int[][] corners;

  /** Vertices that stay. */
  private final int[] held;

  /** Per vertex of {@link #vertices} the share that it takes of each of {@link #held}'s moves. */
  private final double[][] shares;

  private SmoothFace(NeutralHead head) {
    int n = head.attributes.length;
    List<List<Integer>> neighbours = Simplified.neighbours(head, n);
    List<List<Integer>> wings = new ArrayList<>();
    for (int v = 0; v < n; v++) {
      wings.add(new ArrayList<>(8));
    }
    for (int[] q : head.quads) {
      for (int k = 0; k < 4; k++) {
        wings.get(q[k]).add(q[(k + 1) % 4]);
        wings.get(q[k]).add(q[(k + 3) % 4]);
      }
    }
    List<Integer> found = new ArrayList<>();
    double[] weight = new double[n];
    for (int v = 0; v < n; v++) {
      weight[v] = skin(head, v);
      if (weight[v] > 0) {
        found.add(v);
      }
    }
    vertices = found.stream().mapToInt(Integer::intValue).toArray();
    weights = new double[vertices.length];
    around = new int[vertices.length][];
    places = new int[vertices.length][];
    corners = new int[vertices.length][];
    for (int i = 0; i < vertices.length; i++) {
      weights[i] = weight[vertices[i]];
      around[i] = neighbours.get(vertices[i]).stream().mapToInt(Integer::intValue).toArray();
      places[i] =
          Arrays.stream(around[i])
              .map(w -> Math.max(-1, Arrays.binarySearch(vertices, w)))
              .toArray();
      corners[i] = wings.get(vertices[i]).stream().mapToInt(Integer::intValue).toArray();
    }
    held = probes(head, weight);
    shares = shares(head, weight);
  }

  /** Where dimensions are measured, as far as it lies in what is smoothed. */
  private static int[] probes(NeutralHead head, double[] weight) {
    ShapeBasis basis = ShapeBasis.get();
    Set<Integer> found = new TreeSet<>();
    for (Measure measure : basis.measures) {
      for (String probe : measure.probes()) {
        int v = probe.equals("0") ? -1 : basis.vertexOf(probe);
        if (v >= 0 && weight[v] > 0) {
          found.add(v);
          found.add(head.mirror[v]);
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Gaussians about the held places, combined so that each is 1 at its own and 0 at the others. */
  private double[][] shares(NeutralHead head, double[] weight) {
    int n = held.length;
    double[][] rows = new double[n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        rows[i][j] = weight[held[i]] * near(head, held[i], held[j]);
      }
      rows[i][n + i] = 1;
    }
    invert(rows);
    double[][] result = new double[vertices.length][n];
    for (int i = 0; i < vertices.length; i++) {
      for (int j = 0; j < n; j++) {
        double kernel = weights[i] * near(head, vertices[i], held[j]);
        for (int k = 0; k < n; k++) {
          result[i][k] += kernel * rows[j][n + k];
        }
      }
    }
    return result;
  }

  /** Gauss and Jordan's elimination of a matrix beside the unit matrix; it is far from singular. */
  private static void invert(double[][] rows) {
    for (int col = 0; col < rows.length; col++) {
      double pivot = rows[col][col];
      for (int k = 0; k < rows[col].length; k++) {
        rows[col][k] /= pivot;
      }
      for (int r = 0; r < rows.length; r++) {
        double factor = r == col ? 0 : rows[r][col];
        for (int k = 0; factor != 0 && k < rows[r].length; k++) {
          rows[r][k] -= factor * rows[col][k];
        }
      }
    }
  }

  private static double near(NeutralHead head, int a, int b) {
    double squared = 0;
    for (int c = 0; c < 3; c++) {
      double d = head.positions[3 * a + c] - head.positions[3 * b + c];
      squared += d * d;
    }
    return Math.exp(-squared / (HOLDS * HOLDS));
  }

  private static double skin(NeutralHead head, int v) {
    double[] a = head.attributes[v];
    double x = Math.abs(head.positions[3 * v]);
    double y = head.positions[3 * v + 1];
    double z = head.positions[3 * v + 2];
    if (a[HalfCage.EAR] > 0 || a[HalfCage.NOSTRIL] > 0 || a[HalfCage.CAVITY] > 0) {
      return 0;
    }
    double nose = step(3, 2, x) * step(1.6, 0.4, y) * step(-5.2, -4.5, y) * step(7.6, 8.6, z);
    return (1 - step(1.5, 3, a[HalfCage.EYE_RING]))
        * (1 - step(0.5, 2.5, a[HalfCage.MOUTH_RING]))
        * (1 - nose)
        * step(-12, -9.5, y)
        * step(8, 5, y)
        * step(0, 2.5, z);
  }

  /**
   * Smooths in place.
   *
   * @param p positions of every vertex, x, y, z interleaved
   * @param simple how far the face has lost its planes, 0 to 1
   */
  static void apply(double[] p, double simple) {
    double strength = Math.max(0, Math.min(1, (simple - PLAIN) / (1 - PLAIN)));
    if (strength > 0) {
      INSTANCE.smooth(p, strength);
    }
  }

  private void smooth(double[] p, double strength) {
    int n = vertices.length;
    double[] normals = new double[p.length];
    for (int i = 0; i < n; i++) {
      addNormal(p, i, normals);
    }
    // heights over the face as it is, along its normals: one number a vertex
    double[] wanted = new double[n];
    double[][] along = new double[n][];
    for (int i = 0; i < n; i++) {
      int v = 3 * vertices[i];
      along[i] = new double[around[i].length];
      for (int k = 0; k < along[i].length; k++) {
        int w = 3 * around[i][k];
        for (int c = 0; c < 3; c++) {
          wanted[i] += normals[v + c] * (p[w + c] - p[v + c]) / along[i].length;
          along[i][k] += normals[v + c] * normals[w + c] / along[i].length;
        }
      }
    }
    double[] lost = new double[n];
    double[] next = new double[n];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < n; i++) {
        double sum = wanted[i] - lost[i];
        for (int k = 0; k < along[i].length; k++) {
          int w = places[i][k];
          sum += w < 0 ? 0 : along[i][k] * lost[w];
        }
        next[i] = lost[i] + 0.5 * weights[i] * sum;
      }
      double[] swap = lost;
      lost = next;
      next = swap;
    }
    double[] broad = blurred(lost);
    double[] moved = new double[3 * held.length];
    for (int j = 0; j < held.length; j++) {
      int i = Arrays.binarySearch(vertices, held[j]);
      for (int c = 0; c < 3; c++) {
        moved[3 * j + c] = (lost[i] - broad[i]) * normals[3 * held[j] + c];
      }
    }
    for (int i = 0; i < n; i++) {
      int v = 3 * vertices[i];
      for (int c = 0; c < 3; c++) {
        double by = (lost[i] - broad[i]) * normals[v + c];
        for (int j = 0; j < held.length; j++) {
          by -= shares[i][j] * moved[3 * j + c];
        }
        p[v + c] += strength * by;
      }
    }
  }

  private void addNormal(double[] p, int i, double[] normals) {
    int v = 3 * vertices[i];
    double nx = 0;
    double ny = 0;
    double nz = 0;
    for (int k = 0; k < corners[i].length; k += 2) {
      int a = 3 * corners[i][k];
      int b = 3 * corners[i][k + 1];
      double ux = p[a] - p[v];
      double uy = p[a + 1] - p[v + 1];
      double uz = p[a + 2] - p[v + 2];
      double wx = p[b] - p[v];
      double wy = p[b + 1] - p[v + 1];
      double wz = p[b + 2] - p[v + 2];
      nx += uy * wz - uz * wy;
      ny += uz * wx - ux * wz;
      nz += ux * wy - uy * wx;
    }
    double length = Math.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12;
    normals[v] = nx / length;
    normals[v + 1] = ny / length;
    normals[v + 2] = nz / length;
  }

  private double[] blurred(double[] field) {
    double[] last = field.clone();
    double[] next = new double[field.length];
    for (int round = 0; round < BROAD_ROUNDS; round++) {
      for (int i = 0; i < last.length; i++) {
        double sum = 0;
        for (int w : places[i]) {
          sum += w < 0 ? 0 : last[w];
        }
        next[i] = 0.5 * last[i] + 0.5 * weights[i] * sum / places[i].length;
      }
      double[] swap = last;
      last = next;
      next = swap;
    }
    return last;
  }
}
