package dev.mien.geometry.render;

/** Darkens pixels where one surface stops before another, as a pen would. */
final class Contour {
  /** Step in depth that counts as a full edge, metres. */
  private static final float STEP = 0.018f;

  /** Where nothing is, metres. */
  private static final float FAR = 10;

  private Contour() {}

  /** Draws the contours of a band; all bands' depths are known. */
  static void draw(int band, Rasteriser visible, Picture picture, RenderStyle style) {
    int w = visible.width;
    int h = visible.height;
    int s = visible.samples;
    float[] light = picture.light;
    float[] ink = Picture.linear(style.outlineColour());
    int reach = Math.max(1, Math.round(Math.min(w, h) / 512f));
    int first = Math.max(reach, band * Rasteriser.BAND);
    int end = Math.min(h - reach, (band + 1) * Rasteriser.BAND);
    for (int y = first; y < end; y++) {
      for (int x = reach; x < w - reach; x++) {
        int at = y * w + x;
        if (picture.cover[at] == 0) {
          continue;
        }
        float z = depth(visible, at * s);
        float step = 0;
        for (int k = 0; k < 4; k++) {
          int d = k == 0 ? reach : k == 1 ? -reach : k == 2 ? reach * w : -reach * w;
          float a = depth(visible, (at + d) * s) - z;
          float b = depth(visible, (at - d) * s) - z;
          // On a slope both sides differ oppositely; at an edge only one does.
          step = Math.max(step, a + Math.min(0, b));
        }
        float edge = Math.min(1, Math.max(0, step - 0.002f) / STEP) * style.outline();
        if (edge > 0) {
          for (int c = 0; c < 3; c++) {
            float local = light[3 * at + c];
            light[3 * at + c] = local + (local * 0.25f + ink[c] * 0.75f - local) * edge;
          }
        }
      }
    }
  }

  private static float depth(Rasteriser visible, int sample) {
    return visible.id[sample] < 0 ? FAR : 1 / visible.key[sample];
  }
}
