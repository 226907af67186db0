package dev.mien.acceptance.looks;

import java.util.Arrays;
import org.joml.Vector3f;

/**
 * Whether places lie within a mesh, and how deep: by how often rays along the axes leave it more
 * often than they enter it, the median of five, since a head is open at the sockets and the bust's
 * lower rim. Unlike the nearest triangle's normal this tells rightly in folds, between lips that
 * touch, and behind an ear whose faces are turned over.
 */
final class Crossings {

  private static final float CELL = 0.005f;

  /** Cells along an axis, of a lattice that has the head in its middle. */
  private static final int CELLS = 160;

  /** Farther off than this a vertex' triangles aren't asked, metres. */
  private static final double FAR = 0.05;

  /** Rays run beside the plane of symmetry, in which edges lie, metres. */
  private static final double ASIDE = 1.3e-7;

  private final float[] p;
  private final int[] triangles;
  private final int[][][] bins = new int[3][CELLS * CELLS][];
  private final int[][] counts = new int[3][CELLS * CELLS];
  private final double[] at = new double[6];
  private final double[] place = new double[3];

  /**
   * @param p positions in a pose
   * @param triangles all of them
   */
  Crossings(float[] p, int[] triangles) {
    this.p = p;
    this.triangles = triangles;
    for (int axis = 0; axis < 3; axis++) {
      for (int t = 0; t < triangles.length; t += 3) {
        list(axis, t);
      }
    }
  }

  private void list(int axis, int t) {
    int a = (axis + 1) % 3;
    int b = (axis + 2) % 3;
    float lowA = 9;
    float highA = -9;
    float lowB = 9;
    float highB = -9;
    for (int k = 0; k < 3; k++) {
      float u = p[3 * triangles[t + k] + a];
      float v = p[3 * triangles[t + k] + b];
      lowA = Math.min(lowA, u);
      highA = Math.max(highA, u);
      lowB = Math.min(lowB, v);
      highB = Math.max(highB, v);
    }
    for (int i = cell(lowA); i <= cell(highA); i++) {
      for (int j = cell(lowB); j <= cell(highB); j++) {
        int k = i * CELLS + j;
        int n = counts[axis][k]++;
        int[] bin = bins[axis][k];
        if (bin == null || n == bin.length) {
          bin = bin == null ? new int[8] : Arrays.copyOf(bin, 2 * n);
          bins[axis][k] = bin;
        }
        bin[n] = t;
      }
    }
  }

  private static int cell(double x) {
    return Math.max(0, Math.min(CELLS - 1, (int) (x / CELL + CELLS / 2.0)));
  }

  /** How much more often than it enters a ray leaves the mesh, along an axis and against it. */
  private int[] along(int axis, double x, double y, double z) {
    int a = (axis + 1) % 3;
    int b = (axis + 2) % 3;
    double[] q = {x, y, z};
    double qa = q[a] + ASIDE;
    double qb = q[b] + 0.5 * ASIDE;
    int[] found = new int[2];
    int k = cell(q[a]) * CELLS + cell(q[b]);
    for (int i = 0; i < counts[axis][k]; i++) {
      int t = bins[axis][k][i];
      int one = 3 * triangles[t];
      int two = 3 * triangles[t + 1];
      int three = 3 * triangles[t + 2];
      double ax = p[one + a] - qa;
      double ay = p[one + b] - qb;
      double bx = p[two + a] - qa;
      double by = p[two + b] - qb;
      double cx = p[three + a] - qa;
      double cy = p[three + b] - qb;
      double u = bx * cy - by * cx;
      double v = cx * ay - cy * ax;
      double w = ax * by - ay * bx;
      boolean faces = u > 0;
      if (faces == v > 0 && faces == w > 0) {
        double there =
            (u * p[one + axis] + v * p[two + axis] + w * p[three + axis]) / (u + v + w) - q[axis];
        found[there > 0 ? 0 : 1] += there > 0 == faces ? 1 : -1;
      }
    }
    return found;
  }

  /** Whether a place is within the mesh. */
  boolean isInside(double x, double y, double z) {
    int[] sideways = along(0, x, y, z);
    if (sideways[0] == sideways[1]) {
      return sideways[0] > 0;
    }
    int[] onward = along(2, x, y, z);
    int[] all = {sideways[0], sideways[1], onward[0], onward[1], along(1, x, y, z)[0]};
    Arrays.sort(all);
    return all[2] > 0;
  }

  /** How far a place is within the mesh, 0 outside, metres. */
  double depth(double x, double y, double z) {
    if (!isInside(x, y, z)) {
      return 0;
    }
    double least = FAR * FAR;
    for (int t = 0; t < triangles.length / 3; t++) {
      int corner = 3 * triangles[3 * t];
      double dx = p[corner] - x;
      double dy = p[corner + 1] - y;
      double dz = p[corner + 2] - z;
      if (dx * dx + dy * dy + dz * dz < FAR * FAR) {
        double d = Closest.squared(p, triangles, t, x, y, z, at);
        if (d < least) {
          least = d;
          System.arraycopy(at, 0, place, 0, 3);
        }
      }
    }
    return Math.sqrt(least);
  }

  /** The place of the mesh that was nearest to what {@link #depth} was asked last. */
  Vector3f place() {
    return new Vector3f((float) place[0], (float) place[1], (float) place[2]);
  }

  /** The deepest of a part's vertices that belong to triangles, metres; 0 if all are outside. */
  double deepest(float[] positions, int[] of) {
    boolean[] done = new boolean[positions.length / 3];
    double deepest = 0;
    for (int v : of) {
      if (!done[v]) {
        done[v] = true;
        deepest =
            Math.max(deepest, depth(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]));
      }
    }
    return deepest;
  }
}
