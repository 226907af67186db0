package dev.mien.geometry.render;

import dev.mien.core.image.PixelImage;
import java.util.ArrayList;
import java.util.List;

/** A texture with its successive halvings, sampled bilinearly and repeated at its borders. */
final class MipTexture {

  private static final int PAIR = 0x00FF00FF;

  private final int[][] levels;
  private final int[] widths;
  private final int[] heights;
  private final float baseTexels;

  MipTexture(PixelImage image) {
    List<int[]> chain = new ArrayList<>();
    List<int[]> sizes = new ArrayList<>();
    int[] pixels = image.argb();
    int w = image.width();
    int h = image.height();
    baseTexels = (float) w * h;
    chain.add(pixels);
    sizes.add(new int[] {w, h});
    while (w > 4 && h > 4) {
      int halfW = w / 2;
      int halfH = h / 2;
      int[] half = new int[halfW * halfH];
      for (int y = 0; y < halfH; y++) {
        for (int x = 0; x < halfW; x++) {
          int at = 2 * y * w + 2 * x;
          half[y * halfW + x] =
              average(pixels[at], pixels[at + 1], pixels[at + w], pixels[at + w + 1]);
        }
      }
      pixels = half;
      w = halfW;
      h = halfH;
      chain.add(pixels);
      sizes.add(new int[] {w, h});
    }
    levels = chain.toArray(new int[0][]);
    widths = sizes.stream().mapToInt(size -> size[0]).toArray();
    heights = sizes.stream().mapToInt(size -> size[1]).toArray();
  }

  private static int average(int a, int b, int c, int d) {
    int rb = ((a & PAIR) + (b & PAIR) + (c & PAIR) + (d & PAIR) + 0x00020002) >>> 2;
    int ag =
        ((a >>> 8 & PAIR) + (b >>> 8 & PAIR) + (c >>> 8 & PAIR) + (d >>> 8 & PAIR) + 0x00020002)
            >>> 2;
    return rb & PAIR | (ag & PAIR) << 8;
  }

  /**
   * Level whose texels are about as large as pixels.
   *
   * @param uvPerPixel area of texture coordinates that a pixel covers
   */
  int level(float uvPerPixel) {
    float texels = uvPerPixel * baseTexels;
    if (!(texels > 2)) {
      return 0;
    }
    return Math.min(Math.getExponent(texels * 1.5f) >> 1, levels.length - 1);
  }

  /** Bilinear sample, {@code 0xAARRGGBB}. */
  int sample(float u, float v, int level) {
    int w = widths[level];
    int h = heights[level];
    float x = u * w - 0.5f;
    float y = v * h - 0.5f;
    int xi = floor(x);
    int yi = floor(y);
    int fx = (int) ((x - xi) * 256);
    int fy = (int) ((y - yi) * 256);
    int x0 = wrap(xi, w);
    int y0 = wrap(yi, h);
    int x1 = x0 + 1 == w ? 0 : x0 + 1;
    int y1 = y0 + 1 == h ? 0 : y0 + 1;
    int[] p = levels[level];
    int top = mix(p[y0 * w + x0], p[y0 * w + x1], fx);
    int bottom = mix(p[y1 * w + x0], p[y1 * w + x1], fx);
    return mix(top, bottom, fy);
  }

  /** Alpha of the nearest texel, in [0, 255]. */
  int nearestAlpha(float u, float v, int level) {
    int w = widths[level];
    int h = heights[level];
    int x = wrap(floor(u * w), w);
    int y = wrap(floor(v * h), h);
    return levels[level][y * w + x] >>> 24;
  }

  private static int floor(float x) {
    int i = (int) x;
    return x < i ? i - 1 : i;
  }

  private static int wrap(int i, int n) {
    if (i >= 0 && i < n) {
      return i;
    }
    int m = i % n;
    return m < 0 ? m + n : m;
  }

  private static int mix(int a, int b, int f) {
    int g = 256 - f;
    int rb = ((a & PAIR) * g + (b & PAIR) * f) >>> 8 & PAIR;
    int ag = (a >>> 8 & PAIR) * g + (b >>> 8 & PAIR) * f & ~PAIR;
    return rb | ag;
  }
}
