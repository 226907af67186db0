package dev.mien.geometry.render;

import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import java.util.Arrays;

/** Transparent parts, mixed over what is there, far triangles first. */
final class Blending {
  /** What is more opaque than this hides what lies below. */
  private static final float SOLID = 0.97f;

  private int[] order = new int[0];
  private int count;

  /** Sorts the transparent triangles of a projected frame. */
  void list(FrameGeometry g) {
    int most = 0;
    for (PartState part : g.parts) {
      if (part.blended) {
        most += part.endTriangle - part.firstTriangle;
      }
    }
    long[] keys = new long[most];
    count = 0;
    for (PartState part : g.parts) {
      if (part.blended) {
        for (int t = part.firstTriangle; t < part.endTriangle; t++) {
          float a = nearness(g, t, 0);
          float b = nearness(g, t, 1);
          float c = nearness(g, t, 2);
          if (a > 0 && b > 0 && c > 0) {
            keys[count++] = (long) Float.floatToIntBits(a + b + c) << 32 | t;
          }
        }
      }
    }
    Arrays.sort(keys, 0, count);
    if (order.length < count) {
      order = new int[count];
    }
    for (int i = 0; i < count; i++) {
      order[i] = (int) keys[i];
    }
  }

  private static float nearness(FrameGeometry g, int triangle, int corner) {
    return g.screen[FrameGeometry.SCREEN_STRIDE * g.index[3 * triangle + corner] + 2];
  }

  /**
   * Mixes them over a shaded band.
   *
   * @param corneas whether corneas alone, which lashes and hair hang over, or all others
   */
  void blend(
      int band,
      boolean corneas,
      FrameGeometry g,
      Rasteriser visible,
      Picture picture,
      SurfaceShader shader) {
    int top = band * Rasteriser.BAND;
    int bottom = Math.min(picture.height, top + Rasteriser.BAND) - 1;
    for (int k = 0; k < count; k++) {
      int t = order[k];
      if (g.parts[g.partOf[t]].kind == PartKind.CORNEA != corneas) {
        continue;
      }
      float[] s = g.screen;
      float y0 = s[FrameGeometry.SCREEN_STRIDE * g.index[3 * t] + 1];
      float y1 = s[FrameGeometry.SCREEN_STRIDE * g.index[3 * t + 1] + 1];
      float y2 = s[FrameGeometry.SCREEN_STRIDE * g.index[3 * t + 2] + 1];
      if (Math.min(y0, Math.min(y1, y2)) < bottom + 1 && Math.max(y0, Math.max(y1, y2)) >= top) {
        blend(t, top, bottom, g, visible, picture, shader);
      }
    }
  }

  private static void blend(
      int t,
      int top,
      int bottom,
      FrameGeometry g,
      Rasteriser visible,
      Picture picture,
      SurfaceShader shader) {
    float[] screen = g.screen;
    int a = FrameGeometry.SCREEN_STRIDE * g.index[3 * t];
    int b = FrameGeometry.SCREEN_STRIDE * g.index[3 * t + 1];
    int c = FrameGeometry.SCREEN_STRIDE * g.index[3 * t + 2];
    float x0 = screen[a];
    float y0 = screen[a + 1];
    float x1 = screen[b];
    float y1 = screen[b + 1];
    float x2 = screen[c];
    float y2 = screen[c + 1];
    float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    PartState part = g.parts[g.partOf[t]];
    if (!(area < 0 || area > 0 && part.doubleSided)) {
      return;
    }
    int minX = Math.max(0, (int) Math.floor(Math.min(x0, Math.min(x1, x2))));
    int maxX = Math.min(picture.width - 1, (int) Math.floor(Math.max(x0, Math.max(x1, x2))));
    int minY = Math.max(top, (int) Math.floor(Math.min(y0, Math.min(y1, y2))));
    int maxY = Math.min(bottom, (int) Math.floor(Math.max(y0, Math.max(y1, y2))));
    int samples = visible.samples;
    float inv = 1 / area;
    for (int y = minY; y <= maxY; y++) {
      for (int x = minX; x <= maxX; x++) {
        int hit = 0;
        int pixel = y * picture.width + x;
        for (int s = 0; s < samples; s++) {
          float px = x + 0.5f + (samples == 1 ? 0 : BandRasteriser.offsetX(s));
          float py = y + 0.5f + (samples == 1 ? 0 : BandRasteriser.offsetY(s));
          float w0 = ((x1 - px) * (y2 - py) - (x2 - px) * (y1 - py)) * inv;
          float w1 = ((x2 - px) * (y0 - py) - (x0 - px) * (y2 - py)) * inv;
          float w2 = 1 - w0 - w1;
          if (w0 >= 0 && w1 >= 0 && w2 > 0) {
            float z = w0 * screen[a + 2] + w1 * screen[b + 2] + w2 * screen[c + 2];
            if (z > visible.key[pixel * samples + s]) {
              hit++;
            }
          }
        }
        if (hit > 0) {
          mix(pixel, x, y, t, part, (float) hit / samples, picture, shader);
        }
      }
    }
  }

  private static void mix(
      int pixel,
      int x,
      int y,
      int triangle,
      PartState part,
      float share,
      Picture picture,
      SurfaceShader shader) {
    Fragment f = shader.fragment;
    f.fetch(triangle, x + 0.5f, y + 0.5f);
    shader.leave();
    shader.shade(part, 1);
    float opaque = f.alpha * share;
    if (share < 1 && f.alpha < SOLID) {
      // Two triangles that share a pixel cover it as one would, or their edges showed.
      opaque = 1 - (float) Math.pow(1 - f.alpha, share);
    }
    // A clear shell adds its reflections to what lies below.
    float added = part.shading == Shading.CORNEA ? share : opaque;
    float[] light = picture.light;
    light[3 * pixel] = light[3 * pixel] * (1 - opaque) + f.red * added;
    light[3 * pixel + 1] = light[3 * pixel + 1] * (1 - opaque) + f.green * added;
    light[3 * pixel + 2] = light[3 * pixel + 2] * (1 - opaque) + f.blue * added;
    picture.cover[pixel] += (1 - picture.cover[pixel]) * opaque;
  }
}
