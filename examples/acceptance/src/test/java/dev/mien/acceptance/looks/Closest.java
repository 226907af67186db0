package dev.mien.acceptance.looks;

/**
 * The nearest place of a triangle, in double precision and apart from the product's own {@link
 * dev.mien.geometry.mesh.TriangleDistance} on purpose: what keeps hair out of the skin uses that,
 * and is judged by this.
 */
final class Closest {

  private Closest() {}

  /**
   * Squared distance from a point to a triangle.
   *
   * @param at receives the nearest place and then its weights
   */
  static double squared(
      float[] p, int[] triangles, int t, double x, double y, double z, double[] at) {
    int a = 3 * triangles[3 * t];
    int b = 3 * triangles[3 * t + 1];
    int c = 3 * triangles[3 * t + 2];
    double ux = p[b] - p[a];
    double uy = p[b + 1] - p[a + 1];
    double uz = p[b + 2] - p[a + 2];
    double vx = p[c] - p[a];
    double vy = p[c + 1] - p[a + 1];
    double vz = p[c + 2] - p[a + 2];
    double qx = x - p[a];
    double qy = y - p[a + 1];
    double qz = z - p[a + 2];
    double uu = ux * ux + uy * uy + uz * uz;
    double uv = ux * vx + uy * vy + uz * vz;
    double vv = vx * vx + vy * vy + vz * vz;
    double qu = qx * ux + qy * uy + qz * uz;
    double qv = qx * vx + qy * vy + qz * vz;
    double det = uu * vv - uv * uv;
    double s = 0;
    double r = 0;
    if (det > 1e-24) {
      s = (vv * qu - uv * qv) / det;
      r = (uu * qv - uv * qu) / det;
    }
    if (det <= 1e-24 || s < 0 || r < 0 || s + r > 1) {
      double best = Double.POSITIVE_INFINITY;
      // along each side
      double[][] ends = {{0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 1}};
      for (double[] e : ends) {
        double ex = (e[2] - e[0]) * ux + (e[3] - e[1]) * vx;
        double ey = (e[2] - e[0]) * uy + (e[3] - e[1]) * vy;
        double ez = (e[2] - e[0]) * uz + (e[3] - e[1]) * vz;
        double ox = qx - e[0] * ux;
        double oy = qy - e[0] * uy;
        double oz = qz - e[0] * uz;
        double length = ex * ex + ey * ey + ez * ez;
        double f = length > 0 ? (ox * ex + oy * ey + oz * ez) / length : 0;
        f = Math.max(0, Math.min(1, f));
        double dx = ox - f * ex;
        double dy = oy - f * ey;
        double dz = oz - f * ez;
        double d = dx * dx + dy * dy + dz * dz;
        if (d < best) {
          best = d;
          s = e[0] + f * (e[2] - e[0]);
          r = e[1] + f * (e[3] - e[1]);
        }
      }
    }
    at[0] = p[a] + s * ux + r * vx;
    at[1] = p[a + 1] + s * uy + r * vy;
    at[2] = p[a + 2] + s * uz + r * vz;
    at[3] = 1 - s - r;
    at[4] = s;
    at[5] = r;
    double dx = x - at[0];
    double dy = y - at[1];
    double dz = z - at[2];
    return dx * dx + dy * dy + dz * dz;
  }

  /** How much of a turn a triangle takes at a place of its own: at a corner its angle. */
  static double angle(float[] p, int[] triangles, int t, double[] at) {
    for (int k = 0; k < 3; k++) {
      if (at[3 + k] > 1 - 1e-6) {
        double dot = 0;
        double uu = 0;
        double vv = 0;
        for (int c = 0; c < 3; c++) {
          double corner = p[3 * triangles[3 * t + k] + c];
          double u = p[3 * triangles[3 * t + (k + 1) % 3] + c] - corner;
          double v = p[3 * triangles[3 * t + (k + 2) % 3] + c] - corner;
          dot += u * v;
          uu += u * u;
          vv += v * v;
        }
        return Math.acos(Math.max(-1, Math.min(1, dot / Math.max(1e-20, Math.sqrt(uu * vv)))));
      }
    }
    return Math.PI;
  }

  /** A triangle's unit normal. */
  static double[] normal(float[] p, int[] triangles, int t) {
    int a = 3 * triangles[3 * t];
    int b = 3 * triangles[3 * t + 1];
    int c = 3 * triangles[3 * t + 2];
    double ux = p[b] - p[a];
    double uy = p[b + 1] - p[a + 1];
    double uz = p[b + 2] - p[a + 2];
    double vx = p[c] - p[a];
    double vy = p[c + 1] - p[a + 1];
    double vz = p[c + 2] - p[a + 2];
    double x = uy * vz - uz * vy;
    double y = uz * vx - ux * vz;
    double z = ux * vy - uy * vx;
    double length = Math.max(1e-15, Math.sqrt(x * x + y * y + z * z));
    return new double[] {x / length, y / length, z / length};
  }
}
