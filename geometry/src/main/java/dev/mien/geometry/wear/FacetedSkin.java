package dev.mien.geometry.wear;

import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.HeadSurface;
import dev.mien.geometry.mesh.TriangleDistance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The outer one of an identity's true skin and of its coarse mesh, whose flat faces stand out
 * before the true one in every hollow: beside the nose, at the temples. Only near the skin and
 * before the ears, where glasses sit; elsewhere the true skin alone.
 */
final class FacetedSkin implements HeadSurface {

  /** Spacing of the boxes that list the triangles near them, metres. */
  private static final float CELL = 0.008f;

  /** How near to a box a triangle is listed, metres; farther ones don't count. */
  private static final float NEAR = 0.006f;

  /** Only the face has triangles listed, metres. */
  private static final float HIGHEST = 0.045f;

  private static final float LOWEST = -0.06f;
  private static final float BEHIND = -0.03f;

  /** For differences, metres. */
  private static final float STEP = 0.0007f;

  private final HeadSurface skin;
  private final float[] p;
  private final float[] normals;
  private final Map<Long, int[]> cells = new HashMap<>();

  /**
   * A surface.
   *
   * @param skin whose mesh is coarse
   */
  FacetedSkin(HeadSkin skin) {
    this.skin = skin.surface();
    p = skin.positions();
    normals = skin.normals();
    int[] t = skin.template().triangles();
    int[] of = skin.template().vertexOf();
    for (int i = 0; i < t.length; i += 3) {
      list(skin, of[t[i]], of[t[i + 1]], of[t[i + 2]]);
    }
  }

  private void list(HeadSkin skin, int a, int b, int c) {
    float[] low = {9, 9, 9};
    float[] high = {-9, -9, -9};
    for (int v : new int[] {a, b, c}) {
      if (skin.template().cavity()[v] > 0.5f
          || skin.template().nostril()[v] > 0.4f
          || skin.template().eyeRing()[v] > 4
          || skin.template().ear()[v] > 0) {
        return;
      }
      for (int k = 0; k < 3; k++) {
        low[k] = Math.min(low[k], p[3 * v + k] - NEAR);
        high[k] = Math.max(high[k], p[3 * v + k] + NEAR);
      }
    }
    if (high[2] < BEHIND || low[1] > HIGHEST || high[1] < LOWEST) {
      return;
    }
    for (int x = cell(low[0]); x <= cell(high[0]); x++) {
      for (int y = cell(low[1]); y <= cell(high[1]); y++) {
        for (int z = cell(low[2]); z <= cell(high[2]); z++) {
          int[] listed = cells.getOrDefault(key(x, y, z), new int[0]);
          int n = listed.length;
          listed = Arrays.copyOf(listed, n + 3);
          listed[n] = a;
          listed[n + 1] = b;
          listed[n + 2] = c;
          cells.put(key(x, y, z), listed);
        }
      }
    }
  }

  private static int cell(float x) {
    return (int) Math.floor(x / CELL);
  }

  private static long key(int x, int y, int z) {
    return (x + 500L) * 1_000_000 + (y + 500L) * 1_000 + z + 500;
  }

  @Override
  public float distance(float x, float y, float z) {
    return Math.min(skin.distance(x, y, z), facets(x, y, z));
  }

  @Override
  public float sparseDistance(float x, float y, float z) {
    return Math.min(skin.sparseDistance(x, y, z), facets(x, y, z));
  }

  @Override
  public void normal(float x, float y, float z, float[] dest, int offset) {
    if (facets(x, y, z) > skin.distance(x, y, z)) {
      skin.normal(x, y, z, dest, offset);
      return;
    }
    dest[offset] = distance(x + STEP, y, z) - distance(x - STEP, y, z);
    dest[offset + 1] = distance(x, y + STEP, z) - distance(x, y - STEP, z);
    dest[offset + 2] = distance(x, y, z + STEP) - distance(x, y, z - STEP);
    double length = Math.hypot(Math.hypot(dest[offset], dest[offset + 1]), dest[offset + 2]);
    for (int k = 0; k < 3 && length > 0; k++) {
      dest[offset + k] /= (float) length;
    }
  }

  /** Signed distance to the nearest triangle listed; infinite where there is none. */
  private float facets(float x, float y, float z) {
    int[] listed = cells.get(key(cell(x), cell(y), cell(z)));
    if (listed == null) {
      return Float.POSITIVE_INFINITY;
    }
    float[] hit = new float[4];
    float[] nearest = new float[4];
    int best = -1;
    for (int t = 0; t < listed.length / 3; t++) {
      TriangleDistance.closest(p, listed, t, x, y, z, hit);
      if (best < 0 || hit[0] < nearest[0]) {
        best = t;
        System.arraycopy(hit, 0, nearest, 0, 4);
      }
    }
    float along = 0;
    float[] at = {x, y, z};
    for (int k = 0; k < 3; k++) {
      float place = 0;
      float normal = 0;
      for (int c = 0; c < 3; c++) {
        int v = 3 * listed[3 * best + c] + k;
        place += nearest[1 + c] * p[v];
        normal += nearest[1 + c] * normals[v];
      }
      along += (at[k] - place) * normal;
    }
    return (float) Math.copySign(Math.sqrt(nearest[0]), along);
  }
}
