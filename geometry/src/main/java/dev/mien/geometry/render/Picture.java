package dev.mien.geometry.render;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.scene.Shading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Linear light of a frame, from shading to the finished picture. */
final class Picture {
  /** Samples of one part whose depths differ by less than this are shaded once, metres. */
  private static final float SAME_SURFACE = 0.004f;

  private static final float SAME_STRAND = 0.0015f;

  /** Light up to this is shown as it is. */
  private static final float UNTOUCHED = 0.8f;

  /** Strands of one pixel whose depths differ by less than this are in the same light, metres. */
  private static final float SAME_LIGHT = 0.008f;

  private float[] light = new float[0];

  /** Covered share of each pixel. */
  private float[] cover = new float[0];

  private final Glow glow = new Glow();

  void shade(
      FrameGeometry geometry,
      Rasteriser visible,
      @Nullable AmbientOcclusion occlusion,
      SurfaceShader shader) {
    int n = visible.width * visible.height;
    if (cover.length < n) {
      cover = new float[n];
      light = new float[3 * n];
    }
    Arrays.fill(cover, 0, n, 0f);
    Arrays.fill(light, 0, 3 * n, 0f);
    int samples = visible.samples;
    int[] id = visible.id;
    float[] key = visible.key;
    for (int y = 0; y < visible.height; y++) {
      for (int x = 0; x < visible.width; x++) {
        int pixel = y * visible.width + x;
        int at = pixel * samples;
        int done = 0;
        float strandDepth = Float.POSITIVE_INFINITY;
        for (int s = 0; s < samples; s++) {
          int triangle = id[at + s];
          if (triangle < 0 || (done & 1 << s) != 0) {
            continue;
          }
          int part = geometry.partOf[triangle];
          PartState state = geometry.parts.get(part);
          float depth = 1 / key[at + s];
          float tolerance = state.shading == Shading.HAIR ? SAME_STRAND : SAME_SURFACE;
          int count = 1;
          for (int q = s + 1; q < samples; q++) {
            int other = id[at + q];
            if (other >= 0
                && (done & 1 << q) == 0
                && (other == triangle
                    || geometry.partOf[other] == part
                        && Math.abs(1 / key[at + q] - depth) < tolerance)) {
              done |= 1 << q;
              count++;
            }
          }
          shader.fetch(triangle, x + 0.5f, y + 0.5f);
          // strands of a pixel lie in the same light
          boolean strand = state.shading == Shading.HAIR;
          if (!(strand && Math.abs(depth - strandDepth) < SAME_LIGHT)) {
            shader.moveOn();
            strandDepth = strand ? depth : Float.POSITIVE_INFINITY;
          }
          shader.shade(state, occlusion == null ? 1 : occlusion.at(x, y, depth));
          float share = samples == 1 ? 1 : count * 0.25f;
          cover[pixel] += share;
          light[3 * pixel] += shader.red * share;
          light[3 * pixel + 1] += shader.green * share;
          light[3 * pixel + 2] += shader.blue * share;
        }
      }
    }
  }

  /** Mixes transparent parts over what is there, far ones first. */
  void blend(FrameGeometry g, Rasteriser visible, SurfaceShader shader) {
    int count = 0;
    for (PartState part : g.parts) {
      if (part.blended) {
        count += part.endTriangle - part.firstTriangle;
      }
    }
    if (count == 0) {
      return;
    }
    long[] order = new long[count];
    int k = 0;
    for (PartState part : g.parts) {
      if (part.blended) {
        for (int t = part.firstTriangle; t < part.endTriangle; t++) {
          float nearness =
              g.iz[g.index[3 * t]] + g.iz[g.index[3 * t + 1]] + g.iz[g.index[3 * t + 2]];
          order[k++] = (long) Float.floatToIntBits(nearness) << 32 | t;
        }
      }
    }
    Arrays.sort(order);
    for (long entry : order) {
      int t = (int) entry;
      PartState part = g.parts.get(g.partOf[t]);
      blendTriangle(g, visible, shader, part, t);
    }
  }

  private void blendTriangle(
      FrameGeometry g, Rasteriser visible, SurfaceShader shader, PartState part, int t) {
    int a = g.index[3 * t];
    int b = g.index[3 * t + 1];
    int c = g.index[3 * t + 2];
    if (g.iz[a] == 0 || g.iz[b] == 0 || g.iz[c] == 0) {
      return;
    }
    float x0 = g.sx[a];
    float y0 = g.sy[a];
    float x1 = g.sx[b];
    float y1 = g.sy[b];
    float x2 = g.sx[c];
    float y2 = g.sy[c];
    float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    if (area == 0 || area > 0 && !part.doubleSided) {
      return;
    }
    int minX = Math.max(0, (int) Math.floor(Math.min(x0, Math.min(x1, x2))));
    int maxX = Math.min(visible.width - 1, (int) Math.floor(Math.max(x0, Math.max(x1, x2))));
    int minY = Math.max(0, (int) Math.floor(Math.min(y0, Math.min(y1, y2))));
    int maxY = Math.min(visible.height - 1, (int) Math.floor(Math.max(y0, Math.max(y1, y2))));
    int samples = visible.samples;
    float inv = 1 / area;
    for (int y = minY; y <= maxY; y++) {
      for (int x = minX; x <= maxX; x++) {
        int hit = 0;
        int pixel = y * visible.width + x;
        for (int s = 0; s < samples; s++) {
          float px = x + 0.5f + (samples == 1 ? 0 : Rasteriser.offsetX(s));
          float py = y + 0.5f + (samples == 1 ? 0 : Rasteriser.offsetY(s));
          float w0 = ((x1 - px) * (y2 - py) - (x2 - px) * (y1 - py)) * inv;
          float w1 = ((x2 - px) * (y0 - py) - (x0 - px) * (y2 - py)) * inv;
          float w2 = 1 - w0 - w1;
          if (w0 >= 0 && w1 >= 0 && w2 > 0) {
            float z = w0 * g.iz[a] + w1 * g.iz[b] + w2 * g.iz[c];
            if (z > visible.key[pixel * samples + s]) {
              hit++;
            }
          }
        }
        if (hit == 0) {
          continue;
        }
        shader.fetch(t, x + 0.5f, y + 0.5f);
        shader.moveOn();
        shader.shade(part, 1);
        float share = (float) hit / samples;
        float opaque = shader.alpha * share;
        // A clear shell adds its reflections to what lies below.
        float added = part.shading == Shading.CORNEA ? share : opaque;
        light[3 * pixel] = light[3 * pixel] * (1 - opaque) + shader.red * added;
        light[3 * pixel + 1] = light[3 * pixel + 1] * (1 - opaque) + shader.green * added;
        light[3 * pixel + 2] = light[3 * pixel + 2] * (1 - opaque) + shader.blue * added;
        cover[pixel] += (1 - cover[pixel]) * opaque;
      }
    }
  }

  /** Adds backdrop, contours and glow, tone-maps, reduces by {@code scale} and encodes. */
  PixelImage finish(Rasteriser visible, RenderStyle style, int scale) {
    int w = visible.width;
    int h = visible.height;
    boolean transparent = style.backdrop().transparent();
    if (!transparent) {
      fillBackdrop(w, h, style.backdrop());
    }
    if (style.outline() > 0) {
      Contour.draw(visible, light, cover, style);
    }
    if (style.bloom() > 0) {
      glow.add(light, w, h, style.bloom());
    }
    int outW = w / scale;
    int outH = h / scale;
    int[] argb = new int[outW * outH];
    float part = 1f / (scale * scale);
    for (int y = 0; y < outH; y++) {
      for (int x = 0; x < outW; x++) {
        float r = 0;
        float g = 0;
        float b = 0;
        float a = 0;
        for (int j = 0; j < scale; j++) {
          for (int i = 0; i < scale; i++) {
            int at = (y * scale + j) * w + x * scale + i;
            float cr = light[3 * at];
            float cg = light[3 * at + 1];
            float cb = light[3 * at + 2];
            if (cr > UNTOUCHED || cg > UNTOUCHED || cb > UNTOUCHED) {
              float brightest = Math.max(cr, Math.max(cg, cb));
              float k = compression(brightest);
              // Very bright light bleaches, as on film.
              float peak = brightest * k;
              float white = 1 - 1 / (0.15f * (1 / k - 1) * peak + 1);
              cr = cr * k + (peak - cr * k) * white;
              cg = cg * k + (peak - cg * k) * white;
              cb = cb * k + (peak - cb * k) * white;
            }
            r += cr;
            g += cg;
            b += cb;
            a += transparent ? cover[at] : 1;
          }
        }
        float norm = transparent ? (a > 0 ? 1 / a : 0) : part;
        argb[y * outW + x] = encode(r * norm, g * norm, b * norm, a * part, style.saturation());
      }
    }
    return PixelImage.wrap(outW, outH, argb);
  }

  /**
   * Factor that keeps the brightest channel below 1: untouched up to {@link #UNTOUCHED}, then a
   * hyperbola (after the Khronos PBR neutral tone mapper, 2024).
   */
  private static float compression(float peak) {
    float d = 1 - UNTOUCHED;
    return (1 - d * d / (peak + d - UNTOUCHED)) / peak;
  }

  private static int encode(float r, float g, float b, float a, float saturation) {
    if (saturation != 1) {
      float grey = 0.2126f * r + 0.7152f * g + 0.0722f * b;
      r = grey + (r - grey) * saturation;
      g = grey + (g - grey) * saturation;
      b = grey + (b - grey) * saturation;
    }
    int alpha = a >= 1 ? 255 : (int) (a * 255 + 0.5f);
    return alpha << 24 | Srgb.code(r) << 16 | Srgb.code(g) << 8 | Srgb.code(b);
  }

  private void fillBackdrop(int w, int h, Backdrop backdrop) {
    float[] c = linear(backdrop.centre());
    float[] e = linear(backdrop.edge());
    for (int y = 0; y < h; y++) {
      float dy = (y + 0.5f) / h - 0.42f;
      for (int x = 0; x < w; x++) {
        int at = y * w + x;
        float free = 1 - cover[at];
        if (free > 0) {
          float dx = ((x + 0.5f) / w - 0.5f) * 0.95f;
          float t = (float) Math.sqrt(dx * dx + dy * dy) * (1 / 0.68f);
          t = t > 1 ? 1 : t;
          t = t * t * (3 - 2 * t);
          // A little noise keeps the gradient from banding.
          int hash = (x * 0x9E3779B1 ^ y * 0x85EBCA77) * 0x27D4EB2F;
          t += ((hash >>> 24) - 127.5f) * (1 / 9000f);
          light[3 * at] += free * (c[0] + (e[0] - c[0]) * t);
          light[3 * at + 1] += free * (c[1] + (e[1] - c[1]) * t);
          light[3 * at + 2] += free * (c[2] + (e[2] - c[2]) * t);
        }
      }
    }
  }

  static float[] linear(int rgb) {
    return new float[] {
      TransferTable.LINEAR[rgb >> 16 & 255],
      TransferTable.LINEAR[rgb >> 8 & 255],
      TransferTable.LINEAR[rgb & 255]
    };
  }
}
