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

  /** Fewer triangles than this aren't cut further; 1, 2 and 4 are slower. */
  private static final int LEAF = 3;

  /** Three vertices per triangle, in the order of the leaves. */
  final int[] triangles;

  /** First of a node's two children, which lie side by side, or of a leaf's triangles. */
  final int[] start;

  /** Triangles of a leaf; 0 in other nodes. Children come after their parents. */
  final int[] count;

  /** Below this depth triangles are halved by number, so that a search's places suffice. */
  private static final int DEEPEST = 40;

  /**
   * A tree under construction. Each node is cut where the areas of the two boxes, times the
   * triangles in them, come out least (MacDonald and Booth 1990): the chance that a search has to
   * look into them.
   */
  private static final class Split {
    final float[] low;
    final float[] high;
    final Integer[] order;
    final int[] start;
    final int[] count;
    private final float[] areas;
    private final Integer[] best;
    int nodes = 1;

    Split(float[] p, int[] triangles) {
      int n = triangles.length / 3;
      low = new float[3 * n];
      high = new float[3 * n];
      order = new Integer[n];
      for (int t = 0; t < n; t++) {
        order[t] = t;
        for (int c = 0; c < 3; c++) {
          float a = p[3 * triangles[3 * t] + c];
          float b = p[3 * triangles[3 * t + 1] + c];
          float d = p[3 * triangles[3 * t + 2] + c];
          low[3 * t + c] = Math.min(a, Math.min(b, d));
          high[3 * t + c] = Math.max(a, Math.max(b, d));
        }
      }
      int most = 2 * n + 1;
      start = new int[most];
      count = new int[most];
      areas = new float[n];
      best = new Integer[n];
    }

    void split(int node, int from, int to, int depth) {
      if (to - from <= LEAF) {
        start[node] = from;
        count[node] = to - from;
        return;
      }
      int middle = cut(from, to, depth);
      int first = nodes;
      nodes += 2;
      start[node] = first;
      split(first, from, middle, depth + 1);
      split(first + 1, middle, to, depth + 1);
    }

    /** Orders a run of triangles for its best cut. */
    private int cut(int from, int to, int depth) {
      float least = Float.POSITIVE_INFINITY;
      int middle = (from + to) / 2;
      for (int axis = 0; axis < 3; axis++) {
        int c = axis;
        Arrays.sort(
            order,
            from,
            to,
            (s, t) ->
                Float.compare(low[3 * s + c] + high[3 * s + c], low[3 * t + c] + high[3 * t + c]));
        float[] box = emptyBox();
        for (int i = to - 1; i > from; i--) {
          grow(box, order[i]);
          areas[i] = area(box);
        }
        box = emptyBox();
        float own = Float.POSITIVE_INFINITY;
        int at = middle;
        for (int i = from + 1; i < to; i++) {
          grow(box, order[i - 1]);
          float cost = area(box) * (i - from) + areas[i] * (to - i);
          if (cost < own && (depth < DEEPEST || i == middle)) {
            own = cost;
            at = i;
          }
        }
        if (own < least) {
          least = own;
          middle = at;
          System.arraycopy(order, from, best, from, to - from);
        }
      }
      System.arraycopy(best, from, order, from, to - from);
      return middle;
    }

    private static float[] emptyBox() {
      return new float[] {1e9f, 1e9f, 1e9f, -1e9f, -1e9f, -1e9f};
    }

    private void grow(float[] box, int t) {
      for (int c = 0; c < 3; c++) {
        box[c] = Math.min(box[c], low[3 * t + c]);
        box[3 + c] = Math.max(box[3 + c], high[3 * t + c]);
      }
    }

    private static float area(float[] box) {
      float x = box[3] - box[0];
      float y = box[4] - box[1];
      float z = box[5] - box[2];
      return x * y + y * z + z * x;
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
    split.split(0, 0, triangles.length / 3, 0);
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
