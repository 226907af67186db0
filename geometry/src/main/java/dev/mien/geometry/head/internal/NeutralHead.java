package dev.mien.geometry.head.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The average head: the subdivided cage laid on the sculpt, exactly symmetric. Made once; immutable
 * by convention.
 */
public final class NeutralHead {

  private static final int RELAXATIONS = 60;
  private static final int FINE_RELAXATIONS = 24;
  private static final int FAIRING_ROUNDS = 8;

  /** Loops of the ear beyond which its concha's floor lies, evened out once carved. */
  private static final double EAR_FLOOR = 8.2;

  private static final int FLOOR_ROUNDS = 40;

  /** Vertices that the left half keeps at the coarsest level. */
  private static final int LOW_HALF = 368;

  /** Vertices of the cage: the first ones of the subdivided mesh. */
  public final int cageCount;

  /** Faces of the cage, three or four vertices each. */
  public final List<int[]> cageFaces;

  /** Texture coordinates per corner of each cage face, interleaved u, v. */
  public final List<double[]> cageUvs;

  /** Chart of each cage face. */
  public final List<Integer> cageCharts;

  /** Vertices of the coarsest level: the first ones of the cage. */
  public final int lowCount;

  /** Triangles of the coarsest level. */
  public final List<int[]> lowFaces = new ArrayList<>();

  /** Texture coordinates of the corners of {@link #lowFaces}. */
  public final List<double[]> lowUvs = new ArrayList<>();

  /** Chart of each of {@link #lowFaces}. */
  public final List<Integer> lowCharts = new ArrayList<>();

  /** Positions, x, y, z interleaved, centimetres. */
  public final double[] positions;

  /** The same before ears were carved: what the template's quads are cut by. */
  final double[] layout;

  /** Rows of {@link HalfCage#ATTRIBUTES} values. */
  public final double[][] attributes;

  /** Quads of the subdivided mesh; the sub-faces of the cage's faces in their order. */
  public final int[][] quads;

  /** Per vertex its mirror image, itself on the midline. */
  public final int[] mirror;

  /** Loops and grid of the half cage, for landmarks. */
  final HalfCage half;

  private final int[] seam;

  /** Mirror image of each vertex of the half cage. */
  final int[] cageMirror;

  private static final class Holder {
    static final NeutralHead INSTANCE = new NeutralHead();
  }

  /** The only instance, made at the first call. */
  public static NeutralHead get() {
    return Holder.INSTANCE;
  }

  private NeutralHead() {
    half = new HalfCage();
    orient(half);
    relax(half);
    int n = half.points.size();
    CageUv uv = new CageUv(half);
    cageUvs = uv.layOut();
    cageCharts = uv.charts;
    LowCage low = new LowCage(half, cageUvs, cageCharts, LOW_HALF);
    // the coarsest level's vertices first, mirror images side by side
    int[] left = new int[n];
    cageMirror = new int[2 * n];
    List<double[]> rows = new ArrayList<>();
    int count = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < n; i++) {
        if (low.keeps(i) == (pass == 0)) {
          left[i] = rows.size();
          double[] p = half.points.get(i);
          boolean midline = Math.abs(p[0]) < 1e-6;
          p[0] = midline ? 0 : p[0];
          rows.add(row(p, half.attributes.get(i), 1));
          cageMirror[left[i]] = left[i];
          if (!midline) {
            cageMirror[left[i]] = rows.size();
            cageMirror[rows.size()] = left[i];
            rows.add(row(p, half.attributes.get(i), -1));
          }
        }
      }
      if (pass == 0) {
        count = rows.size();
      }
    }
    lowCount = count;
    cageCount = rows.size();
    half.ear.carve();
    List<double[]> carved = new ArrayList<>(rows);
    for (int i = 0; i < n; i++) {
      double[] p = half.points.get(i);
      carved.set(left[i], row(p, half.attributes.get(i), 1));
      if (cageMirror[left[i]] != left[i]) {
        carved.set(cageMirror[left[i]], row(p, half.attributes.get(i), -1));
      }
    }
    half.renumber(left);
    cageFaces = new ArrayList<>(half.faces);
    half.faces.forEach(f -> cageFaces.add(mirrored(f)));
    addLow(low, left);
    CatmullClark fine = CatmullClark.subdivide(rows, cageFaces);
    quads = fine.quads().toArray(new int[0][]);
    int total = fine.vertices().size();
    mirror = mirrorOf(fine, total);
    positions = new double[3 * total];
    attributes = new double[total][];
    for (int i = 0; i < total; i++) {
      double[] r = fine.vertices().get(i);
      System.arraycopy(r, 0, positions, 3 * i, 3);
      attributes[i] = Arrays.copyOfRange(r, 3, r.length);
    }
    settle();
    seam = findSeam();
    closeSeam(positions);
    layout = positions.clone();
    carve(fine.vertices(), CatmullClark.subdivide(carved, cageFaces).vertices());
  }

  /** Moves the ears from their plain forms to the carved ones. */
  private void carve(List<double[]> plain, List<double[]> carved) {
    double[] floor = new double[attributes.length];
    for (int i = 0; i < attributes.length; i++) {
      double ear = attributes[i][HalfCage.EAR];
      for (int c = 0; ear > 0 && c < 3; c++) {
        positions[3 * i + c] += carved.get(i)[c] - plain.get(i)[c];
      }
      floor[i] = ear > EAR_FLOOR ? 1 : 0;
    }
    Simplified.smooth(positions, floor, Simplified.neighbours(this, floor.length), FLOOR_ROUNDS);
  }

  private int[] mirrored(int[] f) {
    int[] m = new int[f.length];
    for (int i = 0; i < f.length; i++) {
      m[i] = cageMirror[f[f.length - 1 - i]];
    }
    return m;
  }

  private void addLow(LowCage low, int[] left) {
    for (int[] t : low.triangles()) {
      lowFaces.add(new int[] {left[t[0]], left[t[1]], left[t[2]]});
    }
    lowUvs.addAll(low.triangleUvs());
    lowCharts.addAll(low.triangleCharts());
    int n = lowFaces.size();
    for (int i = 0; i < n; i++) {
      lowFaces.add(mirrored(lowFaces.get(i)));
      double[] uv = lowUvs.get(i);
      lowUvs.add(new double[] {1 - uv[4], uv[5], 1 - uv[2], uv[3], 1 - uv[0], uv[1]});
      lowCharts.add(
          lowCharts.get(i) == CageUv.EAR_LEFT
              ? Integer.valueOf(CageUv.EAR_RIGHT)
              : lowCharts.get(i));
    }
  }

  private static double[] row(double[] p, double[] a, int sign) {
    double[] r = new double[3 + a.length];
    r[0] = sign * p[0];
    r[1] = p[1];
    r[2] = p[2];
    System.arraycopy(a, 0, r, 3, a.length);
    return r;
  }

  private int[] mirrorOf(CatmullClark fine, int count) {
    int[] result = new int[count];
    Arrays.fill(result, -1);
    System.arraycopy(cageMirror, 0, result, 0, cageCount);
    int halfFaces = half.faces.size();
    int q = 0;
    int[] start = new int[cageFaces.size() + 1];
    for (int f = 0; f < cageFaces.size(); f++) {
      start[f] = q;
      q += cageFaces.get(f).length;
    }
    for (int f = 0; f < halfFaces; f++) {
      int k = half.faces.get(f).length;
      for (int i = 0; i < k; i++) {
        // corner i of the left face is corner k-1-i of the right one, whose edges swap
        int[] left = fine.quads().get(start[f] + i);
        int[] right = fine.quads().get(start[f + halfFaces] + k - 1 - i);
        pair(result, left[1], right[3]);
        pair(result, left[2], right[2]);
        pair(result, left[3], right[1]);
      }
    }
    return result;
  }

  private static void pair(int[] mirror, int a, int b) {
    mirror[a] = b;
    mirror[b] = a;
  }

  private static void orient(HalfCage cage) {
    List<int[]> faces = cage.faces;
    Map<Long, List<Integer>> byEdge = new HashMap<>();
    int n = cage.points.size();
    for (int f = 0; f < faces.size(); f++) {
      int[] v = faces.get(f);
      for (int k = 0; k < v.length; k++) {
        byEdge.computeIfAbsent(key(v[k], v[(k + 1) % v.length], n), x -> new ArrayList<>(2)).add(f);
      }
    }
    boolean[] seen = new boolean[faces.size()];
    int start = 0;
    int seed = cage.grid[1][3];
    while (Arrays.stream(faces.get(start)).noneMatch(v -> v == seed)) {
      start++;
    }
    if (facesInward(cage, faces.get(start))) {
      faces.set(start, reversed(faces.get(start)));
    }
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(start);
    seen[start] = true;
    while (!queue.isEmpty()) {
      int[] f = faces.get(queue.remove());
      for (int k = 0; k < f.length; k++) {
        int a = f[k];
        int b = f[(k + 1) % f.length];
        for (int j : byEdge.getOrDefault(key(a, b, n), List.of())) {
          if (!seen[j]) {
            int[] g = faces.get(j);
            for (int t = 0; t < g.length; t++) {
              if (g[t] == a && g[(t + 1) % g.length] == b) {
                faces.set(j, reversed(g));
                break;
              }
            }
            seen[j] = true;
            queue.add(j);
          }
        }
      }
    }
  }

  private static boolean facesInward(HalfCage cage, int[] f) {
    double[] a = cage.points.get(f[0]);
    double[] b = cage.points.get(f[1]);
    double[] c = cage.points.get(f[2]);
    double ux = b[0] - a[0];
    double uy = b[1] - a[1];
    double uz = b[2] - a[2];
    double vx = c[0] - a[0];
    double vy = c[1] - a[1];
    double vz = c[2] - a[2];
    return (uy * vz - uz * vy) * a[0] + (uz * vx - ux * vz) * a[1] + (ux * vy - uy * vx) * a[2] < 0;
  }

  private static long key(int a, int b, int n) {
    return (long) Math.min(a, b) * n + Math.max(a, b);
  }

  private static int[] reversed(int[] f) {
    int[] r = new int[f.length];
    for (int i = 0; i < f.length; i++) {
      r[i] = f[f.length - 1 - i];
    }
    return r;
  }

  private static void relax(HalfCage cage) {
    int n = cage.points.size();
    boolean[] fixed = new boolean[n];
    for (int i = 0; i < n; i++) {
      fixed[i] = cage.pinned.get(i);
    }
    for (int v : cage.grid[cage.grid.length - 1]) {
      fixed[v] = true;
    }
    boolean[] midline = new boolean[n];
    for (int i = 0; i < n; i++) {
      midline[i] = Math.abs(cage.points.get(i)[0]) < 1e-6;
    }
    double[][] sum = new double[n][3];
    int[] count = new int[n];
    for (int round = 0; round < RELAXATIONS; round++) {
      for (double[] s : sum) {
        Arrays.fill(s, 0);
      }
      Arrays.fill(count, 0);
      for (int[] f : cage.faces) {
        for (int k = 0; k < f.length; k++) {
          gather(cage, sum, count, f[k], f[(k + 1) % f.length]);
          gather(cage, sum, count, f[(k + 1) % f.length], f[k]);
        }
      }
      boolean project = round % 3 == 2 || round == RELAXATIONS - 1;
      for (int i = 0; i < n; i++) {
        if (fixed[i]) {
          continue;
        }
        double[] p = cage.points.get(i);
        for (int c = midline[i] ? 1 : 0; c < 3; c++) {
          p[c] += 0.5 * (sum[i][c] / count[i] - p[c]);
        }
        if (project) {
          Sculpt.project(p, 2, 0.6, true);
          if (midline[i]) {
            p[0] = 0;
          }
        }
      }
    }
  }

  private static void gather(HalfCage cage, double[][] sum, int[] count, int to, int from) {
    double[] p = cage.points.get(from);
    for (int c = 0; c < 3; c++) {
      sum[to][c] += p[c];
    }
    count[to]++;
  }

  /** Projects the subdivided mesh and evens out its quads along the skin. */
  private void settle() {
    int n = attributes.length;
    int[] degree = new int[n];
    boolean[] boundary = new boolean[n];
    Map<Long, int[]> edges = new HashMap<>();
    for (int[] q : quads) {
      for (int k = 0; k < 4; k++) {
        edges.computeIfAbsent(key(q[k], q[(k + 1) % 4], n), x -> new int[] {0})[0]++;
      }
    }
    for (int[] q : quads) {
      for (int k = 0; k < 4; k++) {
        int a = q[k];
        int b = q[(k + 1) % 4];
        degree[a]++;
        degree[b]++;
        if (edges.getOrDefault(key(a, b, n), new int[] {2})[0] == 1) {
          boundary[a] = true;
          boundary[b] = true;
        }
      }
    }
    double[] p = new double[3];
    for (int i = 0; i < n; i++) {
      double w = attributes[i][HalfCage.PROJECTION];
      if (w > 0 && positions[3 * i] >= 0) {
        System.arraycopy(positions, 3 * i, p, 0, 3);
        Sculpt.project(p, 4, 0.5, false);
        for (int c = 0; c < 3; c++) {
          positions[3 * i + c] += w * (p[c] - positions[3 * i + c]);
        }
        reflect(i);
      }
    }
    double[] sum = new double[3 * n];
    for (int round = 0; round < FINE_RELAXATIONS; round++) {
      Arrays.fill(sum, 0);
      for (int[] q : quads) {
        for (int k = 0; k < 4; k++) {
          int a = 3 * q[k];
          int b = 3 * q[(k + 1) % 4];
          for (int c = 0; c < 3; c++) {
            sum[a + c] += positions[b + c];
            sum[b + c] += positions[a + c];
          }
        }
      }
      for (int i = 0; i < n; i++) {
        double w = Math.min(1, attributes[i][HalfCage.PROJECTION] * 1.4 - 0.4);
        if (w <= 0 || boundary[i] || positions[3 * i] < 0) {
          continue;
        }
        for (int c = 0; c < 3; c++) {
          p[c] = positions[3 * i + c] * 0.6 + 0.4 * sum[3 * i + c] / degree[i];
        }
        if (mirror[i] == i) {
          p[0] = 0;
        }
        Sculpt.project(p, round % 4 == 3 ? 2 : 1, 0.3, false);
        for (int c = 0; c < 3; c++) {
          positions[3 * i + c] += w * (p[c] - positions[3 * i + c]);
        }
        reflect(i);
      }
    }
    fair(degree, sum);
    for (int i = 0; i < n; i++) {
      reflect(i);
    }
  }

  /** Pairs of an upper and a lower vertex that touch where the lips are closed, both sides'. */
  private int[] findSeam() {
    List<Integer> pairs = new ArrayList<>();
    for (int v = 0; v < attributes.length; v++) {
      double ring = attributes[v][HalfCage.MOUTH_RING];
      double angle = attributes[v][HalfCage.MOUTH_ANGLE];
      if (angle <= 0 || ring < 6.9 || ring > 7.6) {
        continue;
      }
      for (int o = 0; o < attributes.length; o++) {
        if (Math.abs(attributes[o][HalfCage.MOUTH_RING] - ring) < 0.01
            && Math.abs(attributes[o][HalfCage.MOUTH_ANGLE] + angle) < 1e-4
            && (mirror[v] == v ? mirror[o] == o : positions[3 * o] * positions[3 * v] > 0)) {
          pairs.add(v);
          pairs.add(o);
          break;
        }
      }
    }
    return pairs.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Lays both lips' innermost loops on one another: subdivision leaves a slit.
   *
   * @param p positions of every vertex, changed in place
   */
  void closeSeam(double[] p) {
    for (int i = 0; i < seam.length; i += 2) {
      for (int c = 0; c < 3; c++) {
        int a = 3 * seam[i] + c;
        int b = 3 * seam[i + 1] + c;
        double middle = (p[a] + p[b]) / 2;
        p[a] = middle;
        p[b] = middle;
      }
    }
  }

  /**
   * Evens out what the cage lays out roughly: the ear's back and the concha's end, the nose's
   * underside and the wings' foot, and the fold between jaw and neck.
   */
  private void fair(int[] degree, double[] sum) {
    double[] weight = new double[degree.length];
    for (int i = 0; i < weight.length; i++) {
      weight[i] = roughness(i);
    }
    for (int round = 0; round < FAIRING_ROUNDS; round++) {
      Arrays.fill(sum, 0);
      for (int[] q : quads) {
        for (int k = 0; k < 4; k++) {
          for (int c = 0; c < 3; c++) {
            sum[3 * q[k] + c] += positions[3 * q[(k + 1) % 4] + c];
            sum[3 * q[(k + 1) % 4] + c] += positions[3 * q[k] + c];
          }
        }
      }
      for (int i = 0; i < degree.length; i++) {
        if (positions[3 * i] >= 0 && weight[i] > 0) {
          for (int c = 0; c < 3; c++) {
            positions[3 * i + c] +=
                0.5 * weight[i] * (sum[3 * i + c] / degree[i] - positions[3 * i + c]);
          }
        }
      }
      for (int i = 0; i < degree.length; i++) {
        reflect(i);
      }
    }
  }

  private double roughness(int i) {
    double ear = attributes[i][HalfCage.EAR];
    if (ear > 0) {
      return ear <= 2 || ear >= 8.5 ? 1 : 0;
    }
    if (positions[3 * i] > 6 && positions[3 * i + 2] < 3) {
      // where the lobe's root meets the cheek
      double a = (positions[3 * i + 1] + 4.3) / 1.2;
      double b = (positions[3 * i + 2] - 0.8) / 1.0;
      return Math.exp(-(a * a + b * b));
    }
    if (attributes[i][HalfCage.EYE_RING] > 0 || attributes[i][HalfCage.MOUTH_RING] > 0) {
      return 0;
    }
    double x = positions[3 * i];
    double y = positions[3 * i + 1];
    double z = positions[3 * i + 2];
    double underside =
        SkinPoint.step(-3.7, -4.1, y) * SkinPoint.step(-5.1, -4.6, y) * SkinPoint.step(9.3, 9.9, z);
    double foot =
        SkinPoint.step(1.2, 1.7, x)
            * SkinPoint.step(3.0, 2.4, x)
            * SkinPoint.step(-5.3, -4.7, y)
            * SkinPoint.step(-2.4, -3.0, y)
            * SkinPoint.step(8.8, 9.4, z);
    double throat =
        SkinPoint.step(-8.8, -9.8, y) * SkinPoint.step(-15, -12, y) * SkinPoint.step(8.2, 6.8, z);
    return Math.max(Math.max(0.4 * underside, 0.25 * foot), throat);
  }

  private void reflect(int i) {
    int m = mirror[i];
    if (m == i) {
      positions[3 * i] = 0;
    } else if (positions[3 * i] >= 0) {
      positions[3 * m] = -positions[3 * i];
      positions[3 * m + 1] = positions[3 * i + 1];
      positions[3 * m + 2] = positions[3 * i + 2];
    }
  }
}
