package dev.mien.geometry.head.internal;

/** Lays lids on the eyeballs wherever identity has moved both. */
final class LidFit {

  /** The corners of the lids lie on a line through the eyeball, inner corner forward. */
  private static final double CORNER_DEPTH = 0.30;

  private static final double CORNER_SLOPE = -0.115;

  /**
   * Distance of the lids' inner margins from the eyeball's centre over its radius: cornea and
   * tears.
   */
  private static final double INSIDE = 1.045;

  /** The same for the loops behind them, where the skin ends. */
  private static final double AT_SURFACE = 0.99;

  private static final double WITHIN = 0.95;

  private LidFit() {}

  /**
   * Depth of a lid's surface before the eyeball's centre: the ball, beyond it the corners' line.
   *
   * @param x away from the midline
   * @param y up
   * @param r radius of the ball with the lid's thickness
   */
  static double depth(double x, double y, double r) {
    double ball = r * r - x * x - y * y;
    double sphere = ball > 0 ? Math.sqrt(ball) : -Math.sqrt(-ball);
    double s = r / Sculpt.EYE_RADIUS;
    return Sculpt.smoothMax(sphere, CORNER_DEPTH * s + CORNER_SLOPE * x, 0.2 * s);
  }

  static void apply(
      NeutralHead head,
      int[] left,
      double[] p,
      double[] leftEye,
      double[] rightEye,
      double radius) {
    double[] q = head.positions;
    for (int v : left) {
      double ring = head.attributes[v][HalfCage.EYE_RING];
      if (ring > 1 && ring <= 4) {
        double w = SkinPoint.step(1, 3.6, ring);
        double lid = 0.17 * Math.max(0, Math.min(1, 5 - ring));
        double was =
            q[3 * v + 2]
                - Sculpt.EYE_Z
                - depth(
                    q[3 * v] - Sculpt.EYE_X, q[3 * v + 1] - Sculpt.EYE_Y, Sculpt.EYE_RADIUS + lid);
        fit(p, v, leftEye, 1, radius + lid, was, w);
        fit(p, head.mirror[v], rightEye, -1, radius + lid, was, w);
      }
    }
    clear(head, left, p, leftEye, rightEye, radius);
    // what lies behind the margin follows it as one piece
    int[] anchor = LoopVertices.marginAnchors();
    for (int i = 0; i < anchor.length; i += 2) {
      int v = anchor[i];
      int m = anchor[i + 1];
      for (int c = 0; c < 3; c++) {
        p[3 * v + c] = p[3 * m + c] + q[3 * v + c] - q[3 * m + c];
      }
      int vr = head.mirror[v];
      int mr = head.mirror[m];
      for (int c = 0; c < 3; c++) {
        p[3 * vr + c] = p[3 * mr + c] + q[3 * vr + c] - q[3 * mr + c];
      }
      double ring = head.attributes[v][HalfCage.EYE_RING];
      if (ring <= 5) {
        clear(p, v, leftEye, radius * INSIDE);
        clear(p, vr, rightEye, radius * INSIDE);
      } else {
        // the skin's end dives into the ball along an even line
        double depth = radius * (AT_SURFACE + (ring - 5.5) * 2 * (WITHIN - AT_SURFACE));
        set(p, v, leftEye, depth);
        set(p, vr, rightEye, depth);
      }
    }
  }

  /** Pushes the lids and what lies round them out of the eyeballs. */
  static void clear(
      NeutralHead head,
      int[] left,
      double[] p,
      double[] leftEye,
      double[] rightEye,
      double radius) {
    for (int v : left) {
      if (head.attributes[v][HalfCage.EYE_RING] <= 4 && head.positions[3 * v + 2] > 5) {
        clear(p, v, leftEye, radius + 0.12);
        clear(p, head.mirror[v], rightEye, radius + 0.12);
      }
    }
  }

  private static void fit(
      double[] p, int v, double[] eye, int sign, double r, double offset, double w) {
    double z = eye[2] + depth(sign * (p[3 * v] - eye[0]), p[3 * v + 1] - eye[1], r) + offset;
    p[3 * v + 2] += w * (z - p[3 * v + 2]);
  }

  /** Moves a vertex to a distance from an eye's centre. */
  private static void set(double[] p, int v, double[] eye, double distance) {
    double x = p[3 * v] - eye[0];
    double y = p[3 * v + 1] - eye[1];
    double z = p[3 * v + 2] - eye[2];
    double s = distance / Math.sqrt(x * x + y * y + z * z);
    p[3 * v] = eye[0] + s * x;
    p[3 * v + 1] = eye[1] + s * y;
    p[3 * v + 2] = eye[2] + s * z;
  }

  /** Pushes a vertex out of the eyeball and the room that it needs. */
  private static void clear(double[] p, int v, double[] eye, double room) {
    double x = p[3 * v] - eye[0];
    double y = p[3 * v + 1] - eye[1];
    double z = p[3 * v + 2] - eye[2];
    double d2 = x * x + y * y + z * z;
    if (d2 < room * room) {
      double s = room / Math.sqrt(d2);
      p[3 * v] = eye[0] + s * x;
      p[3 * v + 1] = eye[1] + s * y;
      p[3 * v + 2] = eye[2] + s * z;
    }
  }
}
