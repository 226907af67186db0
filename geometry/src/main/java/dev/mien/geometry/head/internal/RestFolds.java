package dev.mien.geometry.head.internal;

import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.head.SkinTemplate;
import dev.mien.geometry.mesh.Unfolding;
import java.util.Arrays;

/**
 * Turns back the few triangles of a head at rest that face against their surroundings, at every
 * level of detail: on the nostrils' rims and below hooded lids.
 */
final class RestFolds {

  /** Cosine between a triangle and its surroundings below which it is turned over. */
  private static final double LEAST = -0.05;

  private static final int ROUNDS = 40;

  /** Levels share vertices, so what unfolds one may fold another. */
  static final int PASSES = 10;

  private static final RestFolds INSTANCE = new RestFolds();

  private final Unfolding[] levels;

  private RestFolds() {
    LevelOfDetail[] all = LevelOfDetail.values();
    levels = new Unfolding[all.length];
    for (int i = 0; i < all.length; i++) {
      levels[i] = prepare(SkinTemplate.of(all[i]));
    }
  }

  private static Unfolding prepare(SkinTemplate template) {
    int n = template.vertexCount();
    double[] mobility = new double[n];
    int[] alone = new int[n];
    for (int v = 0; v < n; v++) {
      float ring = template.eyeRing()[v];
      float mouth = template.mouthRing()[v];
      boolean fixed = ring > 3.9f && ring < 5.2f || mouth > 4.6f && mouth < 7.6f;
      mobility[v] = fixed ? 0 : 1;
      alone[v] = v;
    }
    int[] triangles = template.triangles();
    int[] judged = new int[triangles.length];
    int size = 0;
    for (int i = 0; i < triangles.length; i += 3) {
      int lid = 0;
      boolean plain = true;
      for (int k = 0; k < 3; k++) {
        int v = template.vertexOf()[triangles[i + k]];
        judged[size + k] = v;
        lid += template.eyeRing()[v] > 1.6f ? 1 : 0;
        plain &=
            template.cavity()[v] <= 0.5f && template.nostril()[v] <= 0.5f && template.ear()[v] == 0;
      }
      size += plain && lid < 3 ? 3 : 0;
    }
    return new Unfolding(template.faces(), Arrays.copyOf(judged, size), mobility, alone);
  }

  /**
   * Unfolds in place, once at every level.
   *
   * @param p positions of every vertex of the finest level
   * @return how many triangles were turned over, or were again by what unfolded another level
   */
  static int apply(double[] p) {
    int found = 0;
    for (Unfolding level : INSTANCE.levels) {
      found += level.apply(p, LEAST, ROUNDS);
    }
    return found;
  }
}
