package dev.mien.geometry.wear;

import org.joml.Vector3f;

/**
 * Distances from a point inside the body to the skin by direction, measured once and interpolated.
 * What is laid on it is checked against the skin itself afterwards.
 */
final class RadialField {

  private static final int AZIMUTHS = 60;
  private static final int ELEVATIONS = 36;
  private static final double LOWEST = -0.30;
  private static final float MARGIN = 0.03f;
  private static final float INSIDE = 0.002f;

  private final float[] reach = new float[AZIMUTHS * ELEVATIONS];
  private final float[] highest = new float[AZIMUTHS];

  /**
   * Measures a body.
   *
   * @param fit the identity
   * @param origin inside it
   * @param far where rays begin, metres
   * @param ceiling height over the origin above which nothing counts, metres; directions that meet
   *     the body there only are lowered
   */
  RadialField(Fitting fit, Vector3f origin, float far, float ceiling) {
    for (int a = 0; a < AZIMUTHS; a++) {
      double azimuth = 2 * Math.PI * a / AZIMUTHS;
      float last = far;
      highest[a] = (float) (Math.PI / 2);
      boolean ended = false;
      for (int e = 0; e < ELEVATIONS; e++) {
        double elevation = elevation(e);
        Vector3f direction = HeadDome.direction(azimuth, elevation);
        float start = Math.min(far, last + MARGIN);
        if (direction.y * start > ceiling) {
          start = ceiling / direction.y;
          if (!ended && fit.distance(new Vector3f(direction).mul(start).add(origin)) < INSIDE) {
            ended = true;
            highest[a] = (float) elevation(Math.max(0, e - 1));
          }
        }
        if (!ended) {
          last = fit.reach(origin, direction, start);
        }
        reach[a * ELEVATIONS + e] = last;
      }
    }
  }

  /** The highest elevation at which the body is met below the ceiling. */
  double highest(double azimuth) {
    double at = turn(azimuth);
    int a = (int) at;
    return Math.min(highest[a % AZIMUTHS], highest[(a + 1) % AZIMUTHS]);
  }

  /** Distance to the skin, metres. */
  float reach(double azimuth, double elevation) {
    double at = turn(azimuth);
    int a = (int) at;
    float fa = (float) (at - a);
    double ee =
        (Math.max(LOWEST, Math.min(Math.PI / 2, elevation)) - LOWEST)
            / (Math.PI / 2 - LOWEST)
            * (ELEVATIONS - 1);
    int e = Math.min(ELEVATIONS - 2, (int) ee);
    float fe = (float) (ee - e);
    int a0 = a % AZIMUTHS * ELEVATIONS + e;
    int a1 = (a + 1) % AZIMUTHS * ELEVATIONS + e;
    float low = reach[a0] + fa * (reach[a1] - reach[a0]);
    float high = reach[a0 + 1] + fa * (reach[a1 + 1] - reach[a0 + 1]);
    return low + fe * (high - low);
  }

  private static double elevation(int step) {
    return LOWEST + (Math.PI / 2 - LOWEST) * step / (ELEVATIONS - 1);
  }

  /** Position in the table, in [0, AZIMUTHS). */
  private static double turn(double azimuth) {
    double turns = azimuth / (2 * Math.PI);
    double at = (turns - Math.floor(turns)) * AZIMUTHS;
    return at < AZIMUTHS ? at : 0;
  }
}
