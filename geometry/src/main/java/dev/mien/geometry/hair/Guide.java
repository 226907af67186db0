package dev.mien.geometry.hair;

import org.joml.Vector3f;

/**
 * A strand's course: points from the root to the tip and, at each, the direction that faces away
 * from the body.
 */
final class Guide {

  final Vector3f[] points;
  final Vector3f[] facing;
  private final float[] along;

  /**
   * @param points at least two, metres
   * @param facing unit vectors, one per point
   */
  Guide(Vector3f[] points, Vector3f[] facing) {
    this.points = points;
    this.facing = facing;
    along = new float[points.length];
    for (int i = 1; i < points.length; i++) {
      along[i] = along[i - 1] + points[i].distance(points[i - 1]);
    }
  }

  /** Arc length, metres. */
  float length() {
    return along[along.length - 1];
  }

  /** First point. */
  Vector3f root() {
    return points[0];
  }

  /** Last point. */
  Vector3f tip() {
    return points[points.length - 1];
  }

  /**
   * Point and facing at a share of the arc length.
   *
   * @param t 0 root, 1 tip
   */
  void at(float t, Vector3f point, Vector3f face) {
    float s = Math.min(Math.max(t, 0), 1) * length();
    int i = 1;
    while (i < along.length - 1 && along[i] < s) {
      i++;
    }
    float span = along[i] - along[i - 1];
    float f = span > 0 ? Math.min(Math.max((s - along[i - 1]) / span, 0), 1) : 0;
    if (points.length < 4) {
      points[i - 1].lerp(points[i], f, point);
    } else {
      Vector3f a = points[Math.max(i - 2, 0)];
      Vector3f d = points[Math.min(i + 1, points.length - 1)];
      catmullRom(a, points[i - 1], points[i], d, f, point);
    }
    facing[i - 1].lerp(facing[i], f, face).normalize();
  }

  private static void catmullRom(
      Vector3f a, Vector3f b, Vector3f c, Vector3f d, float t, Vector3f dest) {
    float wa = ((-t + 2) * t - 1) * t / 2;
    float wb = ((3 * t - 5) * t * t + 2) / 2;
    float wc = ((-3 * t + 4) * t + 1) * t / 2;
    float wd = (t - 1) * t * t / 2;
    dest.set(
        a.x * wa + b.x * wb + c.x * wc + d.x * wd,
        a.y * wa + b.y * wb + c.y * wc + d.y * wd,
        a.z * wa + b.z * wb + c.z * wc + d.z * wd);
  }

  /**
   * The course of a strand of the same lock.
   *
   * @param root metres to the side at the root
   * @param tip metres to the side at the tip
   * @param above metres outwards, but at the root
   * @param share how much of the length it has
   */
  Guide beside(float root, float tip, float above, float share) {
    int n = points.length;
    int last = Math.max(3, Math.min(n - 1, Math.round(share * (n - 1))));
    Vector3f[] p = new Vector3f[last + 1];
    Vector3f[] f = new Vector3f[last + 1];
    Vector3f side = new Vector3f();
    for (int i = 0; i <= last; i++) {
      points[Math.min(i + 1, n - 1)].sub(points[Math.max(i - 1, 0)], side);
      side.cross(facing[i]);
      if (side.lengthSquared() > 1e-12f) {
        side.normalize();
      }
      float t = (float) i / last;
      float off = root + (tip - root) * t * t * (3 - 2 * t);
      p[i] = new Vector3f(points[i]).fma(off, side).fma(above * Math.min(1, i / 2f), facing[i]);
      // a lock is round
      f[i] = new Vector3f(facing[i]).fma(22 * off, side).normalize();
    }
    return new Guide(p, f);
  }

  /**
   * Shares of the arc length, from 0 to 1, to place rows of quads at: as evenly by length as by how
   * much the strand turns, so that bends are as smooth as the rows allow.
   *
   * @param count how many steps
   * @param bends 0 evenly by length alone, 1 by turning alone
   */
  float[] rows(int count, float bends) {
    int n = points.length;
    float[] turned = new float[n];
    Vector3f in = new Vector3f();
    Vector3f out = new Vector3f();
    float last = 0;
    for (int i = 1; i < n; i++) {
      float here = 0;
      if (i + 1 < n) {
        points[i].sub(points[i - 1], in);
        points[i + 1].sub(points[i], out);
        float lengths = (float) Math.sqrt(in.lengthSquared() * out.lengthSquared());
        float cos = lengths > 0 ? Math.min(1, in.dot(out) / lengths) : 1;
        here = (float) Math.sqrt(2 * (1 - cos));
      }
      turned[i] = turned[i - 1] + 0.5f * (last + here);
      last = here;
    }
    float all = turned[n - 1];
    // what hardly bends needs no crowding
    float share = bends * Math.min(1, all);
    float[] rows = new float[count + 1];
    int i = 1;
    for (int r = 1; r < count; r++) {
      float goal = (float) r / count;
      while (i < n - 1 && weight(i, turned, share) < goal) {
        i++;
      }
      float from = weight(i - 1, turned, share);
      float span = weight(i, turned, share) - from;
      float f = span > 0 ? Math.min(1, Math.max(0, (goal - from) / span)) : 0;
      rows[r] = (along[i - 1] + f * (along[i] - along[i - 1])) / Math.max(length(), 1e-6f);
    }
    rows[count] = 1;
    return rows;
  }

  private float weight(int i, float[] turned, float share) {
    float all = turned[turned.length - 1];
    float bent = all > 0 ? turned[i] / all : 0;
    return (1 - share) * along[i] / Math.max(length(), 1e-6f) + share * bent;
  }

  /** Arc length down to where it first is lower than a height, metres. */
  float lengthAbove(float y) {
    for (int i = 1; i < points.length; i++) {
      if (points[i].y < y) {
        return along[i];
      }
    }
    return length();
  }

  /** Evens out kinks; both ends stay. */
  Guide smoothed(int passes) {
    int n = points.length;
    Vector3f[] p = copy(points);
    Vector3f[] f = copy(facing);
    for (int pass = 0; pass < passes; pass++) {
      Vector3f[] q = copy(p);
      Vector3f[] g = copy(f);
      for (int i = 1; i < n - 1; i++) {
        p[i].set(q[i - 1]).add(q[i + 1]).mul(0.25f).fma(0.5f, q[i]);
      }
      for (int i = 0; i < n; i++) {
        f[i].set(g[Math.max(i - 1, 0)]).add(g[Math.min(i + 1, n - 1)]).fma(2, g[i]).normalize();
      }
    }
    return new Guide(p, f);
  }

  private static Vector3f[] copy(Vector3f[] v) {
    Vector3f[] c = new Vector3f[v.length];
    for (int i = 0; i < v.length; i++) {
      c[i] = new Vector3f(v[i]);
    }
    return c;
  }
}
