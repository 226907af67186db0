package dev.mien.geometry.head.internal;

import dev.mien.geometry.head.HeadSurface;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Signed distance to a triangle mesh: the nearest point by a tree of boxes, its sign by the
 * interpolated normal there, or in sharp folds, where that says little, by how often a ray meets
 * the mesh; near the mesh interpolated from a lattice that fills as it is asked.
 */
final class MeshSurface implements HeadSurface {

  /** Spacing of the lattice, metres. */
  private static final float CELL = 0.003f;

  private static final int BLOCK = 8;
  private static final int LEAF = 4;

  /** Cosine between normal and way to the nearest point below which the normal isn't believed. */
  private static final float SURE = 0.6f;

  /** Weight of one vertex above which the nearest point is that vertex. */
  private static final float CORNER = 0.999f;

  /** Distance below which a sign doesn't matter, metres. */
  private static final float TOUCHING = 1e-5f;

  // sideways, as nostrils and the bust's lower rim are open; not along any symmetry of the mesh
  private static final float RAY_X = 0.9567f;
  private static final float RAY_Y = 0.2213f;
  private static final float RAY_Z = -0.1897f;

  private final float[] p;
  private final float[] normals;
  private final int[] triangles;
  private final int[] order;
  private final float[] boxes;
  private final int[] nodeStart;
  private final int[] nodeCount;
  private int nodes;

  private final float minX;
  private final float minY;
  private final float minZ;
  private final int nx;
  private final int ny;
  private final int nz;
  private final int bx;
  private final int by;
  private final AtomicReferenceArray<float[]> blocks;

  MeshSurface(float[] positions, float[] normals, int[] triangles) {
    this.p = positions;
    this.normals = normals;
    this.triangles = triangles;
    int n = triangles.length / 3;
    order = new int[n];
    float[] centre = new float[3 * n];
    for (int t = 0; t < n; t++) {
      order[t] = t;
      for (int c = 0; c < 3; c++) {
        centre[3 * t + c] =
            (p[3 * triangles[3 * t] + c]
                    + p[3 * triangles[3 * t + 1] + c]
                    + p[3 * triangles[3 * t + 2] + c])
                / 3;
      }
    }
    int most = 4 * (n / LEAF + 2);
    boxes = new float[6 * most];
    nodeStart = new int[most];
    nodeCount = new int[most];
    nodes = 1;
    split(0, 0, n, centre);
    minX = boxes[0] - 0.03f;
    minY = boxes[1] - 0.03f;
    minZ = boxes[2] - 0.03f;
    nx = (int) ((boxes[3] + 0.03f - minX) / CELL) + 1;
    ny = (int) ((boxes[4] + 0.03f - minY) / CELL) + 1;
    nz = (int) ((boxes[5] + 0.03f - minZ) / CELL) + 1;
    bx = nx / BLOCK + 1;
    by = ny / BLOCK + 1;
    blocks = new AtomicReferenceArray<>(bx * by * (nz / BLOCK + 1));
  }

  /** Children of an inner node lie at nodeStart and the place after it. */
  private void split(int node, int from, int to, float[] centre) {
    int b = 6 * node;
    Arrays.fill(boxes, b, b + 3, Float.POSITIVE_INFINITY);
    Arrays.fill(boxes, b + 3, b + 6, Float.NEGATIVE_INFINITY);
    float[] low = {1e9f, 1e9f, 1e9f};
    float[] high = {-1e9f, -1e9f, -1e9f};
    for (int i = from; i < to; i++) {
      int t = order[i];
      for (int c = 0; c < 3; c++) {
        low[c] = Math.min(low[c], centre[3 * t + c]);
        high[c] = Math.max(high[c], centre[3 * t + c]);
        for (int k = 0; k < 3; k++) {
          float x = p[3 * triangles[3 * t + k] + c];
          boxes[b + c] = Math.min(boxes[b + c], x);
          boxes[b + 3 + c] = Math.max(boxes[b + 3 + c], x);
        }
      }
    }
    int axis = 0;
    for (int c = 1; c < 3; c++) {
      if (high[c] - low[c] > high[axis] - low[axis]) {
        axis = c;
      }
    }
    if (to - from <= LEAF || high[axis] <= low[axis]) {
      nodeStart[node] = from;
      nodeCount[node] = to - from;
      return;
    }
    int middle = (from + to) / 2;
    select(from, to - 1, middle, centre, axis);
    int first = nodes;
    nodes += 2;
    nodeStart[node] = first;
    nodeCount[node] = 0;
    split(first, from, middle, centre);
    split(first + 1, middle, to, centre);
  }

  /** Hoare's selection: puts the k-th smallest in place. */
  private void select(int first, int last, int k, float[] centre, int axis) {
    int lo = first;
    int hi = last;
    while (lo < hi) {
      float pivot = centre[3 * order[(lo + hi) >>> 1] + axis];
      int i = lo;
      int j = hi;
      while (i <= j) {
        while (centre[3 * order[i] + axis] < pivot) {
          i++;
        }
        while (centre[3 * order[j] + axis] > pivot) {
          j--;
        }
        if (i <= j) {
          int swap = order[i];
          order[i++] = order[j];
          order[j--] = swap;
        }
      }
      if (k <= j) {
        hi = j;
      } else if (k >= i) {
        lo = i;
      } else {
        return;
      }
    }
  }

  @Override
  public float distance(float x, float y, float z) {
    float gx = (x - minX) / CELL;
    float gy = (y - minY) / CELL;
    float gz = (z - minZ) / CELL;
    if (!(gx >= 0 && gy >= 0 && gz >= 0 && gx < nx - 1 && gy < ny - 1 && gz < nz - 1)) {
      return exact(x, y, z);
    }
    int i = (int) gx;
    int j = (int) gy;
    int k = (int) gz;
    float u = gx - i;
    float v = gy - j;
    float w = gz - k;
    float a =
        mix(mix(at(i, j, k), at(i + 1, j, k), u), mix(at(i, j + 1, k), at(i + 1, j + 1, k), u), v);
    float b =
        mix(
            mix(at(i, j, k + 1), at(i + 1, j, k + 1), u),
            mix(at(i, j + 1, k + 1), at(i + 1, j + 1, k + 1), u),
            v);
    return mix(a, b, w);
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }

  @Override
  public void normal(float x, float y, float z, float[] dest, int offset) {
    float e = 0.0015f;
    float a = distance(x + e, y, z) - distance(x - e, y, z);
    float b = distance(x, y + e, z) - distance(x, y - e, z);
    float c = distance(x, y, z + e) - distance(x, y, z - e);
    float length = (float) Math.sqrt(a * a + b * b + c * c);
    if (length > 0) {
      dest[offset] = a / length;
      dest[offset + 1] = b / length;
      dest[offset + 2] = c / length;
    } else {
      dest[offset] = 0;
      dest[offset + 1] = 1;
      dest[offset + 2] = 0;
    }
  }

  private float at(int i, int j, int k) {
    int block = (k / BLOCK * by + j / BLOCK) * bx + i / BLOCK;
    float[] values = blocks.get(block);
    if (values == null) {
      values = new float[BLOCK * BLOCK * BLOCK];
      Arrays.fill(values, Float.NaN);
      if (!blocks.compareAndSet(block, null, values)) {
        values = blocks.get(block);
      }
    }
    int cell = ((k % BLOCK) * BLOCK + j % BLOCK) * BLOCK + i % BLOCK;
    float d = values[cell];
    if (Float.isNaN(d)) {
      // threads may both compute it; they write the same value
      d = exact(minX + i * CELL, minY + j * CELL, minZ + k * CELL);
      values[cell] = d;
    }
    return d;
  }

  /** Distance without the lattice. */
  float exact(float x, float y, float z) {
    int[] stack = new int[64];
    int top = 0;
    stack[top++] = 0;
    float best = Float.POSITIVE_INFINITY;
    float along = 0;
    boolean corner = false;
    float[] hit = new float[4];
    while (top > 0) {
      int node = stack[--top];
      if (boxDistance(node, x, y, z) >= best) {
        continue;
      }
      int count = nodeCount[node];
      int start = nodeStart[node];
      if (count == 0) {
        float a = boxDistance(start, x, y, z);
        float b = boxDistance(start + 1, x, y, z);
        if (a < b) {
          stack[top++] = start + 1;
          stack[top++] = start;
        } else {
          stack[top++] = start;
          stack[top++] = start + 1;
        }
        continue;
      }
      for (int i = start; i < start + count; i++) {
        TriangleDistance.closest(p, triangles, order[i], x, y, z, hit);
        if (hit[0] < best) {
          best = hit[0];
          along = side(order[i], x, y, z, hit);
          corner = Math.max(hit[1], Math.max(hit[2], hit[3])) > CORNER;
        }
      }
    }
    float d = (float) Math.sqrt(best);
    if ((corner || Math.abs(along) < SURE * d) && d > TOUCHING) {
      return isInside(x, y, z) ? -d : d;
    }
    return along < 0 ? -d : d;
  }

  /** Whether a ray to the nearer side leaves the mesh once more often than it enters it. */
  private boolean isInside(float x, float y, float z) {
    float dx = x < 0 ? -RAY_X : RAY_X;
    int[] stack = new int[64];
    int top = 0;
    stack[top++] = 0;
    int crossings = 0;
    while (top > 0) {
      int node = stack[--top];
      if (!meetsBox(node, x, y, z, dx)) {
        continue;
      }
      int start = nodeStart[node];
      if (nodeCount[node] == 0) {
        stack[top++] = start;
        stack[top++] = start + 1;
        continue;
      }
      for (int i = start; i < start + nodeCount[node]; i++) {
        crossings += meetsTriangle(order[i], x, y, z, dx) ? 1 : 0;
      }
    }
    return crossings % 2 == 1;
  }

  private boolean meetsBox(int node, float x, float y, float z, float dx) {
    int b = 6 * node;
    float nearX = (boxes[b] - x) / dx;
    float farX = (boxes[b + 3] - x) / dx;
    float nearY = (boxes[b + 1] - y) / RAY_Y;
    float farY = (boxes[b + 4] - y) / RAY_Y;
    float nearZ = (boxes[b + 2] - z) / RAY_Z;
    float farZ = (boxes[b + 5] - z) / RAY_Z;
    float from =
        Math.max(
            Math.max(Math.min(nearX, farX), Math.min(nearY, farY)),
            Math.max(0, Math.min(nearZ, farZ)));
    float to =
        Math.min(Math.min(Math.max(nearX, farX), Math.max(nearY, farY)), Math.max(nearZ, farZ));
    return from <= to;
  }

  /** Möller and Trumbore's test (1997), for t above 0. */
  private boolean meetsTriangle(int t, double x, double y, double z, double dx) {
    int a = 3 * triangles[3 * t];
    int b = 3 * triangles[3 * t + 1];
    int c = 3 * triangles[3 * t + 2];
    double ux = p[b] - p[a];
    double uy = p[b + 1] - p[a + 1];
    double uz = p[b + 2] - p[a + 2];
    double vx = p[c] - p[a];
    double vy = p[c + 1] - p[a + 1];
    double vz = p[c + 2] - p[a + 2];
    double hx = RAY_Y * vz - RAY_Z * vy;
    double hy = RAY_Z * vx - dx * vz;
    double hz = dx * vy - RAY_Y * vx;
    double det = ux * hx + uy * hy + uz * hz;
    if (Math.abs(det) < 1e-16) {
      return false;
    }
    double sx = x - p[a];
    double sy = y - p[a + 1];
    double sz = z - p[a + 2];
    double u = (sx * hx + sy * hy + sz * hz) / det;
    double qx = sy * uz - sz * uy;
    double qy = sz * ux - sx * uz;
    double qz = sx * uy - sy * ux;
    double v = (dx * qx + RAY_Y * qy + RAY_Z * qz) / det;
    double along = (vx * qx + vy * qy + vz * qz) / det;
    return u >= 0 && v >= 0 && u + v <= 1 && along > 0;
  }

  /** Way from the nearest point to a place, along the normal there, metres. */
  private float side(int t, float x, float y, float z, float[] hit) {
    float dot = 0;
    float[] query = {x, y, z};
    for (int c = 0; c < 3; c++) {
      float point = 0;
      float normal = 0;
      for (int k = 0; k < 3; k++) {
        int v = 3 * triangles[3 * t + k] + c;
        point += hit[k + 1] * p[v];
        normal += hit[k + 1] * normals[v];
      }
      dot += (query[c] - point) * normal;
    }
    return dot;
  }

  private float boxDistance(int node, float x, float y, float z) {
    int b = 6 * node;
    float dx = Math.max(0, Math.max(boxes[b] - x, x - boxes[b + 3]));
    float dy = Math.max(0, Math.max(boxes[b + 1] - y, y - boxes[b + 4]));
    float dz = Math.max(0, Math.max(boxes[b + 2] - z, z - boxes[b + 5]));
    return dx * dx + dy * dy + dz * dz;
  }
}
