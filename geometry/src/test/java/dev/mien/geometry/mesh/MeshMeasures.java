package dev.mien.geometry.mesh;

import java.util.HashMap;
import java.util.Map;

/** What tests measure on meshes. */
public final class MeshMeasures {

  private MeshMeasures() {}

  /** Volume by the divergence theorem; above 0 where a closed mesh faces outward. */
  public static double volume(Mesh mesh) {
    double volume = 0;
    float[] p = mesh.positions();
    int[] t = mesh.triangles();
    for (int i = 0; i < t.length; i += 3) {
      int a = t[i] * 3;
      int b = t[i + 1] * 3;
      int c = t[i + 2] * 3;
      volume +=
          (double) p[a] * (p[b + 1] * p[c + 2] - p[b + 2] * p[c + 1])
              + (double) p[a + 1] * (p[b + 2] * p[c] - p[b] * p[c + 2])
              + (double) p[a + 2] * (p[b] * p[c + 1] - p[b + 1] * p[c]);
    }
    return volume / 6;
  }

  /** Edges of the welded mesh that aren't used once in each direction. */
  public static int openEdges(Mesh mesh) {
    Map<Long, Integer> balance = new HashMap<>();
    int[] t = mesh.triangles();
    int[] weld = mesh.weld();
    for (int i = 0; i < t.length; i += 3) {
      for (int k = 0; k < 3; k++) {
        long a = weld[t[i + k]];
        long b = weld[t[i + (k + 1) % 3]];
        if (a < b) {
          balance.merge(a << 32 | b, 1, Integer::sum);
        } else {
          balance.merge(b << 32 | a, -1, Integer::sum);
        }
      }
    }
    return (int) balance.values().stream().filter(n -> n != 0).count();
  }
}
