package dev.mien.geometry.render;

import java.util.Arrays;

/**
 * Draws triangles into a buffer of nearest triangle and inverse depth per sample, with one sample
 * at the pixel's centre or four on a rotated grid.
 */
final class Rasteriser {
  /** Offsets of the four samples from the pixel's centre, pixels. */
  private static final float[] OFFSET_X = {-0.125f, 0.375f, -0.375f, 0.125f};

  private static final float[] OFFSET_Y = {-0.375f, -0.125f, 0.125f, 0.375f};

  /** Side of the squares whose farthest sample is kept to skip hidden strands. */
  private static final int TILE = 8;

  /** How often that is brought up to date within a part. */
  private static final int CHUNKS = 6;

  /** Nothing was drawn here. */
  static final int EMPTY = -1;

  int width;
  int height;
  int samples;

  /** Nearest triangle per sample, samples of a pixel side by side. */
  int[] id = new int[0];

  /** Its inverse depth; larger is nearer. */
  float[] key = new float[0];

  private long[] order = new long[0];
  private float[] tiles = new float[0];
  private int tilesAcross;
  private int firstTileX;
  private int lastTileX;
  private int firstTileY;
  private int lastTileY;
  private boolean perspective = true;

  static float offsetX(int sample) {
    return OFFSET_X[sample];
  }

  static float offsetY(int sample) {
    return OFFSET_Y[sample];
  }

  void clear(int w, int h, int sampleCount, boolean isPerspective) {
    width = w;
    height = h;
    samples = sampleCount;
    perspective = isPerspective;
    int n = w * h * sampleCount;
    if (id.length < n) {
      id = new int[n];
      key = new float[n];
    }
    Arrays.fill(id, 0, n, EMPTY);
    Arrays.fill(key, 0, n, Float.NEGATIVE_INFINITY);
  }

  /**
   * Draws a part's triangles.
   *
   * @param g vertices and indices
   * @param x screen column per vertex
   * @param y screen row per vertex
   * @param z inverse depth per vertex, or anything linear on the screen that grows nearer
   * @param bothSides whether back faces are drawn
   */
  void draw(FrameGeometry g, float[] x, float[] y, float[] z, PartState part, boolean bothSides) {
    int[] index = g.index;
    MipTexture alpha = part.alphaTested ? part.base : null;
    float cutoff = part.material.alphaCutoff();
    float factor = part.material.baseColour()[3] / 255f;
    float[] uv = g.uv;
    int triangles = part.endTriangle - part.firstTriangle;
    // Reading opacity is dear: near strands first spares those that they hide.
    boolean sorted = alpha != null && triangles > 64;
    if (sorted) {
      nearestFirst(part, index, z);
      bound(part, x, y);
    }
    int refresh = sorted ? Math.max(256, triangles / CHUNKS) : Integer.MAX_VALUE;
    for (int n = 0; n < triangles; n++) {
      if (sorted && n % refresh == 0) {
        measureTiles();
      }
      int t = sorted ? (int) order[n] : part.firstTriangle + n;
      int a = index[3 * t];
      int b = index[3 * t + 1];
      int c = index[3 * t + 2];
      float x0 = x[a];
      float y0 = y[a];
      float x1 = x[b];
      float y1 = y[b];
      float x2 = x[c];
      float y2 = y[c];
      float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
      // Rows run downwards: counter-clockwise faces have a negative area.
      if (area > 0 && !bothSides || area == 0) {
        continue;
      }
      if (area < 0) {
        int swap = b;
        b = c;
        c = swap;
        x1 = x[b];
        y1 = y[b];
        x2 = x[c];
        y2 = y[c];
        area = -area;
      }
      float z0 = z[a];
      float z1 = z[b];
      float z2 = z[c];
      if (perspective && (z0 == 0 || z1 == 0 || z2 == 0)) {
        continue;
      }
      float reach = samples == 1 ? 0.5f : 0.125f;
      int minX = Math.max(0, (int) Math.ceil(Math.min(x0, Math.min(x1, x2)) - 1 + reach));
      int maxX = Math.min(width - 1, (int) Math.floor(Math.max(x0, Math.max(x1, x2)) - reach));
      int minY = Math.max(0, (int) Math.ceil(Math.min(y0, Math.min(y1, y2)) - 1 + reach));
      int maxY = Math.min(height - 1, (int) Math.floor(Math.max(y0, Math.max(y1, y2)) - reach));
      if (minX > maxX || minY > maxY) {
        continue;
      }
      if (sorted && hidden(minX, maxX, minY, maxY, Math.max(z0, Math.max(z1, z2)))) {
        continue;
      }
      float inv = 1 / area;
      // Barycentric weights as planes over the screen.
      float a0 = (y1 - y2) * inv;
      float b0 = (x2 - x1) * inv;
      float a1 = (y2 - y0) * inv;
      float b1 = (x0 - x2) * inv;
      float a2 = (y0 - y1) * inv;
      float b2 = (x1 - x0) * inv;
      float px = minX + 0.5f;
      float py = minY + 0.5f;
      float row0 = a0 * (px - x1) + b0 * (py - y1);
      float row1 = a1 * (px - x2) + b1 * (py - y2);
      float row2 = a2 * (px - x0) + b2 * (py - y0);
      float zx = a0 * z0 + a1 * z1 + a2 * z2;
      float zy = b0 * z0 + b1 * z1 + b2 * z2;
      if (alpha == null && samples == 1) {
        fillSingle(t, minX, maxX, minY, maxY, row0, row1, row2, a0, a1, a2, b0, b1, b2, z0, z1, z2);
        continue;
      }
      int level = 0;
      if (alpha != null) {
        float uvArea =
            Math.abs(
                (uv[2 * b] - uv[2 * a]) * (uv[2 * c + 1] - uv[2 * a + 1])
                    - (uv[2 * c] - uv[2 * a]) * (uv[2 * b + 1] - uv[2 * a + 1]));
        level = alpha.level(uvArea * inv);
      }
      float far0 = samples == 1 ? 0 : 0.375f * (Math.abs(a0) + Math.abs(b0));
      float far1 = samples == 1 ? 0 : 0.375f * (Math.abs(a1) + Math.abs(b1));
      float far2 = samples == 1 ? 0 : 0.375f * (Math.abs(a2) + Math.abs(b2));
      float inv0 = 1 / a0;
      float inv1 = 1 / a1;
      float inv2 = 1 / a2;
      boolean wide = maxX - minX > 5;
      float slope = 0.375f * (Math.abs(zx) + Math.abs(zy));
      for (int j = minY; j <= maxY; j++, row0 += b0, row1 += b1, row2 += b2) {
        int first = 0;
        int end = maxX;
        if (wide) {
          // Where on the row all three weights can reach their bounds.
          float from = 0;
          float to = maxX - minX;
          float cut = (-far0 - row0) * inv0;
          if (a0 > 0) {
            from = cut > from ? cut : from;
          } else if (a0 < 0) {
            to = cut < to ? cut : to;
          } else if (row0 < -far0) {
            continue;
          }
          cut = (-far1 - row1) * inv1;
          if (a1 > 0) {
            from = cut > from ? cut : from;
          } else if (a1 < 0) {
            to = cut < to ? cut : to;
          } else if (row1 < -far1) {
            continue;
          }
          cut = (-far2 - row2) * inv2;
          if (a2 > 0) {
            from = cut > from ? cut : from;
          } else if (a2 < 0) {
            to = cut < to ? cut : to;
          } else if (row2 < -far2) {
            continue;
          }
          if (from > to + 1) {
            continue;
          }
          first = (int) Math.max(0, from - 0.01f);
          end = Math.min(maxX, minX + (int) (to + 1.01f));
        }
        float w0 = row0 + a0 * first;
        float w1 = row1 + a1 * first;
        float w2 = row2 + a2 * first;
        for (int i = minX + first; i <= end; i++, w0 += a0, w1 += a1, w2 += a2) {
          if (w0 < -far0 || w1 < -far1 || w2 < -far2) {
            continue;
          }
          float zc = w0 * z0 + w1 * z1 + w2 * z2;
          int at = (j * width + i) * samples;
          if (samples == 1) {
            if (zc <= key[at]) {
              continue;
            }
          } else {
            float nearest = zc + slope;
            if (nearest <= key[at]
                && nearest <= key[at + 1]
                && nearest <= key[at + 2]
                && nearest <= key[at + 3]) {
              continue;
            }
          }
          int cover = 15;
          if (alpha != null) {
            cover =
                alphaCover(
                    alpha, level, factor, cutoff, uv, a, b, c, w0 * z0, w1 * z1, w2 * z2, w0, w1,
                    w2, i, j, t);
            if (cover == 0) {
              continue;
            }
          }
          if (samples == 1) {
            key[at] = zc;
            id[at] = t;
            continue;
          }
          boolean inside = w0 >= far0 && w1 >= far1 && w2 >= far2;
          for (int s = 0; s < 4; s++) {
            if ((cover & 1 << s) == 0) {
              continue;
            }
            float ox = OFFSET_X[s];
            float oy = OFFSET_Y[s];
            if (!inside
                && (w0 + a0 * ox + b0 * oy < 0
                    || w1 + a1 * ox + b1 * oy < 0
                    || w2 + a2 * ox + b2 * oy < 0)) {
              continue;
            }
            float zs = zc + zx * ox + zy * oy;
            if (zs > key[at + s]) {
              key[at + s] = zs;
              id[at + s] = t;
            }
          }
        }
      }
    }
  }

  /** Finds the tiles that a part can touch. */
  private void bound(PartState part, float[] x, float[] y) {
    tilesAcross = (width + TILE - 1) / TILE;
    int tilesDown = (height + TILE - 1) / TILE;
    if (tiles.length < tilesAcross * tilesDown) {
      tiles = new float[tilesAcross * tilesDown];
    }
    float minX = Float.POSITIVE_INFINITY;
    float maxX = Float.NEGATIVE_INFINITY;
    float minY = Float.POSITIVE_INFINITY;
    float maxY = Float.NEGATIVE_INFINITY;
    for (int v = part.firstVertex; v < part.endVertex; v++) {
      minX = x[v] < minX ? x[v] : minX;
      maxX = x[v] > maxX ? x[v] : maxX;
      minY = y[v] < minY ? y[v] : minY;
      maxY = y[v] > maxY ? y[v] : maxY;
    }
    firstTileX = Math.max(0, Math.min(tilesAcross - 1, (int) minX / TILE));
    lastTileX = Math.max(0, Math.min(tilesAcross - 1, (int) maxX / TILE));
    firstTileY = Math.max(0, Math.min(tilesDown - 1, (int) minY / TILE));
    lastTileY = Math.max(0, Math.min(tilesDown - 1, (int) maxY / TILE));
  }

  /** Finds the farthest sample of each tile within the bounds. */
  private void measureTiles() {
    for (int tileY = firstTileY; tileY <= lastTileY; tileY++) {
      int row = tileY * tilesAcross;
      Arrays.fill(tiles, row + firstTileX, row + lastTileX + 1, Float.POSITIVE_INFINITY);
      for (int y = tileY * TILE; y < Math.min(height, tileY * TILE + TILE); y++) {
        for (int tile = firstTileX; tile <= lastTileX; tile++) {
          int from = (y * width + tile * TILE) * samples;
          int to = (y * width + Math.min(width, tile * TILE + TILE)) * samples;
          float least = tiles[row + tile];
          if (least == Float.NEGATIVE_INFINITY) {
            continue;
          }
          for (int k = from; k < to; k++) {
            least = key[k] < least ? key[k] : least;
          }
          tiles[row + tile] = least;
        }
      }
    }
  }

  private boolean hidden(int minX, int maxX, int minY, int maxY, float nearest) {
    for (int j = minY / TILE; j <= maxY / TILE; j++) {
      for (int i = minX / TILE; i <= maxX / TILE; i++) {
        if (nearest > tiles[j * tilesAcross + i]) {
          return false;
        }
      }
    }
    return true;
  }

  private void nearestFirst(PartState part, int[] index, float[] z) {
    int triangles = part.endTriangle - part.firstTriangle;
    if (order.length < triangles) {
      order = new long[triangles + triangles / 4];
    }
    for (int n = 0; n < triangles; n++) {
      int t = part.firstTriangle + n;
      int bits =
          Float.floatToIntBits(-(z[index[3 * t]] + z[index[3 * t + 1]] + z[index[3 * t + 2]]));
      // Makes the order of the bits the order of the numbers.
      bits ^= bits >> 31 & 0x7FFFFFFF;
      order[n] = (long) bits << 32 | t;
    }
    Arrays.sort(order, 0, triangles);
  }

  private void fillSingle(
      int t,
      int minX,
      int maxX,
      int minY,
      int maxY,
      float row0,
      float row1,
      float row2,
      float a0,
      float a1,
      float a2,
      float b0,
      float b1,
      float b2,
      float z0,
      float z1,
      float z2) {
    for (int j = minY; j <= maxY; j++) {
      float w0 = row0;
      float w1 = row1;
      float w2 = row2;
      row0 += b0;
      row1 += b1;
      row2 += b2;
      int at = j * width + minX;
      boolean entered = false;
      for (int i = minX; i <= maxX; i++, at++, w0 += a0, w1 += a1, w2 += a2) {
        if (w0 < 0 || w1 < 0 || w2 < 0) {
          if (entered) {
            break;
          }
          continue;
        }
        entered = true;
        float z = w0 * z0 + w1 * z1 + w2 * z2;
        if (z > key[at]) {
          key[at] = z;
          id[at] = t;
        }
      }
    }
  }

  private int alphaCover(
      MipTexture alpha,
      int level,
      float factor,
      float cutoff,
      float[] uv,
      int a,
      int b,
      int c,
      float p0,
      float p1,
      float p2,
      float w0,
      float w1,
      float w2,
      int i,
      int j,
      int t) {
    if (!perspective) {
      p0 = w0;
      p1 = w1;
      p2 = w2;
    }
    float inv = 1 / (p0 + p1 + p2);
    float u = (p0 * uv[2 * a] + p1 * uv[2 * b] + p2 * uv[2 * c]) * inv;
    float v = (p0 * uv[2 * a + 1] + p1 * uv[2 * b + 1] + p2 * uv[2 * c + 1]) * inv;
    if (samples == 1) {
      return alpha.nearestAlpha(u, v, level) * factor >= cutoff ? 15 : 0;
    }
    // Reduced texels are smooth enough to be taken as they are.
    int code = level > 0 ? alpha.nearestAlpha(u, v, level) : alpha.sample(u, v, 0) >>> 24;
    float opacity = code * factor;
    opacity = (opacity - cutoff) * 1.6f + 0.5f;
    if (opacity <= 0) {
      return 0;
    }
    if (opacity >= 1) {
      return 15;
    }
    int hash = (i * 0x9E3779B1 ^ j * 0x85EBCA77 ^ t * 0xC2B2AE3D) * 0x27D4EB2F;
    int n = (int) (opacity * 4 + (hash >>> 24) * (1 / 256f));
    int rotate = hash >>> 22 & 3;
    int mask = (1 << n) - 1;
    return (mask << rotate | mask << rotate >>> 4) & 15;
  }
}
