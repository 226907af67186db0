package dev.mien.acceptance.readback;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;

/** Measures a skin's mesh, metres. */
final class Probe {

  private final HeadSkin skin;
  private final float[] p;
  private final int[] faces;

  private Probe(HeadSkin skin) {
    this.skin = skin;
    p = skin.positions();
    faces = skin.template().faces();
  }

  static Probe of(Attributes attributes) {
    return new Probe(HeadSkin.build(attributes, 1, LevelOfDetail.MEDIUM));
  }

  double x(Landmark landmark) {
    return skin.landmark(landmark).x;
  }

  double y(Landmark landmark) {
    return skin.landmark(landmark).y;
  }

  double z(Landmark landmark) {
    return skin.landmark(landmark).z;
  }

  HeadSkin skin() {
    return skin;
  }

  /** How far the skin reaches forward at a place seen from the front. */
  double front(double x, double y) {
    return reach(x, y, 0, 1, 2, 1);
  }

  /** How far the skin's left side reaches sideways at a place seen from there; ears don't count. */
  double side(double y, double z) {
    return reach(y, z, 1, 2, 0, 1);
  }

  /** How deep a point lies under the skin, below 0 outside. */
  double depth(double x, double y, double z) {
    return -skin.surface().distance((float) x, (float) y, (float) z);
  }

  /**
   * Farthest point along an axis.
   *
   * @param a place along axis u
   * @param b place along axis v
   * @param axis along which to go
   * @param sign 1 towards positive values, -1 towards negative ones
   */
  private double reach(double a, double b, int u, int v, int axis, int sign) {
    double best = Double.NEGATIVE_INFINITY;
    for (int f = 0; f < faces.length; f += 4) {
      best = Math.max(best, hit(faces[f], faces[f + 1], faces[f + 2], a, b, u, v, axis, sign));
      if (faces[f + 3] >= 0) {
        best = Math.max(best, hit(faces[f], faces[f + 2], faces[f + 3], a, b, u, v, axis, sign));
      }
    }
    if (best == Double.NEGATIVE_INFINITY) {
      throw new IllegalStateException("no skin at " + a + ", " + b);
    }
    return best;
  }

  private double hit(int i, int j, int k, double a, double b, int u, int v, int axis, int sign) {
    if (axis == 0 && skin.template().ear()[i] > 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double ax = p[3 * i + u] - a;
    double ay = p[3 * i + v] - b;
    double bx = p[3 * j + u] - a;
    double by = p[3 * j + v] - b;
    double cx = p[3 * k + u] - a;
    double cy = p[3 * k + v] - b;
    double wa = bx * cy - by * cx;
    double wb = cx * ay - cy * ax;
    double wc = ax * by - ay * bx;
    double sum = wa + wb + wc;
    if (sum == 0 || wa / sum < 0 || wb / sum < 0 || wc / sum < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    return sign * (wa * p[3 * i + axis] + wb * p[3 * j + axis] + wc * p[3 * k + axis]) / sum;
  }

  /** Largest distance between the skin and its mirror image. */
  double asymmetry() {
    int[] mirror = skin.template().mirror();
    double most = 0;
    for (int i = 0; i < mirror.length; i++) {
      int m = mirror[i];
      most =
          Math.max(
              most,
              Math.hypot(
                  p[3 * i] + p[3 * m],
                  Math.hypot(p[3 * i + 1] - p[3 * m + 1], p[3 * i + 2] - p[3 * m + 2])));
    }
    return most;
  }

  /** Extreme value of a coordinate among vertices of the left half within a box. */
  double widest(double y0, double y1, double z0, double z1) {
    double x = 0;
    for (int v = 0; v < skin.template().vertexCount(); v++) {
      if (p[3 * v + 1] > y0
          && p[3 * v + 1] < y1
          && p[3 * v + 2] > z0
          && p[3 * v + 2] < z1
          && skin.template().ear()[v] == 0) {
        x = Math.max(x, p[3 * v]);
      }
    }
    return x;
  }

  /** How far the left ear stands out. */
  double earReach() {
    double x = 0;
    for (int v = 0; v < skin.template().vertexCount(); v++) {
      if (skin.template().ear()[v] > 1) {
        x = Math.max(x, p[3 * v]);
      }
    }
    return x;
  }

  double lowest() {
    double y = 0;
    for (int i = 1; i < p.length; i += 3) {
      y = Math.min(y, p[i]);
    }
    return y;
  }

  /** Height of the lids' opening over or under the left pupil: the margin nearest to it. */
  double lid(boolean upper) {
    float[] margin = skin.leftEye().lidMargin();
    int at = upper ? 8 : 24;
    return margin[3 * at + 1];
  }

  /** How much higher the border of the upper lip is beside the midline than at it. */
  double cupidBow() {
    double peak = Double.NEGATIVE_INFINITY;
    double middle = Double.NaN;
    for (int v = 0; v < skin.template().vertexCount(); v++) {
      if (skin.template().mouthRing()[v] == 4 && skin.template().mouthAngle()[v] > 0.3) {
        if (Math.abs(p[3 * v]) < 1e-4) {
          middle = p[3 * v + 1];
        } else {
          peak = Math.max(peak, p[3 * v + 1]);
        }
      }
    }
    return peak - middle;
  }

  /** Deepest hollow of a profile below the chord between its ends, from the front, left pupil. */
  double hollow(double x, double y0, double y1) {
    double z0 = front(x, y0);
    double z1 = front(x, y1);
    double deepest = 0;
    for (int i = 1; i < 24; i++) {
      double t = i / 24.0;
      deepest = Math.max(deepest, z0 + (z1 - z0) * t - front(x, y0 + (y1 - y0) * t));
    }
    return deepest;
  }
}
