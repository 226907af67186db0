package dev.mien.geometry.head.internal;

import java.util.Arrays;

/**
 * Evens out the few quads that a displacement has folded over: their free corners move towards the
 * middle of their neighbours until every half of a quad faces within a right angle of where it
 * faces on the neutral head.
 */
final class Untangle {

  private static final int ROUNDS = 12;

  private static final Untangle INSTANCE = new Untangle(NeutralHead.get());

  private final NeutralHead head;
  private final int[][] neighbours;
  private final boolean[] fixed;

  /** Quads of the ear, which stands off and points at will, and those behind the lids. */
  private final boolean[] turns;

  /** Normal of the corners' triangles, four per quad. */
  private final float[] neutral;

  private Untangle(NeutralHead head) {
    this.head = head;
    int n = head.attributes.length;
    int[] degree = new int[n];
    for (int[] q : head.quads) {
      for (int v : q) {
        degree[v] += 2;
      }
    }
    neighbours = new int[n][];
    for (int v = 0; v < n; v++) {
      neighbours[v] = new int[degree[v]];
    }
    Arrays.fill(degree, 0);
    for (int[] q : head.quads) {
      for (int k = 0; k < 4; k++) {
        neighbours[q[k]][degree[q[k]]++] = q[(k + 1) % 4];
        neighbours[q[k]][degree[q[k]]++] = q[(k + 3) % 4];
      }
    }
    fixed = new boolean[n];
    for (int v = 0; v < n; v++) {
      double ring = head.attributes[v][HalfCage.EYE_RING];
      double mouth = head.attributes[v][HalfCage.MOUTH_RING];
      fixed[v] = (ring > 3.9 && ring < 5.2) || (mouth > 3.6 && mouth < 7.6);
    }
    for (int v : head.half.grid[head.half.grid.length - 1]) {
      fixed[v] = true;
      fixed[head.mirror[v]] = true;
    }
    turns = new boolean[head.quads.length];
    for (int i = 0; i < turns.length; i++) {
      for (int v : head.quads[i]) {
        double[] a = head.attributes[v];
        turns[i] |= a[HalfCage.EAR] > 0 || a[HalfCage.EYE_RING] > 4;
      }
    }
    neutral = new float[12 * head.quads.length];
    for (int i = 0; i < head.quads.length; i++) {
      for (int k = 0; k < 4; k++) {
        int[] q = head.quads[i];
        double[] c = cross(head.positions, q[k], q[(k + 1) % 4], q[(k + 3) % 4]);
        for (int a = 0; a < 3; a++) {
          neutral[12 * i + 3 * k + a] = (float) c[a];
        }
      }
    }
  }

  /**
   * Untangles in place.
   *
   * @param p positions of every vertex
   * @return how many rounds it took
   */
  static int apply(double[] p) {
    return INSTANCE.untangle(p);
  }

  private static double[] cross(double[] p, int corner, int next, int last) {
    int a = 3 * corner;
    int b = 3 * next;
    int c = 3 * last;
    double ux = p[b] - p[a];
    double uy = p[b + 1] - p[a + 1];
    double uz = p[b + 2] - p[a + 2];
    double vx = p[c] - p[a];
    double vy = p[c + 1] - p[a + 1];
    double vz = p[c + 2] - p[a + 2];
    return new double[] {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
  }

  private int untangle(double[] p) {
    boolean[] moves = new boolean[neighbours.length];
    boolean[] moved = new boolean[neighbours.length];
    Arrays.fill(moved, true);
    double[] next = new double[p.length];
    int rounds = 0;
    for (; rounds < ROUNDS; rounds++) {
      Arrays.fill(moves, false);
      boolean any = false;
      for (int i = 0; i < head.quads.length; i++) {
        if (!turns[i] && any(moved, head.quads[i])) {
          any |=
              mark(
                  moves,
                  i,
                  folded(p, i, 0) || folded(p, i, 1) || folded(p, i, 2) || folded(p, i, 3));
        }
      }
      if (!any) {
        break;
      }
      relax(p, next, moves);
      boolean[] swap = moved;
      moved = moves;
      moves = swap;
    }
    // what may turn must at least face as its surroundings do
    double[] normals = new double[p.length];
    for (int last = 0; last < ROUNDS; last++) {
      Arrays.fill(normals, Double.NaN);
      Arrays.fill(moves, false);
      boolean any = false;
      for (int i = 0; i < head.quads.length; i++) {
        boolean opposed = false;
        for (int k = 0; k < 4 && !opposed; k++) {
          opposed = folded(p, i, k) && opposes(p, normals, head.quads[i], k);
        }
        any |= mark(moves, i, opposed);
      }
      if (!any) {
        break;
      }
      relax(p, next, moves);
      rounds++;
    }
    return rounds;
  }

  private static boolean any(boolean[] of, int[] quad) {
    return of[quad[0]] || of[quad[1]] || of[quad[2]] || of[quad[3]];
  }

  /** Makes a vertex's unit normal, if it isn't known. */
  private void normal(double[] p, double[] normals, int v) {
    if (!Double.isNaN(normals[3 * v])) {
      return;
    }
    int[] around = neighbours[v];
    double[] sum = new double[3];
    for (int i = 0; i < around.length; i += 2) {
      double[] c = cross(p, v, around[i], around[i + 1]);
      for (int a = 0; a < 3; a++) {
        sum[a] += c[a];
      }
    }
    double length = Math.sqrt(sum[0] * sum[0] + sum[1] * sum[1] + sum[2] * sum[2]) + 1e-12;
    for (int a = 0; a < 3; a++) {
      normals[3 * v + a] = sum[a] / length;
    }
  }

  private boolean mark(boolean[] moves, int quad, boolean folded) {
    if (!folded) {
      return false;
    }
    boolean any = false;
    for (int v : head.quads[quad]) {
      if (!fixed[v]) {
        moves[v] = true;
        moves[head.mirror[v]] = true;
        any = true;
      }
    }
    return any;
  }

  private boolean opposes(double[] p, double[] normals, int[] q, int k) {
    double[] c = cross(p, q[k], q[(k + 1) % 4], q[(k + 3) % 4]);
    for (int v : q) {
      normal(p, normals, v);
    }
    double dot = 0;
    for (int a = 0; a < 3; a++) {
      dot +=
          c[a]
              * (normals[3 * q[k] + a]
                  + normals[3 * q[(k + 1) % 4] + a]
                  + normals[3 * q[(k + 3) % 4] + a]);
    }
    return dot < 0;
  }

  private void relax(double[] p, double[] next, boolean[] moves) {
    for (int v = 0; v < moves.length; v++) {
      if (moves[v]) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int w : neighbours[v]) {
            sum += p[3 * w + c];
          }
          next[3 * v + c] = 0.5 * p[3 * v + c] + 0.5 * sum / neighbours[v].length;
        }
        if (head.mirror[v] == v && Math.abs(p[3 * v]) < 1e-12) {
          next[3 * v] = 0;
        }
      }
    }
    for (int v = 0; v < moves.length; v++) {
      if (moves[v]) {
        System.arraycopy(next, 3 * v, p, 3 * v, 3);
      }
    }
  }

  private boolean folded(double[] p, int i, int k) {
    int[] q = head.quads[i];
    int a = 3 * q[k];
    int b = 3 * q[(k + 1) % 4];
    int c = 3 * q[(k + 3) % 4];
    double ux = p[b] - p[a];
    double uy = p[b + 1] - p[a + 1];
    double uz = p[b + 2] - p[a + 2];
    double vx = p[c] - p[a];
    double vy = p[c + 1] - p[a + 1];
    double vz = p[c + 2] - p[a + 2];
    int n = 12 * i + 3 * k;
    return (uy * vz - uz * vy) * neutral[n]
            + (uz * vx - ux * vz) * neutral[n + 1]
            + (ux * vy - uy * vx) * neutral[n + 2]
        < 0;
  }
}
