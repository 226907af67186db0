package dev.mien.geometry.render;

import java.util.Arrays;

/**
 * A buffer of nearest triangle and inverse depth per sample, with one sample at the pixel's centre
 * or four on a rotated grid, and the triangles that are to be drawn into it.
 *
 * <p>Triangles are sorted into bands of rows first ({@link #add}); a band is then drawn by itself
 * ({@link #drawBand}) while its rows stay in the processor's cache, on any thread ("sort-middle",
 * Molnar et al., "A sorting classification of parallel rendering", 1994).
 */
final class Rasteriser {
  /** Rows of a band; a multiple of {@link BandRasteriser#TILE}. */
  static final int BAND = 16;

  /** Nothing was drawn here. */
  static final int EMPTY = -1;

  /** From how many triangles on reading opacity is spared by drawing the nearest first. */
  private static final int MANY = 64;

  /** Steps of depth that strands are sorted into. */
  private static final int STEPS = 4096;

  int width;
  int height;
  int samples;

  /** Nearest triangle per sample, samples of a pixel side by side. */
  int[] id = new int[0];

  /** Its inverse depth; larger is nearer. */
  float[] key = new float[0];

  FrameGeometry geometry = new FrameGeometry();

  /**
   * Column, row and inverse depth per vertex, or anything linear on the screen that grows nearer,
   * in steps of {@link FrameGeometry#SCREEN_STRIDE}.
   */
  float[] screen = new float[0];

  /** Whether inverse depth is what it's called, and 0 marks vertices before the near plane. */
  boolean perspective;

  private int[][] listed = new int[0][];
  private int[] listedCount = new int[0];
  private int[] order = new int[0];
  private int[] step = new int[0];
  private final int[] stepStart = new int[STEPS + 1];

  /**
   * Begins a picture.
   *
   * @param g indices and textures
   * @param vertices where the vertices are, see {@link #screen}
   * @param sampleCount per pixel, 1 or 4
   */
  void begin(
      FrameGeometry g, float[] vertices, int w, int h, int sampleCount, boolean isPerspective) {
    geometry = g;
    screen = vertices;
    width = w;
    height = h;
    samples = sampleCount;
    perspective = isPerspective;
    int n = w * h * sampleCount;
    if (id.length < n) {
      id = new int[n];
      key = new float[n];
    }
    int bands = bands();
    if (listed.length < bands) {
      listed = Arrays.copyOf(listed, bands);
      listedCount = new int[bands];
      for (int i = 0; i < bands; i++) {
        if (listed[i] == null) {
          listed[i] = new int[256];
        }
      }
    }
    Arrays.fill(listedCount, 0, bands, 0);
  }

  int bands() {
    return (height + BAND - 1) / BAND;
  }

  /** Opacity of these strands is dear to read: near ones first spare those that they hide. */
  static boolean nearestFirst(PartState part) {
    return part.alphaTested && part.endTriangle - part.firstTriangle > MANY;
  }

  /**
   * Lists a part's triangles for drawing.
   *
   * @param bothSides whether back faces are drawn
   */
  void add(PartState part, boolean bothSides) {
    int[] index = geometry.index;
    float[] s = screen;
    int count = part.endTriangle - part.firstTriangle;
    boolean sorted = nearestFirst(part);
    if (sorted) {
      sort(part);
    }
    // The farthest a sample is from its pixel's corners.
    float reach = samples == 1 ? 0.5f : 0.125f;
    for (int n = 0; n < count; n++) {
      int t = part.firstTriangle + (sorted ? order[n] : n);
      int a = FrameGeometry.SCREEN_STRIDE * index[3 * t];
      int b = FrameGeometry.SCREEN_STRIDE * index[3 * t + 1];
      int c = FrameGeometry.SCREEN_STRIDE * index[3 * t + 2];
      float x0 = s[a];
      float y0 = s[a + 1];
      float x1 = s[b];
      float y1 = s[b + 1];
      float x2 = s[c];
      float y2 = s[c + 1];
      float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
      // Rows run downwards: counter-clockwise faces have a negative area.
      if (!(area < 0 || area > 0 && bothSides)) {
        continue;
      }
      if (perspective && (s[a + 2] == 0 || s[b + 2] == 0 || s[c + 2] == 0)) {
        continue;
      }
      float left = Math.min(x0, Math.min(x1, x2));
      float right = Math.max(x0, Math.max(x1, x2));
      float top = Math.min(y0, Math.min(y1, y2));
      float bottom = Math.max(y0, Math.max(y1, y2));
      int minX = Math.max(0, (int) Math.ceil(left - 1 + reach));
      int maxX = Math.min(width - 1, (int) Math.floor(right - reach));
      int minY = Math.max(0, (int) Math.ceil(top - 1 + reach));
      int maxY = Math.min(height - 1, (int) Math.floor(bottom - reach));
      if (minX > maxX || minY > maxY) {
        continue;
      }
      for (int band = minY / BAND; band <= maxY / BAND; band++) {
        int at = listedCount[band]++;
        int[] list = listed[band];
        if (at == list.length) {
          list = Arrays.copyOf(list, 2 * at);
          listed[band] = list;
        }
        list[at] = t;
      }
    }
  }

  /** Triangles listed for a band, those of a part together. */
  int[] listed(int band) {
    return listed[band];
  }

  int listedCount(int band) {
    return listedCount[band];
  }

  /** Clears a band and draws what was listed for it. */
  void drawBand(int band) {
    int from = band * BAND * width * samples;
    int to = Math.min(height, (band + 1) * BAND) * width * samples;
    Arrays.fill(id, from, to, EMPTY);
    Arrays.fill(key, from, to, Float.NEGATIVE_INFINITY);
    if (listedCount[band] > 0) {
      new BandRasteriser(this, band).draw(listed[band], listedCount[band]);
    }
  }

  /** Orders a part's triangles by steps of depth, those of a step as they come. */
  private void sort(PartState part) {
    int count = part.endTriangle - part.firstTriangle;
    if (order.length < count) {
      order = new int[count + count / 4];
      step = new int[count + count / 4];
    }
    int[] index = geometry.index;
    float near = Float.NEGATIVE_INFINITY;
    float far = Float.POSITIVE_INFINITY;
    for (int v = part.firstVertex; v < part.endVertex; v++) {
      float z = screen[FrameGeometry.SCREEN_STRIDE * v + 2];
      near = z > near ? z : near;
      far = z < far ? z : far;
    }
    float scale = near > far ? (STEPS - 1) / (3 * (near - far)) : 0;
    Arrays.fill(stepStart, 0);
    for (int n = 0; n < count; n++) {
      int i = 3 * (part.firstTriangle + n);
      float z =
          screen[FrameGeometry.SCREEN_STRIDE * index[i] + 2]
              + screen[FrameGeometry.SCREEN_STRIDE * index[i + 1] + 2]
              + screen[FrameGeometry.SCREEN_STRIDE * index[i + 2] + 2];
      int s = Math.max(0, Math.min(STEPS - 1, (int) ((3 * near - z) * scale)));
      step[n] = s;
      stepStart[s + 1]++;
    }
    for (int s = 0; s < STEPS; s++) {
      stepStart[s + 1] += stepStart[s];
    }
    for (int n = 0; n < count; n++) {
      order[stepStart[step[n]]++] = n;
    }
  }
}
