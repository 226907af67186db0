package dev.mien.animation.rig;

import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.geometry.mesh.TriangleDistance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the triangle of the skin that a root lies on. */
final class SkinAnchors {

  /** Edge of a cell, metres. */
  static final double CELL = 0.008;

  /** The same of cheeks, jaw and throat, which move far when they are puffed, metres. */
  static final double FAR = 0.016;

  /** Where these begin below the pupils, in distances between them. */
  private static final double PUFFED_BELOW = -0.25;

  /** Nearer than this a place is on the skin, metres. */
  private static final double TOUCHING = 1e-5;

  /** Squared distances that differ by less are the same, square metres. */
  private static final float SAME = 1e-11f;

  /** Weight of a corner above which a place is that corner. */
  private static final float CORNER = 0.99999f;

  private final FaceFrame face;
  private final PointGrid grid;
  private final PointGrid cheeks;

  /** Triangles of the outer skin about each vertex, by their corners. */
  private final int[][] trianglesOf;

  /**
   * The same, with those that lead inside from its border: without them what lies before closed
   * lips would count as within.
   */
  private final int[][] allTrianglesOf;

  private final int[][] ringOf;

  SkinAnchors(FaceFrame face) {
    this.face = face;
    SkinTemplate template = face.template;
    List<List<Integer>> around = new ArrayList<>();
    List<List<Integer>> all = new ArrayList<>();
    double back = face.landmark(Landmark.TRAGION_LEFT).z;
    for (int v = 0; v < face.count; v++) {
      around.add(new ArrayList<>());
      all.add(new ArrayList<>());
    }
    int[] outside = IntStream.range(0, face.count).filter(this::isOutside).toArray();
    grid = new PointGrid(CELL, face, outside);
    cheeks =
        new PointGrid(
            FAR,
            face,
            Arrays.stream(outside)
                .filter(v -> face.y(v) < PUFFED_BELOW * face.iod && face.z(v) > back)
                .toArray());
    // cut as the mesh is: along the other diagonal a bent quad lies elsewhere
    int[] of = template.vertexOf();
    int[] corners = template.triangles();
    for (int i = 0; i < corners.length; i += 3) {
      int a = of[corners[i]];
      int b = of[corners[i + 1]];
      int c = of[corners[i + 2]];
      if (isOutside(a) && isOutside(b) && isOutside(c)) {
        addTriangle(around, a, b, c);
      }
      addTriangle(all, a, b, c);
    }
    trianglesOf = arrays(around);
    allTrianglesOf = arrays(all);
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

  private static int[][] arrays(List<List<Integer>> lists) {
    return lists.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  private static void addTriangle(List<List<Integer>> around, int a, int b, int c) {
    for (int v : new int[] {a, b, c}) {
      around.get(v).add(a);
      around.get(v).add(b);
      around.get(v).add(c);
    }
  }

  /** Three vertices and their barycentric weights. */
  record Anchor(int a, int b, int c, double wa, double wb, double wc) {}

  /** The place on the skin nearest to a point, or near it. */
  Anchor find(double x, double y, double z) {
    Nearest search = new Nearest(x, y, z, Double.POSITIVE_INFINITY, false);
    for (int reach = 1; search.vertex < 0 && reach <= 24; reach *= 2) {
      grid.visit(x, y, z, reach, search);
    }
    if (search.vertex < 0) {
      grid.visitAll(search);
    }
    int nearest = search.vertex;
    Anchor found = new Anchor(nearest, nearest, nearest, 1, 0, 0);
    float least = Float.POSITIVE_INFINITY;
    float[] w = new float[4];
    int[] ring = ringOf[nearest];
    for (int v : ring.length == 0 ? new int[] {nearest} : ring) {
      int[] t = trianglesOf[v];
      for (int i = 0; i < t.length; i += 3) {
        float d =
            TriangleDistance.closest(
                face.skin.positions(), t, i / 3, (float) x, (float) y, (float) z, w);
        if (d < least) {
          least = d;
          found = new Anchor(t[i], t[i + 1], t[i + 2], w[1], w[2], w[3]);
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
   * @return -1 if there is none within {@link #CELL}, or within {@link #FAR} of cheeks, jaw and
   *     throat
   */
  int nearest(double x, double y, double z) {
    int near = nearest(grid, CELL, x, y, z);
    return near < 0 ? nearest(cheeks, FAR, x, y, z) : near;
  }

  private int nearest(PointGrid points, double size, double x, double y, double z) {
    Nearest search = new Nearest(x, y, z, size * size, true);
    points.visit(x, y, z, 1, search);
    return search.vertex;
  }

  /** Looks for the vertex nearest to a point, of several the first. */
  private final class Nearest implements PointGrid.Visitor {
    private final double x;
    private final double y;
    private final double z;
    private final boolean ringed;
    private double best;
    int vertex = -1;

    /**
     * @param within squared distance that it must be within
     * @param ringed whether it must have triangles of the outer skin about it
     */
    Nearest(double x, double y, double z, double within, boolean ringed) {
      this.x = x;
      this.y = y;
      this.z = z;
      this.ringed = ringed;
      best = within;
    }

    @Override
    public void visit(int v) {
      double d = squared(v, x, y, z);
      if ((d < best || d == best && v < vertex) && !(ringed && ringOf[v].length == 0)) {
        best = d;
        vertex = v;
      }
    }
  }

  /**
   * Signed distance of a point from the skin as it's meshed, sought from a vertex on. What counts
   * as outside is told by the normals of all triangles that meet at the nearest place, each by its
   * angle there (Baerentzen and Aanaes 2005).
   *
   * @param p the skin's positions, topological vertices
   * @param at receives the nearest place, and the unit direction away from the skin there
   * @return infinite where the vertex has no outer skin about it
   */
  double height(int v, float[] p, double x, double y, double z, double[] at) {
    float[] hit = new float[4];
    float px = (float) x;
    float py = (float) y;
    float pz = (float) z;
    float least = Float.POSITIVE_INFINITY;
    int nearest = v;
    int best = -1;
    // the nearest triangle needn't touch the nearest vertex: on to all that triangle's corners
    for (int next = v; next >= 0; ) {
      int from = next;
      next = -1;
      int[] t = allTrianglesOf[from];
      for (int i = 0; i < t.length / 3; i++) {
        float d = TriangleDistance.closest(p, t, i, px, py, pz, hit);
        if (d < least) {
          least = d;
          nearest = from;
          best = i;
          next = farthest(t, i, hit, from);
        }
      }
    }
    if (best < 0) {
      return Double.POSITIVE_INFINITY;
    }
    int[] t = allTrianglesOf[nearest];
    TriangleDistance.closest(p, t, best, px, py, pz, hit);
    int corner = t[3 * best + heaviest(hit)];
    for (int c = 0; c < 3; c++) {
      at[c] =
          (double) hit[1] * p[3 * t[3 * best] + c]
              + (double) hit[2] * p[3 * t[3 * best + 1] + c]
              + (double) hit[3] * p[3 * t[3 * best + 2] + c];
      at[3 + c] = 0;
    }
    addNormals(corner, p, px, py, pz, least, at);
    double dx = x - at[0];
    double dy = y - at[1];
    double dz = z - at[2];
    double way = Math.sqrt(dx * dx + dy * dy + dz * dz);
    double side = dx * at[3] + dy * at[4] + dz * at[5] < 0 ? -1 : 1;
    if (way > TOUCHING) {
      at[3] = side * dx / way;
      at[4] = side * dy / way;
      at[5] = side * dz / way;
    } else {
      double length = Math.max(1e-12, Math.hypot(Math.hypot(at[3], at[4]), at[5]));
      at[3] /= length;
      at[4] /= length;
      at[5] /= length;
    }
    return side * way;
  }

  /** The corner with the most weight. */
  private static int heaviest(float[] hit) {
    return hit[1] >= hit[2] && hit[1] >= hit[3] ? 0 : hit[2] >= hit[3] ? 1 : 2;
  }

  /** A triangle's corner with the most weight of the others than one. */
  private static int farthest(int[] t, int i, float[] hit, int not) {
    int best = -1;
    for (int k = 0; k < 3; k++) {
      if (t[3 * i + k] != not && (best < 0 || hit[1 + k] > hit[1 + best])) {
        best = k;
      }
    }
    return t[3 * i + best];
  }

  /** Sums the unit normals of a vertex's triangles that reach as near to a point, by angle. */
  private void addNormals(int v, float[] p, float x, float y, float z, float least, double[] at) {
    float[] hit = new float[4];
    int[] t = allTrianglesOf[v];
    for (int i = 0; i < t.length / 3; i++) {
      if (TriangleDistance.closest(p, t, i, x, y, z, hit) > least + SAME) {
        continue;
      }
      int a = 3 * t[3 * i];
      int b = 3 * t[3 * i + 1];
      int c = 3 * t[3 * i + 2];
      double ux = (double) p[b] - p[a];
      double uy = (double) p[b + 1] - p[a + 1];
      double uz = (double) p[b + 2] - p[a + 2];
      double vx = (double) p[c] - p[a];
      double vy = (double) p[c + 1] - p[a + 1];
      double vz = (double) p[c + 2] - p[a + 2];
      double nx = uy * vz - uz * vy;
      double ny = uz * vx - ux * vz;
      double nz = ux * vy - uy * vx;
      double length = Math.max(1e-15, Math.sqrt(nx * nx + ny * ny + nz * nz));
      int k = heaviest(hit);
      double weight = (hit[1 + k] > CORNER ? angle(p, t, i, k) : Math.PI) / length;
      at[3] += weight * nx;
      at[4] += weight * ny;
      at[5] += weight * nz;
    }
  }

  private static double angle(float[] p, int[] t, int i, int k) {
    double dot = 0;
    double uu = 0;
    double vv = 0;
    for (int c = 0; c < 3; c++) {
      double corner = p[3 * t[3 * i + k] + c];
      double u = p[3 * t[3 * i + (k + 1) % 3] + c] - corner;
      double v = p[3 * t[3 * i + (k + 2) % 3] + c] - corner;
      dot += u * v;
      uu += u * u;
      vv += v * v;
    }
    return Math.acos(Math.max(-1, Math.min(1, dot / Math.max(1e-20, Math.sqrt(uu * vv)))));
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
}
