package dev.mien.animation.rig;

import dev.mien.geometry.head.LevelOfDetail;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;

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

  /** Where each vertex's triangles begin in {@link #incident}. */
  private final int[] start;

  private final int[] incident;

  /** Where each vertex's faces begin in {@link #round}. */
  private final int[] faceStart;

  /** Per face of a vertex the next corner, the one before, and the opposite one, -1 if none is. */
  private final int[] round;

  /** What searches work on, while none does. */
  private final ConcurrentLinkedQueue<Search> idle = new ConcurrentLinkedQueue<>();

  FoldRemover(FaceFrame face) {
    this.face = face;
    widest = face.template.levelOfDetail() == LevelOfDetail.LOW ? 0 : 3;
    int[] faces = face.template.faces();
    faceStart = new int[face.count + 1];
    round = new int[3 * faces.length];
    findFaces(faces);
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
    Search search = new Search();
    search.begin(new double[3 * face.count]);
    search.size = face.count;
    Arrays.setAll(search.vertices, v -> v);
    for (int t : search.find(CREASED)) {
      sound[t] = false;
    }
    idle.add(search);
    for (int t = 0; t < sound.length; t++) {
      int a = triangles[3 * t];
      int b = triangles[3 * t + 1];
      int c = triangles[3 * t + 2];
      sound[t] &=
          !(isLid(a) && isLid(b) && isLid(c)) && !isInside(a) && !isInside(b) && !isInside(c);
    }
  }

  private void findFaces(int[] faces) {
    for (int v : faces) {
      if (v >= 0) {
        faceStart[v + 1]++;
      }
    }
    for (int v = 0; v < face.count; v++) {
      faceStart[v + 1] += faceStart[v];
    }
    int[] fill = Arrays.copyOf(faceStart, face.count);
    for (int f = 0; f < faces.length; f += 4) {
      int k = faces[f + 3] < 0 ? 3 : 4;
      for (int i = 0; i < k; i++) {
        int at = 3 * fill[faces[f + i]]++;
        round[at] = faces[f + (i + 1) % k];
        round[at + 1] = faces[f + (i + k - 1) % k];
        round[at + 2] = k == 4 ? faces[f + (i + 2) % k] : -1;
      }
    }
  }

  /**
   * Unfolds.
   *
   * @param displacement metres, interleaved x, y, z; changed where triangles turned over
   * @return whether anything was folded
   */
  boolean unfold(double[] displacement) {
    Search search = idle.poll();
    if (search == null) {
      search = new Search();
    }
    search.begin(displacement);
    boolean any = unfold(search);
    idle.add(search);
    return any;
  }

  private boolean unfold(Search search) {
    int[] folded = search.find(FOLDED);
    boolean any = folded.length > 0;
    for (int pass = 0; pass < MOST_PASSES && folded.length > 0; pass++) {
      boolean stiff = pass >= AVERAGING_PASSES;
      double radius = CIRCLE * face.iod * (stiff ? pass - AVERAGING_PASSES + 1 : 1);
      if (stiff) {
        search.near(folded, radius + CIRCLE * face.iod);
        search.stiffen(folded, radius);
      } else {
        search.average(folded, Math.min(widest, RINGS[Math.min(pass / 2, RINGS.length - 1)]));
        search.near(folded, radius + CIRCLE * face.iod);
      }
      folded = search.find(FOLDED);
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

  private double squared(int v, double[] centres, int at) {
    double dx = face.x(v) - centres[3 * at];
    double dy = face.y(v) - centres[3 * at + 1];
    double dz = face.z(v) - centres[3 * at + 2];
    return dx * dx + dy * dy + dz * dz;
  }

  /** What one search after the other works on; what belongs to the current one bears its number. */
  private final class Search {

    /** Vertices that are looked at. */
    private final int[] vertices = new int[face.count];

    private int size;

    /** Positions in the pose. */
    private final double[] p = new double[3 * face.count];

    private final double[] normals = new double[3 * face.count];
    private final int[] judged = new int[triangles.length / 3];
    private final int[] judgedIn = new int[triangles.length / 3];
    private final int[] wantedIn = new int[face.count];
    private final int[] markedIn = new int[face.count];
    private final int[] marked = new int[face.count];
    private double[] displacement = new double[0];
    private double[] averages = new double[256];
    private int number;

    /** Starts with every vertex that a displacement moves. */
    void begin(double[] of) {
      displacement = of;
      size = 0;
      System.arraycopy(face.rest, 0, p, 0, p.length);
      for (int v = 0; v < face.count; v++) {
        if (of[3 * v] != 0 || of[3 * v + 1] != 0 || of[3 * v + 2] != 0) {
          vertices[size++] = v;
          place(v);
        }
      }
    }

    private void place(int v) {
      for (int c = 3 * v; c < 3 * v + 3; c++) {
        p[c] = face.rest[c] + displacement[c];
      }
    }

    /** Triangles at the vertices that face against the mean direction of their corners. */
    int[] find(double least) {
      number++;
      int n = 0;
      for (int j = 0; j < size; j++) {
        int v = vertices[j];
        for (int i = start[v]; i < start[v + 1]; i++) {
          int t = incident[i];
          if (sound[t] && judgedIn[t] != number) {
            judgedIn[t] = number;
            judged[n++] = t;
          }
        }
      }
      int count = 0;
      for (int i = 0; i < n; i++) {
        int t = judged[i];
        if (isFolded(triangles[3 * t], triangles[3 * t + 1], triangles[3 * t + 2], least)) {
          judged[count++] = t;
        }
      }
      int[] found = Arrays.copyOf(judged, count);
      Arrays.sort(found);
      return found;
    }

    private boolean isFolded(int v, int w, int u, double least) {
      meanNormal(v);
      meanNormal(w);
      meanNormal(u);
      int a = 3 * v;
      int b = 3 * w;
      int c = 3 * u;
      double mx = normals[a] + normals[b] + normals[c];
      double my = normals[a + 1] + normals[b + 1] + normals[c + 1];
      double mz = normals[a + 2] + normals[b + 2] + normals[c + 2];
      double bx = p[b] - p[a];
      double by = p[b + 1] - p[a + 1];
      double bz = p[b + 2] - p[a + 2];
      double cx = p[c] - p[a];
      double cy = p[c + 1] - p[a + 1];
      double cz = p[c + 2] - p[a + 2];
      double x = by * cz - bz * cy;
      double y = bz * cx - bx * cz;
      double z = bx * cy - by * cx;
      double squares = (x * x + y * y + z * z) * (mx * mx + my * my + mz * mz);
      return x * mx + y * my + z * mz < least * Math.sqrt(squares);
    }

    /**
     * Mean direction of a vertex's triangles: in every face its own and, as both together are the
     * diagonals' cross product, those of the corners beside it.
     */
    private void meanNormal(int v) {
      if (wantedIn[v] == number) {
        return;
      }
      wantedIn[v] = number;
      double px = p[3 * v];
      double py = p[3 * v + 1];
      double pz = p[3 * v + 2];
      double x = 0;
      double y = 0;
      double z = 0;
      for (int i = 3 * faceStart[v]; i < 3 * faceStart[v + 1]; i += 3) {
        int a = 3 * round[i];
        int b = 3 * round[i + 1];
        double ax = p[a] - px;
        double ay = p[a + 1] - py;
        double az = p[a + 2] - pz;
        double bx = p[b] - px;
        double by = p[b + 1] - py;
        double bz = p[b + 2] - pz;
        x += ay * bz - az * by;
        y += az * bx - ax * bz;
        z += ax * by - ay * bx;
        if (round[i + 2] >= 0) {
          int c = 3 * round[i + 2];
          double cx = p[c] - px;
          double cy = p[c + 1] - py;
          double cz = p[c + 2] - pz;
          bx -= ax;
          by -= ay;
          bz -= az;
          x += cy * bz - cz * by;
          y += cz * bx - cx * bz;
          z += cx * by - cy * bx;
        }
      }
      double length = Math.sqrt(x * x + y * y + z * z);
      normals[3 * v] = length > 0 ? x / length : 0;
      normals[3 * v + 1] = length > 0 ? y / length : 0;
      normals[3 * v + 2] = length > 0 ? z / length : 0;
    }

    /** Goes on with the vertices within a radius of a folded triangle's middle, and its own. */
    void near(int[] folded, double radius) {
      double[] centres = new double[3 * folded.length];
      double[] low = {1e9, 1e9, 1e9};
      double[] high = {-1e9, -1e9, -1e9};
      number++;
      for (int i = 0; i < folded.length; i++) {
        for (int k = 0; k < 3; k++) {
          int v = triangles[3 * folded[i] + k];
          markedIn[v] = number;
          for (int c = 0; c < 3; c++) {
            centres[3 * i + c] += face.rest[3 * v + c] / 3;
          }
        }
        for (int c = 0; c < 3; c++) {
          low[c] = Math.min(low[c], centres[3 * i + c] - radius);
          high[c] = Math.max(high[c], centres[3 * i + c] + radius);
        }
      }
      size = 0;
      for (int v = 0; v < face.count; v++) {
        double x = face.rest[3 * v];
        double y = face.rest[3 * v + 1];
        double z = face.rest[3 * v + 2];
        boolean inside =
            x > low[0] && x < high[0] && y > low[1] && y < high[1] && z > low[2] && z < high[2];
        boolean near = markedIn[v] == number;
        for (int i = 0; inside && !near && i < folded.length; i++) {
          near = squared(v, centres, i) < radius * radius;
        }
        if (near) {
          vertices[size++] = v;
        }
      }
    }

    /**
     * Averages with the neighbours' the displacements of folded triangles and so many rings round.
     */
    void average(int[] folded, int rings) {
      number++;
      int count = 0;
      for (int t : folded) {
        count = mark(t, count);
      }
      int from = 0;
      for (int ring = 0; ring < rings; ring++) {
        int to = count;
        for (; from < to; from++) {
          for (int i = start[marked[from]]; i < start[marked[from] + 1]; i++) {
            count = mark(incident[i], count);
          }
        }
      }
      if (averages.length < 3 * count) {
        averages = new double[6 * count];
      }
      for (int i = 0; i < count; i++) {
        average(marked[i], 3 * i);
      }
      for (int i = 0; i < count; i++) {
        int v = marked[i];
        if (!isMargin(v)) {
          System.arraycopy(averages, 3 * i, displacement, 3 * v, 3);
          place(v);
        }
      }
    }

    private int mark(int triangle, int count) {
      int n = count;
      for (int k = 3 * triangle; k < 3 * triangle + 3; k++) {
        if (markedIn[triangles[k]] != number) {
          markedIn[triangles[k]] = number;
          marked[n++] = triangles[k];
        }
      }
      return n;
    }

    private void average(int v, int at) {
      double x = 0;
      double y = 0;
      double z = 0;
      int count = 0;
      for (int i = start[v]; i < start[v + 1]; i++) {
        for (int k = 0; k < 3; k++) {
          int o = triangles[3 * incident[i] + k];
          if (o != v) {
            count++;
            x += displacement[3 * o];
            y += displacement[3 * o + 1];
            z += displacement[3 * o + 2];
          }
        }
      }
      averages[at] = 0.35 * displacement[3 * v] + 0.65 * x / count;
      averages[at + 1] = 0.35 * displacement[3 * v + 1] + 0.65 * y / count;
      averages[at + 2] = 0.35 * displacement[3 * v + 2] + 0.65 * z / count;
    }

    /** Moves what lies round a folded triangle along with it. */
    void stiffen(int[] folded, double radius) {
      double[] strongest = new double[size];
      double[] sum = new double[size];
      double[] wanted = new double[3 * size];
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
        for (int i = 0; i < size; i++) {
          double distance = Math.sqrt(squared(vertices[i], centre, 0));
          if (distance < radius) {
            double w = FaceFrame.smooth(radius, 0.4 * radius, distance);
            strongest[i] = Math.max(strongest[i], w);
            sum[i] += w;
            for (int c = 0; c < 3; c++) {
              wanted[3 * i + c] += w * mean[c];
            }
          }
        }
      }
      for (int i = 0; i < size; i++) {
        int v = vertices[i];
        if (sum[i] > 0 && !isMargin(v)) {
          for (int c = 0; c < 3; c++) {
            double d = displacement[3 * v + c];
            displacement[3 * v + c] = d + strongest[i] * (wanted[3 * i + c] / sum[i] - d);
          }
          place(v);
        }
      }
    }
  }
}
