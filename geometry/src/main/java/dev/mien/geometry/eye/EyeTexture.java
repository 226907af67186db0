package dev.mien.geometry.eye;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.scene.ValueNoise;

/**
 * Paints an eyeball: iris with fibres, collarette, crypts and limbal ring, pupil, and a sclera with
 * veins that reddens towards the corners.
 *
 * <p>The mean of the iris between {@value #READ_FROM} and {@value #READ_TO} of its radius is the
 * colour asked for, as far as sRGB allows.
 */
final class EyeTexture {

  static final double READ_FROM = 0.42;
  static final double READ_TO = 0.92;

  /** How much lighter than the middle the iris's lower edge is, and darker its upper one. */
  private static final float CAUSTIC = 0.34f;

  private static final int FIBRES = 96;
  private static final int VEINS = 34;

  private static final int STEPS = 4096;
  private static final int[] ENCODED = new int[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      ENCODED[i] = Srgb.channel((double) i / STEPS);
    }
  }

  private final int size;
  private final IrisShape iris;
  private final ValueNoise noise;
  private final EyeGrid grid;

  EyeTexture(int size, IrisShape iris, long seed) {
    this.size = size;
    this.iris = iris;
    this.noise = new ValueNoise(seed);
    this.grid = EyeGrid.of(size);
  }

  /**
   * The map of base colour.
   *
   * @param rgb mean colour of the iris
   * @param age years; sclera yellow a little with it
   */
  PixelImage baseColour(int rgb, double age) {
    float[] pixels = new float[size * size * 3];
    paintIris(pixels, rgb);
    paintSclera(pixels, (float) age);
    paintVeins(pixels);
    int[] argb = new int[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int i = y * size + x;
        float q = radius(x, y) / IrisShape.MAP_SHARE;
        float k = q > EyeGrid.DISC ? 1 : 1 - 0.985f * pupil(x, y, q);
        argb[i] =
            0xFF000000
                | encoded(pixels[i * 3] * k) << 16
                | encoded(pixels[i * 3 + 1] * k) << 8
                | encoded(pixels[i * 3 + 2] * k);
      }
    }
    return PixelImage.wrap(size, size, argb);
  }

  /** The map of light given off: the iris's fibres, nothing elsewhere; grey, mean about a half. */
  PixelImage glow() {
    int[] argb = new int[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        float q = radius(x, y) / IrisShape.MAP_SHARE;
        double value = 0;
        if (q < EyeGrid.DISC - 0.01f) {
          value = 0.5 * pattern(x, y, q) * (1 - pupil(x, y, q)) * (1 - smooth(0.85f, 1.0f, q));
        }
        argb[y * size + x] = 0xFF000000 | Srgb.rgb(value, value, value);
      }
    }
    return PixelImage.wrap(size, size, argb);
  }

  private void paintIris(float[] pixels, int rgb) {
    double[] wanted = {
      Srgb.linear(rgb >> 16 & 255), Srgb.linear(rgb >> 8 & 255), Srgb.linear(rgb & 255)
    };
    double mean = (wanted[0] + wanted[1] + wanted[2]) / 3;
    // round the pupil, pigment of the stroma lies thicker: a touch of amber on light irides
    double[] inner = {mean * 1.35, mean * 0.85, mean * 0.4};
    int[] disc = grid.disc;
    float[][] colours = new float[3][disc.length];
    boolean[] read = new boolean[disc.length];
    for (int k = 0; k < disc.length; k++) {
      int x = disc[k] % size;
      int y = disc[k] / size;
      float q = grid.radius[disc[k]] / IrisShape.MAP_SHARE;
      // the cornea gathers light from above on the iris's lower half
      float down = ((y + 0.5f) / size * 2 - 1) / IrisShape.MAP_SHARE;
      float light = pattern(x, y, q) * (1 + CAUSTIC * down);
      float amber = 0.28f * (1 - smooth(0.36f, 0.62f, q));
      // the limbus, where the cornea's clear edge ends: it sets even pale irides off
      float ring = 1 - 0.20f * smooth(0.74f, 0.90f, q) - 0.74f * smooth(0.85f, 0.97f, q);
      for (int c = 0; c < 3; c++) {
        double colour = wanted[c] + (inner[c] - wanted[c]) * amber;
        colours[c][k] = (float) (colour * light * ring);
      }
      read[k] = q >= READ_FROM && q <= READ_TO && pupil(x, y, q) == 0;
    }
    for (int c = 0; c < 3; c++) {
      for (int pass = 0; pass < 4; pass++) {
        matchMean(colours[c], read, wanted[c]);
      }
      for (int k = 0; k < disc.length; k++) {
        pixels[3 * disc[k] + c] = colours[c][k];
      }
    }
  }

  /** Scales a channel so that the mean of what can be shown is what was asked for. */
  private static void matchMean(float[] channel, boolean[] read, double wanted) {
    double sum = 0;
    int count = 0;
    for (int k = 0; k < channel.length; k++) {
      if (read[k]) {
        sum += Math.min(1, channel[k]);
        count++;
      }
    }
    float gain = (float) ((wanted * count + 1e-6) / (sum + 1e-6));
    for (int k = 0; k < channel.length; k++) {
      channel[k] = Math.min(1, channel[k] * gain);
    }
  }

  /** Lightness of the stroma about 1. */
  private float pattern(int x, int y, float q) {
    float turn = turn(x, y);
    float warp = 0.35f * noise.at(turn * 14, q * 3 + 9, 14, 0);
    float a = turn * FIBRES + warp * 5;
    float fibres = noise.at(a, q * 2.2f, FIBRES, 0);
    float fine = noise.at(turn * FIBRES * 2 + warp * 8, q * 3.5f + 31, FIBRES * 2, 0);
    float broad = noise.at(turn * 17 + warp * 2, q * 2.5f + 57, 17, 0);
    float crypt = smooth(0.35f, 0.75f, noise.at(turn * 22 + warp, q * 5 + 71, 22, 0));
    float border = 0.55f + 0.045f * noise.at(turn * 19, 5, 19, 0);
    float collarette = bell((q - border) / 0.05f);
    float value = 1 + 0.42f * fibres + 0.28f * fine + 0.16f * broad + 0.30f * collarette;
    if (q > border) {
      value -= 0.38f * crypt * (1 - smooth(0.8f, 0.95f, q));
    } else {
      value *= 0.86f;
    }
    float furrow = bell((q - 0.8f - 0.02f * broad) / 0.022f);
    value -= 0.14f * furrow;
    // the frill of dark pigment at the pupil's edge
    if (!iris.slit()) {
      value *= 0.45f + 0.55f * smooth(IrisShape.PUPIL, IrisShape.PUPIL + 0.07f, q);
    }
    return Math.max(0.12f, value);
  }

  private void paintSclera(float[] pixels, float age) {
    float yellow = 0.10f * Math.max(0, Math.min(1, (age - 40) / 45));
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        float map = radius(x, y);
        float q = map / IrisShape.MAP_SHARE;
        float cover = smooth(0.955f, 1.045f, q);
        if (cover == 0) {
          continue;
        }
        int i = (y * size + x) * 3;
        float dx = (x + 0.5f) / size * 2 - 1;
        float mottle = noise.at(x * 14f / size, y * 14f / size, 0, 0);
        float side = Math.abs(dx) / Math.max(1e-4f, map);
        // towards the nose the conjunctiva is redder
        float pink =
            smooth(0.62f, 0.95f, map) * side * side * (dx < 0 ? 0.75f : 0.5f)
                + 0.10f * smooth(0.66f, 1, map)
                + 0.05f * mottle;
        float halo = 1 - 0.22f * (1 - smooth(1.0f, 1.3f, q));
        float r = 0.54f - 0.03f * pink;
        float g = 0.475f - 0.15f * pink - 0.4f * yellow * 0.3f;
        float b = 0.415f - 0.17f * pink - yellow;
        pixels[i] += (r * halo - pixels[i]) * cover;
        pixels[i + 1] += (g * halo - pixels[i + 1]) * cover;
        pixels[i + 2] += (b * halo - pixels[i + 2]) * cover;
      }
    }
  }

  private void paintVeins(float[] pixels) {
    for (int i = 0; i < VEINS; i++) {
      // veins come from the corners' side more than from above and below
      float side = noise.unit(i * 7 + 1) < 0.55f ? (float) Math.PI : 0;
      float angle = side + (noise.unit(i * 7 + 2) - 0.5f) * 2.3f;
      float reach = 0.70f + 0.14f * noise.unit(i * 7 + 3);
      vein(pixels, i, angle, 0.99f, reach, 0.20f + 0.22f * noise.unit(i * 7 + 4), 0);
    }
  }

  private void vein(
      float[] pixels, int id, float angle, float start, float reach, float strength, int depth) {
    float r = start;
    float a = angle;
    int step = 0;
    while (r > reach) {
      float wander = noise.at(step * 0.11f, id * 3.7f + depth * 1.3f, 0, 0);
      a += wander * 0.9f / size / r * 2;
      a += 0.6f * noise.at(step * 0.35f, id * 5.1f + 40, 0, 0) / size / r * 2;
      r -= 0.9f * 2 / size * (0.75f - 0.5f * Math.abs(wander));
      float fade = smooth(reach, reach + 0.10f, r) * strength;
      stamp(
          pixels,
          (0.5f + 0.5f * r * (float) Math.cos(a)) * size,
          (0.5f - 0.5f * r * (float) Math.sin(a)) * size,
          fade);
      if (depth < 2 && step > 4 && noise.unit(id * 131 + step * 17 + depth) < 4f / size) {
        float turn = noise.unit(id * 71 + step) < 0.5f ? -0.05f : 0.05f;
        vein(pixels, id * 31 + step, a + turn * 0.3f, r, reach, strength * 0.7f, depth + 1);
      }
      step++;
    }
  }

  private void stamp(float[] pixels, float x, float y, float strength) {
    int x0 = (int) Math.floor(x - 0.5f);
    int y0 = (int) Math.floor(y - 0.5f);
    float fx = x - 0.5f - x0;
    float fy = y - 0.5f - y0;
    for (int dy = 0; dy < 2; dy++) {
      for (int dx = 0; dx < 2; dx++) {
        int px = x0 + dx;
        int py = y0 + dy;
        if (px < 0 || py < 0 || px >= size || py >= size) {
          continue;
        }
        float w = strength * (dx == 0 ? 1 - fx : fx) * (dy == 0 ? 1 - fy : fy);
        int i = (py * size + px) * 3;
        pixels[i] *= 1 - 0.22f * w;
        pixels[i + 1] *= 1 - 0.75f * w;
        pixels[i + 2] *= 1 - 0.72f * w;
      }
    }
  }

  private float radius(int x, int y) {
    return grid.radius[y * size + x];
  }

  private float turn(int x, int y) {
    return grid.turn[y * size + x];
  }

  /** 1 in the pupil, 0 outside, soft between. */
  private float pupil(int x, int y, float q) {
    float soft = 3f / (size * IrisShape.MAP_SHARE);
    if (!iris.slit()) {
      return 1 - smooth(IrisShape.PUPIL - soft, IrisShape.PUPIL + soft, q);
    }
    float dx = Math.abs((x + 0.5f) / size * 2 - 1) / IrisShape.MAP_SHARE;
    float dy = ((y + 0.5f) / size * 2 - 1) / IrisShape.MAP_SHARE;
    float half = 0.15f * (1 - square(dy / 0.82f));
    return half <= 0 ? 0 : 1 - smooth(half - soft, half + soft, dx);
  }

  /** sRGB channel of linear light, from a table: fine enough for 8 bits. */
  private static int encoded(float linear) {
    return ENCODED[Math.max(0, Math.min(STEPS, (int) (linear * STEPS + 0.5f)))];
  }

  private static float bell(float x) {
    float square = x * x;
    return square > 16 ? 0 : (float) Math.exp(-square);
  }

  private static float square(float x) {
    return x * x;
  }

  private static float smooth(float from, float to, float x) {
    float t = Math.max(0, Math.min(1, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }
}
