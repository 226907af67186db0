package dev.mien.geometry.render;

import java.util.Arrays;

/**
 * Spreads bright light over its surroundings, on a quarter of the size: {@link #begin}, {@link
 * #gather} for all bands, {@link #spread}, {@link #add} for all bands.
 */
final class Glow {
  /** Light above this spreads. */
  private static final float THRESHOLD = 0.8f;

  /** How many pixels make a cell, each way; a divisor of {@link Rasteriser#BAND}. */
  private static final int CELL = 4;

  private static final int CELL_ROWS = Rasteriser.BAND / CELL;

  /** Boxes one after the other look like a bell. */
  private static final int BOXES = 3;

  private int width;
  private int height;
  private float[] small = new float[0];
  private float[] scratch = new float[0];

  // The cells that have light at the end, if any; firstX is beyond lastX if none has.
  private int firstX;
  private int lastX;
  private int firstY;
  private int lastY;

  void begin(Picture picture) {
    width = (picture.width + CELL - 1) / CELL;
    height = (picture.height + CELL - 1) / CELL;
    int n = 3 * width * height;
    if (small.length < n) {
      small = new float[n];
      scratch = new float[n];
    }
  }

  /** Collects the bright light of a band. */
  void gather(int band, Picture picture) {
    int top = band * CELL_ROWS;
    int bottom = Math.min(height, top + CELL_ROWS);
    Arrays.fill(small, 3 * top * width, 3 * bottom * width, 0f);
    float[] light = picture.light;
    int w = picture.width;
    int end = Math.min(picture.height, bottom * CELL);
    for (int y = top * CELL; y < end; y++) {
      for (int x = 0; x < w; x++) {
        int at = 3 * (y * w + x);
        if (light[at] > THRESHOLD || light[at + 1] > THRESHOLD || light[at + 2] > THRESHOLD) {
          float peak = Math.max(light[at], Math.max(light[at + 1], light[at + 2]));
          float k = Math.min(4, peak - THRESHOLD) / peak * (1f / (CELL * CELL));
          int to = 3 * (y / CELL * width + x / CELL);
          small[to] += light[at] * k;
          small[to + 1] += light[at + 1] * k;
          small[to + 2] += light[at + 2] * k;
        }
      }
    }
  }

  /** Spreads what all bands gathered. */
  void spread() {
    firstX = width;
    lastX = -1;
    firstY = height;
    lastY = -1;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        if (small[at] + small[at + 1] + small[at + 2] > 0) {
          firstX = Math.min(firstX, x);
          lastX = Math.max(lastX, x);
          firstY = Math.min(firstY, y);
          lastY = y;
        }
      }
    }
    if (firstX > lastX) {
      return;
    }
    int radius = Math.max(1, Math.max(width, height) / 40);
    // Beyond these cells everything is and stays dark.
    firstX = Math.max(0, firstX - BOXES * radius);
    lastX = Math.min(width - 1, lastX + BOXES * radius);
    firstY = Math.max(0, firstY - BOXES * radius);
    lastY = Math.min(height - 1, lastY + BOXES * radius);
    for (int box = 0; box < BOXES; box++) {
      for (int y = firstY; y <= lastY; y++) {
        blur(small, scratch, 3 * (y * width + firstX), 3, lastX - firstX + 1, radius);
      }
      for (int x = firstX; x <= lastX; x++) {
        blur(scratch, small, 3 * (firstY * width + x), 3 * width, lastY - firstY + 1, radius);
      }
    }
  }

  /** A running mean along a row or column. */
  private static void blur(float[] from, float[] to, int start, int step, int count, int radius) {
    float k = 1f / (2 * radius + 1);
    float r = 0;
    float g = 0;
    float b = 0;
    for (int i = -radius; i < count; i++) {
      int enters = i + radius;
      if (enters < count) {
        int at = start + enters * step;
        r += from[at];
        g += from[at + 1];
        b += from[at + 2];
      }
      int leaves = i - radius - 1;
      if (leaves >= 0) {
        int at = start + leaves * step;
        r -= from[at];
        g -= from[at + 1];
        b -= from[at + 2];
      }
      if (i >= 0) {
        int at = start + i * step;
        to[at] = Math.max(0, r * k);
        to[at + 1] = Math.max(0, g * k);
        to[at + 2] = Math.max(0, b * k);
      }
    }
  }

  /** Adds spread light to a band. */
  void add(int band, Picture picture, float strength) {
    if (firstX > lastX) {
      return;
    }
    float[] light = picture.light;
    int w = picture.width;
    int first = Math.max(band * Rasteriser.BAND, CELL * (firstY - 1));
    int end = Math.min(Math.min(picture.height, (band + 1) * Rasteriser.BAND), CELL * (lastY + 2));
    int left = Math.max(0, CELL * (firstX - 1));
    int right = Math.min(w, CELL * (lastX + 2));
    float k = strength * 4;
    for (int y = first; y < end; y++) {
      float v = Math.max(0, Math.min(height - 1.001f, (y + 0.5f) / CELL - 0.5f));
      int y0 = (int) v;
      float fy = v - y0;
      int down = y0 + 1 < height ? 3 * width : 0;
      for (int x = left; x < right; x++) {
        float u = Math.max(0, Math.min(width - 1.001f, (x + 0.5f) / CELL - 0.5f));
        int x0 = (int) u;
        float fx = u - x0;
        int next = x0 + 1 < width ? 3 : 0;
        int at = 3 * (y * w + x);
        int upper = 3 * (y0 * width + x0);
        int lower = upper + down;
        for (int c = 0; c < 3; c++) {
          float high = small[upper + c] * (1 - fx) + small[upper + next + c] * fx;
          float low = small[lower + c] * (1 - fx) + small[lower + next + c] * fx;
          light[at + c] += k * (high * (1 - fy) + low * fy);
        }
      }
    }
  }
}
