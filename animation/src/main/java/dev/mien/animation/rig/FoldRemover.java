package dev.mien.animation.rig;

import dev.mien.geometry.head.SkinTemplate;
import java.util.Arrays;

/**
 * Takes out triangles that a displacement turned over against their surroundings: displacements
 * there are averaged with their neighbours' until the surface is unfolded.
 */
final class FoldRemover {

  private static final int AVERAGING_PASSES = 4;

  private static final int MOST_PASSES = 14;

  /** Cosine between a triangle and its corners' mean direction below which it counts as folded. */
  private static final double FOLDED = 0.04;

  /** At rest, triangles below this lie in a crease, such as the lips' seam, and aren't judged. */
  private static final double CREASED = 0.3;

  private final FaceFrame face;
  private final int[] triangles;
  private final boolean[] sound;
  private final int[] neighbourStart;
  private final int[] neighbours;

  FoldRemover(FaceFrame face) {
    this.face = face;
    SkinTemplate template = face.template;
    // every corner of a quad with its neighbours: whichever way it's cut, and the same on both
    // sides
    int[] faces = template.faces();
    int[] corners = new int[3 * faces.length];
    int n = 0;
    for (int f = 0; f < faces.length; f += 4) {
      int k = faces[f + 3] < 0 ? 3 : 4;
      for (int i = 0; i < (k == 3 ? 1 : 4); i++) {
        corners[n++] = faces[f + i];
        corners[n++] = faces[f + (i + 1) % k];
        corners[n++] = faces[f + (i + k - 1) % k];
      }
    }
    triangles = Arrays.copyOf(corners, n);
    int[] all = new int[triangles.length / 3];
    for (int t = 0; t < all.length; t++) {
      all[t] = t;
    }
    sound = new boolean[all.length];
    Arrays.fill(sound, true);
    boolean[] folded = new boolean[all.length];
    find(new double[3 * face.count], all, all.length, CREASED, folded);
    for (int t = 0; t < all.length; t++) {
      sound[t] = !folded[t] && !isLidTriangle(t);
    }
    neighbourStart = new int[face.count + 1];
    for (int v : triangles) {
      neighbourStart[v + 1] += 2;
    }
    for (int v = 0; v < face.count; v++) {
      neighbourStart[v + 1] += neighbourStart[v];
    }
    neighbours = new int[2 * triangles.length];
    int[] fill = Arrays.copyOf(neighbourStart, face.count);
    for (int i = 0; i < triangles.length; i++) {
      int t = i / 3 * 3;
      neighbours[fill[triangles[i]]++] = triangles[t + (i + 1) % 3];
      neighbours[fill[triangles[i]]++] = triangles[t + (i + 2) % 3];
    }
  }

  /** Lids lie in a fold by nature, and have to meet. */
  private boolean isLid(int v) {
    return face.eyeRing(v) > 1.6f;
  }

  private boolean isLidTriangle(int t) {
    return isLid(triangles[3 * t]) && isLid(triangles[3 * t + 1]) && isLid(triangles[3 * t + 2]);
  }

  /**
   * Unfolds.
   *
   * @param displacement metres, interleaved x, y, z; changed where triangles turned over
   */
  void unfold(double[] displacement) {
    int[] active = new int[triangles.length / 3];
    int n = 0;
    for (int t = 0; t < active.length; t++) {
      if (moves(displacement, triangles[3 * t])
          || moves(displacement, triangles[3 * t + 1])
          || moves(displacement, triangles[3 * t + 2])) {
        active[n++] = t;
      }
    }
    boolean[] folded = new boolean[active.length];
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      if (!find(displacement, active, n, FOLDED, folded)) {
        return;
      }
      if (pass >= AVERAGING_PASSES) {
        stiffen(displacement, active, n, folded, pass - AVERAGING_PASSES + 1);
        continue;
      }
      boolean[] marked = new boolean[face.count];
      for (int i = 0; i < n; i++) {
        if (folded[active[i]]) {
          for (int c = 0; c < 3; c++) {
            mark(triangles[3 * active[i] + c], pass < 3 ? 0 : 1, marked);
          }
        }
      }
      double[] before = displacement.clone();
      for (int v = 0; v < face.count; v++) {
        if (marked[v] && !isLid(v)) {
          average(v, before, displacement);
        }
      }
    }
  }

  /** Moves what lies round a folded triangle along with it, in growing circles. */
  private void stiffen(double[] displacement, int[] active, int n, boolean[] folded, int circles) {
    double radius = 0.045 * face.iod * circles;
    double[] strongest = new double[face.count];
    double[] sum = new double[face.count];
    double[] wanted = new double[3 * face.count];
    for (int i = 0; i < n; i++) {
      if (!folded[active[i]]) {
        continue;
      }
      double[] centre = new double[3];
      double[] mean = new double[3];
      for (int k = 0; k < 3; k++) {
        int v = triangles[3 * active[i] + k];
        for (int c = 0; c < 3; c++) {
          centre[c] += face.rest[3 * v + c] / 3;
          mean[c] += displacement[3 * v + c] / 3;
        }
      }
      for (int v = 0; v < face.count; v++) {
        double dx = face.x(v) - centre[0];
        double dy = face.y(v) - centre[1];
        double dz = face.z(v) - centre[2];
        double distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
        if (distance < radius) {
          double w = FaceFrame.smooth(radius, 0.4 * radius, distance);
          strongest[v] = Math.max(strongest[v], w);
          sum[v] += w;
          for (int c = 0; c < 3; c++) {
            wanted[3 * v + c] += w * mean[c];
          }
        }
      }
    }
    for (int v = 0; v < face.count; v++) {
      if (sum[v] > 0 && !isLid(v)) {
        for (int c = 0; c < 3; c++) {
          double d = displacement[3 * v + c];
          displacement[3 * v + c] = d + strongest[v] * (wanted[3 * v + c] / sum[v] - d);
        }
      }
    }
  }

  private void mark(int v, int reach, boolean[] marked) {
    marked[v] = true;
    if (reach > 0) {
      for (int i = neighbourStart[v]; i < neighbourStart[v + 1]; i++) {
        mark(neighbours[i], reach - 1, marked);
      }
    }
  }

  private void average(int v, double[] before, double[] displacement) {
    int count = neighbourStart[v + 1] - neighbourStart[v];
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      for (int i = neighbourStart[v]; i < neighbourStart[v + 1]; i++) {
        sum += before[3 * neighbours[i] + c];
      }
      displacement[3 * v + c] = 0.35 * before[3 * v + c] + 0.65 * sum / count;
    }
  }

  private static boolean moves(double[] displacement, int v) {
    return displacement[3 * v] != 0 || displacement[3 * v + 1] != 0 || displacement[3 * v + 2] != 0;
  }

  /** Marks the triangles that face against the mean direction of their corners. */
  private boolean find(double[] displacement, int[] active, int n, double least, boolean[] folded) {
    double[] normals = new double[3 * face.count];
    double[] own = new double[3 * n];
    for (int i = 0; i < n; i++) {
      int t = 3 * active[i];
      int a = 3 * triangles[t];
      int b = 3 * triangles[t + 1];
      int c = 3 * triangles[t + 2];
      double[] p = face.rest;
      double ax = p[a] + displacement[a];
      double ay = p[a + 1] + displacement[a + 1];
      double az = p[a + 2] + displacement[a + 2];
      double ux = p[b] + displacement[b] - ax;
      double uy = p[b + 1] + displacement[b + 1] - ay;
      double uz = p[b + 2] + displacement[b + 2] - az;
      double vx = p[c] + displacement[c] - ax;
      double vy = p[c + 1] + displacement[c + 1] - ay;
      double vz = p[c + 2] + displacement[c + 2] - az;
      double x = uy * vz - uz * vy;
      double y = uz * vx - ux * vz;
      double z = ux * vy - uy * vx;
      own[3 * i] = x;
      own[3 * i + 1] = y;
      own[3 * i + 2] = z;
      for (int k : new int[] {a, b, c}) {
        normals[k] += x;
        normals[k + 1] += y;
        normals[k + 2] += z;
      }
    }
    boolean any = false;
    for (int i = 0; i < n; i++) {
      int t = active[i];
      double dot = 0;
      double ownSquared = 0;
      double meanSquared = 0;
      for (int c = 0; c < 3; c++) {
        double mean =
            normals[3 * triangles[3 * t] + c]
                + normals[3 * triangles[3 * t + 1] + c]
                + normals[3 * triangles[3 * t + 2] + c];
        dot += own[3 * i + c] * mean;
        ownSquared += own[3 * i + c] * own[3 * i + c];
        meanSquared += mean * mean;
      }
      folded[t] = sound[t] && dot < least * Math.sqrt(ownSquared * meanSquared);
      any |= folded[t];
    }
    return any;
  }
}
