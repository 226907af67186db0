package dev.mien.animation.rig;

import java.util.Arrays;

/** Points sorted into the cubes of a box about them, for finding those near a place. Immutable. */
final class PointGrid {

  private final double size;
  private final int lowX;
  private final int lowY;
  private final int lowZ;
  private final int columns;
  private final int rows;
  private final int layers;
  private final int[] start;
  private final int[] points;

  /**
   * Sorts points.
   *
   * @param size edge of a cube, metres
   * @param face where the points are
   * @param vertices which of its vertices, ascending
   */
  PointGrid(double size, FaceFrame face, int[] vertices) {
    this.size = size;
    int[][] cells = new int[3][vertices.length];
    int[] low = new int[3];
    int[] high = new int[3];
    Arrays.fill(low, Integer.MAX_VALUE);
    Arrays.fill(high, Integer.MIN_VALUE);
    for (int i = 0; i < vertices.length; i++) {
      int v = vertices[i];
      double[] at = {face.x(v), face.y(v), face.z(v)};
      for (int c = 0; c < 3; c++) {
        cells[c][i] = cell(at[c]);
        low[c] = Math.min(low[c], cells[c][i]);
        high[c] = Math.max(high[c], cells[c][i]);
      }
    }
    boolean any = vertices.length > 0;
    lowX = any ? low[0] : 0;
    lowY = any ? low[1] : 0;
    lowZ = any ? low[2] : 0;
    columns = any ? high[0] - lowX + 1 : 0;
    rows = any ? high[1] - lowY + 1 : 0;
    layers = any ? high[2] - lowZ + 1 : 0;
    start = new int[columns * rows * layers + 1];
    int[] of = new int[vertices.length];
    for (int i = 0; i < vertices.length; i++) {
      of[i] = index(cells[0][i] - lowX, cells[1][i] - lowY, cells[2][i] - lowZ);
      start[of[i] + 1]++;
    }
    for (int i = 1; i < start.length; i++) {
      start[i] += start[i - 1];
    }
    points = new int[vertices.length];
    int[] next = start.clone();
    for (int i = 0; i < vertices.length; i++) {
      points[next[of[i]]++] = vertices[i];
    }
  }

  private int cell(double x) {
    return (int) Math.floor(x / size);
  }

  private int index(int x, int y, int z) {
    return (z * rows + y) * columns + x;
  }

  /** Looks at a point. */
  interface Visitor {
    void visit(int point);
  }

  /**
   * Visits the points in the cube of a place and those within some cubes of it.
   *
   * @param reach how many cubes away, 0 for the place's own alone
   */
  void visit(double x, double y, double z, int reach, Visitor visitor) {
    int i = cell(x) - lowX;
    int j = cell(y) - lowY;
    int k = cell(z) - lowZ;
    int from = Math.max(0, i - reach);
    int to = Math.min(columns - 1, i + reach);
    if (from > to) {
      return;
    }
    for (int c = Math.max(0, k - reach); c <= Math.min(layers - 1, k + reach); c++) {
      for (int b = Math.max(0, j - reach); b <= Math.min(rows - 1, j + reach); b++) {
        // cubes of a row lie one after the other
        for (int p = start[index(from, b, c)]; p < start[index(to, b, c) + 1]; p++) {
          visitor.visit(points[p]);
        }
      }
    }
  }

  /** Visits all points. */
  void visitAll(Visitor visitor) {
    for (int point : points) {
      visitor.visit(point);
    }
  }
}
