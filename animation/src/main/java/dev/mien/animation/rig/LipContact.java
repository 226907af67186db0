package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lips are soft and touch: where a pose leaves less than a hair's breadth between them they close,
 * where it drives one through the other both give way by half, and neither goes into the teeth
 * behind them.
 */
final class LipContact {

  /** Lips nearer than this stick together, inter-ocular distances; 0.45 mm in an adult. */
  private static final double STICKS = 0.007;

  /** Lips farther apart than this don't feel one another, inter-ocular distances. */
  private static final double FREE = 0.018;

  /** Lips farther apart than this along z pass each other, inter-ocular distances. */
  private static final double BESIDE = 0.05;

  /** Rings of the vermilion and of the mucosa next to it whose contour shows between the lips. */
  private static final double OUTER = 3.9;

  private static final double INNER = 8.1;

  private static final int ROUNDS = 4;

  /** How deep lips that slid along one another press, so that no light shows; 0.03 mm. */
  private static final double LIGHT_PROOF = 0.0005;

  /** How much farther lips reach for one another when a muscle presses them together. */
  private static final double PRESSED = 3;

  /** Muscles that press the lips together. */
  private static final List<String> CLOSING =
      List.of(
          "lipRollUpper",
          "lipRollLower",
          "lipPress_L",
          "lipPress_R",
          "lipTighten",
          "orbicularisOris",
          "mentalis");

  private final FaceFrame face;
  private final LipLoops loops;
  private final int[] upper;
  private final int[] lower;
  private final double[] follow;

  /** Index of the loop in which the lips meet. */
  private final int seam;

  LipContact(FaceFrame face, LipLoops loops) {
    this.face = face;
    this.loops = loops;
    int n = loops.columns();
    upper = IntStream.range(0, n).filter(c -> Math.cos(loops.angle[c]) > -0.02).toArray();
    lower = Arrays.stream(upper).map(c -> loops.opposite[c]).toArray();
    seam = Arrays.binarySearch(loops.rings, LipLoops.SEAM);
    follow = new double[loops.rings.length];
    for (int r = 0; r < follow.length; r++) {
      double ring = loops.rings[r];
      follow[r] = FaceFrame.smooth(1.4, 4, ring) * FaceFrame.smooth(10, 8, ring);
    }
  }

  /**
   * Lays the lips on one another.
   *
   * @param pose whose muscles press the lips together or, sealing, keep them closed wherever they
   *     are
   * @param displacement metres, interleaved x, y, z; changed near the seam
   */
  void close(FacePose pose, double[] displacement) {
    double pressed = 0;
    for (String muscle : CLOSING) {
      pressed += Math.max(0, pose.muscle(muscle));
    }
    double reach = (1 + PRESSED * Math.min(1, pressed)) * face.iod;
    stick(Math.min(1, pose.muscle("lipSeal")), displacement);
    for (int round = 0; round < ROUNDS; round++) {
      if (!meet(reach, displacement)) {
        return;
      }
    }
  }

  /** Brings both lips' edges back together where they were hardly parted. */
  private void stick(double seal, double[] displacement) {
    for (int i = 0; i < upper.length; i++) {
      int u = upper[i];
      int l = lower[i];
      if (u == l) {
        continue;
      }
      int a = 3 * loops.vertices[seam][u];
      int b = 3 * loops.vertices[seam][l];
      double[] d = new double[3];
      double squared = 0;
      for (int c = 0; c < 3; c++) {
        d[c] = displacement[a + c] - displacement[b + c];
        squared += d[c] * d[c];
      }
      double share =
          Math.max(seal, FaceFrame.smooth(FREE * face.iod, STICKS * face.iod, Math.sqrt(squared)));
      for (int c = 0; c < 3; c++) {
        shift(u, c, -0.5 * share * d[c], displacement);
        shift(l, c, 0.5 * share * d[c], displacement);
      }
    }
  }

  private void shift(int column, int axis, double by, double[] displacement) {
    if (by != 0) {
      for (int r = 0; r < follow.length; r++) {
        displacement[3 * loops.vertices[r][column] + axis] += follow[r] * by;
      }
    }
  }

  /** Makes the contours that are seen between the lips meet; whether they were apart or crossed. */
  private boolean meet(double reach, double[] displacement) {
    double[][] above = contour(upper, -1, displacement);
    double[][] below = contour(lower, 1, displacement);
    double[] up = new double[upper.length];
    double[] down = new double[lower.length];
    boolean any = false;
    for (int i = 0; i < upper.length; i++) {
      if (upper[i] == lower[i]) {
        continue;
      }
      double press = LIGHT_PROOF * face.iod * slid(i, displacement);
      up[i] = -0.5 * move(above[i], below, -1, reach, press);
      down[i] = 0.5 * move(below[i], above, 1, reach, press);
      any |= Math.abs(up[i]) + Math.abs(down[i]) > 1e-6;
    }
    for (int i = 0; i < upper.length; i++) {
      shift(upper[i], 1, up[i], displacement);
      shift(lower[i], 1, down[i], displacement);
    }
    return any;
  }

  /** 0 where both lips' edges still lie on one another as at rest, 1 where they don't. */
  private double slid(int pair, double[] displacement) {
    double squared = 0;
    for (int c = 0; c < 3; c++) {
      double d =
          displacement[3 * loops.vertices[seam][upper[pair]] + c]
              - displacement[3 * loops.vertices[seam][lower[pair]] + c];
      squared += d * d;
    }
    return FaceFrame.smooth(0, STICKS * face.iod, Math.sqrt(squared));
  }

  /** How far a point of one lip has to go to meet the other's contour, metres. */
  private double move(double[] p, double[][] contour, int side, double reach, double press) {
    double sum = 0;
    int count = 0;
    // at a vertex two segments have their say, so that mirror images move alike
    for (int i = 0; i + 1 < contour.length; i++) {
      double[] a = contour[i];
      double[] b = contour[i + 1];
      if (p[0] >= Math.min(a[0], b[0]) && p[0] <= Math.max(a[0], b[0]) && a[0] != b[0]) {
        double t = (p[0] - a[0]) / (b[0] - a[0]);
        double slope = (b[1] - a[1]) / (b[0] - a[0]);
        double gap = press + side * (a[1] + t * (b[1] - a[1]) - p[1]) / (1 + slope * slope);
        double z = a[2] + t * (b[2] - a[2]);
        double far = BESIDE * face.iod;
        sum +=
            gap < 0
                ? gap * FaceFrame.smooth(far, 0.5 * far, Math.abs(z - p[2]))
                : gap * FaceFrame.smooth(FREE * reach, STICKS * reach, gap);
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** Per column the vertex of a lip that shows nearest to the other lip: x, y, z. */
  private double[][] contour(int[] columns, int side, double[] displacement) {
    double[][] found = new double[columns.length][3];
    for (int i = 0; i < columns.length; i++) {
      double best = Double.NEGATIVE_INFINITY;
      for (int r = 0; r < loops.rings.length; r++) {
        if (loops.rings[r] < OUTER || loops.rings[r] > INNER) {
          continue;
        }
        int v = 3 * loops.vertices[r][columns[i]];
        double y = side * (face.rest[v + 1] + displacement[v + 1]);
        if (y > best) {
          best = y;
          for (int c = 0; c < 3; c++) {
            found[i][c] = face.rest[v + c] + displacement[v + c];
          }
        }
      }
    }
    return found;
  }
}
