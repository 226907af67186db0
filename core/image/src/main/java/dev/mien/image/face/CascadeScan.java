package dev.mien.image.face;

import dev.mien.image.internal.GreyImage;

/**
 * One cascade over one picture at one size: every window in turn.
 *
 * <p>Sums are 32-bit integers that may wrap around; differences over a window stay right.
 */
final class CascadeScan {

  private final Cascade cascade;
  private final int width;
  private final int height;
  private final int stride;
  private final int[] sum; // [height + 1, width + 1]
  private final int[] squares; // same
  private final int[] slanted; // same, sums over 45° triangles; empty if unused
  private final int[] corners; // per node three rectangles of four offsets
  private final float[] weights; // per node three
  private final boolean[] tilted; // per node
  private final int[] norm = new int[4];
  private final double normArea;
  private final int[] stageEnd;
  private final float[] stageThreshold;
  private final int[] treeRoot;
  private final int[] treeLeaf;
  private final int[] nodeLeft;
  private final int[] nodeRight;
  private final float[] nodeThreshold;
  private final float[] leaf;

  /**
   * Prepares the sums.
   *
   * @param cascade what to look for
   * @param image where, values in [0, 255]
   */
  CascadeScan(Cascade cascade, GreyImage image) {
    this.cascade = cascade;
    // Record accessors in the inner loop cost a third of the time.
    stageEnd = cascade.stageEnd();
    stageThreshold = cascade.stageThreshold();
    treeRoot = cascade.treeRoot();
    treeLeaf = cascade.treeLeaf();
    nodeLeft = cascade.left();
    nodeRight = cascade.right();
    nodeThreshold = cascade.threshold();
    leaf = cascade.leaf();
    width = image.width();
    height = image.height();
    stride = width + 1;
    sum = new int[stride * (height + 1)];
    squares = new int[sum.length];
    slanted = cascade.hasTilted() ? new int[sum.length] : new int[0];
    accumulate(image);
    int nodes = nodeThreshold.length;
    corners = new int[nodes * Cascade.RECTANGLES * 4];
    weights = new float[nodes * Cascade.RECTANGLES];
    tilted = new boolean[nodes];
    for (int node = 0; node < nodes; node++) {
      int feature = cascade.feature()[node];
      tilted[node] = cascade.tilted()[feature];
      for (int r = 0; r < Cascade.RECTANGLES; r++) {
        int from = feature * Cascade.RECTANGLES + r;
        weights[node * Cascade.RECTANGLES + r] = cascade.weights()[from];
        offsets(from * 4, (node * Cascade.RECTANGLES + r) * 4, tilted[node]);
      }
    }
    int right = cascade.width() - 1;
    int bottom = cascade.height() - 1;
    norm[0] = stride + 1;
    norm[1] = stride + right;
    norm[2] = bottom * stride + 1;
    norm[3] = bottom * stride + right;
    normArea = (double) (right - 1) * (bottom - 1);
  }

  private void accumulate(GreyImage image) {
    int[] grey = new int[width * height];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = Math.round(image.values()[i]);
    }
    for (int y = 0; y < height; y++) {
      int rowSum = 0;
      int rowSquares = 0;
      int at = (y + 1) * stride;
      for (int x = 0; x < width; x++) {
        int value = grey[y * width + x];
        rowSum += value;
        rowSquares += value * value;
        sum[at + x + 1] = sum[at - stride + x + 1] + rowSum;
        squares[at + x + 1] = squares[at - stride + x + 1] + rowSquares;
      }
    }
    if (slanted.length == 0) {
      return;
    }
    // slanted[Y, X]: the triangle that opens upwards from pixel (X - 1, Y - 1).
    for (int row = 1; row <= height; row++) {
      int at = row * stride;
      slanted[at] = slanted[at - stride + 1];
      for (int x = 1; x <= width; x++) {
        int value = grey[(row - 1) * width + x - 1];
        if (row >= 2) {
          value += grey[(row - 2) * width + x - 1];
        }
        int sum45 = slanted[at - stride + x - 1] + value;
        if (x < width) {
          sum45 += slanted[at - stride + x + 1] - (row >= 2 ? slanted[at - 2 * stride + x] : 0);
        }
        slanted[at + x] = sum45;
      }
    }
  }

  private void offsets(int from, int to, boolean slant) {
    int x = cascade.rectangles()[from];
    int y = cascade.rectangles()[from + 1];
    int w = cascade.rectangles()[from + 2];
    int h = cascade.rectangles()[from + 3];
    if (slant) {
      corners[to] = y * stride + x;
      corners[to + 1] = (y + h) * stride + x - h;
      corners[to + 2] = (y + w) * stride + x + w;
      corners[to + 3] = (y + w + h) * stride + x + w - h;
    } else {
      corners[to] = y * stride + x;
      corners[to + 1] = y * stride + x + w;
      corners[to + 2] = (y + h) * stride + x;
      corners[to + 3] = (y + h) * stride + x + w;
    }
  }

  /** Columns that a window may start at. */
  int columns() {
    return width - cascade.width() + 1;
  }

  /** Rows that a window may start at. */
  int rows() {
    return height - cascade.height() + 1;
  }

  /**
   * How many stages a window passes.
   *
   * @param x its left edge
   * @param y its upper edge
   * @return the number of stages if it passes all; else the negative index of the failing stage,
   *     minus 1
   */
  int stagesPassed(int x, int y) {
    int at = y * stride + x;
    double total = sum[at + norm[0]] - sum[at + norm[1]] - sum[at + norm[2]] + sum[at + norm[3]];
    int squared =
        squares[at + norm[0]]
            - squares[at + norm[1]]
            - squares[at + norm[2]]
            + squares[at + norm[3]];
    double variance = normArea * (squared & 0xFFFFFFFFL) - total * total;
    if (variance <= 0) {
      return -1;
    }
    float scale = (float) (1 / Math.sqrt(variance));
    // A window with next to no contrast shows nothing; amplified noise mustn't count.
    if (normArea * scale >= 0.1) {
      return -1;
    }
    int tree = 0;
    for (int stage = 0; stage < stageEnd.length; stage++) {
      float score = 0;
      for (int end = stageEnd[stage]; tree < end; tree++) {
        int root = treeRoot[tree];
        int node = 0;
        do {
          int index = root + node;
          float value = feature(index, at) * scale;
          node = value < nodeThreshold[index] ? nodeLeft[index] : nodeRight[index];
        } while (node > 0);
        score += leaf[treeLeaf[tree] - node];
      }
      if (score < stageThreshold[stage]) {
        return -stage - 1;
      }
    }
    return stageEnd.length;
  }

  private float feature(int node, int at) {
    int[] table = tilted[node] ? slanted : sum;
    int first = node * Cascade.RECTANGLES;
    float value =
        rectangle(table, first * 4, at) * weights[first]
            + rectangle(table, first * 4 + 4, at) * weights[first + 1];
    float third = weights[first + 2];
    return third == 0 ? value : value + rectangle(table, first * 4 + 8, at) * third;
  }

  private int rectangle(int[] table, int corner, int at) {
    return table[at + corners[corner]]
        - table[at + corners[corner + 1]]
        - table[at + corners[corner + 2]]
        + table[at + corners[corner + 3]];
  }
}
