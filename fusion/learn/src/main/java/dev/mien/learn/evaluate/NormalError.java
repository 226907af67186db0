package dev.mien.learn.evaluate;

import dev.mien.learn.data.FaceLayout;

/**
 * The mean angle between vertex normals, degrees: Σ w_v·acos(n̂_v·n_v) / Σ w_v over the region
 * {@code face}. Normals are sums of the triangles' cross products, so that large triangles count
 * more; vertices without a normal are left out.
 */
public final class NormalError {

  private NormalError() {}

  /**
   * The error of positions; they should be aligned before.
   *
   * @param face the mesh
   * @param predicted positions, interleaved x, y, z
   * @param truth positions
   * @return degrees, in [0, 180]
   */
  public static double of(FaceLayout face, float[] predicted, float[] truth) {
    double[] a = normals(face.triangles(), predicted);
    double[] b = normals(face.triangles(), truth);
    float[] weights = face.regions().getOrDefault(FaceLayout.FACE, new float[0]);
    double sum = 0;
    double total = 0;
    for (int v = 0; v < face.vertexCount(); v++) {
      double dot = 0;
      double lengthA = 0;
      double lengthB = 0;
      for (int i = 3 * v; i < 3 * v + 3; i++) {
        dot += a[i] * b[i];
        lengthA += a[i] * a[i];
        lengthB += b[i] * b[i];
      }
      if (lengthA > 0 && lengthB > 0) {
        double cosine = dot / Math.sqrt(lengthA * lengthB);
        sum += weights[v] * Math.acos(Math.max(-1, Math.min(1, cosine)));
        total += weights[v];
      }
    }
    return total > 0 ? Math.toDegrees(sum / total) : 0;
  }

  private static double[] normals(int[] triangles, float[] x) {
    double[] normals = new double[x.length];
    for (int t = 0; t < triangles.length; t += 3) {
      int a = 3 * triangles[t];
      int b = 3 * triangles[t + 1];
      int c = 3 * triangles[t + 2];
      for (int i = 0; i < 3; i++) {
        int j = (i + 1) % 3;
        int k = (i + 2) % 3;
        double cross =
            ((double) x[b + j] - x[a + j]) * ((double) x[c + k] - x[a + k])
                - ((double) x[b + k] - x[a + k]) * ((double) x[c + j] - x[a + j]);
        normals[a + i] += cross;
        normals[b + i] += cross;
        normals[c + i] += cross;
      }
    }
    return normals;
  }
}
