package dev.mien.geometry.head.internal;

/** The loops round the left eye: orbit, lids, margin and the lids' inside. */
final class CageEye {

  private static final int N = 16;
  private static final double HALF_LENGTH = 1.46;
  private static final double UPPER = 0.60;
  private static final double LOWER = 0.50;
  private static final double TILT = 0.07;

  private final HalfCage cage;

  CageEye(HalfCage cage) {
    this.cage = cage;
  }

  void build() {
    int e0 = HalfCage.row("e0");
    int e2 = HalfCage.row("e2");
    int e4 = HalfCage.row("e4");
    int[][] g = cage.grid;
    int[] ring = {
      g[e2][2], g[e2 - 1][2], g[e0][2], g[e0][3], g[e0][4], g[e0][5], g[e0][6], g[e2 - 1][6],
      g[e2][6], g[e2 + 1][6], g[e4][6], g[e4][5], g[e4][4], g[e4][3], g[e4][2], g[e2 + 1][2]
    };
    double[] marginX = new double[N];
    double[] marginY = new double[N];
    double[] outerX = new double[N];
    double[] outerY = new double[N];
    double[] sine = new double[N];
    for (int k = 0; k < N; k++) {
      double phi = 2 * Math.PI * k / N;
      double cx = -Math.cos(phi);
      double sy = k % 8 == 0 ? 0 : Math.sin(phi);
      sine[k] = sy;
      double u = Math.signum(cx) * Math.pow(Math.abs(cx), 0.9);
      double skew = 1 - u * u;
      double up = UPPER * Math.max(0, 1 - Math.pow(Math.abs(u + 0.10 * skew), 2.3));
      double low = -LOWER * Math.max(0, 1 - Math.pow(Math.abs(u - 0.12 * skew), 2.2));
      double y = sy > 0 ? up : sy < 0 ? low : 0;
      double medial = Math.max(0, -u - 0.75) / 0.25;
      marginX[k] = u * HALF_LENGTH - 0.04 - 0.06 * medial;
      marginY[k] = y + TILT * marginX[k] - 0.02 - 0.06 * medial;
      double bx = Math.pow(Math.abs(cx), 0.85) * Math.signum(cx);
      double by = Math.pow(Math.abs(sy), 0.85) * Math.signum(sy);
      outerX[k] = Sculpt.EYE_X + bx * (bx < 0 ? 1.72 : 2.05);
      outerY[k] = Sculpt.EYE_Y + by * 1.55 + 0.06 * bx;
      double[] p = {outerX[k], outerY[k], Sculpt.depth(outerX[k], outerY[k], true)};
      cage.pin(ring[k], p);
    }
    cage.eyeLoops.add(ring);
    int[] previous = ring;
    double[] fraction = {0.36, 0.62, 0.84};
    for (int kk = 0; kk < 3; kk++) {
      int[] loop = new int[N];
      for (int k = 0; k < N; k++) {
        double x = outerX[k] + (Sculpt.EYE_X + marginX[k] - outerX[k]) * fraction[kk];
        double y = outerY[k] + (Sculpt.EYE_Y + marginY[k] - outerY[k]) * fraction[kk];
        double z = Sculpt.depth(x, y, true);
        if (kk == 1) {
          z -= sine[k] > 0.2 ? 0.14 : 0.03;
        } else if (kk == 2) {
          double lid =
              Sculpt.EYE_Z
                  + LidFit.depth(x - Sculpt.EYE_X, y - Sculpt.EYE_Y, Sculpt.EYE_RADIUS + 0.19);
          z = 0.35 * z + 0.65 * lid;
        }
        loop[k] = cage.add(new double[] {x, y, z}, true, kk == 0 ? 1 : 0);
      }
      mark(loop, kk + 1);
      cage.bridge(previous, loop, true);
      previous = loop;
    }
    double[][] spec = {{1, 1, 0.17}, {0.985, 0.97, 0.03}};
    for (int kk = 0; kk < 2; kk++) {
      int[] loop = new int[N];
      for (int k = 0; k < N; k++) {
        double x = marginX[k] * spec[kk][0];
        double y = marginY[k] * spec[kk][1];
        double z = LidFit.depth(x, y, Sculpt.EYE_RADIUS + spec[kk][2]) - (kk == 1 ? 0.05 : 0);
        loop[k] = cage.add(position(x, y, z), true, 0);
      }
      mark(loop, 4 + kk);
      cage.bridge(previous, loop, true);
      previous = loop;
    }
    int[] inside = new int[N];
    for (int k = 0; k < N; k++) {
      double r = Sculpt.EYE_RADIUS - 0.02;
      double x = Math.max(-0.93 * r, Math.min(0.93 * r, marginX[k] * 1.05));
      double y = marginY[k] * 1.35;
      double room = r * r - x * x;
      y = Math.max(-Math.sqrt(room) * 0.95, Math.min(Math.sqrt(room) * 0.95, y));
      inside[k] = cage.add(position(x, y, Math.sqrt(Math.max(room - y * y, 0)) - 0.06), true, 0);
    }
    mark(inside, 6);
    cage.bridge(previous, inside, true);
    for (int[] loop : cage.eyeLoops) {
      for (int k = 0; k < N; k++) {
        cage.attributes.get(loop[k])[HalfCage.EYE_UP] = sine[k];
      }
    }
  }

  private void mark(int[] loop, int ring) {
    cage.eyeLoops.add(loop);
    for (int v : loop) {
      cage.attributes.get(v)[HalfCage.EYE_RING] = ring;
    }
  }

  private static double[] position(double x, double y, double z) {
    return new double[] {Sculpt.EYE_X + x, Sculpt.EYE_Y + y, Sculpt.EYE_Z + z};
  }
}
