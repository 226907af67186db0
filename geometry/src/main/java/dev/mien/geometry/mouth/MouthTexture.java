package dev.mien.geometry.mouth;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.scene.ValueNoise;

/** Paints enamel, gum and tongue. */
final class MouthTexture {

  /** Breadth in U of what one tooth shows: seven of them fill the left half. */
  static final float BAND = 0.5f / 7;

  /** Light that reaches a tooth between cheek and tongue, from the midline backwards. */
  private static final float[] LIT = {1, 0.98f, 0.90f, 0.72f, 0.52f, 0.35f, 0.22f};

  private MouthTexture() {}

  /**
   * Enamel in the left half, gum in the right one, as {@link TeethMesh} lays them out.
   *
   * @param size pixels
   * @param age years; enamel yellows
   * @param seed of the grain
   */
  static PixelImage teeth(int size, double age, long seed) {
    ValueNoise noise = new ValueNoise(seed);
    float old = (float) Math.max(0, Math.min(1, (age - 15) / 70));
    int[] argb = new int[size * size];
    for (int y = 0; y < size; y++) {
      float v = (y + 0.5f) / size;
      for (int x = 0; x < size; x++) {
        float u = (x + 0.5f) / size;
        double r;
        double g;
        double b;
        if (u < 0.5f) {
          float neck = smooth(0.45f, 0, v);
          float edge = smooth(0.84f, 1, v);
          float grain = 0.006f * noise.at(u * 70, v * 9, 0, 0);
          r = 0.97 - 0.06 * neck - 0.05 * edge - 0.08 * old + grain;
          g = 0.925 - 0.10 * neck - 0.025 * edge - 0.13 * old + grain;
          b = 0.835 - 0.17 * neck - 0.005 * edge - 0.24 * old + grain;
          int tooth = Math.min(LIT.length - 1, (int) (u / BAND));
          double round = 2 * Math.PI * (u / BAND - tooth);
          // darker where teeth touch, and where the tongue lies against them
          double between = Math.pow(Math.abs(Math.cos(round)), 6) * (1 - 0.6 * edge);
          double inner = smooth(-0.1f, 0.8f, (float) -Math.sin(round));
          // what faces the tongue, and what the gum shades, gets least
          double light = LIT[tooth] * (1 - 0.40 * between) * (1 - 0.45 * inner);
          light *= 1 - 0.22 * smooth(0.5f, 0, v);
          // shade in a mouth is warm: light comes back from gums and tongue
          double warmth = 1 - light;
          r *= 1 - 0.85 * warmth;
          g *= light * (1 - 0.25 * warmth);
          b *= light * (1 - 0.35 * warmth);
        } else {
          float grain = noise.at(u * 60, v * 40, 0, 0);
          float veins = noise.at(u * 26, v * 7, 0, 0);
          float margin = (float) Math.exp(-square((v - 0.5f) / 0.13f));
          r = 0.50 + 0.05 * margin + 0.03 * grain + 0.03 * veins;
          g = 0.165 + 0.05 * margin + 0.03 * grain - 0.02 * veins;
          b = 0.165 + 0.045 * margin + 0.025 * grain - 0.02 * veins;
          double light = 1 - 0.65 * smooth(0.25f, 0.9f, Math.abs(u - 0.76f) / 0.22f);
          r *= light;
          g *= light;
          b *= light;
        }
        argb[y * size + x] = 0xFF000000 | Srgb.rgb(r, g, b);
      }
    }
    return PixelImage.wrap(size, size, argb);
  }

  /**
   * The tongue: u round it with the back at a quarter, v from root to tip.
   *
   * @param size pixels
   * @param seed of the papillae
   */
  static PixelImage tongue(int size, long seed) {
    ValueNoise noise = new ValueNoise(seed + 3);
    int[] argb = new int[size * size];
    for (int y = 0; y < size; y++) {
      float v = (y + 0.5f) / size;
      for (int x = 0; x < size; x++) {
        float u = (x + 0.5f) / size;
        float back = Math.max(0, (float) Math.sin(2 * Math.PI * u));
        float papillae = noise.at(u * 90, v * 90, 90, 0);
        float broad = noise.at(u * 11, v * 8, 11, 0);
        float groove = back * (float) Math.exp(-square((u - 0.25f) / 0.018f)) * (1 - 0.6f * v);
        float coat = 0.05f * back * (1 - v) + 0.035f * papillae * (0.3f + back);
        // deep in the mouth there is little light
        double shade = (1 - 0.22 * groove + 0.05 * broad) * (0.22 + 0.78 * smooth(0.15f, 0.95f, v));
        argb[y * size + x] =
            0xFF000000
                | Srgb.rgb(
                    (0.58 + coat * 0.6) * shade,
                    (0.17 + coat * 0.9) * shade,
                    (0.155 + coat * 0.8) * shade);
      }
    }
    return PixelImage.wrap(size, size, argb);
  }

  private static float square(float x) {
    return x * x;
  }

  private static float smooth(float from, float to, float x) {
    float t = Math.max(0, Math.min(1, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }
}
