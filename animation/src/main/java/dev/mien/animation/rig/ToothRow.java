package dev.mien.animation.rig;

import dev.mien.geometry.mesh.Mesh;
import java.util.Arrays;

/**
 * The outer faces of one jaw's teeth as lips meet them: how far they reach from an upright axis in
 * the middle plane, by direction and height. In the frame of the head at rest.
 */
final class ToothRow {

  /** Height of the crowns' free part, metres; gums beyond it are in flesh as they should. */
  private static final double CROWN = 0.0065;

  private static final int DIRECTIONS = 120;

  /** Farther out than this, where a point lies exactly makes no difference, metres. */
  private static final double OUTSIDE = 0.001;

  /** Spacing of heights, metres. */
  private static final double STEP = 0.0004;

  /** Spacing of samples on the teeth's triangles, metres. */
  private static final double FINE = 0.0003;

  /** Parts of a spacing that places are told apart by. */
  private static final double SNAP = 1e6;

  /** Whether the jaw carries it. */
  final boolean lower;

  private final double axisZ;
  private final double edge;
  private final double[][] reach;

  /** Farthest that anything reaches, by height. */
  private final double[] farthest;

  /**
   * Measures teeth.
   *
   * @param mesh teeth and gums at rest
   * @param lower whether the jaw carries them
   */
  ToothRow(Mesh mesh, boolean lower) {
    this.lower = lower;
    float[] p = mesh.positions();
    double least = Double.POSITIVE_INFINITY;
    double left = Double.NEGATIVE_INFINITY;
    double right = Double.POSITIVE_INFINITY;
    double front = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < p.length; i += 3) {
      left = Math.max(left, p[i]);
      right = Math.min(right, p[i]);
      front = Math.max(front, p[i + 2]);
      least = Math.min(least, height(p[i + 1]));
    }
    edge = least;
    axisZ = front - (left - right) / 2;
    reach = new double[DIRECTIONS + 1][(int) (CROWN / STEP) + 2];
    int[] t = mesh.triangles();
    for (int i = 0; i < t.length; i += 3) {
      sample(p, 3 * t[i], 3 * t[i + 1], 3 * t[i + 2]);
    }
    farthest = new double[reach[0].length];
    for (double[] column : reach) {
      for (int k = 0; k < column.length; k++) {
        farthest[k] = Math.max(farthest[k], column[k]);
      }
    }
    // small irregularities of teeth don't show on lips, which would be uneven by them
    for (int i = 0; i < DIRECTIONS / 2; i++) {
      for (int k = 0; k < reach[i].length; k++) {
        double farther = Math.max(reach[i][k], reach[DIRECTIONS - i][k]);
        reach[i][k] = farther;
        reach[DIRECTIONS - i][k] = farther;
      }
    }
  }

  /** Height from the biting edges towards the gum, but for where that begins. */
  private double height(double y) {
    return lower ? -y : y;
  }

  private void sample(float[] p, int a, int b, int c) {
    double longest = 0;
    for (int k = 0; k < 3; k++) {
      longest = Math.max(longest, Math.abs(p[b + k] - p[a + k]));
      longest = Math.max(longest, Math.abs(p[c + k] - p[a + k]));
      longest = Math.max(longest, Math.abs(p[c + k] - p[b + k]));
    }
    int n = (int) Math.ceil(longest / FINE) + 1;
    for (int i = 0; i <= n; i++) {
      for (int k = 0; k <= n - i; k++) {
        double u = (double) i / n;
        double v = (double) k / n;
        double w = 1 - u - v;
        double x = w * p[a] + u * p[b] + v * p[c];
        double y = w * p[a + 1] + u * p[b + 1] + v * p[c + 1];
        double z = w * p[a + 2] + u * p[b + 2] + v * p[c + 2] - axisZ;
        double up = height(y) - edge;
        if (up < CROWN && z > 0) {
          double[] column = reach[(int) Math.round(direction(x, z))];
          int row = (int) Math.round(up / STEP);
          column[row] = Math.max(column[row], Math.hypot(x, z));
        }
      }
    }
  }

  private static double direction(double x, double z) {
    return (Math.atan2(x, z) / Math.PI + 0.5) * DIRECTIONS;
  }

  /**
   * How far a point lies inside of the teeth's outer faces, metres towards the axis; negative
   * outside of them, {@link Double#NEGATIVE_INFINITY} where there are no teeth.
   */
  double depth(double x, double y, double z) {
    double up = (height(y) - edge) / STEP;
    if (z <= axisZ || up < -0.5 || up > reach[0].length - 1) {
      return Double.NEGATIVE_INFINITY;
    }
    double distance = Math.hypot(x, z - axisZ);
    double above = snapped(Math.max(0, up));
    int low = (int) above;
    int high = Math.min((int) Math.ceil(above), farthest.length - 1);
    if (distance > OUTSIDE + Math.max(farthest[low], farthest[high])) {
      return Double.NEGATIVE_INFINITY;
    }
    double direction = snapped(direction(x, z - axisZ));
    double[] one = reach[(int) direction];
    double[] other = reach[Math.min(DIRECTIONS, (int) Math.ceil(direction))];
    double reached = Math.max(Math.max(one[low], one[high]), Math.max(other[low], other[high]));
    return reached == 0 ? Double.NEGATIVE_INFINITY : reached - distance;
  }

  /** What differs by rounding alone is the same: left and right fall between the same samples. */
  private static double snapped(double place) {
    return Math.rint(place * SNAP) / SNAP;
  }

  /** Unit direction off the axis at a point, x and z. */
  void outward(double x, double z, double[] dest) {
    double length = Math.max(1e-9, Math.hypot(x, z - axisZ));
    Arrays.fill(dest, 0);
    dest[0] = x / length;
    dest[2] = (z - axisZ) / length;
  }
}
