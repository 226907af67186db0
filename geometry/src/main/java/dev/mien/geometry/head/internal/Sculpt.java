package dev.mien.geometry.head.internal;

/**
 * The average adult's skin as a signed distance field of blended primitives. Symmetric in x.
 *
 * <p>Smooth minimum: the quadratic polynomial of I. Quilez. Immutable; thread-safe.
 */
final class Sculpt {

  /** Centre of the left eyeball. */
  static final double EYE_X = 3.14;

  /** Height of the eyeballs' centres. */
  static final double EYE_Y = 0.0;

  /** Depth of the eyeballs' centres. */
  static final double EYE_Z = 7.45;

  /** Radius of the eyeballs. */
  static final double EYE_RADIUS = 1.2;

  /** Half the mouth's width. */
  static final double MOUTH_HALF_WIDTH = 2.6;

  /** Height of the lips' seam at the midline. */
  static final double MOUTH_Y = -6.45;

  private static final double[][] LOFT = {
    // y, front depth, half width, depth of that width, back depth, exponent
    {-13.0, 7.9, 1.7, 5.6, 3.5, 2.1},
    {-11.4, 8.8, 2.5, 5.4, 2.5, 2.1},
    {-9.8, 9.15, 3.5, 4.4, 1.0, 2.1},
    {-8.2, 9.25, 4.45, 3.2, -0.5, 2.1},
    {-6.4, 9.55, 5.2, 2.4, -2.0, 2.1},
    {-4.3, 9.5, 5.85, 1.8, -4.0, 2.1},
    {-2.0, 9.3, 6.3, 1.3, -5.5, 2.1},
    {0.0, 9.25, 6.3, 1.0, -6.0, 2.15},
    {2.2, 9.65, 6.25, 0.9, -6.0, 2.2},
    {4.2, 9.45, 6.1, 0.8, -6.0, 2.15},
    {6.5, 8.55, 5.8, 0.8, -6.0, 2.1},
  };

  private static final double TABLE_STEP = 0.05;
  private static final double TABLE_Y0 = LOFT[0][0];
  private static final double[][] TABLE = tabulate();

  private Sculpt() {}

  private static double[][] tabulate() {
    int n = LOFT.length;
    double[] ys = new double[n];
    for (int i = 0; i < n; i++) {
      ys[i] = LOFT[i][0];
    }
    int samples = (int) Math.round((ys[n - 1] - ys[0]) / TABLE_STEP) + 1;
    double[][] table = new double[samples][5];
    for (int column = 0; column < 5; column++) {
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        values[i] = LOFT[i][column + 1];
      }
      CubicSpline spline = new CubicSpline(ys, values);
      for (int s = 0; s < samples; s++) {
        table[s][column] = spline.at(ys[0] + s * TABLE_STEP);
      }
    }
    return table;
  }

  static double smoothMin(double a, double b, double k) {
    double h = 0.5 + 0.5 * (b - a) / k;
    if (h <= 0) {
      return b;
    }
    if (h >= 1) {
      return a;
    }
    return b + (a - b) * h - k * h * (1 - h);
  }

  static double smoothMax(double a, double b, double k) {
    return -smoothMin(-a, -b, k);
  }

  private static double ellipsoid(double x, double y, double z, double rx, double ry, double rz) {
    double a = x / rx;
    double b = y / ry;
    double c = z / rz;
    double k0 = Math.sqrt(a * a + b * b + c * c);
    a /= rx;
    b /= ry;
    c /= rz;
    return k0 * (k0 - 1) / (Math.sqrt(a * a + b * b + c * c) + 1e-9);
  }

  private static double cone(
      double px, double py, double pz, double bx, double by, double bz, double ra, double rb) {
    // p and b are relative to the cone's first end
    double h = (px * bx + py * by + pz * bz) / (bx * bx + by * by + bz * bz);
    h = h < 0 ? 0 : Math.min(h, 1);
    double dx = px - bx * h;
    double dy = py - by * h;
    double dz = pz - bz * h;
    return Math.sqrt(dx * dx + dy * dy + dz * dz) - (ra + (rb - ra) * h);
  }

  private static double bump(
      double x,
      double y,
      double z,
      double cx,
      double cy,
      double cz,
      double sx,
      double sy,
      double sz) {
    double a = (x - cx) / sx;
    double q = a * a;
    if (q > 12) {
      return 0;
    }
    double b = (y - cy) / sy;
    q += b * b;
    if (q > 12) {
      return 0;
    }
    double c = (z - cz) / sz;
    q += c * c;
    return q > 12 ? 0 : Math.exp(-q);
  }

  private static double loft(double x, double y, double z) {
    double t = (y - TABLE_Y0) / TABLE_STEP;
    t = t < 0 ? 0 : Math.min(t, TABLE.length - 1.001);
    int i = (int) t;
    double f = t - i;
    double[] p = TABLE[i];
    double[] q = TABLE[i + 1];
    double front = p[0] + (q[0] - p[0]) * f;
    double w = p[1] + (q[1] - p[1]) * f;
    double zw = p[2] + (q[2] - p[2]) * f;
    double back = p[3] + (q[3] - p[3]) * f;
    double n = p[4] + (q[4] - p[4]) * f;
    double dz = z - zw;
    double b = dz > 0 ? front - zw : zw - back;
    double a = x / w;
    double c = Math.abs(dz) / b;
    double an = a > 0 ? Math.pow(a, n - 1) : 0;
    double cn = c > 0 ? Math.pow(c, n - 1) : 0;
    double sum = an * a + cn * c + 1e-9;
    double rho = Math.pow(sum, 1 / n);
    double gx = an / w;
    double gz = cn / b;
    double g = Math.sqrt(gx * gx + gz * gz) * rho / sum + 1e-3;
    return (rho - 1) / Math.max(g, 0.09);
  }

  /** Height of the seam between the closed lips. */
  static double lipSeam(double x) {
    double t = Math.min(Math.abs(x) / MOUTH_HALF_WIDTH, 1);
    return MOUTH_Y
        + 0.07 * Math.cos(Math.PI * Math.min(t * 1.6, 1))
        - 0.07
        + 0.05 * Math.pow(t, 2.6);
  }

  /** Height of the upper vermilion above the seam. */
  static double upperLip(double x) {
    double t = Math.min(Math.abs(x) / MOUTH_HALF_WIDTH, 1);
    double dip = t / 0.10;
    double peak = (t - 0.19) / 0.13;
    return Math.max(
        0,
        0.80 * (1 - Math.pow(t, 1.5))
            - 0.13 * Math.exp(-dip * dip)
            + 0.06 * Math.exp(-peak * peak));
  }

  /** Height of the lower vermilion below the seam. */
  static double lowerLip(double x) {
    double t = Math.min(Math.abs(x) / MOUTH_HALF_WIDTH, 1);
    return Math.max(0, 0.95 * (1 - Math.pow(t, 2.0)));
  }

  private static double lipProfile(double t) {
    double shoulder = (t - 0.9) / 0.35;
    double body = t > 0 && t < 1 ? Math.sin(Math.PI * Math.pow(t, 0.75)) * 0.75 : 0;
    return body + 0.42 * Math.exp(-shoulder * shoulder);
  }

  private static double lips(double x, double y, double z) {
    double m = (z - 6) / 2;
    double t = x / MOUTH_HALF_WIDTH;
    if (m <= 0 || t > 1.6 || y > -4 || y < -9.5) {
      return 0;
    }
    m = Math.min(m, 1);
    t = Math.min(t, 1);
    double seam = lipSeam(x);
    double env = Math.max(0, 1 - t * t * t);
    double body =
        y >= seam
            ? 0.30 * lipProfile((y - seam) / Math.max(upperLip(x), 0.03))
            : 0.36 * lipProfile((seam - y) / Math.max(lowerLip(x), 0.03));
    double g = (y - seam) / 0.09;
    double t6 = t * t * t;
    t6 *= t6;
    double groove = t < 1 ? 0.20 * Math.exp(-g * g) * Math.min(1, Math.max(0, 1.15 - t6)) : 0;
    return (body * env - groove) * m;
  }

  /**
   * Signed distance, approximately, in centimetres.
   *
   * @param px left
   * @param y up
   * @param z forward
   * @param nostrils whether the nostrils are hollowed out
   */
  static double distance(double px, double y, double z, boolean nostrils) {
    return distance(px, y, z, nostrils, 1);
  }

  /**
   * Signed distance to a head whose bones and muscles show more or less.
   *
   * @param px left
   * @param y up
   * @param z forward
   * @param nostrils whether the nostrils are hollowed out
   * @param relief 1 the adult's planes, 0 none: round forehead, full temples and cheeks
   */
  static double distance(double px, double y, double z, boolean nostrils, double relief) {
    double x = Math.abs(px);
    double cranium = ellipsoid(x, y - 3.35, z + 0.15, 7.3, 8.2, 9.15);
    double d = loft(x, y, z);
    d = smoothMax(d, (y + 11.35) * -0.90 + (z - 8.9) * -0.436, 2.0);
    d = smoothMax(d, y - 4.2, 2.5);
    d = smoothMin(cranium, d, 1.8);
    d = smoothMin(d, ellipsoid(x, y + 9.75, z - 5.6, 2.6, 1.3, 3.0), 1.2);
    // mandible: body and ramus
    double jaw = cone(x - 4.1, y + 7.5, z - 1.8, -3.4, -2.55, 6.45, 0.95, 1.05);
    jaw = smoothMin(jaw, cone(x - 4.1, y + 7.5, z - 1.8, 1.0, 5.1, -0.7, 0.95, 0.95), 1.2);
    d = smoothMin(d, jaw, 1.6);
    d = smoothMin(d, neck(x, y, z), 1.2 + 1.6 * SkinPoint.step(4, 0, z));
    d = forms(d, x, y, z, relief);
    double ball =
        Math.sqrt((x - EYE_X) * (x - EYE_X) + (y - EYE_Y) * (y - EYE_Y) + (z - EYE_Z) * (z - EYE_Z))
            - (EYE_RADIUS + 0.16);
    d = smoothMin(d, ball, 0.5);
    d -= lips(x, y, z);
    d += 0.14 * bump(x, y, z, MOUTH_HALF_WIDTH + 0.15, MOUTH_Y + 0.05, 8.6, 0.4, 0.45, 1.5);
    if (z > 6.5 && y < 4 && y > -7) {
      d = nose(d, x, y, z, nostrils);
    }
    return d;
  }

  private static double neck(double x, double y, double z) {
    double k = Math.min(1, Math.max(0, (y + 18) / 8));
    double nz = z - (-2.9 + 2.5 * k);
    double low = Math.min(1, Math.max(0, (-y - 10) / 8));
    double r = 4.85 + 0.75 * low * low;
    double neck = Math.sqrt(x * x + nz * nz / 1.18) - r;
    neck = smoothMax(neck, y - 0.5, 2.0);
    double mastoid = cone(x - 4.6, y + 6.5, z + 1.6, -3.3, -13.8, 5.5, 0.95, 0.75);
    neck = smoothMin(neck, mastoid, 1.4);
    // shoulders, trapezius, chest
    double shoulder = cone(x - 2.0, y + 21.5, z + 2.0, 14.6, -1.9, -1.2, 4.0, 4.6);
    double trapezius = cone(x - 0.5, y + 10.5, z + 4.2, 12.5, -8.6, 0.6, 2.3, 2.2);
    double chest = ellipsoid(x, y + 28.5, z + 0.9, 16.5, 10.2, 9.6);
    double torso = smoothMin(shoulder, chest, 3.5);
    neck = smoothMin(neck, torso, 2.4);
    neck = smoothMin(neck, trapezius, 2.4);
    if (y < -14) {
      double clavicle = cone(x - 1.9, y + 20.4, z - 4.6, 11.5, 1.7, -4.2, 0.55, 0.6);
      neck = smoothMin(neck, clavicle, 1.0);
      neck += 0.5 * bump(x, y, z, 0, -20.2, 5.2, 1.0, 0.9, 1.5);
    }
    return neck;
  }

  private static double forms(double base, double x, double y, double z, double relief) {
    double d = base;
    if (y < -11) {
      return relief == 1 ? neckForms(d, x, y, z) : d;
    }
    d -= 0.42 * relief * bump(x, y, z, 4.7, -2.3, 7.0, 1.8, 1.4, 2.0); // zygomatic body
    d -= 0.16 * relief * bump(x, y, z, 6.2, -1.7, 3.6, 1.4, 1.3, 2.8); // zygomatic arch
    d -= 0.35 * bump(x, y, z, 3.0, -4.2, 8.0, 1.7, 1.7, 2.2); // cheek
    d += 0.17 * relief * bump(x, y, z, 4.9, -5.6, 6.0, 1.5, 1.9, 2.5); // below the cheekbone
    d += 0.34 * relief * bump(x, y, z, 6.5, 2.1, 5.2, 1.2, 1.9, 2.3); // temple
    d -= 0.20 * relief * bump(x, y, z, 2.5, 5.2, 8.8, 2.2, 1.8, 2.5); // frontal eminence
    d -= 0.30 * relief * bump(x, y, z, 2.8, 1.95, 9.0, 2.2, 0.8, 1.8); // brow ridge
    d -= 0.26 * relief * bump(x, y, z, 0, 2.0, 9.8, 1.3, 0.9, 1.6); // glabella
    d += 0.16 * bump(x, y, z, 0, 0.6, 9.9, 0.9, 0.55, 1.2); // sellion
    d += 0.80 * bump(x, y, z, EYE_X + 0.05, EYE_Y + 0.15, 9.0, 1.8, 1.1, 1.9); // orbit
    d += 0.50 * bump(x, y, z, 1.6, 0.1, 9.1, 0.65, 0.85, 1.5); // inner corner
    d -= 0.45 * bump(x, y, z, 0, -6.5, 9.6, 2.4, 1.9, 2.4); // dental arch
    d -= 0.36 * bump(x, y, z, 0.35, -9.9, 9.3, 1.8, 1.1, 1.7); // mental protuberance
    d += 0.30 * bump(x, y, z, 0, -8.35, 9.9, 1.8, 0.64, 1.2); // mentolabial fold
    d += 0.13 * bump(x, y, z, 0, -5.0, 10.4, 0.27, 0.62, 1.2); // philtrum
    d -= 0.09 * bump(x, y, z, 0.46, -5.05, 10.3, 0.21, 0.62, 1.2);
    d += 0.05 * bump(x - (y + 5.2) * -0.35, y, z, 2.75, -5.0, 9.2, 0.28, 1.0, 1.6);
    return d;
  }

  private static double neckForms(double base, double x, double y, double z) {
    return base
        - 0.30 * bump(x, y, z, 0, -14.2, 4.4, 0.8, 1.1, 1.6)
        + 0.30 * bump(x, y, z, 1.7, -14.4, 4.0, 0.75, 2.6, 1.6)
        + 0.18 * bump(x, y, z, 4.9, -15.4, 0.6, 0.9, 2.4, 1.6);
  }

  private static double nose(double base, double x, double y, double z, boolean nostrils) {
    double d = base;
    double n = cone(x, y - 1.5, z - 8.95, 0, -3.1, 1.15, 0.46, 0.47);
    n = smoothMin(n, cone(x, y + 1.6, z - 10.1, 0, -1.7, 1.38, 0.47, 0.55), 0.4);
    double walls = cone(x, y - 0.2, z - 8.55, 0, -3.4, 1.5, 0.66, 1.15);
    n = smoothMin(n, walls, 0.9);
    // tip: two domes and the lobule below them
    n = smoothMin(n, ellipsoid(x - 0.26, y + 3.42, z - 11.42, 0.66, 0.66, 0.66), 0.6);
    n = smoothMin(n, cone(x, y + 3.98, z - 11.35, 0, -0.34, -1.0, 0.30, 0.36), 0.35);
    d = smoothMin(d, n, 0.95);
    // wing: a lobule of its own, set off by the alar crease behind and the groove above it
    d = smoothMin(d, ellipsoid(x - 1.30, y + 3.70, z - 10.35, 0.60, 0.68, 0.92), 0.36);
    d += 0.24 * bump(x, y, z, 2.06, -3.70, 10.0, 0.34, 0.85, 0.9);
    d += 0.15 * bump(x, y, z, 1.42, -2.72, 10.5, 0.60, 0.32, 0.9);
    d += 0.05 * bump(x, y, z, 0.86, -3.55, 11.4, 0.26, 0.6, 0.6);
    if (nostrils) {
      double hole = ellipsoid(x + 0.25 * (z - 10.8) - 0.66, y + 4.28, z - 10.8, 0.34, 0.50, 0.56);
      d = smoothMax(d, -hole, 0.22);
    }
    return d;
  }

  /**
   * Gradient by central differences.
   *
   * @param x left
   * @param y up
   * @param z forward
   * @param nostrils whether the nostrils are hollowed out
   * @param dest receives three values
   */
  static void gradient(double x, double y, double z, boolean nostrils, double[] dest) {
    double e = 0.02;
    dest[0] = (distance(x + e, y, z, nostrils) - distance(x - e, y, z, nostrils)) / (2 * e);
    dest[1] = (distance(x, y + e, z, nostrils) - distance(x, y - e, z, nostrils)) / (2 * e);
    dest[2] = (distance(x, y, z + e, nostrils) - distance(x, y, z - e, nostrils)) / (2 * e);
  }

  /**
   * Moves a point onto the skin along the gradient.
   *
   * @param p x, y, z, changed in place
   * @param steps Newton steps
   * @param longest longest step
   * @param nostrils whether the nostrils are hollowed out
   */
  static void project(double[] p, int steps, double longest, boolean nostrils) {
    double[] g = new double[3];
    for (int i = 0; i < steps; i++) {
      double d = distance(p[0], p[1], p[2], nostrils);
      if (Math.abs(d) < 1e-5) {
        return;
      }
      gradient(p[0], p[1], p[2], nostrils, g);
      double n2 = g[0] * g[0] + g[1] * g[1] + g[2] * g[2];
      double s = -d / Math.max(n2, 0.15);
      double length = Math.abs(s) * Math.sqrt(n2);
      if (length > longest) {
        s *= longest / length;
      }
      p[0] += s * g[0];
      p[1] += s * g[1];
      p[2] += s * g[2];
    }
  }

  /** Depth of the skin at (x, y) seen from the front. */
  static double depth(double x, double y, boolean nostrils) {
    double z = 15;
    for (int i = 0; i < 80; i++) {
      double d = distance(x, y, z, nostrils);
      z -= Math.max(-0.5, Math.min(1, d * 0.7));
      if (Math.abs(d) < 5e-4) {
        break;
      }
    }
    return z;
  }
}
