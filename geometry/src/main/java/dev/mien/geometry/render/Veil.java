package dev.mien.geometry.render;

import dev.mien.geometry.scene.PartKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strands where they cover pixels in part: edges of locks, tips, eyebrows, lashes. They are
 * gathered from the nearest to the farthest in front of what is opaque and then mixed over it, so
 * that a thin hair is as faint as it is thin. Layers overlap as little as they can, unlike in
 * Porter and Duff, "Compositing digital images" (1984): two that each cover half of a pixel hide
 * it.
 */
final class Veil {
  /** What is less open than this is closed: nothing more is seen behind. */
  private static final float CLOSED = 0.03f;

  /** Strands that add less than this share of a pixel aren't shaded, */
  private static final float FAINT = 0.15f;

  /** where others cover more than this of it already. */
  private static final float MOSTLY = 0.3f;

  private final int width;
  private final int firstPixel;

  /** Light of each pixel of the band, and the share of what lies behind that gets through. */
  private final float[] light;

  private final float[] through;
  private final @Nullable AmbientOcclusion occlusion;
  private final SurfaceShader shader;
  private int lastPair = -1;
  private int lastTriangle = -1;

  private Veil(
      int width,
      int firstPixel,
      int pixels,
      @Nullable AmbientOcclusion occlusion,
      SurfaceShader shader) {
    this.width = width;
    this.firstPixel = firstPixel;
    this.occlusion = occlusion;
    this.shader = shader;
    light = new float[3 * pixels];
    through = new float[pixels];
    Arrays.fill(through, 1);
  }

  /** Mixes strands over a shaded band. */
  static void draw(
      int band,
      Rasteriser visible,
      Picture picture,
      @Nullable AmbientOcclusion occlusion,
      SurfaceShader shader) {
    int[] listed = visible.listed(band);
    int count = visible.listedCount(band);
    FrameGeometry g = visible.geometry;
    @Nullable Veil veil = null;
    BandRasteriser rasteriser = new BandRasteriser(visible, band);
    // The head's hair hangs over brows and lashes, never the other way round.
    for (int pass = 0; pass < 2; pass++) {
      for (int from = 0; from < count; ) {
        int part = g.partOf[listed[from]];
        int to = from + 1;
        while (to < count && g.partOf[listed[to]] == part) {
          to++;
        }
        PartState state = g.parts[part];
        if (state.veiled && state.kind == PartKind.HAIR == (pass == 0)) {
          if (veil == null) {
            int first = band * Rasteriser.BAND * picture.width;
            int end = Math.min(picture.height, (band + 1) * Rasteriser.BAND) * picture.width;
            veil = new Veil(picture.width, first, end - first, occlusion, shader);
          }
          rasteriser.veil(part, listed, from, to, veil);
        }
        from = to;
      }
    }
    if (veil != null) {
      veil.mixOver(picture);
    }
  }

  /** Whether something behind the strands of a pixel could still be seen. */
  boolean isOpen(int pixel) {
    return through[pixel - firstPixel] > CLOSED;
  }

  /**
   * Adds a strand behind those that are there.
   *
   * @param depth along the view, metres
   * @param share of the pixel that it covers, 0 to 1
   */
  void add(
      int pixel, int x, int y, int triangle, int part, PartState state, float depth, float share) {
    int at = pixel - firstPixel;
    // Hairs fill the gaps between those above them, as far as there are any.
    float k = Math.min(through[at], share);
    float covered = 1 - through[at];
    through[at] -= k;
    if (k < FAINT && covered > MOSTLY) {
      // what hardly shows has the colour of those above it
      float more = k / covered;
      for (int c = 3 * at; c < 3 * at + 3; c++) {
        light[c] += light[c] * more;
      }
      return;
    }
    Fragment f = shader.fragment;
    // Pixels beside one another show the same of a strand.
    int pair = y * width + x >> 1;
    if (pair != lastPair || triangle != lastTriangle) {
      shader.leave();
      lastPair = pair;
      lastTriangle = triangle;
      f.fetch(triangle, x + 0.5f, y + 0.5f);
      shader.moveTo(part, depth, true);
      shader.shade(state, occlusion == null ? 1 : occlusion.at(x, y, depth));
    }
    light[3 * at] += f.red * k;
    light[3 * at + 1] += f.green * k;
    light[3 * at + 2] += f.blue * k;
  }

  private void mixOver(Picture picture) {
    for (int i = 0; i < through.length; i++) {
      float t = through[i];
      if (t < 1) {
        // What is closed lets nothing through at all.
        float rest = Math.max(0, (t - CLOSED) / (1 - CLOSED));
        float scale = (1 - rest) / (1 - t);
        int pixel = firstPixel + i;
        for (int c = 0; c < 3; c++) {
          picture.light[3 * pixel + c] =
              picture.light[3 * pixel + c] * rest + light[3 * i + c] * scale;
        }
        picture.cover[pixel] = 1 - (1 - picture.cover[pixel]) * rest;
      }
    }
  }
}
