package dev.mien.geometry.head.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * The left half of the quad cage: a grid of rows and columns with rectangular holes that concentric
 * loops fill: eye, mouth, nostril and ear. Attributes of the vertices follow from the loops.
 */
final class HalfCage {

  /** Columns of the grid, less one: column 0 is the front midline, the last one the back. */
  static final int COLUMNS = 16;

  /** What is known of each vertex beyond its position. */
  static final int LIP = 0;

  static final int CAVITY = 1;
  static final int NOSTRIL = 2;
  static final int EYE_RING = 3;
  static final int EYE_UP = 4;
  static final int MOUTH_ANGLE = 5;
  static final int MOUTH_RING = 6;
  static final int EAR = 7;
  static final int PROJECTION = 8;
  static final int ATTRIBUTES = 9;

  private static final double[] AZIMUTH = {
    0, 7, 14, 22, 31, 41, 52, 63, 74, 86, 98, 110, 122, 136, 150, 165, 180
  };

  /** Row: front y, z; side x, y, z; back y, z. */
  private record Row(
      String name,
      double frontY,
      double frontZ,
      double sideX,
      double sideY,
      double sideZ,
      double backY,
      double backZ) {}

  private static final Row[] ROWS = {
    new Row("r0", 9.3, 6.2, 7, 9.6, 0, 9.2, -6),
    new Row("r1", 7.2, 7.8, 7, 7.4, 0, 7.0, -8),
    new Row("r2", 5.1, 8.8, 7, 5.4, 0, 5.0, -9),
    new Row("r3", 3.4, 9.6, 7, 3.7, 0, 3.2, -9),
    new Row("e0", 2.1, 10, 7, 2.1, 0, 1.8, -9),
    new Row("e1", 1.15, 10, 7, 1.0, 0, 0.6, -9),
    new Row("e2", 0.2, 10, 7, 0, 0, -0.3, -9),
    new Row("e3", -0.75, 10.5, 7, -1.0, 0, -1.3, -8.5),
    new Row("e4", -1.8, 11, 7, -2.1, 0, -2.3, -8),
    new Row("n0", -2.75, 11.6, 7, -3.2, 0, -3.3, -7.5),
    new Row("n1", -3.45, 12, 7, -4.3, 0, -4.3, -7),
    new Row("n2", -4.05, 11.7, 7, -5.1, 0, -5.3, -7),
    new Row("n3", -4.4, 10.5, 7, -5.9, 0, -6.2, -7),
    new Row("m0", -5.05, 10.4, 7, -6.6, 0, -7.1, -7),
    new Row("m1", -5.7, 10.4, 7, -7.3, 0, -7.9, -7),
    new Row("m2", -6.45, 10.3, 7, -8.0, 0, -8.7, -7),
    new Row("m3", -7.4, 10.2, 7, -8.7, 0, -9.6, -7),
    new Row("m4", -8.5, 10, 7, -9.4, 0, -10.5, -7),
    new Row("c0", -9.8, 10, 7, -10.1, 0, -11.3, -7),
    new Row("c1", -11.0, 9.3, 7, -10.9, 0, -12.1, -7),
    new Row("c2", -11.5, 7.4, 7, -11.8, 0, -12.9, -7),
    new Row("c3", -11.9, 5.0, 7, -12.8, 0, -13.8, -7),
    new Row("k0", -13.6, 3.6, 7, -14.1, 0, -14.8, -7),
    new Row("k1", -15.8, 3.2, 7.5, -15.4, 0, -15.9, -7.5),
    new Row("k2", -18.0, 3.0, 9.2, -16.6, -2, -17.2, -8),
    new Row("k3", -20.0, 4.2, 12, -17.6, -2.5, -18.8, -9),
    new Row("k4", -21.8, 6.0, 15.6, -18.6, -2.5, -20.6, -10),
    new Row("k5", -23.6, 7.4, 19.4, -20.0, -2.5, -22.6, -10.4),
    new Row("k6", -25.8, 8.2, 21.5, -24.0, -2.5, -25.0, -10.4),
  };

  /** Positions, interleaved. */
  final List<double[]> points = new ArrayList<>();

  /** Vertices that relaxation leaves alone. */
  final List<Boolean> pinned = new ArrayList<>();

  /** One row of {@link #ATTRIBUTES} values per vertex. */
  final List<double[]> attributes = new ArrayList<>();

  /** Faces: three or four vertices. */
  List<int[]> faces = new ArrayList<>();

  /** Vertex of each grid position, -1 where a hole is. */
  final int[][] grid = new int[ROWS.length][COLUMNS + 1];

  /**
   * Loops round the eye, from the orbit inwards, 16 vertices each, starting at the inner corner.
   */
  final List<int[]> eyeLoops = new ArrayList<>();

  /** Half loops round the mouth, from the skin inwards, 13 each from the upper midline down. */
  final List<int[]> mouthLoops = new ArrayList<>();

  /** The ear, to be carved once texture coordinates are laid out. */
  final CageEar ear;

  /** Loops of the ear, from its root inwards, 16 each. */
  final List<int[]> earLoops = new ArrayList<>();

  /** Corners of the nostril's quad, then its loops. */
  final List<int[]> nostrilLoops = new ArrayList<>();

  /** Rows by columns of the crown's patch. */
  final int[][] crown = new int[9][5];

  HalfCage() {
    layGrid();
    pinLandmarks();
    capCrown();
    fillGrid();
    new CageEye(this).build();
    new CageMouth(this).build();
    buildNostril();
    ear = new CageEar(this);
    ear.build();
  }

  static int row(String name) {
    for (int i = 0; i < ROWS.length; i++) {
      if (ROWS[i].name.equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no row " + name);
  }

  int at(String row, int column) {
    return grid[row(row)][column];
  }

  int add(double[] p, boolean pin, double projection) {
    points.add(p);
    pinned.add(pin);
    double[] a = new double[ATTRIBUTES];
    a[PROJECTION] = projection;
    attributes.add(a);
    return points.size() - 1;
  }

  void pin(int v, double[] p) {
    points.set(v, p);
    pinned.set(v, true);
  }

  void face(int... vertices) {
    faces.add(vertices);
  }

  /** Quads between two loops. */
  void bridge(int[] outer, int[] inner, boolean closed) {
    int n = outer.length;
    for (int k = 0; k < (closed ? n : n - 1); k++) {
      int next = (k + 1) % n;
      face(outer[k], outer[next], inner[next], inner[k]);
    }
  }

  static double[] ray(double cx, double cy, double cz, double tx, double ty, double tz) {
    double dx = tx - cx;
    double dy = ty - cy;
    double dz = tz - cz;
    double length = Math.sqrt(dx * dx + dy * dy + dz * dz);
    dx /= length;
    dy /= length;
    dz /= length;
    double t = length + 5;
    for (int i = 0; i < 60; i++) {
      double d = Sculpt.distance(cx + dx * t, cy + dy * t, cz + dz * t, true);
      t = Math.max(t - d * 0.7, 0.3);
      if (Math.abs(d) < 0.003) {
        break;
      }
    }
    return new double[] {cx + dx * t, cy + dy * t, cz + dz * t};
  }

  private static boolean inHole(int j, int i) {
    return inside(j, i, "e0", "e4", 2, 6)
        || inside(j, i, "m0", "m4", -1, 4)
        || inside(j, i, "e1", "n2", 9, 11);
  }

  private static boolean inside(int j, int i, String top, String bottom, int left, int right) {
    return row(top) < j && j < row(bottom) && left < i && i < right;
  }

  private void layGrid() {
    int c1 = row("c1");
    int c3 = row("c3");
    int k0 = row("k0");
    for (int j = 0; j < ROWS.length; j++) {
      Row r = ROWS[j];
      for (int i = 0; i <= COLUMNS; i++) {
        grid[j][i] = -1;
        if (inHole(j, i)) {
          continue;
        }
        double th = Math.toRadians(AZIMUTH[i]);
        double c = Math.cos(th);
        double s = Math.sin(th);
        double front = Math.max(c, 0);
        double y = r.sideY + ((c > 0 ? r.frontY : r.backY) - r.sideY) * c * c;
        double z = r.sideZ * s * s + (c > 0 ? r.frontZ * c : -r.backZ * c);
        double[] p;
        if (j < c1) {
          p = ray(0, j > 0 ? y : y - 2, 0, r.sideX * s, y, z);
        } else if (j <= c3) {
          p = ray(0, y + 3 * front, 2 * front - 1.5 * (1 - front), r.sideX * s, y, z);
        } else if (j <= k0 + 1) {
          p = ray(0, y, -1.5, r.sideX * s, y, z);
        } else {
          double down = Math.min(1, (j - k0 - 1) / 3.0);
          p = ray(0, y + (-25 - y) * 0.6 * down, -1.5, r.sideX * s, y, z);
        }
        if (i == 0 || i == COLUMNS) {
          p[0] = 0;
        }
        grid[j][i] = add(p, false, 1);
      }
    }
  }

  private void pinDepth(String row, int column, double x, double y) {
    pin(at(row, column), new double[] {x, y, Sculpt.depth(x, y, true)});
  }

  private void pinNear(String row, int column, double x, double y, double z, boolean nostrils) {
    double[] p = {x, y, z};
    Sculpt.project(p, 6, 1, nostrils);
    if (column == 0) {
      p[0] = 0;
    }
    pin(at(row, column), p);
  }

  private void pinLandmarks() {
    pinDepth("e0", 0, 0, 2.0);
    pinDepth("e0", 1, 0.75, 2.0);
    pinDepth("e1", 0, 0, 1.0);
    pinDepth("e1", 1, 0.62, 1.0);
    pinDepth("e2", 0, 0, 0.1);
    pinDepth("e2", 1, 0.6, 0.1);
    pinDepth("e3", 0, 0, -0.85);
    pinDepth("e3", 1, 0.58, -0.9);
    pinDepth("e4", 0, 0, -1.85);
    pinDepth("e4", 1, 0.58, -1.9);
    pinDepth("n0", 0, 0, -2.75);
    pinDepth("n0", 1, 0.5, -2.8);
    pinDepth("n0", 2, 0.98, -2.8);
    pinDepth("n0", 3, 1.62, -2.95);
    pinDepth("n0", 4, 2.45, -2.9);
    pinDepth("n1", 0, 0, -3.5);
    pinDepth("n1", 1, 0.46, -3.55);
    pinDepth("n1", 2, 1.1, -3.4);
    pinDepth("n1", 3, 1.6, -3.65);
    pinDepth("n1", 4, 1.98, -3.75);
    pinNear("n2", 0, 0, -4.22, 11.75, false);
    pinNear("n2", 1, 0.30, -4.22, 11.6, false);
    pinNear("n2", 2, 1.02, -4.3, 11.1, false);
    pinNear("n2", 3, 1.52, -4.15, 10.55, false);
    pinNear("n2", 4, 1.98, -4.35, 9.95, false);
    pinNear("n3", 0, 0, -4.38, 10.6, false);
    pinNear("n3", 1, 0.32, -4.42, 10.5, false);
    pinNear("n3", 2, 1.02, -4.5, 10.3, false);
    pinNear("n3", 3, 1.45, -4.55, 10.05, false);
    pinNear("n3", 4, 2.05, -4.95, 9.7, false);
    pinNear("c0", 0, 0, -9.75, 9.9, true);
    pinNear("c0", 1, 0.85, -9.75, 9.8, true);
    pinNear("c0", 2, 1.7, -9.6, 9.2, true);
    pinNear("c0", 3, 2.6, -9.35, 8.2, true);
    pinNear("c0", 4, 3.35, -8.95, 7.1, true);
    pinNear("c1", 0, 0, -10.85, 9.5, true);
    pinNear("c1", 1, 0.8, -10.8, 9.4, true);
    pinNear("c1", 2, 1.6, -10.6, 8.8, true);
    pinNear("c1", 3, 2.45, -10.2, 7.8, true);
    pinNear("c1", 4, 3.2, -9.7, 6.4, true);
    pinNear("c1", 5, 3.9, -9.15, 5.0, true);
    pinNear("c2", 0, 0, -11.2, 8.2, true);
    pinNear("c2", 1, 0.75, -11.15, 8.0, true);
    pinNear("c2", 2, 1.45, -10.95, 7.4, true);
    pinNear("c2", 3, 2.2, -10.6, 6.4, true);
    pinNear("c2", 4, 2.95, -10.25, 5.2, true);
    pinNear("c3", 0, 0, -11.3, 5.8, true);
  }

  private void capCrown() {
    for (int k = 0; k < 5; k++) {
      crown[0][k] = grid[0][k];
      crown[8][k] = grid[0][COLUMNS - k];
    }
    for (int k = 0; k < 9; k++) {
      crown[k][4] = grid[0][4 + k];
    }
    for (int a = 1; a < 8; a++) {
      for (int b = 0; b < 4; b++) {
        double x = points.get(crown[a][4])[0] * b / 4;
        double t = a / 8.0;
        double z = (1 - t) * points.get(crown[0][b])[2] + t * points.get(crown[8][b])[2];
        double[] p = ray(0, 3, 0, x, 11 + 1.5 * Math.sin(Math.PI * t) * (1 - 0.3 * b / 4.0), z);
        if (b == 0) {
          p[0] = 0;
        }
        crown[a][b] = add(p, false, 1);
      }
    }
    for (int a = 0; a < 8; a++) {
      for (int b = 0; b < 4; b++) {
        face(crown[a][b], crown[a + 1][b], crown[a + 1][b + 1], crown[a][b + 1]);
      }
    }
  }

  private void fillGrid() {
    for (int j = 0; j + 1 < ROWS.length; j++) {
      for (int i = 0; i < COLUMNS; i++) {
        if (quadInHole(j, i, "e0", "e4", 2, 6)
            || quadInHole(j, i, "m0", "m4", 0, 4)
            || quadInHole(j, i, "e1", "n2", 9, 11)) {
          continue;
        }
        int[] q = {grid[j][i], grid[j + 1][i], grid[j + 1][i + 1], grid[j][i + 1]};
        if (j == row("n2") && i == 1) {
          nostrilLoops.add(q);
        } else {
          face(q);
        }
      }
    }
  }

  private static boolean quadInHole(int j, int i, String top, String bottom, int left, int right) {
    return row(top) <= j && j < row(bottom) && left <= i && i < right;
  }

  private void buildNostril() {
    int[] rim = nostrilLoops.get(0);
    double[] c = new double[3];
    for (int v : rim) {
      for (int k = 0; k < 3; k++) {
        c[k] += points.get(v)[k] / 4;
      }
    }
    double[][] spec = {{0.16, -0.02, 0}, {0.32, 0.12, 0.5}, {0.46, 0.75, 1}};
    double[] inward = {0.04, 0.80, -0.30};
    int[] previous = rim;
    for (double[] s : spec) {
      int[] loop = new int[4];
      for (int i = 0; i < 4; i++) {
        double[] p = points.get(rim[i]);
        double[] q = new double[3];
        for (int k = 0; k < 3; k++) {
          q[k] = p[k] + (c[k] - p[k]) * s[0] + inward[k] * s[1];
        }
        loop[i] = add(q, true, 0);
        attributes.get(loop[i])[NOSTRIL] = s[2];
      }
      bridge(previous, loop, true);
      nostrilLoops.add(loop);
      previous = loop;
    }
    face(previous);
  }

  /**
   * Gives every vertex another number; points and attributes keep their old order.
   *
   * @param number new number of each vertex
   */
  void renumber(int[] number) {
    for (int[] row : grid) {
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i] < 0 ? -1 : number[row[i]];
      }
    }
    for (List<int[]> loops : List.of(faces, eyeLoops, mouthLoops, earLoops, nostrilLoops)) {
      for (int k = 0; k < loops.size(); k++) {
        int[] old = loops.get(k);
        int[] renumbered = new int[old.length];
        for (int i = 0; i < old.length; i++) {
          renumbered[i] = number[old[i]];
        }
        loops.set(k, renumbered);
      }
    }
  }
}
