package dev.mien.geometry.mesh;

/**
 * Smooth normals: the sum of the cross products of a point's triangles, so larger ones count more.
 */
public final class VertexNormals {

  private VertexNormals() {}

  /**
   * Computes unit normals.
   *
   * @param positions interleaved x, y, z
   * @param triangles three indices each
   * @param weld per vertex the first one at the same point
   * @param dest receives unit normals; vertices without a triangle keep theirs
   */
  public static void compute(float[] positions, int[] triangles, int[] weld, float[] dest) {
    double[] sum = new double[positions.length];
    for (int t = 0; t < triangles.length; t += 3) {
      int a = 3 * triangles[t];
      int b = 3 * triangles[t + 1];
      int c = 3 * triangles[t + 2];
      double ux = positions[b] - positions[a];
      double uy = positions[b + 1] - positions[a + 1];
      double uz = positions[b + 2] - positions[a + 2];
      double vx = positions[c] - positions[a];
      double vy = positions[c + 1] - positions[a + 1];
      double vz = positions[c + 2] - positions[a + 2];
      double nx = uy * vz - uz * vy;
      double ny = uz * vx - ux * vz;
      double nz = ux * vy - uy * vx;
      for (int k = 0; k < 3; k++) {
        int w = 3 * weld[triangles[t + k]];
        sum[w] += nx;
        sum[w + 1] += ny;
        sum[w + 2] += nz;
      }
    }
    for (int v = 0; v < weld.length; v++) {
      int w = 3 * weld[v];
      double length =
          Math.sqrt(sum[w] * sum[w] + sum[w + 1] * sum[w + 1] + sum[w + 2] * sum[w + 2]);
      if (length > 0) {
        dest[3 * v] = (float) (sum[w] / length);
        dest[3 * v + 1] = (float) (sum[w + 1] / length);
        dest[3 * v + 2] = (float) (sum[w + 2] / length);
      }
    }
  }
}
