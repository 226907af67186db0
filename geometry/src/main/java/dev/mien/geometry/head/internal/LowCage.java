package dev.mien.geometry.head.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The coarsest level: the left half cage thinned by collapsing edges onto one of their ends,
 * cheapest first by the quadric error of Garland and Heckbert (1997). Midline, open boundary and
 * chart borders collapse only along themselves; the lids' margin and the lips' outline and seam
 * stay.
 */
final class LowCage {

  private static final double MIN_COSINE = 0.25;

  /** Height over longest edge below which a triangle is a sliver. */
  private static final double SLIVER = 0.12;

  private final List<double[]> points;
  private final List<double[]> attributes;
  private final List<int[]> faces = new ArrayList<>();
  private final List<Integer> charts = new ArrayList<>();
  private final List<Map<Integer, double[]>> uvs = new ArrayList<>();
  private final List<Set<Integer>> facesOf = new ArrayList<>();
  private final double[][] quadrics;
  private final boolean[] midline;
  private final boolean[] open;
  private final boolean[] removed;
  private final boolean[] locked;

  /**
   * Thins the cage.
   *
   * @param cage relaxed
   * @param faceUvs corners of the cage's faces, left ones first
   * @param faceCharts chart of each face
   * @param target how many vertices the half shall keep
   */
  LowCage(HalfCage cage, List<double[]> faceUvs, List<Integer> faceCharts, int target) {
    points = cage.points;
    attributes = cage.attributes;
    int n = points.size();
    quadrics = new double[n][10];
    midline = new boolean[n];
    open = new boolean[n];
    removed = new boolean[n];
    locked = new boolean[n];
    for (int i = 0; i < n; i++) {
      facesOf.add(new TreeSet<>());
      uvs.add(new LinkedHashMap<>());
      midline[i] = Math.abs(points.get(i)[0]) < 1e-6;
    }
    for (int v : cage.grid[cage.grid.length - 1]) {
      open[v] = true;
    }
    for (int f = 0; f < cage.faces.size(); f++) {
      int[] q = cage.faces.get(f);
      double[] uv = faceUvs.get(f);
      for (int i = 0; i < q.length; i++) {
        uvs.get(q[i]).put(faceCharts.get(f), new double[] {uv[2 * i], uv[2 * i + 1]});
      }
      for (int i = 1; i + 1 < q.length; i++) {
        addFace(new int[] {q[0], q[i], q[i + 1]}, faceCharts.get(f));
      }
    }
    lock(cage.eyeLoops.get(4));
    lock(cage.eyeLoops.get(6));
    lock(cage.mouthLoops.get(4));
    lock(cage.mouthLoops.get(7));
    collapseTo(target);
    turnSlivers();
  }

  private void lock(int[] loop) {
    for (int v : loop) {
      locked[v] = true;
    }
  }

  private void addFace(int[] t, int chart) {
    int id = faces.size();
    faces.add(t);
    charts.add(chart);
    for (int v : t) {
      facesOf.get(v).add(id);
    }
    double[] n = normal(t, -1, -1);
    double length = Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
    if (length < 1e-9) {
      return;
    }
    double a = n[0] / length;
    double b = n[1] / length;
    double c = n[2] / length;
    double[] p = points.get(t[0]);
    double d = -(a * p[0] + b * p[1] + c * p[2]);
    double[] q = {a * a, a * b, a * c, a * d, b * b, b * c, b * d, c * c, c * d, d * d};
    for (int v : t) {
      // details of the face matter more than the shoulders
      double weight = length * (points.get(v)[1] > -12 && points.get(v)[2] > 3 ? 4 : 1);
      for (int k = 0; k < 10; k++) {
        quadrics[v][k] += weight * q[k];
      }
    }
  }

  private double[] normal(int[] t, int from, int to) {
    double[] a = points.get(t[0] == from ? to : t[0]);
    double[] b = points.get(t[1] == from ? to : t[1]);
    double[] c = points.get(t[2] == from ? to : t[2]);
    double ux = b[0] - a[0];
    double uy = b[1] - a[1];
    double uz = b[2] - a[2];
    double vx = c[0] - a[0];
    double vy = c[1] - a[1];
    double vz = c[2] - a[2];
    return new double[] {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
  }

  private Set<Integer> neighbours(int v) {
    Set<Integer> result = new TreeSet<>();
    for (int f : facesOf.get(v)) {
      for (int w : faces.get(f)) {
        if (w != v) {
          result.add(w);
        }
      }
    }
    return result;
  }

  private double cost(int u, int v) {
    if (locked[u]
        || (midline[u] && !midline[v])
        || (open[u] && !open[v])
        || (open[u] && midline[u])) {
      return Double.POSITIVE_INFINITY;
    }
    int shared = 0;
    Set<Integer> chartsAlong = new HashSet<>();
    for (int f : facesOf.get(u)) {
      if (!uvs.get(v).containsKey(charts.get(f))) {
        return Double.POSITIVE_INFINITY;
      }
      boolean both = Arrays.stream(faces.get(f)).anyMatch(w -> w == v);
      if (both) {
        shared++;
        chartsAlong.add(charts.get(f));
      }
    }
    Set<Integer> chartsOfU = new HashSet<>();
    facesOf.get(u).forEach(f -> chartsOfU.add(charts.get(f)));
    boolean rim = midline[u] || open[u];
    if (shared != (rim ? 1 : 2) || chartsAlong.size() != Math.min(chartsOfU.size(), shared)) {
      return Double.POSITIVE_INFINITY;
    }
    Set<Integer> common = neighbours(u);
    common.retainAll(neighbours(v));
    if (common.size() != shared || flips(u, v)) {
      return Double.POSITIVE_INFINITY;
    }
    double[] q = quadrics[u];
    double[] p = points.get(v);
    double x = p[0];
    double y = p[1];
    double z = p[2];
    double error =
        q[0] * x * x
            + 2 * q[1] * x * y
            + 2 * q[2] * x * z
            + 2 * q[3] * x
            + q[4] * y * y
            + 2 * q[5] * y * z
            + 2 * q[6] * y
            + q[7] * z * z
            + 2 * q[8] * z
            + q[9];
    double[] a = attributes.get(u);
    double hidden = Math.max(a[HalfCage.CAVITY], a[HalfCage.NOSTRIL]);
    double[] s = points.get(u);
    double length = (s[0] - x) * (s[0] - x) + (s[1] - y) * (s[1] - y) + (s[2] - z) * (s[2] - z);
    // long edges last, so that flat parts thin out evenly
    return (Math.max(0, error) + 1e-3 * length * length) * (1 - 0.9 * hidden);
  }

  private boolean flips(int u, int v) {
    for (int f : facesOf.get(u)) {
      int[] t = faces.get(f);
      if (t[0] == v || t[1] == v || t[2] == v) {
        continue;
      }
      double[] before = normal(t, -1, -1);
      double[] after = normal(t, u, v);
      double dot = before[0] * after[0] + before[1] * after[1] + before[2] * after[2];
      double lengths =
          Math.sqrt(before[0] * before[0] + before[1] * before[1] + before[2] * before[2])
              * Math.sqrt(after[0] * after[0] + after[1] * after[1] + after[2] * after[2]);
      if (dot < MIN_COSINE * lengths || uvFlips(t, charts.get(f), u, v)) {
        return true;
      }
    }
    return false;
  }

  private boolean uvFlips(int[] t, int chart, int u, int v) {
    double before = uvArea(t, chart, -1, -1);
    double after = uvArea(t, chart, u, v);
    return before * after <= 0 || Math.abs(after) < 1e-7;
  }

  private double uvArea(int[] t, int chart, int from, int to) {
    double[] a = uv(t[0] == from ? to : t[0], chart);
    double[] b = uv(t[1] == from ? to : t[1], chart);
    double[] c = uv(t[2] == from ? to : t[2], chart);
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  }

  private double[] uv(int vertex, int chart) {
    double[] uv = uvs.get(vertex).get(chart);
    if (uv == null) {
      throw new IllegalStateException("vertex " + vertex + " isn't in chart " + chart);
    }
    return uv;
  }

  private void collapseTo(int target) {
    int n = points.size();
    double[] best = new double[n];
    int[] onto = new int[n];
    Set<Integer> stale = new TreeSet<>();
    for (int i = 0; i < n; i++) {
      stale.add(i);
    }
    for (int alive = n; alive > target; alive--) {
      for (int u : stale) {
        best[u] = Double.POSITIVE_INFINITY;
        if (!removed[u]) {
          for (int v : neighbours(u)) {
            double c = cost(u, v);
            if (c < best[u]) {
              best[u] = c;
              onto[u] = v;
            }
          }
        }
      }
      stale.clear();
      int u = 0;
      for (int i = 1; i < n; i++) {
        if (best[i] < best[u]) {
          u = i;
        }
      }
      if (best[u] == Double.POSITIVE_INFINITY) {
        return;
      }
      collapse(u, onto[u]);
      for (int w : neighbours(onto[u])) {
        stale.add(w);
        stale.addAll(neighbours(w));
      }
      stale.add(u);
    }
  }

  private void collapse(int u, int v) {
    removed[u] = true;
    for (int f : List.copyOf(facesOf.get(u))) {
      int[] t = faces.get(f);
      boolean dead = t[0] == v || t[1] == v || t[2] == v;
      if (dead) {
        for (int w : t) {
          facesOf.get(w).remove(f);
        }
        faces.set(f, new int[0]);
      } else {
        int[] moved = {t[0] == u ? v : t[0], t[1] == u ? v : t[1], t[2] == u ? v : t[2]};
        faces.set(f, moved);
        facesOf.get(u).remove(f);
        facesOf.get(v).add(f);
      }
    }
    for (int k = 0; k < 10; k++) {
      quadrics[v][k] += quadrics[u][k];
    }
  }

  /** Turns the longest edges of slivers, which any movement would fold, where that leaves none. */
  private void turnSlivers() {
    for (int f = 0; f < faces.size(); f++) {
      int[] t = faces.get(f);
      // at the lips' seam faces lie on one another: with the wrong ones a corner would have no
      // normal
      boolean seam = t.length > 0 && (isSeam(t[0]) || isSeam(t[1]) || isSeam(t[2]));
      if (t.length == 0 || seam || height(t) >= SLIVER) {
        continue;
      }
      int k = 0;
      for (int i = 1; i < 3; i++) {
        if (squared(t[i], t[(i + 1) % 3]) > squared(t[k], t[(k + 1) % 3])) {
          k = i;
        }
      }
      int a = t[k];
      int b = t[(k + 1) % 3];
      int tip = t[(k + 2) % 3];
      for (int g : List.copyOf(facesOf.get(a))) {
        int[] other = faces.get(g);
        if (g != f && facesOf.get(b).contains(g) && charts.get(g).equals(charts.get(f))) {
          int far = other[0] + other[1] + other[2] - a - b;
          int[] first = {a, far, tip};
          int[] second = {far, b, tip};
          if (!neighbours(tip).contains(far)
              && Math.min(height(first), height(second)) > SLIVER
              && uvArea(first, charts.get(f), -1, -1) * uvArea(other, charts.get(f), -1, -1) > 0
              && uvArea(second, charts.get(f), -1, -1) * uvArea(other, charts.get(f), -1, -1) > 0) {
            faces.set(f, first);
            faces.set(g, second);
            facesOf.get(b).remove(f);
            facesOf.get(far).add(f);
            facesOf.get(a).remove(g);
            facesOf.get(tip).add(g);
          }
        }
      }
    }
  }

  private boolean isSeam(int v) {
    return attributes.get(v)[HalfCage.MOUTH_RING] == 7;
  }

  /** A triangle's least height over its longest edge. */
  private double height(int[] t) {
    double[] n = normal(t, -1, -1);
    double longest =
        Math.max(squared(t[0], t[1]), Math.max(squared(t[1], t[2]), squared(t[2], t[0])));
    return Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) / longest;
  }

  private double squared(int u, int v) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      double d = points.get(u)[c] - points.get(v)[c];
      sum += d * d;
    }
    return sum;
  }

  /** Whether a vertex of the half cage is left. */
  boolean keeps(int v) {
    return !removed[v];
  }

  /** Triangles left, in vertices of the half cage. */
  List<int[]> triangles() {
    List<int[]> result = new ArrayList<>();
    for (int[] f : faces) {
      if (f.length > 0) {
        result.add(f);
      }
    }
    return Collections.unmodifiableList(result);
  }

  /** Chart of each triangle. */
  List<Integer> triangleCharts() {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      if (faces.get(i).length > 0) {
        result.add(charts.get(i));
      }
    }
    return result;
  }

  /** Texture coordinates of each triangle's corners. */
  List<double[]> triangleUvs() {
    List<double[]> result = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      int[] t = faces.get(i);
      if (t.length > 0) {
        double[] uv = new double[6];
        for (int k = 0; k < 3; k++) {
          System.arraycopy(uv(t[k], charts.get(i)), 0, uv, 2 * k, 2);
        }
        result.add(uv);
      }
    }
    return result;
  }
}
