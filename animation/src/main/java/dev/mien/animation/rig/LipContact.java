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

  private static final int ROUNDS = 8;

  /** How often lips that still cross give way. */
  private static final int LAST_ROUNDS = 4;

  /** Places along the mouth per column of vertices at which the contours are compared. */
  private static final int PLACES = 3;

  /** Smaller gaps and overlaps are left, metres. */
  private static final double SETTLED = 3e-6;

  /** Overlaps up to this are left once lips that meet have been closed, metres. */
  private static final double CROSSED = 5e-5;

  /** Height above the corners, on the circle round the mouth, from which lips give way wholly. */
  private static final double CORNER = 0.3;

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

  /** How many places along the mouth are compared. */
  private final int count;

  LipContact(FaceFrame face, LipLoops loops) {
    this.face = face;
    this.loops = loops;
    int n = loops.columns();
    upper = IntStream.range(0, n).filter(c -> Math.cos(loops.angle[c]) > -0.02).toArray();
    lower = Arrays.stream(upper).map(c -> loops.opposite[c]).toArray();
    count = PLACES * (upper.length - 1);
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
    if (Arrays.stream(loops.vertices[seam]).allMatch(v -> still(v, displacement))) {
      return;
    }
    double pressed = 0;
    for (String muscle : CLOSING) {
      pressed += Math.max(0, pose.muscle(muscle));
    }
    double reach = (1 + PRESSED * Math.min(1, pressed)) * face.iod;
    stick(Math.min(1, pose.muscle("lipSeal")), displacement);
    for (int round = 0; round < ROUNDS && meet(reach, displacement); round++) {}
    // what still crosses where lips part gives way without closing anything
    int rounds = pose.muscle("lipSeal") > 0 ? 0 : LAST_ROUNDS;
    for (int round = 0; round < rounds && meet(0, displacement); round++) {}
    // pressed lips are shut where that parted them
    rounds = pressed > 0 ? 1 : 0;
    for (int round = 0; round < rounds && meet(reach, displacement); round++) {}
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

  private static boolean still(int v, double[] displacement) {
    return displacement[3 * v] == 0 && displacement[3 * v + 1] == 0 && displacement[3 * v + 2] == 0;
  }

  private void shift(int column, int axis, double by, double[] displacement) {
    if (by != 0) {
      for (int r = 0; r < follow.length; r++) {
        displacement[3 * loops.vertices[r][column] + axis] += follow[r] * by;
      }
    }
  }

  /**
   * Makes the contours that are seen between the lips meet.
   *
   * @param reach how far they reach for one another; 0 if they only give way
   * @return whether they were apart or crossed
   */
  private boolean meet(double reach, double[] displacement) {
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < upper.length; i++) {
      left = Math.min(left, Math.min(x(upper[i], displacement), x(lower[i], displacement)));
      right = Math.max(right, Math.max(x(upper[i], displacement), x(lower[i], displacement)));
    }
    Places places = new Places(left, (right - left) / count, displacement);
    double[][] above = places.contour(upper, -1);
    double[][] below = places.contour(lower, 1);
    double[] wanted = places.wanted(above, below, reach);
    double[] up = places.shares(upper, wanted, reach > 0);
    double[] down = places.shares(lower, wanted, reach > 0);
    boolean any = false;
    for (int i = 0; i < upper.length; i++) {
      if (reach == 0) {
        double crossed = crossed(i, displacement);
        double free = FaceFrame.smooth(0, CORNER, Math.abs(Math.cos(loops.angle[upper[i]])));
        up[i] = free * Math.max(up[i], 0.5 * crossed);
        down[i] = free * Math.max(down[i], 0.5 * crossed);
      }
      shift(upper[i], 1, up[i], displacement);
      shift(lower[i], 1, -down[i], displacement);
      any |= Math.abs(up[i]) + Math.abs(down[i]) > 1e-6;
    }
    return any;
  }

  /**
   * How far opposite vertices passed one another, metres: at narrow mouths' corners the lips are
   * seen from their ends, and places along the mouth say little.
   */
  private double crossed(int pair, double[] displacement) {
    double most = 0;
    for (int r = 0; r < loops.rings.length; r++) {
      if (loops.rings[r] < LipLoops.SEAM || loops.rings[r] > INNER) {
        continue;
      }
      int a = 3 * loops.vertices[r][upper[pair]];
      int b = 3 * loops.vertices[r][lower[pair]];
      double x = face.rest[a] + displacement[a] - face.rest[b] - displacement[b];
      double y = face.rest[a + 1] + displacement[a + 1] - face.rest[b + 1] - displacement[b + 1];
      double z = face.rest[a + 2] + displacement[a + 2] - face.rest[b + 2] - displacement[b + 2];
      double beside = FaceFrame.smooth(STICKS * face.iod, 0, Math.hypot(x, z));
      most = Math.max(most, beside * (-y - CROSSED));
    }
    return most;
  }

  private double x(int column, double[] displacement) {
    int v = 3 * loops.vertices[seam][column];
    return face.rest[v] + displacement[v];
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

  /** Places along the mouth, evenly spaced, at which both lips' contours are compared. */
  private final class Places {

    private final double left;
    private final double step;
    private final double[] displacement;

    Places(double left, double step, double[] displacement) {
      this.left = left;
      this.step = step;
      this.displacement = displacement;
    }

    private double at(int k) {
      return left + (k + 0.5) * step;
    }

    private int first(double x) {
      return Math.max(0, (int) Math.ceil((x - left) / step - 0.5));
    }

    private int last(double x) {
      return Math.min(count - 1, (int) Math.floor((x - left) / step - 0.5));
    }

    /** Height and depth of a lip where it shows nearest to the other one; infinite beside it. */
    double[][] contour(int[] columns, int side) {
      double[][] found = new double[2][count];
      Arrays.fill(found[0], Double.NEGATIVE_INFINITY);
      for (int r = 0; r < loops.rings.length; r++) {
        if (loops.rings[r] < OUTER || loops.rings[r] > INNER) {
          continue;
        }
        for (int i = 0; i + 1 < columns.length; i++) {
          int a = 3 * loops.vertices[r][columns[i]];
          int b = 3 * loops.vertices[r][columns[i + 1]];
          double from = face.rest[a] + displacement[a];
          double to = face.rest[b] + displacement[b];
          for (int k = first(Math.min(from, to)); k <= last(Math.max(from, to)); k++) {
            double t = (at(k) - from) / (to - from);
            double y = side * between(a + 1, b + 1, t);
            if (y > found[0][k]) {
              found[0][k] = y;
              found[1][k] = between(a + 2, b + 2, t);
            }
          }
        }
      }
      for (int k = 0; k < count; k++) {
        found[0][k] *= side;
      }
      return found;
    }

    private double between(int a, int b, double t) {
      double from = face.rest[a] + displacement[a];
      return from + t * (face.rest[b] + displacement[b] - from);
    }

    /** How far each lip has to give way, metres; below 0 to come nearer. */
    double[] wanted(double[][] above, double[][] below, double reach) {
      double[] wanted = new double[count];
      for (int i = 0; i + 1 < upper.length; i++) {
        double from = x(upper[i], displacement);
        double to = x(upper[i + 1], displacement);
        double press = LIGHT_PROOF * face.iod * slid(i, displacement);
        double more = LIGHT_PROOF * face.iod * slid(i + 1, displacement) - press;
        for (int k = first(from); k <= last(to); k++) {
          double gap = above[0][k] - below[0][k] + press + more * (at(k) - from) / (to - from);
          if (!Double.isFinite(gap) || (reach > 0 ? Math.abs(gap) < SETTLED : gap > -CROSSED)) {
            wanted[k] = 0;
          } else if (gap < 0) {
            double far = BESIDE * face.iod;
            double beside = Math.abs(above[1][k] - below[1][k]);
            wanted[k] = -0.5 * gap * FaceFrame.smooth(far, 0.5 * far, beside);
          } else {
            double slope = k > 0 && k + 1 < count ? slope(above[0], below[0], k) : 0;
            double across = gap / (1 + slope * slope);
            wanted[k] = -0.5 * across * FaceFrame.smooth(FREE * reach, STICKS * reach, across);
          }
        }
      }
      return wanted;
    }

    private double slope(double[] above, double[] below, int k) {
      double slope = (above[k + 1] - above[k - 1] + below[k + 1] - below[k - 1]) / (4 * step);
      return Double.isFinite(slope) ? slope : 0;
    }

    /**
     * What's wanted along a lip as moves of its columns; the corners stay.
     *
     * @param all whether places that want nothing have their say
     */
    double[] shares(int[] columns, double[] wanted, boolean all) {
      double[] moves = new double[columns.length];
      double[] sum = new double[columns.length];
      for (int i = 0; i + 1 < columns.length; i++) {
        double from = x(columns[i], displacement);
        double to = x(columns[i + 1], displacement);
        for (int k = first(from); k <= last(to); k++) {
          double t = (at(k) - from) / (to - from);
          if (!all && wanted[k] == 0) {
            continue;
          }
          moves[i] += (1 - t) * wanted[k];
          sum[i] += 1 - t;
          moves[i + 1] += t * wanted[k];
          sum[i + 1] += t;
        }
      }
      for (int i = 0; i < columns.length; i++) {
        moves[i] = upper[i] == lower[i] || sum[i] == 0 ? 0 : moves[i] / sum[i];
      }
      return moves;
    }
  }
}
