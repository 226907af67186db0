package dev.mien.geometry.wear;

import org.joml.Vector3f;

/**
 * Lays cloth on a body: points go to a distance from the skin, and rows of them are smoothed so
 * that edges run clean where rays from inside the chest graze the neck.
 */
final class Drape {

  private static final float LONGEST = 0.012f;
  private static final double RAYS_ONLY = 0.14;
  private static final double SKIN_ONLY = 0.34;

  private final Fitting fit;
  private final BustField bust;

  Drape(Fitting fit, BustField bust) {
    this.fit = fit;
    this.bust = bust;
  }

  /**
   * Moves a point to a distance from the skin. Near the lower boundary, where the skin ends, it
   * goes along its ray from inside the chest instead.
   *
   * @param p the point, changed
   * @param clearance metres
   * @return {@code p}
   */
  Vector3f lay(Vector3f p, float clearance) {
    double share = (p.y - bust.bottom()) / bust.height();
    float skin = (float) Math.max(0, Math.min(1, (share - RAYS_ONLY) / (SKIN_ONLY - RAYS_ONLY)));
    Vector3f ray = skin < 1 ? bust.project(p, clearance) : p;
    if (skin > 0) {
      Vector3f q = new Vector3f(p);
      for (int i = 0; i < 5; i++) {
        float d = clearance - fit.distance(q);
        if (Math.abs(d) < 0.0001f) {
          break;
        }
        q.fma(Math.max(-LONGEST, Math.min(LONGEST, d)), fit.outward(q));
      }
      return p.set(ray).lerp(q, skin);
    }
    return p.set(ray);
  }

  /**
   * Smooths a row with the binomial filter [1 2 1] / 4, applied repeatedly.
   *
   * @param row changed
   * @param closed whether its ends meet; the ends of an open row stay
   * @param times how often
   */
  static void smooth(Vector3f[] row, boolean closed, int times) {
    int n = row.length;
    for (int k = 0; k < times; k++) {
      Vector3f[] old = new Vector3f[n];
      for (int i = 0; i < n; i++) {
        old[i] = new Vector3f(row[i]);
      }
      for (int i = closed ? 0 : 1; i < (closed ? n : n - 1); i++) {
        row[i].mul(0.5f).fma(0.25f, old[(i + n - 1) % n]).fma(0.25f, old[(i + 1) % n]);
      }
    }
  }

  /** Smooths a closed row except near the front, where necklines may have a corner. */
  static void smoothBehind(Vector3f[] row, double front, int times) {
    int n = row.length;
    Vector3f[] soft = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      soft[i] = new Vector3f(row[i]);
    }
    smooth(soft, true, times);
    for (int i = 0; i < n; i++) {
      double azimuth = Math.abs(Math.IEEEremainder(2 * Math.PI * i / n, 2 * Math.PI));
      double t = Math.max(0, Math.min(1, (azimuth - front) / 0.5));
      row[i].lerp(soft[i], (float) (t * t * (3 - 2 * t)));
    }
  }

  /**
   * A band that lies on the body along a path, built by walking over the skin to both sides.
   *
   * @param path the band's middle
   * @param closed whether its ends meet
   * @param width across, metres, by point
   * @param clearance to the skin, metres, by point
   * @param thickness metres
   * @param across points across, odd
   * @return outer and inner rows, from the left of the path's direction to its right as seen from
   *     outside
   */
  Vector3f[][][] band(
      Vector3f[] path,
      boolean closed,
      float[] width,
      float[] clearance,
      float thickness,
      int across) {
    int n = path.length;
    Vector3f[] middle = new Vector3f[n];
    for (int i = 0; i < n; i++) {
      middle[i] = lay(new Vector3f(path[i]), clearance[i]);
    }
    smooth(middle, closed, 3);
    Vector3f[][] outer = new Vector3f[across][n];
    int half = across / 2;
    for (int i = 0; i < n; i++) {
      Vector3f p = lay(middle[i], clearance[i]);
      outer[half][i] = new Vector3f(p);
    }
    for (int i = 0; i < n; i++) {
      int next = closed ? (i + 1) % n : Math.min(n - 1, i + 1);
      int last = closed ? (i + n - 1) % n : Math.max(0, i - 1);
      Vector3f tangent = new Vector3f(middle[next]).sub(middle[last]).normalize();
      for (int way = -1; way <= 1; way += 2) {
        Vector3f q = new Vector3f(outer[half][i]);
        for (int r = 1; r <= half; r++) {
          Vector3f side = normal(q).cross(tangent).normalize();
          q.fma(way * width[i] / (2 * half), side);
          lay(q, clearance[i]);
          outer[half + way * r][i] = new Vector3f(q);
        }
      }
    }
    Vector3f[][] inner = new Vector3f[across][n];
    for (int r = 0; r < across; r++) {
      smooth(outer[r], closed, r == half ? 0 : 3);
      float s = (float) (r - half) / half;
      float crown = thickness * (0.6f + 0.4f * (1 - s * s * s * s));
      for (int i = 0; i < n; i++) {
        Vector3f p = lay(outer[r][i], clearance[i]);
        Vector3f out = normal(p);
        inner[r][i] = new Vector3f(p);
        p.fma(crown, out);
      }
    }
    return new Vector3f[][][] {outer, inner};
  }

  /** Away from the skin, or from inside the chest near the lower boundary; unit. */
  private Vector3f normal(Vector3f p) {
    double share = (p.y - bust.bottom()) / bust.height();
    float skin = (float) Math.max(0, Math.min(1, (share - RAYS_ONLY) / (SKIN_ONLY - RAYS_ONLY)));
    Vector3f ray = new Vector3f(p).sub(bust.origin()).normalize();
    return skin > 0 ? ray.lerp(fit.outward(p), skin).normalize() : ray;
  }
}
