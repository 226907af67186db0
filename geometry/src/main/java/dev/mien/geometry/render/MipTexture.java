package dev.mien.geometry.render;

import dev.mien.core.image.PixelImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A texture with its successive halvings, sampled bilinearly and repeated at its borders.
 *
 * <p>Maps of one surface are mostly of one size: a place is found once ({@link Place}) and read in
 * all of them.
 */
final class MipTexture {

  /** A texture of one clear texel. */
  static final MipTexture NONE = new MipTexture(PixelImage.wrap(1, 1, new int[1]));

  private static final int PAIR = 0x00FF00FF;

  private final int[][] levels;
  private final int[] widths;
  private final int[] heights;
  private final float baseTexels;

  /** Alpha of each level, of textures that are drawn by it: a quarter of the memory to read. */
  private byte[][] alphas = new byte[0][];

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

  /** Prepares reading alpha by itself. */
  void separateAlpha() {
    if (alphas.length == 0) {
      byte[][] separated = new byte[levels.length][];
      for (int level = 0; level < levels.length; level++) {
        separated[level] = new byte[widths[level] * heights[level]];
        for (int i = 0; i < separated[level].length; i++) {
          separated[level][i] = (byte) (levels[level][i] >>> 24);
        }
      }
      alphas = separated;
    }
  }

  /** Four neighbouring texels and the shares of the right and lower ones, in 256ths. */
  static final class Place {
    private int width;
    private int height;
    private int level;
    private int upperLeft;
    private int upperRight;
    private int lowerLeft;
    private int lowerRight;
    private int right;
    private int lower;

    /** Forgets the place: texture coordinates are others now. */
    void clear() {
      width = 0;
    }
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

  /**
   * Side of a texel of the first level on the screen.
   *
   * @param uvPerPixel area of texture coordinates that a pixel covers
   */
  float pixelsPerTexel(float uvPerPixel) {
    return 1 / (float) Math.sqrt(uvPerPixel * baseTexels + 1e-6f);
  }

  /**
   * Area of texture coordinates that a pixel covers, or more: where a texel is much narrower than
   * long on the screen, as on a strip of hair, the mean of both ways' squares counts.
   *
   * @param ux change of u along a row, {@code uy} along a column
   * @param vx change of v along a row, {@code vy} along a column
   */
  float footprint(float ux, float uy, float vx, float vy) {
    float aspect = (float) widths[0] / heights[0];
    return 0.5f * ((ux * ux + uy * uy) * aspect + (vx * vx + vy * vy) / aspect);
  }

  /**
   * Bilinear sample, {@code 0xAARRGGBB}.
   *
   * @param place that of the same coordinates in the texture read before, or a cleared one; becomes
   *     this texture's
   */
  int sample(float u, float v, float uvPerPixel, Place place) {
    if (place.width != widths[0] || place.height != heights[0]) {
      find(u, v, level(uvPerPixel), place);
    }
    int[] p = levels[place.level];
    int top = mix(p[place.upperLeft], p[place.upperRight], place.right);
    int bottom = mix(p[place.lowerLeft], p[place.lowerRight], place.right);
    return mix(top, bottom, place.lower);
  }

  private void find(float u, float v, int level, Place place) {
    int w = widths[level];
    int h = heights[level];
    float x = u * w - 0.5f;
    float y = v * h - 0.5f;
    int xi = floor(x);
    int yi = floor(y);
    int x0 = wrap(xi, w);
    int y0 = wrap(yi, h);
    int x1 = x0 + 1 == w ? 0 : x0 + 1;
    int y1 = y0 + 1 == h ? 0 : y0 + 1;
    place.width = widths[0];
    place.height = heights[0];
    place.level = level;
    place.upperLeft = y0 * w + x0;
    place.upperRight = y0 * w + x1;
    place.lowerLeft = y1 * w + x0;
    place.lowerRight = y1 * w + x1;
    place.right = (int) ((x - xi) * 256);
    place.lower = (int) ((y - yi) * 256);
  }

  /** Alpha of the nearest texel, in [0, 255]; after {@link #separateAlpha}. */
  int nearestAlpha(float u, float v, int level) {
    int w = widths[level];
    int h = heights[level];
    int x = wrap(floor(u * w), w);
    int y = wrap(floor(v * h), h);
    return alphas[level][y * w + x] & 255;
  }

  /** Bilinear alpha, in [0, 255]; after {@link #separateAlpha}. */
  int sampleAlpha(float u, float v, int level) {
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
    byte[] p = alphas[level];
    int top = (p[y0 * w + x0] & 255) * (256 - fx) + (p[y0 * w + x1] & 255) * fx >>> 8;
    int bottom = (p[y1 * w + x0] & 255) * (256 - fx) + (p[y1 * w + x1] & 255) * fx >>> 8;
    return top * (256 - fy) + bottom * fy >>> 8;
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
