package dev.mien.geometry.head.internal;

/** The loops of the left ear. */
final class CageEar {

  private static final int N = 16;
  private static final double SIZE = 1.08;

  private static final double[][] OUTLINE = {
    {.25, -.25}, {.18, .65}, {.22, 1.45}, {.62, 2.35}, {1.45, 2.85}, {2.35, 2.65}, {2.98, 1.95},
    {3.15, 1.1}, {3.05, .2}, {2.75, -.7}, {2.35, -1.5}, {1.9, -2.2}, {1.35, -2.75}, {.75, -2.65},
    {.35, -2.0}, {.25, -1.15}
  };
  private static final double[] FRONT = {1, .85, .35, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .2, .6, .9};
  private static final double[] TRAGUS = {1, .25, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, .25, .9};

  /** Loops of the scapha's bottom and of the concha's floor. */
  private static final int SCAPHA = 4;

  private static final int LAST = 8;

  /** Loops from the helix inwards are carved. */
  private static final int HELIX = 3;

  /** Distance of each loop from the outline as laid out, and up to the scapha as carved. */
  private static final double[] LAID_OUT = {0.55, 0.06, 0, 0.16, 0.40, 0.70, 1.00, 1.30, 1.75};

  private static final double[] INSET = {0.55, 0.06, 0, 0.16, 0.42};

  /** Centre and half axes of the concha's rim. */
  private static final double[] CONCHA = {1.14, -0.38, 0.66, 0.86};

  /** How much longer than broad the ear is, for the columns' directions from the concha. */
  private static final double LENGTHENED = 1.5;

  /** Share of the way from the scapha to the concha's rim of each loop behind the scapha. */
  private static final double[] TOWARDS_CONCHA = {0.32, 0.66, 1, 1};

  private final HalfCage cage;
  private final double[] along = {Math.sin(Math.toRadians(24)), 0, -Math.cos(Math.toRadians(24))};
  private final double[] up = {0.03, 0.985, -0.17};
  private final double[] out = new double[3];
  private final double[] origin;

  CageEar(HalfCage cage) {
    this.cage = cage;
    out[0] = up[1] * along[2] - up[2] * along[1];
    out[1] = up[2] * along[0] - up[0] * along[2];
    out[2] = up[0] * along[1] - up[1] * along[0];
    double length = Math.sqrt(out[0] * out[0] + out[1] * out[1] + out[2] * out[2]);
    double sign = out[0] < 0 ? -1 : 1;
    for (int k = 0; k < 3; k++) {
      out[k] *= sign / length;
    }
    origin = new double[] {7.2, -1.6, 0.45};
    Sculpt.project(origin, 6, 1, true);
    for (int k = 0; k < 3; k++) {
      origin[k] += out[k] * 0.05;
    }
  }

  private double[] place(double a, double b, double e) {
    double[] p = new double[3];
    for (int k = 0; k < 3; k++) {
      p[k] = origin[k] + a * along[k] + b * up[k] + e * out[k];
    }
    return p;
  }

  /**
   * A point of a loop in the plane of the ear, by its distance from the outline or, within the
   * antihelix, from the concha's rim.
   */
  private static double[] inPlane(int kk, int i) {
    double[] p = inset(i, INSET[Math.min(kk, SCAPHA)]);
    if (kk > SCAPHA) {
      double angle =
          Math.atan2((OUTLINE[i][1] - CONCHA[1]) / LENGTHENED, OUTLINE[i][0] - CONCHA[0]);
      double size = kk == LAST ? 0.5 : 1;
      double x = (CONCHA[0] + size * CONCHA[2] * Math.cos(angle)) * SIZE;
      double y = (CONCHA[1] + size * CONCHA[3] * Math.sin(angle)) * SIZE;
      double t = TOWARDS_CONCHA[kk - SCAPHA - 1];
      // the tragus leans over the concha
      p[0] += (x - p[0]) * t + (kk < LAST - 1 ? 0.42 * TRAGUS[i] : 0);
      p[1] += (y - p[1]) * t;
    }
    return p;
  }

  private static double[] inset(int i, double distance) {
    double ox = OUTLINE[i][0] * SIZE;
    double oy = OUTLINE[i][1] * SIZE;
    double vx = 1.2 * SIZE - ox;
    double vy = Math.max(-1.2, Math.min(1.3, oy)) * 0.45 - 0.25 - oy;
    double length = Math.max(1e-6, Math.sqrt(vx * vx + vy * vy));
    double f = Math.min(distance * SIZE / length, 0.84 * Math.min(1, distance / 1.75 + 0.10));
    return new double[] {ox + vx * f, oy + vy * f};
  }

  void build() {
    int top = HalfCage.row("e1");
    int bottom = HalfCage.row("n2");
    int middle = (top + bottom) / 2;
    int[][] g = cage.grid;
    int[] ring = new int[N];
    int n = 0;
    for (int j = middle; j >= top; j--) {
      ring[n++] = g[j][9];
    }
    ring[n++] = g[top][10];
    for (int j = top; j <= bottom; j++) {
      ring[n++] = g[j][11];
    }
    ring[n++] = g[bottom][10];
    for (int j = bottom; j > middle; j--) {
      ring[n++] = g[j][9];
    }
    double[][] root = new double[N][];
    for (int i = 0; i < N; i++) {
      double x = OUTLINE[i][0] * SIZE;
      double y = OUTLINE[i][1] * SIZE;
      root[i] = place(0.15 + 0.42 * (x - 0.15), y * 0.80, 0);
      Sculpt.project(root[i], 8, 1, true);
      cage.pin(ring[i], root[i]);
    }
    cage.earLoops.add(ring);
    int[] previous = ring;
    for (int kk = 0; kk < LAID_OUT.length; kk++) {
      int[] loop = new int[N];
      for (int i = 0; i < N; i++) {
        double[] ab = inset(i, LAID_OUT[kk]);
        double[] q = place(ab[0], ab[1], elevation(kk, i));
        if (kk == 0) {
          mix(q, root[i], 0.5);
        }
        if (kk < 3) {
          mix(q, root[i], FRONT[i] * (1 - 0.4 * kk));
        }
        loop[i] = cage.add(q, true, 0);
        cage.attributes.get(loop[i])[HalfCage.EAR] = kk + 1;
      }
      cage.bridge(previous, loop, true);
      cage.earLoops.add(loop);
      previous = loop;
    }
    cage.face(previous[0], previous[1], previous[15]);
    for (int k = 2; k < 8; k++) {
      cage.face(previous[k - 1], previous[k], previous[16 - k], previous[17 - k]);
    }
    cage.face(previous[7], previous[8], previous[9]);
  }

  /**
   * Gives the ear its forms: the concha with a rim of its own, the antihelix behind it, the tragus
   * before it. Texture coordinates come from the plainer ear that was laid out first.
   */
  void carve() {
    for (int kk = HELIX; kk <= LAST; kk++) {
      int[] loop = cage.earLoops.get(kk + 1);
      for (int i = 0; i < N; i++) {
        double[] ab = inPlane(kk, i);
        cage.points.set(loop[i], place(ab[0], ab[1], carvedElevation(kk, i)));
      }
    }
  }

  private static void mix(double[] q, double[] other, double t) {
    for (int k = 0; k < 3; k++) {
      q[k] += (other[k] - q[k]) * t;
    }
  }

  private static double elevation(int kk, int i) {
    double front = FRONT[i];
    double back = 1 - front;
    double l = (i - 12) / 1.6;
    double lobe = Math.exp(-l * l);
    double m = (i - 8.5) / 2.6;
    double mid = Math.exp(-m * m);
    double tragus = TRAGUS[i];
    return switch (kk) {
      case 0 -> -0.58 * back - 0.02;
      case 1 -> -0.20 * back;
      case 2 -> 0.08 * back + 0.10 * tragus;
      case 3 -> 0.26 * back * (1 - 0.45 * lobe) + 0.02 * front + 0.20 * tragus;
      case 4 -> -0.06 * back + 0.16 * lobe + 0.12 * tragus;
      case 5 -> -0.06 * back + 0.10 * lobe - 0.10 * tragus;
      case 6 -> 0.20 * back * (1 - lobe) + 0.14 * mid - 0.30 * tragus;
      case 7 -> -0.26 * back - 0.40 * tragus;
      default -> -0.48 * back - 0.60 * front;
    };
  }

  private static double carvedElevation(int kk, int i) {
    double front = FRONT[i];
    double back = 1 - front;
    double l = (i - 12) / 1.6;
    double lobe = Math.exp(-l * l);
    double m = (i - 8.5) / 2.6;
    double mid = Math.exp(-m * m);
    double tragus = TRAGUS[i];
    return switch (kk) {
      case 3 -> 0.30 * back * (1 - 0.55 * lobe) + 0.02 * front + 0.24 * tragus;
      case 4 -> -0.24 * back * (1 - lobe) + 0.14 * lobe + 0.30 * tragus;
      case 5 -> 0.06 * back * (1 - lobe) + 0.14 * lobe + 0.30 * tragus + 0.06 * mid;
      case 6 -> 0.40 * back * (1 - 0.5 * lobe) + 0.16 * mid + 0.10 * tragus + 0.12 * front;
      case 7 -> -0.34 * back - 0.42 * tragus - 0.2 * front;
      default -> -0.66 * back - 0.72 * front;
    };
  }
}
