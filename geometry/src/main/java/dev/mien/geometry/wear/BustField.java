package dev.mien.geometry.wear;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.joml.Vector3f;
import org.joml.Vector3fc;

/**
 * Neck and shoulders seen from a point inside the chest: every point of them is one direction.
 * Azimuth 0 is the front, π/2 the subject's left.
 */
final class BustField {

  private static final float FAR = 0.42f;
  private static final int PROFILE = 22;
  private static final double FRONT = 0.30;

  private final Fitting fit;
  private final Vector3f origin;
  private final float bottom;
  private final float height;
  private final RadialField field;

  /**
   * Measures a bust.
   *
   * @param fit the identity
   * @param bottom height of the skin's lower boundary at its lowest, metres
   * @param throat height where throat and neck meet, metres
   */
  BustField(Fitting fit, float bottom, float throat) {
    this.fit = fit;
    this.bottom = bottom;
    this.height = throat - bottom;
    Vector3f neck = new Vector3f(0, bottom + 0.75f * height, 0);
    float front = fit.reach(neck, new Vector3f(0, 0, 1), 0.2f);
    float back = fit.reach(neck, new Vector3f(0, 0, -1), 0.2f);
    origin = new Vector3f(0, bottom + 0.02f * height, 0.5f * (front - back));
    field = new RadialField(fit, origin, FAR, bottom + height - origin.y);
  }

  Vector3f origin() {
    return new Vector3f(origin);
  }

  float bottom() {
    return bottom;
  }

  /** From the lower boundary to the throat, metres. */
  float height() {
    return height;
  }

  /** A height as a share of the way from the lower boundary to the throat. */
  float at(double share) {
    return bottom + (float) share * height;
  }

  /**
   * The surface's point in a direction, lifted. A direction that would run up inside the neck is
   * lowered until it leaves it below the throat.
   */
  Vector3f over(double azimuth, double elevation, float clearance) {
    double e = Math.min(elevation, field.highest(azimuth));
    return HeadDome.direction(azimuth, e).mul(field.reach(azimuth, e) + clearance).add(origin);
  }

  /** The surface's point below or above another point, as seen from the origin, lifted. */
  Vector3f project(Vector3fc p, float clearance) {
    Vector3f d = new Vector3f(p).sub(origin);
    return over(Math.atan2(d.x, d.z), Math.atan2(d.y, Math.hypot(d.x, d.z)), clearance);
  }

  /** Elevation at which the surface has a height, from above downwards. */
  double elevationAt(double azimuth, double y) {
    double low = -0.2;
    double high = 1.45;
    for (int i = 0; i < 12; i++) {
      double middle = (low + high) / 2;
      if (over(azimuth, middle, 0).y > y) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return (low + high) / 2;
  }

  /**
   * A sheet from a neckline down past the lower boundary.
   *
   * @param neckline height by azimuth, metres
   * @param columns round the body
   * @param rows from the neckline to the hem
   * @param clearance least distance to the skin, metres
   * @return rows of points
   */
  Vector3f[][] sheet(DoubleUnaryOperator neckline, int columns, int rows, float clearance) {
    int drop = 2;
    Vector3f[][] points = new Vector3f[rows][columns];
    for (int c = 0; c < columns; c++) {
      double azimuth = 2 * Math.PI * c / columns;
      double top = elevationAt(azimuth, neckline.applyAsDouble(azimuth));
      double low = Math.min(top - 0.05, elevationAt(azimuth, at(0.10)));
      Vector3f[] profile = new Vector3f[PROFILE];
      for (int i = 0; i < PROFILE; i++) {
        profile[i] = over(azimuth, top + (low - top) * i / (PROFILE - 1), clearance);
      }
      Vector3f[] even = evenly(profile, rows - drop);
      for (int r = 0; r < even.length; r++) {
        points[r][c] = even[r];
      }
      Vector3f last = even[even.length - 1];
      for (int r = even.length; r < rows; r++) {
        float t = (float) (r - even.length + 1) / drop;
        points[r][c] = new Vector3f(last);
        points[r][c].y += (bottom - 0.014f - last.y) * t;
        points[r][c].fma(0.004f * t, HeadDome.direction(azimuth, 0));
      }
    }
    Vector3f[][] fitted = Arrays.copyOf(points, rows - drop);
    fit.lift(fitted, origin, clearance);
    for (int pass = 0; pass < 2; pass++) {
      for (int r = 0; r < fitted.length; r++) {
        // most at the neck, where rays graze the skin
        int times = Math.round(10f * (1 - (float) r / fitted.length)) + 1;
        Drape.smoothBehind(fitted[r], FRONT, times);
      }
      fit.lift(fitted, origin, clearance);
    }
    return points;
  }

  private static Vector3f[] evenly(Vector3f[] line, int count) {
    float[] length = new float[line.length];
    for (int i = 1; i < line.length; i++) {
      length[i] = length[i - 1] + line[i].distance(line[i - 1]);
    }
    Vector3f[] points = new Vector3f[count];
    int k = 0;
    for (int i = 0; i < count; i++) {
      float target = length[line.length - 1] * i / (count - 1);
      while (k < line.length - 2 && length[k + 1] < target) {
        k++;
      }
      float span = Math.max(1e-7f, length[k + 1] - length[k]);
      points[i] = new Vector3f(line[k]).lerp(line[k + 1], Math.min(1, (target - length[k]) / span));
    }
    return points;
  }
}
