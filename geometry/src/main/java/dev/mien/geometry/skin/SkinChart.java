package dev.mien.geometry.skin;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.SkinTemplate;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.joml.Vector3f;

/**
 * Where each texel of the skin's maps lies on the canonical head, and what is known of the place.
 * Immutable and shared; kept as long as memory allows.
 */
final class SkinChart {
  /** Radius of the cylinder that the face is unrolled from, millimetres. */
  private static final float ROLL_RADIUS = 95;

  private static final float ROLL_AXIS_Z = -10;

  /** Side of a cell of the search grid, millimetres. */
  private static final float CELL = 4;

  private static final int CELLS_ACROSS = 152;
  private static final int CELLS_DOWN = 104;
  private static final float LEFT = -CELLS_ACROSS * CELL / 2;
  private static final float TOP = 135;

  private static final Map<Integer, SoftReference<SkinChart>> CACHE = new TreeMap<>();

  final int size;

  /** Texels that a triangle covers. */
  final int[] covered;

  /** Texels beside the charts and, at the same place of {@link #paddingSource}, what to copy. */
  final int[] padding;

  final int[] paddingSource;

  // Per covered texel, in its order.
  final float[] x;
  final float[] y;
  final float[] z;

  /** Across the unrolled face, millimetres from the midline. */
  final float[] s;

  /** Millimetres per texel along u and v. */
  final float[] stepU;

  final float[] stepV;

  /** From differences of both neighbours along u and v to slopes, per millimetre. */
  final float[] perU;

  final float[] perV;

  /** Index within {@link #covered} of each texel, or −1. */
  final int[] order;

  final byte[] chart;
  final byte[] lip;
  final byte[] cavity;
  final byte[] nostril;
  final byte[] ear;

  /** Rings round the eye times 20, see {@link SkinTemplate#eyeRing()}. */
  final byte[] eyeRing;

  /** Sine of the direction from the eye's middle, times 127. */
  final byte[] eyeUp;

  /** Rings round the mouth times 11, see {@link SkinTemplate#mouthRing()}. */
  final byte[] mouthRing;

  final Map<Landmark, Vector3f> landmarks;

  private final int[] cellStart;
  private final int[] cellTexels;

  static synchronized SkinChart of(int size) {
    SoftReference<SkinChart> kept = CACHE.get(size);
    SkinChart chart = kept == null ? null : kept.get();
    if (chart == null) {
      chart = new SkinChart(size);
      CACHE.put(size, new SoftReference<>(chart));
    }
    return chart;
  }

  private SkinChart(int size) {
    this.size = size;
    HeadSkin head = HeadSkin.build(Attributes.DEFAULTS.withAmount("face.asymmetry", 0), 0);
    landmarks = head.landmarks();
    SkinTemplate template = head.template();
    int[] triangle = new int[size * size];
    Arrays.fill(triangle, -1);
    rasterise(template, triangle);
    int count = 0;
    for (int t : triangle) {
      count += t >= 0 ? 1 : 0;
    }
    covered = new int[count];
    order = new int[size * size];
    Arrays.fill(order, -1);
    x = new float[count];
    y = new float[count];
    z = new float[count];
    s = new float[count];
    stepU = new float[count];
    stepV = new float[count];
    perU = new float[count];
    perV = new float[count];
    chart = new byte[count];
    lip = new byte[count];
    cavity = new byte[count];
    nostril = new byte[count];
    ear = new byte[count];
    eyeRing = new byte[count];
    eyeUp = new byte[count];
    mouthRing = new byte[count];
    int[] chartOfTriangle = chartsOfTriangles(template);
    int k = 0;
    for (int texel = 0; texel < triangle.length; texel++) {
      if (triangle[texel] >= 0) {
        covered[k] = texel;
        order[texel] = k;
        fill(head, triangle[texel], texel, k);
        chart[k] = (byte) chartOfTriangle[triangle[texel]];
        k++;
      }
    }
    int[][] pad = pad(triangle);
    padding = pad[0];
    paddingSource = pad[1];
    cellStart = new int[CELLS_ACROSS * CELLS_DOWN + 1];
    cellTexels = new int[count];
    index();
  }

  private void rasterise(SkinTemplate template, int[] triangle) {
    int[] index = template.triangles();
    float[] uv = template.uvs();
    for (int t = 0; t < index.length / 3; t++) {
      float x0 = uv[2 * index[3 * t]] * size;
      float y0 = uv[2 * index[3 * t] + 1] * size;
      float x1 = uv[2 * index[3 * t + 1]] * size;
      float y1 = uv[2 * index[3 * t + 1] + 1] * size;
      float x2 = uv[2 * index[3 * t + 2]] * size;
      float y2 = uv[2 * index[3 * t + 2] + 1] * size;
      float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
      if (area == 0) {
        continue;
      }
      int minX = Math.max(0, (int) Math.floor(Math.min(x0, Math.min(x1, x2)) - 0.5f));
      int maxX = Math.min(size - 1, (int) Math.ceil(Math.max(x0, Math.max(x1, x2))));
      int minY = Math.max(0, (int) Math.floor(Math.min(y0, Math.min(y1, y2)) - 0.5f));
      int maxY = Math.min(size - 1, (int) Math.ceil(Math.max(y0, Math.max(y1, y2))));
      for (int j = minY; j <= maxY; j++) {
        for (int i = minX; i <= maxX; i++) {
          float px = i + 0.5f;
          float py = j + 0.5f;
          float w0 = ((x1 - px) * (y2 - py) - (x2 - px) * (y1 - py)) / area;
          float w1 = ((x2 - px) * (y0 - py) - (x0 - px) * (y2 - py)) / area;
          if (w0 >= -1e-5f && w1 >= -1e-5f && w0 + w1 <= 1.00001f) {
            triangle[j * size + i] = t;
          }
        }
      }
    }
  }

  private static int[] chartsOfTriangles(SkinTemplate template) {
    int[] charts = new int[template.triangles().length / 3];
    int[] faces = template.faces();
    int t = 0;
    for (int f = 0; f < faces.length / 4; f++) {
      int parts = faces[4 * f + 3] < 0 ? 1 : 2;
      for (int k = 0; k < parts; k++) {
        charts[t++] = template.charts()[f];
      }
    }
    return charts;
  }

  private void fill(HeadSkin head, int t, int texel, int k) {
    SkinTemplate template = head.template();
    float[] uv = template.uvs();
    int a = template.triangles()[3 * t];
    int b = template.triangles()[3 * t + 1];
    int c = template.triangles()[3 * t + 2];
    float px = (texel % size + 0.5f) / size;
    float py = (texel / size + 0.5f) / size;
    float ux = uv[2 * b] - uv[2 * a];
    float uy = uv[2 * b + 1] - uv[2 * a + 1];
    float vx = uv[2 * c] - uv[2 * a];
    float vy = uv[2 * c + 1] - uv[2 * a + 1];
    float det = ux * vy - vx * uy;
    float w1 = ((px - uv[2 * a]) * vy - vx * (py - uv[2 * a + 1])) / det;
    float w2 = (ux * (py - uv[2 * a + 1]) - (px - uv[2 * a]) * uy) / det;
    float w0 = 1 - w1 - w2;
    int p = template.vertexOf()[a];
    int q = template.vertexOf()[b];
    int r = template.vertexOf()[c];
    float[] at = head.positions();
    x[k] = 1000 * (w0 * at[3 * p] + w1 * at[3 * q] + w2 * at[3 * r]);
    y[k] = 1000 * (w0 * at[3 * p + 1] + w1 * at[3 * q + 1] + w2 * at[3 * r + 1]);
    z[k] = 1000 * (w0 * at[3 * p + 2] + w1 * at[3 * q + 2] + w2 * at[3 * r + 2]);
    s[k] = unrolled(x[k], z[k]);
    double du = 0;
    double dv = 0;
    for (int i = 0; i < 3; i++) {
      double e1 = at[3 * q + i] - at[3 * p + i];
      double e2 = at[3 * r + i] - at[3 * p + i];
      double alongU = (e1 * vy - e2 * uy) / det;
      double alongV = (e2 * ux - e1 * vx) / det;
      du += alongU * alongU;
      dv += alongV * alongV;
    }
    stepU[k] = (float) Math.max(0.02, 1000 * Math.sqrt(du) / size);
    stepV[k] = (float) Math.max(0.02, 1000 * Math.sqrt(dv) / size);
    perU[k] = 1 / (2 * stepU[k]);
    perV[k] = 1 / (2 * stepV[k]);
    lip[k] = amount(template.lip(), p, q, r, w0, w1, w2, 127);
    cavity[k] = amount(template.cavity(), p, q, r, w0, w1, w2, 127);
    nostril[k] = amount(template.nostril(), p, q, r, w0, w1, w2, 127);
    ear[k] = amount(template.ear(), p, q, r, w0, w1, w2, 12);
    eyeRing[k] = amount(template.eyeRing(), p, q, r, w0, w1, w2, 20);
    eyeUp[k] = amount(template.eyeUp(), p, q, r, w0, w1, w2, 127);
    mouthRing[k] = amount(template.mouthRing(), p, q, r, w0, w1, w2, 11);
  }

  private static byte amount(
      float[] values, int a, int b, int c, float w0, float w1, float w2, float scale) {
    float v = (w0 * values[a] + w1 * values[b] + w2 * values[c]) * scale;
    return (byte) Math.max(-128, Math.min(127, Math.round(v)));
  }

  /** Place across the unrolled face of a point, millimetres. */
  static float unrolled(float x, float z) {
    return (float) (ROLL_RADIUS * Math.atan2(x, z - ROLL_AXIS_Z));
  }

  private int[][] pad(int[] triangle) {
    int rings = Math.max(2, size / 128);
    int[] source = new int[size * size];
    Arrays.fill(source, -1);
    for (int texel : covered) {
      source[texel] = texel;
    }
    int[] texels = new int[size * size - covered.length];
    int n = 0;
    int[] edge = new int[size * size];
    for (int ring = 0; ring < rings; ring++) {
      int found = 0;
      for (int texel = 0; texel < triangle.length; texel++) {
        if (source[texel] >= 0) {
          continue;
        }
        int i = texel % size;
        int j = texel / size;
        int from = -1;
        for (int d = 0; d < 9 && from < 0; d++) {
          int ni = i + d % 3 - 1;
          int nj = j + d / 3 - 1;
          if (ni >= 0 && nj >= 0 && ni < size && nj < size && source[nj * size + ni] >= 0) {
            from = source[nj * size + ni];
          }
        }
        if (from >= 0) {
          edge[found++] = texel;
          texels[n++] = texel;
          triangle[texel] = -2 - from;
        }
      }
      for (int e = 0; e < found; e++) {
        source[edge[e]] = -2 - triangle[edge[e]];
      }
    }
    int[] list = Arrays.copyOf(texels, n);
    int[] sources = new int[n];
    for (int i = 0; i < n; i++) {
      sources[i] = source[list[i]];
    }
    return new int[][] {list, sources};
  }

  private void index() {
    int[] cellOf = new int[covered.length];
    for (int k = 0; k < covered.length; k++) {
      // Only the face and neck lie flat enough on the cylinder.
      cellOf[k] = chart[k] == 0 && nostril[k] < 40 ? cell(s[k], y[k]) : -1;
      if (cellOf[k] >= 0) {
        cellStart[cellOf[k] + 1]++;
      }
    }
    for (int i = 1; i < cellStart.length; i++) {
      cellStart[i] += cellStart[i - 1];
    }
    int[] next = cellStart.clone();
    for (int k = 0; k < covered.length; k++) {
      if (cellOf[k] >= 0) {
        cellTexels[next[cellOf[k]]++] = k;
      }
    }
  }

  private static int cell(float s, float y) {
    int i = (int) Math.floor((s - LEFT) / CELL);
    int j = (int) Math.floor((TOP - y) / CELL);
    return i < 0 || j < 0 || i >= CELLS_ACROSS || j >= CELLS_DOWN ? -1 : j * CELLS_ACROSS + i;
  }

  /** Visits texels of face and neck whose unrolled place may lie in a rectangle. */
  void forEachNear(float minS, float minY, float maxS, float maxY, IntConsumer visit) {
    int i0 = Math.max(0, (int) Math.floor((minS - LEFT) / CELL));
    int i1 = Math.min(CELLS_ACROSS - 1, (int) Math.floor((maxS - LEFT) / CELL));
    int j0 = Math.max(0, (int) Math.floor((TOP - maxY) / CELL));
    int j1 = Math.min(CELLS_DOWN - 1, (int) Math.floor((TOP - minY) / CELL));
    for (int j = j0; j <= j1; j++) {
      for (int i = i0; i <= i1; i++) {
        int cell = j * CELLS_ACROSS + i;
        for (int at = cellStart[cell]; at < cellStart[cell + 1]; at++) {
          visit.accept(cellTexels[at]);
        }
      }
    }
  }

  /** Unrolled place and height of a landmark, millimetres. */
  float[] place(Landmark landmark) {
    Vector3f p = landmarks.get(landmark);
    if (p == null) {
      throw new IllegalStateException("the head has no landmark " + landmark);
    }
    return new float[] {unrolled(p.x * 1000, p.z * 1000), p.y * 1000};
  }
}
