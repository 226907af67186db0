package dev.mien.animation.rig;

import dev.mien.geometry.head.LevelOfDetail;
import java.util.Arrays;

/**
 * Takes out triangles that a displacement turned over against their surroundings: displacements
 * there are averaged with their neighbours', and where that isn't enough, growing circles of skin
 * are moved as one piece, until the surface is unfolded. Lids lie in a fold by nature and aren't
 * judged; their margins have to meet and never change here.
 */
final class FoldRemover {

  private static final int AVERAGING_PASSES = 14;
  private static final int MOST_PASSES = 17;

  /** So many rings round a folded triangle are averaged, for every other pass. */
  private static final int[] RINGS = {0, 1, 1, 2, 2, 3, 3};

  /** Radius of the first circle that is moved as one piece, inter-ocular distances. */
  private static final double CIRCLE = 0.045;

  /** Cosine between a triangle and its corners' mean direction below which it counts as folded. */
  private static final double FOLDED = 0.15;

  /** At rest, triangles below this lie in a crease, such as the lips' seam, and aren't judged. */
  private static final double CREASED = 0.3;

  private final FaceFrame face;

  /** Every corner of a face with its neighbours: the same however a quad is cut. */
  private final int[] triangles;

  /** Most rings that are averaged: those of the coarsest mesh are as wide as a lip. */
  private final int widest;

  private final boolean[] sound;
  private final int[] start;
  private final int[] incident;

  FoldRemover(FaceFrame face) {
    this.face = face;
    widest = face.template.levelOfDetail() == LevelOfDetail.LOW ? 0 : 3;
    int[] faces = face.template.faces();
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
    start = new int[face.count + 1];
    for (int v : triangles) {
      start[v + 1]++;
    }
    for (int v = 0; v < face.count; v++) {
      start[v + 1] += start[v];
    }
    incident = new int[triangles.length];
    int[] fill = Arrays.copyOf(start, face.count);
    for (int i = 0; i < triangles.length; i++) {
      incident[fill[triangles[i]]++] = i / 3;
    }
    sound = new boolean[n / 3];
    Arrays.fill(sound, true);
    boolean[] everything = new boolean[face.count];
    Arrays.fill(everything, true);
    for (int t : new Search().find(new double[3 * face.count], everything, CREASED)) {
      sound[t] = false;
    }
    for (int t = 0; t < sound.length; t++) {
      int a = triangles[3 * t];
      int b = triangles[3 * t + 1];
      int c = triangles[3 * t + 2];
      sound[t] &=
          !(isLid(a) && isLid(b) && isLid(c)) && !isInside(a) && !isInside(b) && !isInside(c);
    }
  }

  /**
   * Unfolds.
   *
   * @param displacement metres, interleaved x, y, z; changed where triangles turned over
   * @return whether anything was folded
   */
  boolean unfold(double[] displacement) {
    boolean[] moved = new boolean[face.count];
    for (int v = 0; v < face.count; v++) {
      moved[v] =
          displacement[3 * v] != 0 || displacement[3 * v + 1] != 0 || displacement[3 * v + 2] != 0;
    }
    Search search = new Search();
    int[] folded = search.find(displacement, moved, FOLDED);
    boolean any = folded.length > 0;
    for (int pass = 0; pass < MOST_PASSES && folded.length > 0; pass++) {
      boolean stiff = pass >= AVERAGING_PASSES;
      double radius = CIRCLE * face.iod * (stiff ? pass - AVERAGING_PASSES + 1 : 1);
      boolean[] near = near(folded, radius + CIRCLE * face.iod);
      if (stiff) {
        stiffen(displacement, folded, near, radius);
      } else {
        average(
            displacement, folded, Math.min(widest, RINGS[Math.min(pass / 2, RINGS.length - 1)]));
      }
      folded = search.find(displacement, near, FOLDED);
    }
    return any;
  }

  private boolean isMargin(int v) {
    return face.eyeRing(v) > 3.2f;
  }

  private boolean isLid(int v) {
    return face.eyeRing(v) > 1.6f;
  }

  /** In the mouth or the nostrils, where the skin lies in folds by nature and nobody sees it. */
  private boolean isInside(int v) {
    return face.template.cavity()[v] > 0.5f || face.template.nostril()[v] > 0.5f;
  }

  /** Vertices that lie within a radius of a folded triangle's middle, and its own. */
  private boolean[] near(int[] folded, double radius) {
    double[] centres = new double[3 * folded.length];
    double[] low = {1e9, 1e9, 1e9};
    double[] high = {-1e9, -1e9, -1e9};
    boolean[] near = new boolean[face.count];
    for (int i = 0; i < folded.length; i++) {
      for (int k = 0; k < 3; k++) {
        int v = triangles[3 * folded[i] + k];
        near[v] = true;
        for (int c = 0; c < 3; c++) {
          centres[3 * i + c] += face.rest[3 * v + c] / 3;
        }
      }
      for (int c = 0; c < 3; c++) {
        low[c] = Math.min(low[c], centres[3 * i + c] - radius);
        high[c] = Math.max(high[c], centres[3 * i + c] + radius);
      }
    }
    for (int v = 0; v < face.count; v++) {
      boolean inside = true;
      for (int c = 0; c < 3; c++) {
        double p = face.rest[3 * v + c];
        inside &= p > low[c] && p < high[c];
      }
      for (int i = 0; inside && !near[v] && i < folded.length; i++) {
        near[v] = squared(v, centres, i) < radius * radius;
      }
    }
    return near;
  }

  private double squared(int v, double[] centres, int at) {
    double dx = face.x(v) - centres[3 * at];
    double dy = face.y(v) - centres[3 * at + 1];
    double dz = face.z(v) - centres[3 * at + 2];
    return dx * dx + dy * dy + dz * dz;
  }

  /**
   * Averages with the neighbours' the displacements of folded triangles and so many rings round.
   */
  private void average(double[] displacement, int[] folded, int rings) {
    boolean[] marked = new boolean[face.count];
    for (int t : folded) {
      for (int k = 0; k < 3; k++) {
        marked[triangles[3 * t + k]] = true;
      }
    }
    for (int ring = 0; ring < rings; ring++) {
      boolean[] inner = marked.clone();
      for (int v = 0; v < face.count; v++) {
        for (int i = start[v]; inner[v] && i < start[v + 1]; i++) {
          for (int c = 0; c < 3; c++) {
            marked[triangles[3 * incident[i] + c]] = true;
          }
        }
      }
    }
    double[] before = displacement.clone();
    for (int v = 0; v < face.count; v++) {
      if (!marked[v] || isMargin(v)) {
        continue;
      }
      double[] sum = new double[3];
      int count = 0;
      for (int i = start[v]; i < start[v + 1]; i++) {
        for (int k = 0; k < 3; k++) {
          int o = triangles[3 * incident[i] + k];
          if (o != v) {
            count++;
            for (int c = 0; c < 3; c++) {
              sum[c] += before[3 * o + c];
            }
          }
        }
      }
      for (int c = 0; c < 3; c++) {
        displacement[3 * v + c] = 0.35 * before[3 * v + c] + 0.65 * sum[c] / count;
      }
    }
  }

  /** Moves what lies round a folded triangle along with it. */
  private void stiffen(double[] displacement, int[] folded, boolean[] near, double radius) {
    double[] strongest = new double[face.count];
    double[] sum = new double[face.count];
    double[] wanted = new double[3 * face.count];
    double[] centre = new double[3];
    double[] mean = new double[3];
    for (int t : folded) {
      Arrays.fill(centre, 0);
      Arrays.fill(mean, 0);
      for (int k = 0; k < 3; k++) {
        int v = triangles[3 * t + k];
        for (int c = 0; c < 3; c++) {
          centre[c] += face.rest[3 * v + c] / 3;
          mean[c] += displacement[3 * v + c] / 3;
        }
      }
      for (int v = 0; v < face.count; v++) {
        if (!near[v]) {
          continue;
        }
        double distance = Math.sqrt(squared(v, centre, 0));
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
      if (sum[v] > 0 && !isMargin(v)) {
        for (int c = 0; c < 3; c++) {
          double d = displacement[3 * v + c];
          displacement[3 * v + c] = d + strongest[v] * (wanted[3 * v + c] / sum[v] - d);
        }
      }
    }
  }

  /** What one search after the other works on; what belongs to the current one bears its number. */
  private final class Search {
    private final double[] crosses = new double[triangles.length];
    private final double[] normals = new double[3 * face.count];
    private final int[] judged = new int[triangles.length / 3];
    private final int[] judgedIn = new int[triangles.length / 3];
    private final int[] crossedIn = new int[triangles.length / 3];
    private final int[] wantedIn = new int[face.count];
    private int number;

    /** Triangles at the given vertices that face against the mean direction of their corners. */
    int[] find(double[] displacement, boolean[] at, double least) {
      number++;
      int n = 0;
      for (int v = 0; v < face.count; v++) {
        for (int i = start[v]; at[v] && i < start[v + 1]; i++) {
          int t = incident[i];
          if (sound[t] && judgedIn[t] != number) {
            judgedIn[t] = number;
            judged[n++] = t;
          }
        }
      }
      int[] folded = new int[n];
      int count = 0;
      for (int i = 0; i < n; i++) {
        int t = judged[i];
        for (int k = 0; k < 3; k++) {
          meanNormal(displacement, triangles[3 * t + k]);
        }
        double dot = 0;
        double ownSquared = 0;
        double meanSquared = 0;
        for (int c = 0; c < 3; c++) {
          double own = crosses[3 * t + c];
          double mean =
              normals[3 * triangles[3 * t] + c]
                  + normals[3 * triangles[3 * t + 1] + c]
                  + normals[3 * triangles[3 * t + 2] + c];
          dot += own * mean;
          ownSquared += own * own;
          meanSquared += mean * mean;
        }
        if (dot < least * Math.sqrt(ownSquared * meanSquared)) {
          folded[count++] = t;
        }
      }
      int[] found = Arrays.copyOf(folded, count);
      Arrays.sort(found);
      return found;
    }

    /** Mean direction of a vertex's triangles, whose cross products are kept. */
    private void meanNormal(double[] displacement, int v) {
      if (wantedIn[v] == number) {
        return;
      }
      wantedIn[v] = number;
      double x = 0;
      double y = 0;
      double z = 0;
      for (int i = start[v]; i < start[v + 1]; i++) {
        int t = incident[i];
        if (crossedIn[t] != number) {
          crossedIn[t] = number;
          cross(displacement, t, crosses);
        }
        x += crosses[3 * t];
        y += crosses[3 * t + 1];
        z += crosses[3 * t + 2];
      }
      double length = Math.sqrt(x * x + y * y + z * z);
      normals[3 * v] = length > 0 ? x / length : 0;
      normals[3 * v + 1] = length > 0 ? y / length : 0;
      normals[3 * v + 2] = length > 0 ? z / length : 0;
    }
  }

  private void cross(double[] d, int t, double[] dest) {
    double[] p = face.rest;
    int a = 3 * triangles[3 * t];
    int b = 3 * triangles[3 * t + 1];
    int c = 3 * triangles[3 * t + 2];
    double ax = p[a] + d[a];
    double ay = p[a + 1] + d[a + 1];
    double az = p[a + 2] + d[a + 2];
    double ux = p[b] + d[b] - ax;
    double uy = p[b + 1] + d[b + 1] - ay;
    double uz = p[b + 2] + d[b + 2] - az;
    double vx = p[c] + d[c] - ax;
    double vy = p[c + 1] + d[c + 1] - ay;
    double vz = p[c + 2] + d[c + 2] - az;
    dest[3 * t] = uy * vz - uz * vy;
    dest[3 * t + 1] = uz * vx - ux * vz;
    dest[3 * t + 2] = ux * vy - uy * vx;
  }
}
