package dev.mien.geometry.head.internal;

import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.mesh.TriangleDistance;
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

  /** How far it goes beyond the mesh, metres. */
  private static final float MARGIN = 0.03f;

  private static final int BLOCK = 8;

  /** Cosine between normal and way to the nearest point below which the normal isn't believed. */
  private static final float SURE = 0.6f;

  /** Weight of one vertex above which the nearest point is that vertex. */
  private static final float CORNER = 0.999f;

  /** By how much a bound of a search is loosened, well above rounding, metres. */
  private static final float SLACK = 1e-6f;

  /** Distance below which a sign doesn't matter, metres. */
  private static final float TOUCHING = 1e-5f;

  /** How often a point is lifted at most. */
  private static final int LIFTS = 5;

  // sideways, as nostrils and the bust's lower rim are open; not along any symmetry of the mesh
  private static final float RAY_X = 0.9567f;
  private static final float RAY_Y = 0.2213f;
  private static final float RAY_Z = -0.1897f;

  /** A normal that tells of more depth than this isn't believed alone, metres. */
  private static final float DEEP = 0.005f;

  private static final float OTHER_Y = -0.3371f;
  private static final float OTHER_Z = 0.1283f;

  /** What one search needs; each thread keeps its own, since searches come in tens of thousands. */
  private static final class Search {
    final int[] open = new int[TriangleTree.MOST_OPEN];
    final float[] far = new float[TriangleTree.MOST_OPEN];

    /** Squared distance and barycentric coordinates of a nearest point. */
    final float[] hit = new float[4];
  }

  private static final ThreadLocal<Search> SEARCH = ThreadLocal.withInitial(Search::new);

  private final float[] p;
  private final float[] normals;
  private final TriangleTree tree;
  private final float[] boxes;

  /**
   * Where the last answer was found: neighbours in time are neighbours in space, so that its
   * distance bounds the next search. It bounds it alone: which thread wrote it makes no difference.
   */
  private int recent;

  private final float minX;
  private final float minY;
  private final float minZ;
  private final int nx;
  private final int ny;
  private final int nz;
  private final int bx;
  private final int by;
  private final AtomicReferenceArray<float[]> blocks;

  /**
   * A surface.
   *
   * @param tree its triangles
   * @param positions metres, interleaved x, y, z
   * @param normals unit vectors, interleaved x, y, z
   */
  MeshSurface(TriangleTree tree, float[] positions, float[] normals) {
    this.p = positions;
    this.normals = normals;
    this.tree = tree;
    boxes = tree.boxes(positions);
    minX = boxes[0] - boxes[3] - MARGIN;
    minY = boxes[1] - boxes[4] - MARGIN;
    minZ = boxes[2] - boxes[5] - MARGIN;
    nx = (int) (2 * (boxes[3] + MARGIN) / CELL) + 1;
    ny = (int) (2 * (boxes[4] + MARGIN) / CELL) + 1;
    nz = (int) (2 * (boxes[5] + MARGIN) / CELL) + 1;
    bx = nx / BLOCK + 1;
    by = ny / BLOCK + 1;
    blocks = new AtomicReferenceArray<>(bx * by * (nz / BLOCK + 1));
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
    Search search = SEARCH.get();
    return signed(nearest(x, y, z, search), x, y, z, search);
  }

  /**
   * Moves a point straight away from the nearest place until it's clear of the mesh, in hollows
   * step by step.
   *
   * @param points metres, interleaved x, y, z
   * @param at where the point's x is
   * @param clearance least distance from the mesh, metres
   * @return whether it had to be moved
   */
  boolean lift(float[] points, int at, float clearance) {
    Search search = SEARCH.get();
    for (int step = 0; step < LIFTS; step++) {
      float x = points[at];
      float y = points[at + 1];
      float z = points[at + 2];
      int t = nearest(x, y, z, search);
      float d = signed(t, x, y, z, search);
      if (d >= clearance) {
        return step > 0;
      }
      float[] hit = search.hit;
      boolean touching = Math.abs(d) < TOUCHING;
      for (int c = 0; c < 3; c++) {
        float place = 0;
        float normal = 0;
        for (int k = 0; k < 3; k++) {
          int v = 3 * tree.triangles[3 * t + k] + c;
          place += hit[k + 1] * p[v];
          normal += hit[k + 1] * normals[v];
        }
        float way = touching ? normal : (points[at + c] - place) / d;
        points[at + c] = place + (clearance + TOUCHING) * way;
      }
    }
    return true;
  }

  /** The nearest triangle. */
  private int nearest(float x, float y, float z, Search search) {
    int[] triangles = tree.triangles;
    int[] begin = tree.start;
    int[] counts = tree.count;
    float[] box = boxes;
    int[] open = search.open;
    float[] far = search.far;
    float[] hit = search.hit;
    int nearest = recent;
    float near = (float) Math.sqrt(TriangleDistance.closest(p, triangles, nearest, x, y, z, hit));
    float limit = (near + SLACK) * (near + SLACK);
    float best = Float.POSITIVE_INFINITY;
    int node = 0;
    int top = 0;
    while (true) {
      int start = begin[node];
      int count = counts[node];
      if (count == 0) {
        float a = boxDistance(box, start, x, y, z);
        float b = boxDistance(box, start + 1, x, y, z);
        int closer = start;
        int farther = start + 1;
        if (b <= a) {
          closer = start + 1;
          farther = start;
          float swap = a;
          a = b;
          b = swap;
        }
        if (b < limit) {
          open[top] = farther;
          far[top++] = b;
        }
        if (a < limit) {
          node = closer;
          continue;
        }
      } else {
        for (int t = start; t < start + count; t++) {
          float d = TriangleDistance.closest(p, triangles, t, x, y, z, hit);
          if (d < best) {
            best = d;
            nearest = t;
          }
        }
        limit = best < limit ? best : limit;
      }
      do {
        top--;
      } while (top >= 0 && far[top] >= limit);
      if (top < 0) {
        break;
      }
      node = open[top];
    }
    recent = nearest;
    return nearest;
  }

  private float signed(int triangle, float x, float y, float z, Search search) {
    float[] hit = search.hit;
    TriangleDistance.closest(p, tree.triangles, triangle, x, y, z, hit);
    float along = side(triangle, x, y, z, hit);
    boolean corner = Math.max(hit[1], Math.max(hit[2], hit[3])) > CORNER;
    float d = (float) Math.sqrt(hit[0]);
    boolean unsure =
        corner
            || Math.abs(along) < SURE * d
            || along < 0 && d > DEEP
            || along * flatSide(triangle, x, y, z) < 0;
    if (unsure && d > TOUCHING) {
      return isInside(x, y, z, along < 0, search.open) ? -d : d;
    }
    return along < 0 ? -d : d;
  }

  /**
   * Whether a point is inside. A ray that runs along an edge may count it twice or not at all, and
   * a normal errs in sharp folds: where they contradict each other, another ray decides.
   */
  private boolean isInside(float x, float y, float z, boolean byNormal, int[] stack) {
    boolean byRay = isInside(x, y, z, RAY_Y, RAY_Z, stack);
    return byRay == byNormal ? byRay : isInside(x, y, z, OTHER_Y, OTHER_Z, stack);
  }

  /** Whether a ray to the nearer side leaves the mesh once more often than it enters it. */
  private boolean isInside(float x, float y, float z, float dy, float dz, int[] stack) {
    float dx = x < 0 ? -RAY_X : RAY_X;
    int top = 0;
    stack[top++] = 0;
    int crossings = 0;
    while (top > 0) {
      int node = stack[--top];
      if (!meetsBox(node, x, y, z, dx, dy, dz)) {
        continue;
      }
      int start = tree.start[node];
      int count = tree.count[node];
      if (count == 0) {
        stack[top++] = start;
        stack[top++] = start + 1;
        continue;
      }
      for (int t = start; t < start + count; t++) {
        crossings += meetsTriangle(t, x, y, z, dx, dy, dz) ? 1 : 0;
      }
    }
    return crossings % 2 == 1;
  }

  private boolean meetsBox(int node, float x, float y, float z, float dx, float dy, float dz) {
    int b = 6 * node;
    float wayX = Math.abs(boxes[b + 3] / dx);
    float wayY = Math.abs(boxes[b + 4] / dy);
    float wayZ = Math.abs(boxes[b + 5] / dz);
    float atX = (boxes[b] - x) / dx;
    float atY = (boxes[b + 1] - y) / dy;
    float atZ = (boxes[b + 2] - z) / dz;
    float from = Math.max(Math.max(atX - wayX, atY - wayY), Math.max(0, atZ - wayZ));
    float to = Math.min(Math.min(atX + wayX, atY + wayY), atZ + wayZ);
    return from <= to;
  }

  /**
   * Whether a ray meets a triangle before it: Woop, Benthin and Wald's watertight test (2013). A
   * shared edge gives both its triangles the same number with opposite signs, so that a ray through
   * it meets one of them.
   */
  private boolean meetsTriangle(
      int t, double x, double y, double z, double dx, double dy, double dz) {
    int[] triangles = tree.triangles;
    int a = 3 * triangles[3 * t];
    int b = 3 * triangles[3 * t + 1];
    int c = 3 * triangles[3 * t + 2];
    double sy = dy / dx;
    double sz = dz / dx;
    double ax = p[a] - x;
    double bx = p[b] - x;
    double cx = p[c] - x;
    double ay = p[a + 1] - y - sy * ax;
    double by = p[b + 1] - y - sy * bx;
    double cy = p[c + 1] - y - sy * cx;
    double az = p[a + 2] - z - sz * ax;
    double bz = p[b + 2] - z - sz * bx;
    double cz = p[c + 2] - z - sz * cx;
    double u = cy * bz - cz * by;
    double v = ay * cz - az * cy;
    double w = by * az - bz * ay;
    boolean back = u < 0;
    if (back != v < 0 || back != w < 0) {
      return false;
    }
    double along = u * ax + v * bx + w * cx;
    return along * (u + v + w) * dx > 0;
  }

  /** On which side of a triangle's plane a place is: above 0 before it. */
  private float flatSide(int t, float x, float y, float z) {
    int a = 3 * tree.triangles[3 * t];
    int b = 3 * tree.triangles[3 * t + 1];
    int c = 3 * tree.triangles[3 * t + 2];
    float ux = p[b] - p[a];
    float uy = p[b + 1] - p[a + 1];
    float uz = p[b + 2] - p[a + 2];
    float vx = p[c] - p[a];
    float vy = p[c + 1] - p[a + 1];
    float vz = p[c + 2] - p[a + 2];
    return (x - p[a]) * (uy * vz - uz * vy)
        + (y - p[a + 1]) * (uz * vx - ux * vz)
        + (z - p[a + 2]) * (ux * vy - uy * vx);
  }

  /** Way from the nearest point to a place, along the normal there, metres. */
  private float side(int t, float x, float y, float z, float[] hit) {
    float px = 0;
    float py = 0;
    float pz = 0;
    float qx = 0;
    float qy = 0;
    float qz = 0;
    for (int k = 0; k < 3; k++) {
      int v = 3 * tree.triangles[3 * t + k];
      float weight = hit[k + 1];
      px += weight * p[v];
      py += weight * p[v + 1];
      pz += weight * p[v + 2];
      qx += weight * normals[v];
      qy += weight * normals[v + 1];
      qz += weight * normals[v + 2];
    }
    return (x - px) * qx + (y - py) * qy + (z - pz) * qz;
  }

  /** Squared distance to a node's box, without branches: max(0, d) is (d + |d|) / 2. */
  private static float boxDistance(float[] boxes, int node, float x, float y, float z) {
    int b = 6 * node;
    float dx = Math.abs(x - boxes[b]) - boxes[b + 3];
    float dy = Math.abs(y - boxes[b + 1]) - boxes[b + 4];
    float dz = Math.abs(z - boxes[b + 2]) - boxes[b + 5];
    dx += Math.abs(dx);
    dy += Math.abs(dy);
    dz += Math.abs(dz);
    return 0.25f * (dx * dx + dy * dy + dz * dz);
  }
}
