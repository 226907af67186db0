package dev.mien.geometry.mesh;

/**
 * The point of a triangle nearest to another (C. Ericson, Real-Time Collision Detection, 5.1.5).
 */
public final class TriangleDistance {

  private TriangleDistance() {}

  /**
   * Squared distance and barycentric coordinates of the nearest point.
   *
   * @param p positions, interleaved x, y, z
   * @param triangles three vertices per triangle
   * @param t which triangle
   * @param x of the other point
   * @param y of the other point
   * @param z of the other point
   * @param out receives squared distance and three weights
   * @return squared distance
   */
  public static float closest(
      float[] p, int[] triangles, int t, float x, float y, float z, float[] out) {
    int a = 3 * triangles[3 * t];
    int b = 3 * triangles[3 * t + 1];
    int c = 3 * triangles[3 * t + 2];
    float abx = p[b] - p[a];
    float aby = p[b + 1] - p[a + 1];
    float abz = p[b + 2] - p[a + 2];
    float acx = p[c] - p[a];
    float acy = p[c + 1] - p[a + 1];
    float acz = p[c + 2] - p[a + 2];
    float apx = x - p[a];
    float apy = y - p[a + 1];
    float apz = z - p[a + 2];
    float d1 = abx * apx + aby * apy + abz * apz;
    float d2 = acx * apx + acy * apy + acz * apz;
    float abab = abx * abx + aby * aby + abz * abz;
    float abac = abx * acx + aby * acy + abz * acz;
    float acac = acx * acx + acy * acy + acz * acz;
    float d3 = d1 - abab;
    float d4 = d2 - abac;
    float d5 = d1 - abac;
    float d6 = d2 - acac;
    float v;
    float w;
    float vc = d1 * d4 - d3 * d2;
    float vb = d5 * d2 - d1 * d6;
    float va = d3 * d6 - d5 * d4;
    if (d1 <= 0 && d2 <= 0) {
      v = 0;
      w = 0;
    } else if (d3 >= 0 && d4 <= d3) {
      v = 1;
      w = 0;
    } else if (vc <= 0 && d1 >= 0 && d3 <= 0) {
      v = d1 / (d1 - d3);
      w = 0;
    } else if (d6 >= 0 && d5 <= d6) {
      v = 0;
      w = 1;
    } else if (vb <= 0 && d2 >= 0 && d6 <= 0) {
      v = 0;
      w = d2 / (d2 - d6);
    } else if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
      w = (d4 - d3) / (d4 - d3 + (d5 - d6));
      v = 1 - w;
    } else {
      float sum = va + vb + vc;
      if (sum == 0) {
        v = 0;
        w = 0;
      } else {
        v = vb / sum;
        w = vc / sum;
      }
    }
    float dx = apx - v * abx - w * acx;
    float dy = apy - v * aby - w * acy;
    float dz = apz - v * abz - w * acz;
    out[0] = dx * dx + dy * dy + dz * dz;
    out[1] = 1 - v - w;
    out[2] = v;
    out[3] = w;
    return out[0];
  }
}
