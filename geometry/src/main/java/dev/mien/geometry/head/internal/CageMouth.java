package dev.mien.geometry.head.internal;

/** The half loops round the mouth: skin, vermilion, seam and the bag behind the lips. */
final class CageMouth {

  private static final int N = 13;

  /** The column at the corner of the mouth. */
  private static final int CORNER = 6;

  /**
   * How far the loops lie inside the corner of the mouth, centimetres, from the vermilion border
   * inwards: a rounded corner, whose triangles have room to move.
   */
  private static final double[] CORNER_INSET = {0, 0.06, 0.12, 0.17};

  private final HalfCage cage;

  CageMouth(HalfCage cage) {
    this.cage = cage;
  }

  void build() {
    int m0 = HalfCage.row("m0");
    int m2 = HalfCage.row("m2");
    int m4 = HalfCage.row("m4");
    int[][] g = cage.grid;
    int[] ring = {
      g[m0][0],
      g[m0][1],
      g[m0][2],
      g[m0][3],
      g[m0][4],
      g[m0 + 1][4],
      g[m2][4],
      g[m2 + 1][4],
      g[m4][4],
      g[m4][3],
      g[m4][2],
      g[m4][1],
      g[m4][0]
    };
    double half = Sculpt.MOUTH_HALF_WIDTH;
    double[] outerX = new double[N];
    double[] outerY = new double[N];
    double[] borderX = new double[N];
    double[] borderY = new double[N];
    double[] seamY = new double[N];
    double[] narrowing = new double[N];
    int[] side = new int[N];
    for (int k = 0; k < N; k++) {
      double ph = Math.PI * k / (N - 1);
      double sx = k == 0 || k == N - 1 ? 0 : Math.sin(ph);
      if (Math.abs(k - CORNER) == 1) {
        sx -= 0.035;
      }
      double cy = Math.cos(ph);
      side[k] = Integer.compare(6, k);
      double x = half * sx * (k == 6 ? 1 : 0.985);
      seamY[k] = Sculpt.lipSeam(x);
      borderX[k] = sx * (half + (k == CORNER ? 0.06 : 0.04));
      borderY[k] = seamY[k] + (k < 6 ? Sculpt.upperLip(x) : k > 6 ? -Sculpt.lowerLip(x) : 0);
      outerX[k] = Math.pow(Math.abs(sx), 0.8) * (half + 1.05);
      outerY[k] =
          Sculpt.MOUTH_Y + Math.signum(cy) * Math.pow(Math.abs(cy), 0.8) * (cy > 0 ? 1.45 : 2.0);
      double t = Math.min(1, x / half);
      narrowing[k] = Math.sqrt(Math.max(0, 1 - t * t));
      cage.pin(ring[k], onSkin(outerX[k], outerY[k], 0));
    }
    cage.mouthLoops.add(ring);
    int[] previous = ring;
    // fraction from outside to the border (positive) or from the border to the seam (negative)
    double[][] spec = {
      {0.38, 1, 0},
      {0.68, 1, 0},
      {0.88, 0.6, -0.02},
      {0, 0.3, 0.04},
      {-0.5, 0, 0.05},
      {-0.86, 0, 0.02}
    };
    for (double[] s : spec) {
      int[] loop = new int[N];
      for (int k = 0; k < N; k++) {
        double x;
        double y;
        if (s[0] > 0) {
          x = outerX[k] + (borderX[k] - outerX[k]) * s[0];
          y = outerY[k] + (borderY[k] - outerY[k]) * s[0];
        } else {
          x =
              k == CORNER
                  ? borderX[k] - CORNER_INSET[cage.mouthLoops.size() - 4]
                  : borderX[k] * (1 + s[0] * 0.02);
          y = borderY[k] + (seamY[k] - borderY[k]) * -s[0];
        }
        loop[k] = cage.add(onSkin(x, y, s[2]), true, s[1]);
        cage.attributes.get(loop[k])[HalfCage.LIP] = s[0] <= 0 ? 1 : 0;
      }
      cage.bridge(previous, loop, false);
      cage.mouthLoops.add(loop);
      previous = loop;
    }
    int[] last = previous;
    // shrink in x, half opening in y, depth, lip, cavity
    double[][] inner = {
      {0.99, 0, -0.20, 1, 0.25},
      {0.97, 0.03, -0.55, 0.5, 0.8},
      {1.0, 0.75, -0.95, 0, 1},
      {0.92, 1.3, -2.2, 0, 1},
      {0.7, 1.35, -4.2, 0, 1}
    };
    for (double[] s : inner) {
      int[] loop = new int[N];
      for (int k = 0; k < N; k++) {
        double[] p = cage.points.get(last[k]);
        double x = k == 0 || k == N - 1 ? 0 : p[0] * s[0];
        if (k == CORNER && s[3] == 1) {
          x = borderX[k] - CORNER_INSET[3];
        }
        loop[k] =
            cage.add(
                new double[] {x, seamY[k] + side[k] * s[1] * narrowing[k], p[2] + s[2]}, true, 0);
        cage.attributes.get(loop[k])[HalfCage.LIP] = s[3];
        cage.attributes.get(loop[k])[HalfCage.CAVITY] = s[4];
      }
      cage.bridge(previous, loop, false);
      cage.mouthLoops.add(loop);
      previous = loop;
    }
    for (int k = 0; k < 5; k++) {
      cage.face(previous[k], previous[k + 1], previous[11 - k], previous[12 - k]);
    }
    cage.face(previous[5], previous[6], previous[7]);
    for (int r = 0; r < cage.mouthLoops.size(); r++) {
      int[] loop = cage.mouthLoops.get(r);
      for (int k = 0; k < N; k++) {
        double[] a = cage.attributes.get(loop[k]);
        a[HalfCage.MOUTH_ANGLE] = k == 6 ? 0 : Math.cos(Math.PI * k / (N - 1));
        a[HalfCage.MOUTH_RING] = r;
      }
    }
  }

  private static double[] onSkin(double x, double y, double forward) {
    return new double[] {x, y, Sculpt.depth(x, y, false) + forward};
  }
}
