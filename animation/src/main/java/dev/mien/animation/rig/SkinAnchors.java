package dev.mien.animation.rig;

import dev.mien.geometry.head.SkinTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the triangle of the skin that a root lies on. */
final class SkinAnchors {

  /** Edge of a cell, metres. */
  static final double CELL = 0.008;

  private final FaceFrame face;
  private final Map<Long, List<Integer>> grid = new HashMap<>();
  private final int[][] trianglesOf;
  private final int[][] ringOf;

  SkinAnchors(FaceFrame face) {
    this.face = face;
    SkinTemplate template = face.template;
    List<List<Integer>> around = new ArrayList<>();
    for (int v = 0; v < face.count; v++) {
      around.add(new ArrayList<>());
      if (isOutside(v)) {
        grid.computeIfAbsent(cell(face.x(v), face.y(v), face.z(v), 0, 0, 0), k -> new ArrayList<>())
            .add(v);
      }
    }
    int[] quads = template.faces();
    for (int f = 0; f < quads.length; f += 4) {
      addTriangle(around, quads[f], quads[f + 1], quads[f + 2]);
      if (quads[f + 3] >= 0) {
        addTriangle(around, quads[f], quads[f + 2], quads[f + 3]);
      }
    }
    trianglesOf = new int[face.count][];
    for (int v = 0; v < face.count; v++) {
      trianglesOf[v] = around.get(v).stream().mapToInt(Integer::intValue).toArray();
    }
    ringOf = new int[face.count][];
    for (int v = 0; v < face.count; v++) {
      ringOf[v] = Arrays.stream(trianglesOf[v]).distinct().toArray();
    }
  }

  /** Whether hair can grow on a vertex: not in the mouth, in a nostril or behind a lid. */
  private boolean isOutside(int v) {
    return face.template.cavity()[v] < 0.4f
        && face.template.nostril()[v] < 0.5f
        && face.eyeRing(v) < 5.2f
        && face.mouthRing(v) < 6.8f;
  }

  private void addTriangle(List<List<Integer>> around, int a, int b, int c) {
    if (!isOutside(a) || !isOutside(b) || !isOutside(c)) {
      return;
    }
    for (int v : new int[] {a, b, c}) {
      around.get(v).add(a);
      around.get(v).add(b);
      around.get(v).add(c);
    }
  }

  private static long cell(double x, double y, double z, int dx, int dy, int dz) {
    long i = (long) Math.floor(x / CELL) + dx + 512;
    long j = (long) Math.floor(y / CELL) + dy + 512;
    long k = (long) Math.floor(z / CELL) + dz + 512;
    return i << 40 | j << 20 | k;
  }

  /** Three vertices and their barycentric weights. */
  record Anchor(int a, int b, int c, double wa, double wb, double wc) {}

  /** The place on the skin nearest to a point, or near it. */
  Anchor find(double x, double y, double z) {
    int nearest = -1;
    double best = Double.POSITIVE_INFINITY;
    for (int reach = 1; nearest < 0 && reach <= 24; reach *= 2) {
      for (int i = -reach; i <= reach; i++) {
        for (int j = -reach; j <= reach; j++) {
          for (int k = -reach; k <= reach; k++) {
            for (int v : grid.getOrDefault(cell(x, y, z, i, j, k), List.of())) {
              double d = squared(v, x, y, z);
              if (d < best || d == best && v < nearest) {
                best = d;
                nearest = v;
              }
            }
          }
        }
      }
    }
    if (nearest < 0) {
      for (int v = 0; v < face.count; v++) {
        double d = squared(v, x, y, z);
        if (isOutside(v) && d < best) {
          best = d;
          nearest = v;
        }
      }
    }
    Anchor found = new Anchor(nearest, nearest, nearest, 1, 0, 0);
    double least = Double.POSITIVE_INFINITY;
    int[] ring = ringOf[nearest];
    for (int v : ring.length == 0 ? new int[] {nearest} : ring) {
      int[] t = trianglesOf[v];
      for (int i = 0; i < t.length; i += 3) {
        double[] w = new double[3];
        double d = closest(face.skin.positions(), t[i], t[i + 1], t[i + 2], x, y, z, w);
        if (d < least) {
          least = d;
          found = new Anchor(t[i], t[i + 1], t[i + 2], w[0], w[1], w[2]);
        }
      }
    }
    return found;
  }

  /** A vertex and its neighbours on the outside; empty if it isn't there. */
  int[] around(int v) {
    return ringOf[v];
  }

  /**
   * The outer skin's vertex nearest to a point at rest.
   *
   * @param within no farther than this, at most {@link #CELL}, metres
   * @return -1 if there is none
   */
  int nearest(double x, double y, double z, double within) {
    int nearest = -1;
    double best = within * within;
    for (int i = -1; i <= 1; i++) {
      for (int j = -1; j <= 1; j++) {
        for (int k = -1; k <= 1; k++) {
          List<Integer> there = grid.get(cell(x, y, z, i, j, k));
          if (there != null) {
            for (int v : there) {
              double d = squared(v, x, y, z);
              if ((d < best || d == best && v < nearest) && ringOf[v].length > 0) {
                best = d;
                nearest = v;
              }
            }
          }
        }
      }
    }
    return nearest;
  }

  /**
   * Signed height of a point over the triangle nearest to it, sought from a vertex on.
   *
   * @param p the skin's positions, topological vertices
   * @param n its normals
   * @param at receives the nearest place, and the unit normal there
   */
  double height(int v, float[] p, float[] n, double x, double y, double z, double[] at) {
    double[] w = new double[3];
    double least = Double.POSITIVE_INFINITY;
    int a = v;
    int b = v;
    int c = v;
    double wa = 1;
    double wb = 0;
    double wc = 0;
    // the nearest triangle needn't touch the nearest vertex: on to that triangle's nearest corner
    int to = v;
    for (int from = -1; from != to; ) {
      from = to;
      int[] t = trianglesOf[from];
      for (int i = 0; i < t.length; i += 3) {
        double d = closest(p, t[i], t[i + 1], t[i + 2], x, y, z, w);
        if (d < least) {
          least = d;
          a = t[i];
          b = t[i + 1];
          c = t[i + 2];
          wa = w[0];
          wb = w[1];
          wc = w[2];
        }
      }
      to = wa >= wb && wa >= wc ? a : wb >= wc ? b : c;
    }
    double length = 0;
    for (int k = 0; k < 3; k++) {
      at[k] = wa * p[3 * a + k] + wb * p[3 * b + k] + wc * p[3 * c + k];
      at[3 + k] = wa * n[3 * a + k] + wb * n[3 * b + k] + wc * n[3 * c + k];
      length += at[3 + k] * at[3 + k];
    }
    length = Math.max(1e-12, Math.sqrt(length));
    for (int k = 3; k < 6; k++) {
      at[k] /= length;
    }
    return (x - at[0]) * at[3] + (y - at[1]) * at[4] + (z - at[2]) * at[5];
  }

  /** Squared distance of a vertex from a point. */
  static double squared(float[] p, int v, double x, double y, double z) {
    double dx = p[3 * v] - x;
    double dy = p[3 * v + 1] - y;
    double dz = p[3 * v + 2] - z;
    return dx * dx + dy * dy + dz * dz;
  }

  private double squared(int v, double x, double y, double z) {
    double dx = face.x(v) - x;
    double dy = face.y(v) - y;
    double dz = face.z(v) - z;
    return dx * dx + dy * dy + dz * dz;
  }

  /**
   * Squared distance to a triangle and the nearest point's weights, by clamping the plane's
   * barycentric coordinates; exact inside, near enough at the border.
   */
  private static double closest(
      float[] p, int a, int b, int c, double x, double y, double z, double[] w) {
    double ux = p[3 * b] - p[3 * a];
    double uy = p[3 * b + 1] - p[3 * a + 1];
    double uz = p[3 * b + 2] - p[3 * a + 2];
    double vx = p[3 * c] - p[3 * a];
    double vy = p[3 * c + 1] - p[3 * a + 1];
    double vz = p[3 * c + 2] - p[3 * a + 2];
    double qx = x - p[3 * a];
    double qy = y - p[3 * a + 1];
    double qz = z - p[3 * a + 2];
    double uu = ux * ux + uy * uy + uz * uz;
    double uv = ux * vx + uy * vy + uz * vz;
    double vv = vx * vx + vy * vy + vz * vz;
    double qu = qx * ux + qy * uy + qz * uz;
    double qv = qx * vx + qy * vy + qz * vz;
    double det = uu * vv - uv * uv;
    if (det < 1e-20) {
      w[0] = 1;
      w[1] = 0;
      w[2] = 0;
      return squared(p, a, x, y, z);
    }
    double s = Math.max(0, (vv * qu - uv * qv) / det);
    double t = Math.max(0, (uu * qv - uv * qu) / det);
    if (s + t > 1) {
      double sum = s + t;
      s /= sum;
      t /= sum;
    }
    w[0] = 1 - s - t;
    w[1] = s;
    w[2] = t;
    double dx = qx - s * ux - t * vx;
    double dy = qy - s * uy - t * vy;
    double dz = qz - s * uz - t * vz;
    return dx * dx + dy * dy + dz * dz;
  }
}
