package dev.mien.geometry.skin;

import java.util.Arrays;

/** From heights of the covered texels to a normal map. */
final class Relief {

  private Relief() {}

  /**
   * Slopes of a height field, as normals; flat where nothing is covered.
   *
   * @param chart layout
   * @param height millimetres per covered texel
   */
  static int[] normals(SkinChart chart, float[] height) {
    int size = chart.size;
    int[] argb = new int[size * size];
    Arrays.fill(argb, 0xFF8080FF);
    int[] order = chart.order;
    int[] covered = chart.covered;
    int last = height.length - 1;
    for (int k = 0; k <= last; k++) {
      int texel = covered[k];
      float here = height[k];
      // neighbours on a row follow each other; charts never reach the map's border
      float left = k > 0 && covered[k - 1] == texel - 1 ? height[k - 1] : here;
      float right = k < last && covered[k + 1] == texel + 1 ? height[k + 1] : here;
      float above = neighbour(order, height, texel - size, here);
      float below = neighbour(order, height, texel + size < size * size ? texel + size : -1, here);
      float su = (right - left) * chart.perU[k];
      float sv = (below - above) * chart.perV[k];
      // v runs down, +Y of the map up.
      float inverse = 127.5f / (float) Math.sqrt(1 + su * su + sv * sv);
      int r = (int) (128 - su * inverse);
      int g = (int) (128 + sv * inverse);
      int b = (int) (127.5f + inverse);
      argb[texel] = 0xFF000000 | r << 16 | g << 8 | b;
    }
    return argb;
  }

  private static float neighbour(int[] order, float[] height, int texel, float otherwise) {
    return texel < 0 || order[texel] < 0 ? otherwise : height[order[texel]];
  }

  /** Continues every chart's border into the gap beside it. */
  static void pad(SkinChart chart, int[] argb) {
    for (int i = 0; i < chart.padding.length; i++) {
      argb[chart.padding[i]] = argb[chart.paddingSource[i]];
    }
  }
}
