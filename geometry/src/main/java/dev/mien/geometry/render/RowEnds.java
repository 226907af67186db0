package dev.mien.geometry.render;

/**
 * Between which columns of a row a triangle's three weights are positive: each edge bounds the row
 * on the left or on the right, at a column that moves by a constant from row to row.
 *
 * <p>With several samples a pixel, an edge bounds twice: pixels that have a sample inside, and
 * those that have all.
 */
final class RowEnds {
  /** Beyond any column. */
  private static final float NEVER = 1L << 50;

  /** Level edges are taken to fall this much per column, to have a column where they cross. */
  private static final float LEVEL = 1e-12f;

  // At most two edges on either side: column at the first row, growth by row, and how much further
  // in pixels are wholly inside.
  private float leftA;
  private float leftAStep;
  private float leftAWhole;
  private float leftB;
  private float leftBStep;
  private float leftBWhole;
  private float rightA;
  private float rightAStep;
  private float rightAWhole;
  private float rightB;
  private float rightBStep;
  private float rightBWhole;

  /** First column of the row that {@link #cut} found; beyond {@link #end} if it has none. */
  int begin;

  /** Its last column. */
  int end;

  /** First column that is wholly inside; beyond {@link #wholeEnd} if there's none. */
  int wholeBegin;

  /** Last column that is wholly inside. */
  int wholeEnd;

  /** Forgets all edges. */
  void clear() {
    leftA = -NEVER;
    leftAStep = 0;
    leftAWhole = 0;
    leftB = -NEVER;
    leftBStep = 0;
    leftBWhole = 0;
    rightA = NEVER;
    rightAStep = 0;
    rightAWhole = 0;
    rightB = NEVER;
    rightBStep = 0;
    rightBWhole = 0;
  }

  /**
   * Adds an edge.
   *
   * @param a growth of its weight by column
   * @param b growth by row
   * @param first weight at the centre of the first column and row
   * @param far how much weights of a pixel's samples differ at most from that of its centre
   */
  void add(float a, float b, float first, float far) {
    float slope = Math.abs(a) < LEVEL ? LEVEL : a;
    float r = -1 / slope;
    float column = (first + far) * r;
    float step = b * r;
    float whole = -2 * far * r;
    if (slope > 0) {
      leftB = leftA;
      leftBStep = leftAStep;
      leftBWhole = leftAWhole;
      leftA = column;
      leftAStep = step;
      leftAWhole = whole;
    } else {
      rightB = rightA;
      rightBStep = rightAStep;
      rightBWhole = rightAWhole;
      rightA = column;
      rightAStep = step;
      rightAWhole = whole;
    }
  }

  /**
   * Finds the ends of a row.
   *
   * @param row from the first one
   * @param last last column there is
   */
  void cut(int row, int last) {
    float a = leftA + row * leftAStep;
    float b = leftB + row * leftBStep;
    begin = ceil(a > b ? a : b, last);
    a += leftAWhole;
    b += leftBWhole;
    wholeBegin = ceil(a > b ? a : b, last);
    a = rightA + row * rightAStep;
    b = rightB + row * rightBStep;
    end = floor(a < b ? a : b, last);
    a += rightAWhole;
    b += rightBWhole;
    wholeEnd = floor(a < b ? a : b, last);
  }

  private static int ceil(float x, int last) {
    if (!(x > 0)) {
      return 0;
    }
    int i = (int) x;
    return i > last ? last + 1 : i < x ? i + 1 : i;
  }

  private static int floor(float x, int last) {
    return x < 0 ? -1 : Math.min(last, (int) x);
  }
}
