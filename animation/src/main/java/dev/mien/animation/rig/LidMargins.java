package dev.mien.animation.rig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.joml.Vector3f;

/**
 * The margins of one eye's lids as two lines of straight pieces. Points of the upper and of the
 * lower one don't lie opposite, so closed lids leave slits between them however well each point is
 * placed: here the upper line is drawn over the lower one along its whole length.
 */
final class LidMargins {

  /** The loop of the lids' outer margin. */
  private static final float MARGIN = 4;

  /** How far the upper line comes over the lower one at least, share of the eyeball's radius. */
  private static final double OVER = 0.03;

  /** The same per distance between both lines along z, so that nothing shows from below. */
  private static final double SLANT = 0.8;

  /** Cosine of the elevation up to which lids lie before the eyeball and turn about it. */
  private static final double FRONT = 0.3;

  private static final int ROUNDS = 6;

  private final FaceFrame face;
  private final double side;
  private final Vector3f centre;
  private final double radius;

  /** Vertices from the inner corner to the outer one, both corners included. */
  private final int[] upper;

  private final int[] lower;
  private final int[] lids;

  /**
   * Finds the margins.
   *
   * @param side 1 for the left eye, -1 for the right one
   * @param centre of the eyeball
   * @param radius of the eyeball, metres
   * @param lids vertices of both lids
   */
  LidMargins(FaceFrame face, double side, Vector3f centre, double radius, int[] lids) {
    this.face = face;
    this.side = side;
    this.centre = centre;
    this.radius = radius;
    this.lids = lids;
    upper = line(1);
    lower = line(-1);
  }

  private int[] line(int half) {
    List<Integer> found = new ArrayList<>();
    for (int v : lids) {
      if (face.eyeRing(v) == MARGIN && half * face.template.eyeUp()[v] > -1e-4) {
        found.add(v);
      }
    }
    found.sort(Comparator.comparingDouble(v -> side * face.x(v)));
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Draws the upper lid down, and at the corners the lower one up, until their margins meet.
   *
   * @param displacement of all vertices, metres; changed on the lids
   * @return whether they were apart
   */
  boolean meet(double[] displacement) {
    for (int round = 0; round < ROUNDS; round++) {
      double[] down = new double[upper.length];
      double[] up = new double[lower.length];
      boolean any = false;
      for (int u = 1; u + 1 < upper.length; u++) {
        any |= at(x(upper[u], displacement), displacement, down, up);
      }
      for (int l = 1; l + 1 < lower.length; l++) {
        any |= at(x(lower[l], displacement), displacement, down, up);
      }
      if (!any) {
        return round > 0;
      }
      turn(upper, down, -1, displacement);
      turn(lower, up, 1, displacement);
    }
    return true;
  }

  /** Notes what closes the slit at a place. */
  private boolean at(double x, double[] displacement, double[] down, double[] up) {
    int u = piece(upper, x, displacement);
    int l = piece(lower, x, displacement);
    if (u < 0 || l < 0) {
      return false;
    }
    double tu = share(upper, u, x, displacement);
    double tl = share(lower, l, x, displacement);
    double above = between(upper, u, tu, 1, displacement);
    double below = between(lower, l, tl, 1, displacement);
    double before = between(upper, u, tu, 2, displacement);
    double behind = between(lower, l, tl, 2, displacement);
    double slit = above - below + OVER * radius + SLANT * Math.abs(before - behind);
    if (slit <= 1e-7) {
      return false;
    }
    // corners stay
    double a = u == 0 ? 0 : 1 - tu;
    double b = u + 2 == upper.length ? 0 : tu;
    double squared = a * a + b * b;
    if (squared > 0.1) {
      down[u] = Math.max(down[u], slit * a / squared);
      down[u + 1] = Math.max(down[u + 1], slit * b / squared);
      return true;
    }
    a = l == 0 ? 0 : 1 - tl;
    b = l + 2 == lower.length ? 0 : tl;
    squared = a * a + b * b;
    if (squared > 0.1) {
      up[l] = Math.max(up[l], slit * a / squared);
      up[l + 1] = Math.max(up[l + 1], slit * b / squared);
      return true;
    }
    return false;
  }

  /** Moves a lid with its margin, about the axis through the eyeball. */
  private void turn(int[] margin, double[] by, int way, double[] displacement) {
    for (int v : lids) {
      double direction = way * face.template.eyeUp()[v];
      if (direction > 1e-4) {
        continue;
      }
      double ring = face.eyeRing(v);
      double w = FaceFrame.smooth(0, MARGIN, ring) * FaceFrame.smooth(0, 0.05, -direction);
      double x = side * face.x(v);
      double most = 0;
      for (int i = 0; i + 1 < margin.length; i++) {
        double a = side * face.x(margin[i]);
        double b = side * face.x(margin[i + 1]);
        if (x >= a && x <= b && b > a) {
          most = by[i] + (x - a) / (b - a) * (by[i + 1] - by[i]);
        }
      }
      if (w * most == 0) {
        continue;
      }
      double y = face.y(v) + displacement[3 * v + 1] - centre.y;
      double z = face.z(v) + displacement[3 * v + 2] - centre.z;
      double r = Math.hypot(y, z);
      double e = Math.atan2(y, z);
      double to = e + way * w * most / (r * Math.max(0.4, Math.cos(e)));
      // near the axis a turn means nothing, and beside and behind it leads away
      double turned =
          FaceFrame.smooth(0.35 * radius, 0.7 * radius, r)
              * FaceFrame.smooth(0, FRONT, Math.cos(e))
              * FaceFrame.smooth(radius, 0.82 * radius, Math.abs(face.x(v) - centre.x));
      double straight = way * w * most;
      displacement[3 * v + 1] += straight + turned * (r * Math.sin(to) - y - straight);
      displacement[3 * v + 2] += turned * (r * Math.cos(to) - z);
    }
  }

  private double x(int v, double[] displacement) {
    return side * (face.x(v) + displacement[3 * v]);
  }

  private int piece(int[] line, double x, double[] displacement) {
    for (int i = 0; i + 1 < line.length; i++) {
      if (x >= x(line[i], displacement) && x <= x(line[i + 1], displacement)) {
        return i;
      }
    }
    return -1;
  }

  private double share(int[] line, int piece, double x, double[] displacement) {
    double a = x(line[piece], displacement);
    double b = x(line[piece + 1], displacement);
    return b > a ? (x - a) / (b - a) : 0.5;
  }

  private double between(int[] line, int piece, double t, int axis, double[] displacement) {
    int a = 3 * line[piece] + axis;
    int b = 3 * line[piece + 1] + axis;
    double from = face.rest[a] + displacement[a];
    return from + t * (face.rest[b] + displacement[b] - from);
  }
}
