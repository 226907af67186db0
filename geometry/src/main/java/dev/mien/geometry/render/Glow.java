package dev.mien.geometry.render;

import java.util.Arrays;

/** Spreads bright light over its surroundings, on a quarter of the size. */
final class Glow {
  /** Light above this spreads. */
  private static final float THRESHOLD = 0.8f;

  /** Less than a code of the finished picture. */
  private static final float DARK = 1e-5f;

  private float[] small = new float[0];
  private float[] scratch = new float[0];

  void add(float[] light, int width, int height, float strength) {
    int w = (width + 3) / 4;
    int h = (height + 3) / 4;
    int n = 3 * w * h;
    if (small.length < n) {
      small = new float[n];
      scratch = new float[n];
    }
    Arrays.fill(small, 0, n, 0f);
    boolean any = false;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        if (light[at] > THRESHOLD || light[at + 1] > THRESHOLD || light[at + 2] > THRESHOLD) {
          any = true;
          float peak = Math.max(light[at], Math.max(light[at + 1], light[at + 2]));
          float k = Math.min(4, peak - THRESHOLD) / peak * (1 / 16f);
          int to = 3 * ((y >> 2) * w + (x >> 2));
          small[to] += light[at] * k;
          small[to + 1] += light[at + 1] * k;
          small[to + 2] += light[at + 2] * k;
        }
      }
    }
    if (!any) {
      return;
    }
    int radius = Math.max(1, Math.max(w, h) / 40);
    for (int pass = 0; pass < 3; pass++) {
      blurRows(small, scratch, w, h, radius);
      blurColumns(scratch, small, w, h, radius);
    }
    for (int y = 0; y < height; y++) {
      float v = Math.max(0, Math.min(h - 1.001f, (y + 0.5f) / 4 - 0.5f));
      int y0 = (int) v;
      float fy = v - y0;
      int y1 = Math.min(y0 + 1, h - 1);
      for (int x = 0; x < width; x++) {
        float u = Math.max(0, Math.min(w - 1.001f, (x + 0.5f) / 4 - 0.5f));
        int x0 = (int) u;
        float fx = u - x0;
        int x1 = Math.min(x0 + 1, w - 1);
        int at = 3 * (y * width + x);
        int upper = 3 * (y0 * w + x0);
        int lower = 3 * (y1 * w + x0);
        int next = 3 * (x1 - x0);
        if (isDark(upper) && isDark(upper + next) && isDark(lower) && isDark(lower + next)) {
          continue;
        }
        for (int c = 0; c < 3; c++) {
          float top = small[upper + c] * (1 - fx) + small[upper + next + c] * fx;
          float low = small[lower + c] * (1 - fx) + small[lower + next + c] * fx;
          light[at + c] += strength * 4 * (top * (1 - fy) + low * fy);
        }
      }
    }
  }

  private boolean isDark(int at) {
    return small[at] < DARK && small[at + 1] < DARK && small[at + 2] < DARK;
  }

  private static void blurRows(float[] from, float[] to, int w, int h, int radius) {
    float k = 1f / (2 * radius + 1);
    for (int y = 0; y < h; y++) {
      for (int c = 0; c < 3; c++) {
        float sum = 0;
        for (int x = -radius; x < w; x++) {
          int in = x + radius;
          if (in < w) {
            sum += from[3 * (y * w + in) + c];
          }
          if (x - radius - 1 >= 0) {
            sum -= from[3 * (y * w + x - radius - 1) + c];
          }
          if (x >= 0) {
            to[3 * (y * w + x) + c] = Math.max(0, sum * k);
          }
        }
      }
    }
  }

  private static void blurColumns(float[] from, float[] to, int w, int h, int radius) {
    float k = 1f / (2 * radius + 1);
    for (int x = 0; x < w; x++) {
      for (int c = 0; c < 3; c++) {
        float sum = 0;
        for (int y = -radius; y < h; y++) {
          int in = y + radius;
          if (in < h) {
            sum += from[3 * (in * w + x) + c];
          }
          if (y - radius - 1 >= 0) {
            sum -= from[3 * ((y - radius - 1) * w + x) + c];
          }
          if (y >= 0) {
            to[3 * (y * w + x) + c] = Math.max(0, sum * k);
          }
        }
      }
    }
  }
}
