package dev.mien.geometry.render;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.scene.Shading;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Linear light of a frame, from shading to the finished picture, band by band. */
final class Picture {
  /** Samples of one part whose depths differ by less than this are shaded once, metres. */
  private static final float SAME_SURFACE = 0.004f;

  private static final float SAME_STRAND = 0.0015f;

  /** As {@link #SAME_STRAND}, once one strand of the pixel is shaded: two tell its colour. */
  private static final float OTHER_STRANDS = 0.006f;

  /** Light up to this is shown as it is. */
  private static final float UNTOUCHED = 0.8f;

  int width;
  int height;

  /** RGB of each pixel. */
  float[] light = new float[0];

  /** Covered share of each pixel. */
  float[] cover = new float[0];

  private int[] argb = new int[0];

  /** Begins a picture that is drawn at a multiple of its size. */
  void begin(int w, int h, int scale) {
    width = w;
    height = h;
    int n = w * h;
    if (cover.length < n) {
      cover = new float[n];
      light = new float[3 * n];
    }
    argb = new int[n / (scale * scale)];
  }

  private int endRow(int band) {
    return Math.min(height, (band + 1) * Rasteriser.BAND);
  }

  /** Shades what is visible in a band. */
  void shade(
      int band,
      FrameGeometry geometry,
      Rasteriser visible,
      @Nullable AmbientOcclusion occlusion,
      SurfaceShader shader) {
    int from = band * Rasteriser.BAND * width;
    int end = endRow(band) * width;
    Arrays.fill(cover, from, end, 0f);
    Arrays.fill(light, 3 * from, 3 * end, 0f);
    // Four pixels of a square after one another: they can share what shadow maps tell.
    for (int y = band * Rasteriser.BAND; y < endRow(band); y += 2) {
      for (int x = 0; x < width; x += 2) {
        shader.leave();
        shade(x, y, geometry, visible, occlusion, shader);
        if (x + 1 < width) {
          shade(x + 1, y, geometry, visible, occlusion, shader);
        }
        if (y + 1 < height) {
          shade(x, y + 1, geometry, visible, occlusion, shader);
          if (x + 1 < width) {
            shade(x + 1, y + 1, geometry, visible, occlusion, shader);
          }
        }
      }
    }
  }

  private void shade(
      int x,
      int y,
      FrameGeometry geometry,
      Rasteriser visible,
      @Nullable AmbientOcclusion occlusion,
      SurfaceShader shader) {
    int[] id = visible.id;
    int samples = visible.samples;
    int pixel = y * width + x;
    int at = pixel * samples;
    int triangle = id[at];
    shader.nextPixel();
    if (samples > 1
        && (triangle != id[at + 1] || triangle != id[at + 2] || triangle != id[at + 3])) {
      shadeSamples(x, y, geometry, visible, occlusion, shader);
    } else if (triangle >= 0) {
      shadeWhole(x, y, triangle, visible.key[at], geometry, occlusion, shader);
    }
  }

  private void shadeWhole(
      int x,
      int y,
      int triangle,
      float key,
      FrameGeometry geometry,
      @Nullable AmbientOcclusion occlusion,
      SurfaceShader shader) {
    Fragment f = shader.fragment;
    f.fetch(triangle, x + 0.5f, y + 0.5f);
    float depth = 1 / key;
    int part = geometry.partOf[triangle];
    PartState state = geometry.parts[part];
    shader.moveTo(part, depth, state.shading == Shading.HAIR);
    shader.shade(state, occlusion == null ? 1 : occlusion.at(x, y, depth));
    int pixel = y * width + x;
    cover[pixel] = 1;
    light[3 * pixel] = f.red;
    light[3 * pixel + 1] = f.green;
    light[3 * pixel + 2] = f.blue;
  }

  /** Shades the surfaces of a pixel that several share. */
  private void shadeSamples(
      int x,
      int y,
      FrameGeometry geometry,
      Rasteriser visible,
      @Nullable AmbientOcclusion occlusion,
      SurfaceShader shader) {
    int samples = visible.samples;
    int pixel = y * width + x;
    int at = pixel * samples;
    int[] id = visible.id;
    float[] key = visible.key;
    Fragment f = shader.fragment;
    int done = 0;
    int strands = 0;
    for (int s = 0; s < samples; s++) {
      int triangle = id[at + s];
      if (triangle < 0 || (done & 1 << s) != 0) {
        continue;
      }
      int part = geometry.partOf[triangle];
      PartState state = geometry.parts[part];
      boolean strand = state.shading == Shading.HAIR;
      float depth = 1 / key[at + s];
      // The difference of inverse depths that this difference of depths makes here.
      float metres = !strand ? SAME_SURFACE : strands == 0 ? SAME_STRAND : OTHER_STRANDS;
      float tolerance = metres * key[at + s] * key[at + s];
      strands += strand ? 1 : 0;
      int count = 1;
      for (int q = s + 1; q < samples; q++) {
        int other = id[at + q];
        if (other >= 0
            && (done & 1 << q) == 0
            && (other == triangle
                || geometry.partOf[other] == part
                    && Math.abs(key[at + q] - key[at + s]) < tolerance)) {
          done |= 1 << q;
          count++;
        }
      }
      f.fetch(triangle, x + 0.5f, y + 0.5f);
      shader.moveTo(part, depth, strand);
      shader.shade(state, occlusion == null ? 1 : occlusion.at(x, y, depth));
      float share = count * 0.25f;
      cover[pixel] += share;
      light[3 * pixel] += f.red * share;
      light[3 * pixel + 1] += f.green * share;
      light[3 * pixel + 2] += f.blue * share;
    }
  }

  /** Puts a band's backdrop behind what was shaded. */
  void fillBackdrop(int band, Backdrop backdrop) {
    float[] c = linear(backdrop.centre());
    float[] e = linear(backdrop.edge());
    for (int y = band * Rasteriser.BAND; y < endRow(band); y++) {
      float dy = (y + 0.5f) / height - 0.42f;
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        float free = 1 - cover[at];
        if (free > 0) {
          float dx = ((x + 0.5f) / width - 0.5f) * 0.95f;
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

  /** Tone-maps a band, reduces it by {@code scale} and encodes it. */
  void encode(int band, boolean transparent, float saturation, int scale) {
    int outW = width / scale;
    float part = 1f / (scale * scale);
    for (int y = band * Rasteriser.BAND / scale; y < endRow(band) / scale; y++) {
      for (int x = 0; x < outW; x++) {
        float r = 0;
        float g = 0;
        float b = 0;
        float a = 0;
        for (int j = 0; j < scale; j++) {
          for (int i = 0; i < scale; i++) {
            int at = (y * scale + j) * width + x * scale + i;
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
        argb[y * outW + x] = encode(r * norm, g * norm, b * norm, a * part, saturation);
      }
    }
  }

  /** The picture, when all bands are encoded. */
  PixelImage finished(int scale) {
    return PixelImage.wrap(width / scale, height / scale, argb);
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

  static float[] linear(int rgb) {
    return new float[] {
      TransferTable.LINEAR[rgb >> 16 & 255],
      TransferTable.LINEAR[rgb >> 8 & 255],
      TransferTable.LINEAR[rgb & 255]
    };
  }
}
