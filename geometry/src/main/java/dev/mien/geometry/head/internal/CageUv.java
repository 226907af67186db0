package dev.mien.geometry.head.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Texture charts of the cage: face and neck unrolled, crown from above, ears, mouth bag. */
final class CageUv {

  /** Scale of a loop's outline towards its centre. */
  private static final double[] EYE_SCALE = {1, .85, .72, .62, .55, .50, .36};

  private static final double[] MOUTH_SCALE = {1, .91, .83, .77, .71, .59, .47, .41, .35};

  /** Share of the texture's height that face, neck and shoulders get. */
  private static final double MAIN_HEIGHT = 0.74;

  static final int MAIN = 0;
  static final int EAR_LEFT = 1;
  static final int EAR_RIGHT = 2;
  static final int MOUTH = 3;
  static final int CROWN = 4;

  /** Free border round the whole texture, so that filtering never reads across it. */
  private static final double EDGE = 0.006;

  private final HalfCage cage;
  private final double[][] main;

  /** Chart of each face, the left ones first, filled by {@link #layOut()}. */
  final List<Integer> charts = new ArrayList<>();

  CageUv(HalfCage cage) {
    this.cage = cage;
    main = new double[cage.points.size()][];
  }

  /** Corners' coordinates of the left faces, then of the mirrored ones. */
  List<double[]> layOut() {
    double[] columns = cumulative(false);
    double[] rows = cumulative(true);
    double width = columns[columns.length - 1];
    double height = rows[rows.length - 1];
    for (int j = 0; j < cage.grid.length; j++) {
      for (int i = 0; i <= HalfCage.COLUMNS; i++) {
        if (cage.grid[j][i] >= 0) {
          main[cage.grid[j][i]] = new double[] {columns[i], rows[j]};
        }
      }
    }
    shrink(cage.eyeLoops, EYE_SCALE, false);
    shrink(cage.mouthLoops.subList(0, 9), MOUTH_SCALE, true);
    shrink(cage.nostrilLoops, new double[] {1, .7, .4, .2}, false);
    double[][] ear = earChart();
    double[][] bag = bagChart();
    Set<Integer> earVertices = members(cage.earLoops.subList(1, cage.earLoops.size()));
    Set<Integer> bagVertices = members(cage.mouthLoops.subList(9, cage.mouthLoops.size()));
    // The main chart fills the upper part, a strip below it holds the others.
    double acrossScale = (0.5 - EDGE) / width;
    double downScale = (MAIN_HEIGHT - 2 * EDGE) / height;
    double middle = (1 + MAIN_HEIGHT) / 2;
    double[] crown = crownDepth();
    double crownScale = 0.92 * (1 - MAIN_HEIGHT) / (crown[1] - crown[0]);
    List<double[]> uvs = new ArrayList<>();
    for (int[] f : cage.faces) {
      double[] q = new double[2 * f.length];
      boolean isEar = Arrays.stream(f).anyMatch(earVertices::contains);
      boolean isBag = Arrays.stream(f).anyMatch(bagVertices::contains);
      boolean isMain = Arrays.stream(f).allMatch(v -> main[v] != null);
      for (int k = 0; k < f.length; k++) {
        double u;
        double v;
        if (isEar) {
          u = 0.26 + 0.074 * ear[f[k]][0];
          v = middle + 0.074 * ear[f[k]][1];
        } else if (isBag) {
          u = 0.38 + 0.08 * bag[f[k]][0];
          v = middle + 0.08 * bag[f[k]][1];
        } else if (isMain) {
          u = main[f[k]][0] * acrossScale;
          v = EDGE + main[f[k]][1] * downScale;
        } else {
          double[] p = cage.points.get(f[k]);
          u = p[0] * crownScale;
          v = middle + (p[2] - (crown[0] + crown[1]) / 2) * crownScale;
        }
        q[2 * k] = u;
        q[2 * k + 1] = v;
      }
      uvs.add(q);
      charts.add(isEar ? EAR_LEFT : isBag ? MOUTH : isMain ? MAIN : CROWN);
    }
    int n = uvs.size();
    for (int i = 0; i < n; i++) {
      double[] q = uvs.get(i);
      int k = q.length / 2;
      double[] m = new double[q.length];
      for (int j = 0; j < k; j++) {
        m[2 * j] = 0.5 - q[2 * (k - 1 - j)];
        m[2 * j + 1] = q[2 * (k - 1 - j) + 1];
      }
      for (int j = 0; j < k; j++) {
        q[2 * j] += 0.5;
      }
      uvs.add(m);
      charts.add(charts.get(i) == EAR_LEFT ? EAR_RIGHT : charts.get(i));
    }
    return uvs;
  }

  /** Smallest and largest z of the crown's vertices. */
  private double[] crownDepth() {
    double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    Set<Integer> others = members(cage.earLoops);
    others.addAll(members(cage.mouthLoops));
    for (int[] f : cage.faces) {
      if (Arrays.stream(f).anyMatch(v -> main[v] == null && !others.contains(v))) {
        for (int v : f) {
          range[0] = Math.min(range[0], cage.points.get(v)[2]);
          range[1] = Math.max(range[1], cage.points.get(v)[2]);
        }
      }
    }
    return range;
  }

  private static Set<Integer> members(List<int[]> loops) {
    Set<Integer> set = new HashSet<>();
    for (int[] loop : loops) {
      for (int v : loop) {
        set.add(v);
      }
    }
    return set;
  }

  private double[] cumulative(boolean rows) {
    int[][] g = cage.grid;
    int n = (rows ? g.length : g[0].length) - 1;
    int across = rows ? 12 : 14;
    double[] sum = new double[n + 1];
    for (int i = 0; i < n; i++) {
      List<Double> lengths = new ArrayList<>();
      for (int k = rows ? 0 : 1; k < across; k++) {
        int a = rows ? g[i][k] : g[k][i];
        int b = rows ? g[i + 1][k] : g[k][i + 1];
        if (a >= 0 && b >= 0) {
          double[] p = cage.points.get(a);
          double[] q = cage.points.get(b);
          lengths.add(
              Math.sqrt(
                  (p[0] - q[0]) * (p[0] - q[0])
                      + (p[1] - q[1]) * (p[1] - q[1])
                      + (p[2] - q[2]) * (p[2] - q[2])));
        }
      }
      lengths.sort(null);
      sum[i + 1] = sum[i] + lengths.get(lengths.size() / 2) * detail(rows, i);
    }
    return sum;
  }

  /** How much more of the texture an interval gets than its length asks for: the face most. */
  private double detail(boolean rows, int interval) {
    if (!rows) {
      return interval < 8 ? 1.7 : interval < 11 ? 1.1 : 0.7;
    }
    int[] row = cage.grid[interval];
    int front = 0;
    while (row[front] < 0) {
      front++;
    }
    double y = cage.points.get(row[front])[1];
    return y < -11 ? 0.55 : y < 5 ? 1.7 : 0.8;
  }

  private void shrink(List<int[]> loops, double[] scale, boolean half) {
    int[] outer = loops.get(0);
    double cu = 0;
    double cv = 0;
    for (int v : outer) {
      cu += main[v][0] / outer.length;
      cv += main[v][1] / outer.length;
    }
    if (half) {
      cu = 0;
    }
    for (int r = 1; r < loops.size(); r++) {
      for (int k = 0; k < outer.length; k++) {
        double[] b = main[outer[k]];
        main[loops.get(r)[k]] =
            new double[] {cu + (b[0] - cu) * scale[r], cv + (b[1] - cv) * scale[r]};
      }
    }
  }

  private double[][] earChart() {
    double[][] chart = new double[main.length][];
    for (int r = 0; r < cage.earLoops.size(); r++) {
      double s = 1 - 0.105 * r;
      for (int i = 0; i < 16; i++) {
        double a = 2 * Math.PI * i / 16;
        chart[cage.earLoops.get(r)[i]] = new double[] {-Math.cos(a) * s, -Math.sin(a) * s * 1.6};
      }
    }
    return chart;
  }

  private double[][] bagChart() {
    double[][] chart = new double[main.length][];
    for (int r = 8; r < cage.mouthLoops.size(); r++) {
      double s = 1 - 0.22 * (r - 8);
      for (int i = 0; i < 13; i++) {
        double a = Math.PI * i / 12;
        chart[cage.mouthLoops.get(r)[i]] = new double[] {Math.sin(a) * s, -Math.cos(a) * s};
      }
    }
    return chart;
  }
}
