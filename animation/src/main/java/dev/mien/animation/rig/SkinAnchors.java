package dev.mien.animation.rig;

import dev.mien.geometry.head.SkinTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the triangle of the skin that a root lies on. */
final class SkinAnchors {

  private static final double CELL = 0.008;

  private final FaceFrame face;
  private final Map<Long, List<Integer>> grid = new HashMap<>();
  private final int[][] trianglesOf;

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
    int[] ring = Arrays.stream(trianglesOf[nearest]).distinct().toArray();
    for (int v : ring.length == 0 ? new int[] {nearest} : ring) {
      int[] t = trianglesOf[v];
      for (int i = 0; i < t.length; i += 3) {
        double[] w = new double[3];
        double d = closest(t[i], t[i + 1], t[i + 2], x, y, z, w);
        if (d < least) {
          least = d;
          found = new Anchor(t[i], t[i + 1], t[i + 2], w[0], w[1], w[2]);
        }
      }
    }
    return found;
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
  private double closest(int a, int b, int c, double x, double y, double z, double[] w) {
    double[] p = face.rest;
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
      return squared(a, x, y, z);
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
