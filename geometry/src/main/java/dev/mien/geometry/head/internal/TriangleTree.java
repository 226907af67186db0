package dev.mien.geometry.head.internal;

import java.util.Arrays;

/**
 * A tree of boxes over a mesh's triangles. What lies in which box is decided once, by one shape of
 * the mesh; other shapes of it have boxes of their own in the same tree, which takes a fraction of
 * the time and serves as well where shapes are alike. Immutable.
 */
final class TriangleTree {

  /** More places than any search can have open. */
  static final int MOST_OPEN = 64;

  /** More than rounding takes from a box of a head, metres. */
  private static final float ROUNDING = 1e-7f;

  private static final int LEAF = 2;

  /** Three vertices per triangle, in the order of the leaves. */
  final int[] triangles;

  /** First of a node's two children, which lie side by side, or of a leaf's triangles. */
  final int[] start;

  /** Triangles of a leaf; 0 in other nodes. Children come after their parents. */
  final int[] count;

  /** A tree under construction. */
  private static final class Split {
    final float[] centre;
    final int[] order;
    final int[] start;
    final int[] count;
    int nodes = 1;

    Split(float[] p, int[] triangles) {
      int n = triangles.length / 3;
      centre = new float[3 * n];
      order = new int[n];
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
      start = new int[most];
      count = new int[most];
    }

    void split(int node, int from, int to) {
      float[] low = {1e9f, 1e9f, 1e9f};
      float[] high = {-1e9f, -1e9f, -1e9f};
      for (int i = from; i < to; i++) {
        for (int c = 0; c < 3; c++) {
          low[c] = Math.min(low[c], centre[3 * order[i] + c]);
          high[c] = Math.max(high[c], centre[3 * order[i] + c]);
        }
      }
      int axis = 0;
      for (int c = 1; c < 3; c++) {
        if (high[c] - low[c] > high[axis] - low[axis]) {
          axis = c;
        }
      }
      if (to - from <= LEAF || high[axis] <= low[axis]) {
        start[node] = from;
        count[node] = to - from;
        return;
      }
      int middle = (from + to) / 2;
      select(from, to - 1, middle, axis);
      int first = nodes;
      nodes += 2;
      start[node] = first;
      split(first, from, middle);
      split(first + 1, middle, to);
    }

    /** Hoare's selection: puts the k-th smallest in place. */
    private void select(int first, int last, int k, int axis) {
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
  }

  /**
   * A tree of triangles.
   *
   * @param positions a typical shape, interleaved x, y, z
   * @param triangles three vertices each, at least one
   */
  TriangleTree(float[] positions, int[] triangles) {
    Split split = new Split(positions, triangles);
    split.split(0, 0, triangles.length / 3);
    start = Arrays.copyOf(split.start, split.nodes);
    count = Arrays.copyOf(split.count, split.nodes);
    this.triangles = new int[triangles.length];
    for (int t = 0; t < split.order.length; t++) {
      System.arraycopy(triangles, 3 * split.order[t], this.triangles, 3 * t, 3);
    }
  }

  /**
   * The boxes of a shape: the middle x, y, z of every node and half its extents, never too small.
   *
   * @param p positions, interleaved x, y, z
   */
  float[] boxes(float[] p) {
    float[] boxes = new float[6 * start.length];
    for (int node = start.length - 1; node >= 0; node--) {
      int b = 6 * node;
      if (count[node] == 0) {
        int one = 6 * start[node];
        for (int c = 0; c < 3; c++) {
          boxes[b + c] = Math.min(boxes[one + c], boxes[one + 6 + c]);
          boxes[b + 3 + c] = Math.max(boxes[one + 3 + c], boxes[one + 9 + c]);
        }
        continue;
      }
      int first = 3 * start[node];
      int end = first + 3 * count[node];
      for (int c = 0; c < 3; c++) {
        float low = p[3 * triangles[first] + c];
        float high = low;
        for (int i = first + 1; i < end; i++) {
          float x = p[3 * triangles[i] + c];
          low = x < low ? x : low;
          high = x > high ? x : high;
        }
        boxes[b + c] = low;
        boxes[b + 3 + c] = high;
      }
    }
    for (int b = 0; b < boxes.length; b += 6) {
      for (int c = b; c < b + 3; c++) {
        float low = boxes[c];
        float high = boxes[c + 3];
        boxes[c] = 0.5f * (low + high);
        boxes[c + 3] = 0.5f * (high - low) + ROUNDING;
      }
    }
    return boxes;
  }
}
