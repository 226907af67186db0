package dev.mien.geometry.mesh;

import java.util.Arrays;

/**
 * Turns triangles back that face against their surroundings, and moves as little as that takes.
 *
 * <p>A triangle with corners {@code a, b, c} is judged against {@code m}, the mean of its corners'
 * normals: {@code m . (b - a) x (c - a)} is twice its area seen along {@code m} and has to be more
 * than a small share of its area. Where it isn't, the corners move along that area's gradient, as
 * constraints are projected in position based dynamics (Mueller et al. 2007, section 3.3): within
 * the surface's tangent plane, so that its form stays. Corners that several triangles pull at go
 * half way between, which treats mirror images alike. Thread-safe.
 */
public final class Unfolding {

  /** How much better than asked for a triangle that's moved ends, so that rounds end. */
  private static final double MARGIN = 0.1;

  private final int count;

  /** The corners' neighbours: next and previous vertex, per corner of every vertex. */
  private final int[] cornerStart;

  private final int[] corners;

  private final int[] triangles;
  private final int[] triangleStart;
  private final int[] trianglesOf;
  private final double[] mobility;
  private final int[] partner;

  /** Whether a triangle has to be turned back. */
  private final boolean[] judged;

  /**
   * Prepares a topology.
   *
   * @param faces four vertices per face, the fourth -1 in a triangle; their corners make normals
   * @param triangles three vertices per triangle that may not be turned over
   * @param mobility per vertex how freely it moves, from 0, where it stays, to 1
   * @param partner per vertex the one that has to move as it does, itself if there's none
   */
  public Unfolding(int[] faces, int[] triangles, double[] mobility, int[] partner) {
    count = mobility.length;
    this.triangles = triangles.clone();
    this.mobility = mobility.clone();
    this.partner = partner.clone();
    judged = new boolean[triangles.length / 3];
    Arrays.fill(judged, true);
    cornerStart = new int[count + 1];
    for (int v : faces) {
      if (v >= 0) {
        cornerStart[v + 1]++;
      }
    }
    accumulate(cornerStart);
    corners = new int[2 * cornerStart[count]];
    int[] fill = Arrays.copyOf(cornerStart, count);
    for (int f = 0; f < faces.length; f += 4) {
      int k = faces[f + 3] < 0 ? 3 : 4;
      for (int i = 0; i < k; i++) {
        int at = 2 * fill[faces[f + i]]++;
        corners[at] = faces[f + (i + 1) % k];
        corners[at + 1] = faces[f + (i + k - 1) % k];
      }
    }
    triangleStart = new int[count + 1];
    for (int v : triangles) {
      triangleStart[v + 1]++;
    }
    accumulate(triangleStart);
    trianglesOf = new int[triangles.length];
    fill = Arrays.copyOf(triangleStart, count);
    for (int i = 0; i < triangles.length; i++) {
      trianglesOf[fill[triangles[i]]++] = i / 3;
    }
  }

  private Unfolding(Unfolding other, boolean[] judged) {
    count = other.count;
    cornerStart = other.cornerStart;
    corners = other.corners;
    triangles = other.triangles;
    triangleStart = other.triangleStart;
    trianglesOf = other.trianglesOf;
    mobility = other.mobility;
    partner = other.partner;
    this.judged = judged;
  }

  /**
   * The same for some triangles alone.
   *
   * @param which per triangle whether it has to be turned back
   */
  public Unfolding judging(boolean[] which) {
    return new Unfolding(this, which.clone());
  }

  private static void accumulate(int[] start) {
    for (int v = 1; v < start.length; v++) {
      start[v] += start[v - 1];
    }
  }

  /**
   * Cosine between every triangle and the mean direction of its corners.
   *
   * @param p positions, interleaved x, y, z
   */
  public double[] facing(double[] p) {
    Work work = new Work(p);
    double[] facing = new double[triangles.length / 3];
    for (int t = 0; t < facing.length; t++) {
      facing[t] = work.facing(t);
    }
    return facing;
  }

  /**
   * Unfolds.
   *
   * @param p positions, interleaved x, y, z; changed where triangles are turned over
   * @param least cosine between a triangle and its corners' mean direction below which it is turned
   *     over
   * @param rounds how often to move at most
   * @return how many triangles were found turned over
   */
  public int apply(double[] p, double least, int rounds) {
    Work work = new Work(p);
    int[] suspects = new int[judged.length];
    int n = 0;
    for (int t = 0; t < judged.length; t++) {
      if (judged[t] && work.facing(t) < least) {
        suspects[n++] = t;
      }
    }
    return unfold(work, suspects, n, least, rounds);
  }

  /**
   * Unfolds where something may be folded.
   *
   * @param p positions, interleaved x, y, z; changed where triangles are turned over
   * @param where vertices whose triangles are looked at
   * @param size how many of them there are
   * @param least cosine between a triangle and its corners' mean direction below which it is turned
   *     over
   * @param rounds how often to move at most
   * @return how many triangles were found turned over
   */
  public int apply(double[] p, int[] where, int size, double least, int rounds) {
    Work work = new Work(p);
    boolean[] seen = new boolean[judged.length];
    int[] suspects = new int[judged.length];
    int n = 0;
    for (int i = 0; i < size; i++) {
      for (int k = triangleStart[where[i]]; k < triangleStart[where[i] + 1]; k++) {
        int t = trianglesOf[k];
        if (!seen[t] && judged[t] && work.facing(t) < least) {
          suspects[n++] = t;
        }
        seen[t] = true;
      }
    }
    Arrays.sort(suspects, 0, n);
    return unfold(work, suspects, n, least, rounds);
  }

  private static int unfold(Work work, int[] suspects, int n, double least, int rounds) {
    if (n > 0) {
      work.unfold(Arrays.copyOf(suspects, n), least, rounds);
    }
    return n;
  }

  /** One call's state. */
  private final class Work {

    private final double[] p;

    /** Unit normals, where known. */
    private final double[] normals = new double[3 * count];

    private final boolean[] known = new boolean[count];
    private double[] move = new double[0];
    private int[] pulls = new int[0];
    private final double[] area = new double[3];
    private final double[] mean = new double[3];

    Work(double[] p) {
      this.p = p;
    }

    /** Moves until nothing is turned over; {@code suspects} and what comes near them is judged. */
    void unfold(int[] suspects, double least, int rounds) {
      move = new double[3 * count];
      pulls = new int[count];
      boolean[] listed = new boolean[triangles.length / 3];
      int[] list = Arrays.copyOf(suspects, listed.length);
      int n = suspects.length;
      for (int i = 0; i < n; i++) {
        listed[list[i]] = true;
      }
      int[] touched = new int[count];
      for (int round = 0; round < rounds; round++) {
        int folded = 0;
        int moved = 0;
        for (int i = 0; i < n; i++) {
          int t = list[i];
          double facing = facing(t);
          folded += facing < least ? 1 : 0;
          if (facing < least + MARGIN) {
            moved = pull(t, least + MARGIN, touched, moved);
          }
        }
        if (folded == 0) {
          break;
        }
        for (int i = 0; i < moved; i++) {
          int v = touched[i];
          for (int c = 0; c < 3; c++) {
            p[3 * v + c] += move[3 * v + c] / pulls[v];
          }
        }
        for (int i = 0; i < moved; i++) {
          int v = touched[i];
          pulls[v] = 0;
          Arrays.fill(move, 3 * v, 3 * v + 3, 0);
          known[v] = false;
          n = list(v, list, listed, n);
          for (int k = 2 * cornerStart[v]; k < 2 * cornerStart[v + 1]; k++) {
            known[corners[k]] = false;
            n = list(corners[k], list, listed, n);
          }
        }
      }
    }

    private int list(int v, int[] list, boolean[] listed, int n) {
      int size = n;
      for (int k = triangleStart[v]; k < triangleStart[v + 1]; k++) {
        int t = trianglesOf[k];
        if (judged[t] && !listed[t]) {
          listed[t] = true;
          list[size++] = t;
        }
      }
      return size;
    }

    /** Asks a triangle's corners to move to where its area along the mean is large enough. */
    private int pull(int t, double wanted, int[] touched, int size) {
      // facing(t) has just left area and mean
      double areaLength = length(area);
      double meanLength = length(mean);
      double lack = -wanted * areaLength;
      double[] m = new double[3];
      for (int c = 0; c < 3; c++) {
        m[c] = mean[c] / meanLength;
        lack += m[c] * area[c];
      }
      double[] gradient = new double[9];
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        int next = 3 * triangles[3 * t + (k + 1) % 3];
        int last = 3 * triangles[3 * t + (k + 2) % 3];
        double ex = p[last] - p[next];
        double ey = p[last + 1] - p[next + 1];
        double ez = p[last + 2] - p[next + 2];
        gradient[3 * k] = m[1] * ez - m[2] * ey;
        gradient[3 * k + 1] = m[2] * ex - m[0] * ez;
        gradient[3 * k + 2] = m[0] * ey - m[1] * ex;
        double w = mobility[triangles[3 * t + k]];
        for (int c = 0; c < 3; c++) {
          sum += w * gradient[3 * k + c] * gradient[3 * k + c];
        }
      }
      if (sum < 1e-30) {
        return size;
      }
      int n = size;
      for (int k = 0; k < 3; k++) {
        int v = triangles[3 * t + k];
        if (mobility[v] > 0) {
          double by = -lack / sum * mobility[v];
          n = pull(v, gradient, 3 * k, by, touched, n);
          if (partner[v] != v) {
            n = pull(partner[v], gradient, 3 * k, by, touched, n);
          }
        }
      }
      return n;
    }

    private int pull(int v, double[] gradient, int at, double by, int[] touched, int size) {
      for (int c = 0; c < 3; c++) {
        move[3 * v + c] += by * gradient[at + c];
      }
      if (pulls[v]++ == 0) {
        touched[size] = v;
        return size + 1;
      }
      return size;
    }

    /** Cosine between a triangle and its corners' mean direction; leaves both directions. */
    double facing(int t) {
      int a = 3 * triangles[3 * t];
      int b = 3 * triangles[3 * t + 1];
      int c = 3 * triangles[3 * t + 2];
      normal(a);
      normal(b);
      normal(c);
      double mx = normals[a] + normals[b] + normals[c];
      double my = normals[a + 1] + normals[b + 1] + normals[c + 1];
      double mz = normals[a + 2] + normals[b + 2] + normals[c + 2];
      double ux = p[b] - p[a];
      double uy = p[b + 1] - p[a + 1];
      double uz = p[b + 2] - p[a + 2];
      double vx = p[c] - p[a];
      double vy = p[c + 1] - p[a + 1];
      double vz = p[c + 2] - p[a + 2];
      double x = uy * vz - uz * vy;
      double y = uz * vx - ux * vz;
      double z = ux * vy - uy * vx;
      area[0] = x;
      area[1] = y;
      area[2] = z;
      mean[0] = mx;
      mean[1] = my;
      mean[2] = mz;
      double both = Math.sqrt(x * x + y * y + z * z) * Math.sqrt(mx * mx + my * my + mz * mz);
      return both < 1e-30 ? 0 : (x * mx + y * my + z * mz) / both;
    }

    /** Makes a vertex's normal, if it isn't known; {@code a} is where its positions are. */
    private void normal(int a) {
      int vertex = a / 3;
      if (known[vertex]) {
        return;
      }
      known[vertex] = true;
      double px = p[a];
      double py = p[a + 1];
      double pz = p[a + 2];
      double x = 0;
      double y = 0;
      double z = 0;
      for (int k = 2 * cornerStart[vertex]; k < 2 * cornerStart[vertex + 1]; k += 2) {
        int b = 3 * corners[k];
        int c = 3 * corners[k + 1];
        double ux = p[b] - px;
        double uy = p[b + 1] - py;
        double uz = p[b + 2] - pz;
        double vx = p[c] - px;
        double vy = p[c + 1] - py;
        double vz = p[c + 2] - pz;
        x += uy * vz - uz * vy;
        y += uz * vx - ux * vz;
        z += ux * vy - uy * vx;
      }
      double length = Math.sqrt(x * x + y * y + z * z);
      normals[a] = length > 0 ? x / length : x;
      normals[a + 1] = length > 0 ? y / length : y;
      normals[a + 2] = length > 0 ? z / length : z;
    }
  }

  private static double length(double[] v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }
}
