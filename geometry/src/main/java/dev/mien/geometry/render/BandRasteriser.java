package dev.mien.geometry.render;

import java.util.Arrays;

/**
 * Draws triangles into one band of rows of a {@link Rasteriser}.
 *
 * <p>Barycentric weights are planes over the screen (Pineda, "A parallel algorithm for polygon
 * rasterization", 1988); {@link RowEnds} says where on a row they are positive, so that pixels
 * outside, of which the boxes of thin strands have many, aren't visited, and those whose four
 * samples lie inside aren't tested. The samples lie opposite one another round the centre: two
 * offsets serve all four.
 */
final class BandRasteriser {
  /** Change of cover with opacity where texels are no larger than pixels. */
  private static final float SOFT = 1.3f;

  /** The same where texels are much larger than pixels. */
  private static final float STEEPEST = 6;

  /** From this cover on, strands hide what lies behind; the rest of them is a {@link Veil}. */
  private static final float OPAQUE = 0.92f;

  /** Less cover than this isn't seen. */
  private static final float LEAST = 0.03f;

  /** Offsets of the first two samples from the pixel's centre, pixels; two more lie opposite. */
  private static final float FIRST_X = -0.125f;

  private static final float FIRST_Y = -0.375f;
  private static final float SECOND_X = 0.375f;
  private static final float SECOND_Y = -0.125f;

  /** Side of the squares whose farthest sample is kept to skip hidden strands. */
  static final int TILE = 8;

  /** After how many drawn pixels a square's farthest sample is looked for again. */
  private static final int STALE = 24;

  private final FrameGeometry geometry;
  private final float[] screen;
  private final boolean perspective;
  private final int samples;
  private final int width;
  private final int top;
  private final int bottom;
  private final int[] id;
  private final float[] key;

  // Farthest sample of each square, and how many pixels of it were drawn since that was measured.
  private final int tilesAcross;
  private float[] farthest = new float[0];
  private int[] drawn = new int[0];

  // The triangle that is being drawn: weights and depth at the first pixel's centre, and how much
  // they grow by column (a) and by row (b).
  private int triangle;
  private int minX;
  private int maxX;
  private int minY;
  private int maxY;
  private float first0;
  private float first1;
  private float first2;
  private float a0;
  private float a1;
  private float a2;
  private float b0;
  private float b1;
  private float b2;
  private float firstZ;
  private float zx;
  private float zy;
  private final RowEnds edges = new RowEnds();

  // Texture coordinates times inverse depth, of strands with opacity.
  private MipTexture opacity = MipTexture.NONE;
  private float factor;
  private float cutoff;
  private int level;
  private float steepness;
  private float firstU;
  private float ux;
  private float uy;
  private float firstV;
  private float vx;
  private float vy;
  private boolean counting;
  private boolean veiled;

  BandRasteriser(Rasteriser target, int band) {
    geometry = target.geometry;
    screen = target.screen;
    perspective = target.perspective;
    samples = target.samples;
    width = target.width;
    top = band * Rasteriser.BAND;
    bottom = Math.min(target.height, top + Rasteriser.BAND) - 1;
    id = target.id;
    key = target.key;
    tilesAcross = (width + TILE - 1) / TILE;
  }

  static float offsetX(int sample) {
    return switch (sample) {
      case 0 -> FIRST_X;
      case 1 -> SECOND_X;
      case 2 -> -SECOND_X;
      default -> -FIRST_X;
    };
  }

  static float offsetY(int sample) {
    return switch (sample) {
      case 0 -> FIRST_Y;
      case 1 -> SECOND_Y;
      case 2 -> -SECOND_Y;
      default -> -FIRST_Y;
    };
  }

  /** Draws triangles in the order given, those of a part together. */
  void draw(int[] triangles, int count) {
    int current = -1;
    boolean tested = false;
    boolean sorted = false;
    for (int n = 0; n < count; n++) {
      int t = triangles[n];
      int p = geometry.partOf[t];
      if (p != current) {
        current = p;
        PartState part = geometry.parts[p];
        tested = readsOpacity(part);
        sorted = Rasteriser.nearestFirst(part);
        counting = sorted;
        if (sorted) {
          forgetTiles();
        }
      }
      triangle = t;
      if (!prepare(tested, sorted)) {
        continue;
      }
      if (samples == 1) {
        if (tested) {
          fillTestedCentres();
        } else {
          fillCentres();
        }
      } else if (tested) {
        fillTestedSamples();
      } else {
        fillSamples();
      }
    }
  }

  /** Takes over a part's opacity; false if it has none. */
  private boolean readsOpacity(PartState part) {
    MipTexture base = part.base;
    if (!part.alphaTested || base == null) {
      return false;
    }
    opacity = base;
    factor = part.material.baseColour()[3] / 255f;
    cutoff = part.material.alphaCutoff();
    veiled = part.veiled;
    return true;
  }

  /**
   * Mixes in what strands cover in part, once everything opaque is drawn.
   *
   * @param part index of the part
   * @param triangles some of it, nearest first, from {@code from} to before {@code to}
   */
  void veil(int part, int[] triangles, int from, int to, Veil veil) {
    PartState state = geometry.parts[part];
    if (samples == 1 || !readsOpacity(state)) {
      return;
    }
    forgetTiles();
    for (int n = from; n < to; n++) {
      triangle = triangles[n];
      if (prepare(true, true)) {
        veil(part, state, veil);
      }
    }
  }

  private void veil(int part, PartState state, Veil veil) {
    float pz = zx * FIRST_X + zy * FIRST_Y;
    float qz = zx * SECOND_X + zy * SECOND_Y;
    float slope = Math.max(Math.abs(pz), Math.abs(qz));
    for (int row = 0; row <= maxY - minY; row++) {
      edges.cut(row, maxX - minX);
      int j = minY + row;
      float z = firstZ + row * zy + edges.begin * zx;
      float u = firstU + row * uy + edges.begin * ux;
      float v = firstV + row * vy + edges.begin * vx;
      int pixel = j * width + minX + edges.begin;
      for (int i = edges.begin; i <= edges.end; i++) {
        int at = 4 * pixel;
        float nearest = z + slope;
        if ((nearest > key[at]
                || nearest > key[at + 1]
                || nearest > key[at + 2]
                || nearest > key[at + 3])
            && veil.isOpen(pixel)) {
          int seen = z + pz > key[at] ? 1 : 0;
          seen |= z + qz > key[at + 1] ? 2 : 0;
          seen |= z - qz > key[at + 2] ? 4 : 0;
          seen |= z - pz > key[at + 3] ? 8 : 0;
          if (seen != 0 && !(i >= edges.wholeBegin && i <= edges.wholeEnd)) {
            seen &= inside(row, i);
          }
          if (seen != 0) {
            float inv = perspective ? 1 / z : 1;
            float share = Math.min(1, share(u * inv, v * inv));
            if (share > LEAST) {
              share *= 0.25f * Integer.bitCount(seen);
              veil.add(pixel, minX + i, j, triangle, part, state, inv, share);
            }
          }
        }
        z += zx;
        u += ux;
        v += vx;
        pixel++;
      }
    }
  }

  /** Finds a triangle's bounds and planes; false if nothing of it can be seen in the band. */
  private boolean prepare(boolean tested, boolean sorted) {
    int[] index = geometry.index;
    float[] s = screen;
    int va = index[3 * triangle];
    int vb = index[3 * triangle + 1];
    int vc = index[3 * triangle + 2];
    int a = FrameGeometry.SCREEN_STRIDE * va;
    int b = FrameGeometry.SCREEN_STRIDE * vb;
    int c = FrameGeometry.SCREEN_STRIDE * vc;
    float x0 = s[a];
    float y0 = s[a + 1];
    float z0 = s[a + 2];
    float x1 = s[b];
    float y1 = s[b + 1];
    float z1 = s[b + 2];
    float x2 = s[c];
    float y2 = s[c + 1];
    float z2 = s[c + 2];
    float reach = samples == 1 ? 0.5f : 0.125f;
    minX = Math.max(0, (int) Math.ceil(Math.min(x0, Math.min(x1, x2)) - 1 + reach));
    maxX = Math.min(width - 1, (int) Math.floor(Math.max(x0, Math.max(x1, x2)) - reach));
    minY = Math.max(top, (int) Math.ceil(Math.min(y0, Math.min(y1, y2)) - 1 + reach));
    maxY = Math.min(bottom, (int) Math.floor(Math.max(y0, Math.max(y1, y2)) - reach));
    if (minX > maxX || minY > maxY || sorted && hidden(Math.max(z0, Math.max(z1, z2)))) {
      return false;
    }
    // Divided by the signed area, weights are positive inside whichever side is seen.
    float inv = 1 / ((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0));
    a0 = (y1 - y2) * inv;
    b0 = (x2 - x1) * inv;
    a1 = (y2 - y0) * inv;
    b1 = (x0 - x2) * inv;
    a2 = (y0 - y1) * inv;
    b2 = (x1 - x0) * inv;
    float px = minX + 0.5f;
    float py = minY + 0.5f;
    first0 = a0 * (px - x1) + b0 * (py - y1);
    first1 = a1 * (px - x2) + b1 * (py - y2);
    first2 = a2 * (px - x0) + b2 * (py - y0);
    zx = a0 * z0 + a1 * z1 + a2 * z2;
    zy = b0 * z0 + b1 * z1 + b2 * z2;
    firstZ = first0 * z0 + first1 * z1 + first2 * z2;
    findEdges();
    if (tested) {
      float[] w = geometry.vertex;
      int ta = FrameGeometry.STRIDE * va + FrameGeometry.UV;
      int tb = FrameGeometry.STRIDE * vb + FrameGeometry.UV;
      int tc = FrameGeometry.STRIDE * vc + FrameGeometry.UV;
      float u0 = w[ta];
      float v0 = w[ta + 1];
      float u1 = w[tb];
      float v1 = w[tb + 1];
      float u2 = w[tc];
      float v2 = w[tc + 1];
      float footprint =
          opacity.footprint(
              a0 * u0 + a1 * u1 + a2 * u2,
              b0 * u0 + b1 * u1 + b2 * u2,
              a0 * v0 + a1 * v1 + a2 * v2,
              b0 * v0 + b1 * v1 + b2 * v2);
      level = opacity.level(footprint);
      // what is wholly clear stays so, however low the cutoff is
      float soft = Math.max(SOFT, 0.5f / cutoff);
      steepness = Math.max(soft, Math.min(STEEPEST, opacity.pixelsPerTexel(footprint)));
      if (perspective) {
        u0 *= z0;
        v0 *= z0;
        u1 *= z1;
        v1 *= z1;
        u2 *= z2;
        v2 *= z2;
      }
      ux = a0 * u0 + a1 * u1 + a2 * u2;
      uy = b0 * u0 + b1 * u1 + b2 * u2;
      firstU = first0 * u0 + first1 * u1 + first2 * u2;
      vx = a0 * v0 + a1 * v1 + a2 * v2;
      vy = b0 * v0 + b1 * v1 + b2 * v2;
      firstV = first0 * v0 + first1 * v1 + first2 * v2;
    }
    return true;
  }

  /** Slants of the triangle's edges, so that a row's ends follow from its number. */
  private void findEdges() {
    edges.clear();
    edges.add(a0, b0, first0, samples == 1 ? 0 : far(a0, b0));
    edges.add(a1, b1, first1, samples == 1 ? 0 : far(a1, b1));
    edges.add(a2, b2, first2, samples == 1 ? 0 : far(a2, b2));
  }

  /** How much a plane differs at most between a sample and its pixel's centre. */
  private static float far(float a, float b) {
    return Math.max(Math.abs(a * FIRST_X + b * FIRST_Y), Math.abs(a * SECOND_X + b * SECOND_Y));
  }

  private void fillCentres() {
    float zx = this.zx;
    float[] key = this.key;
    int[] id = this.id;
    int t = triangle;
    int columns = maxX - minX;
    for (int row = 0; row <= maxY - minY; row++) {
      edges.cut(row, columns);
      int begin = edges.begin;
      int start = (minY + row) * width + minX;
      int end = start + edges.end;
      float z = firstZ + row * zy + begin * zx;
      for (int at = start + begin; at <= end; at++) {
        if (z > key[at]) {
          key[at] = z;
          id[at] = t;
        }
        z += zx;
      }
    }
  }

  private void fillTestedCentres() {
    for (int row = 0; row <= maxY - minY; row++) {
      edges.cut(row, maxX - minX);
      int begin = edges.begin;
      int j = minY + row;
      int start = j * width + minX;
      float z = firstZ + row * zy + begin * zx;
      float u = firstU + row * uy + begin * ux;
      float v = firstV + row * vy + begin * vx;
      for (int i = begin; i <= edges.end; i++) {
        int at = start + i;
        if (z > key[at]) {
          float inv = perspective ? 1 / z : 1;
          if (opacity.nearestAlpha(u * inv, v * inv, level) * factor >= cutoff) {
            key[at] = z;
            id[at] = triangle;
            if (counting) {
              count(minX + i, j);
            }
          }
        }
        z += zx;
        u += ux;
        v += vx;
      }
    }
  }

  private void fillSamples() {
    float zx = this.zx;
    float pz = zx * FIRST_X + zy * FIRST_Y;
    float qz = zx * SECOND_X + zy * SECOND_Y;
    float slope = Math.max(Math.abs(pz), Math.abs(qz));
    float[] key = this.key;
    int[] id = this.id;
    int t = triangle;
    int columns = maxX - minX;
    for (int row = 0; row <= maxY - minY; row++) {
      edges.cut(row, columns);
      int begin = edges.begin;
      int end = edges.end;
      int wholeBegin = edges.wholeBegin;
      int wholeEnd = edges.wholeEnd;
      float z = firstZ + row * zy + begin * zx;
      int at = 4 * ((minY + row) * width + minX + begin);
      for (int i = begin; i <= end; i++) {
        float nearest = z + slope;
        if (nearest > key[at]
            || nearest > key[at + 1]
            || nearest > key[at + 2]
            || nearest > key[at + 3]) {
          int inside = i >= wholeBegin && i <= wholeEnd ? 15 : inside(row, i);
          if ((inside & 1) != 0 && z + pz > key[at]) {
            key[at] = z + pz;
            id[at] = t;
          }
          if ((inside & 2) != 0 && z + qz > key[at + 1]) {
            key[at + 1] = z + qz;
            id[at + 1] = t;
          }
          if ((inside & 4) != 0 && z - qz > key[at + 2]) {
            key[at + 2] = z - qz;
            id[at + 2] = t;
          }
          if ((inside & 8) != 0 && z - pz > key[at + 3]) {
            key[at + 3] = z - pz;
            id[at + 3] = t;
          }
        }
        z += zx;
        at += 4;
      }
    }
  }

  private void fillTestedSamples() {
    float pz = zx * FIRST_X + zy * FIRST_Y;
    float qz = zx * SECOND_X + zy * SECOND_Y;
    float slope = Math.max(Math.abs(pz), Math.abs(qz));
    float[] key = this.key;
    int[] id = this.id;
    int t = triangle;
    for (int row = 0; row <= maxY - minY; row++) {
      edges.cut(row, maxX - minX);
      int begin = edges.begin;
      int end = edges.end;
      int wholeBegin = edges.wholeBegin;
      int wholeEnd = edges.wholeEnd;
      int j = minY + row;
      float z = firstZ + row * zy + begin * zx;
      float u = firstU + row * uy + begin * ux;
      float v = firstV + row * vy + begin * vx;
      int at = 4 * (j * width + minX + begin);
      for (int i = begin; i <= end; i++) {
        float nearest = z + slope;
        if (nearest > key[at]
            || nearest > key[at + 1]
            || nearest > key[at + 2]
            || nearest > key[at + 3]) {
          float inv = perspective ? 1 / z : 1;
          int cover = cover(u * inv, v * inv);
          if (cover != 0) {
            cover &= i >= wholeBegin && i <= wholeEnd ? 15 : inside(row, i);
            if ((cover & 1) != 0 && z + pz > key[at]) {
              key[at] = z + pz;
              id[at] = t;
            }
            if ((cover & 2) != 0 && z + qz > key[at + 1]) {
              key[at + 1] = z + qz;
              id[at + 1] = t;
            }
            if ((cover & 4) != 0 && z - qz > key[at + 2]) {
              key[at + 2] = z - qz;
              id[at + 2] = t;
            }
            if ((cover & 8) != 0 && z - pz > key[at + 3]) {
              key[at + 3] = z - pz;
              id[at + 3] = t;
            }
            if (counting) {
              count(minX + i, j);
            }
          }
        }
        z += zx;
        u += ux;
        v += vx;
        at += 4;
      }
    }
  }

  /** Which of the four samples of a pixel lie inside the triangle, as bits. */
  private int inside(int row, int column) {
    float w0 = first0 + row * b0 + column * a0;
    float w1 = first1 + row * b1 + column * a1;
    float w2 = first2 + row * b2 + column * a2;
    float p0 = a0 * FIRST_X + b0 * FIRST_Y;
    float q0 = a0 * SECOND_X + b0 * SECOND_Y;
    float p1 = a1 * FIRST_X + b1 * FIRST_Y;
    float q1 = a1 * SECOND_X + b1 * SECOND_Y;
    float p2 = a2 * FIRST_X + b2 * FIRST_Y;
    float q2 = a2 * SECOND_X + b2 * SECOND_Y;
    // The sign bits of the three weights: set in none if the sample lies inside.
    int first = sign(w0 + p0) | sign(w1 + p1) | sign(w2 + p2);
    int second = sign(w0 + q0) | sign(w1 + q1) | sign(w2 + q2);
    int third = sign(w0 - q0) | sign(w1 - q1) | sign(w2 - q2);
    int fourth = sign(w0 - p0) | sign(w1 - p1) | sign(w2 - p2);
    return ~(first >>> 31 | second >>> 31 << 1 | third >>> 31 << 2 | fourth >>> 31 << 3) & 15;
  }

  private static int sign(float x) {
    return Float.floatToRawIntBits(x);
  }

  /** Which of the four samples of a pixel a strand's opacity covers, as bits. */
  private int cover(float u, float v) {
    float share = share(u, v);
    if (veiled) {
      return share >= OPAQUE ? 15 : 0;
    }
    int n = (int) (share * 4 + 0.5f);
    if (n <= 0) {
      return 0;
    }
    if (n >= 4) {
      return 15;
    }
    // Strips one above the other take different samples. All pixels of one take as many where they
    // are covered alike: chance would make grain of fine hairs.
    int rotate = triangle * 0xC2B2AE3D >>> 30;
    int mask = (1 << n) - 1;
    return (mask << rotate | mask << rotate >>> 4) & 15;
  }

  /** How much of a pixel a strand covers: its edge is a pixel wide, however large texels are. */
  private float share(float u, float v) {
    return (opacity.sampleAlpha(u, v, level) * factor - cutoff) * steepness + 0.5f;
  }

  private void forgetTiles() {
    int tiles = Rasteriser.BAND / TILE * tilesAcross;
    if (farthest.length < tiles) {
      farthest = new float[tiles];
      drawn = new int[tiles];
    }
    Arrays.fill(farthest, Float.NEGATIVE_INFINITY);
    Arrays.fill(drawn, STALE);
  }

  private void count(int x, int y) {
    drawn[(y - top) / TILE * tilesAcross + x / TILE]++;
  }

  /** Whether everything within the triangle's bounds is nearer than it. */
  private boolean hidden(float nearest) {
    for (int row = (minY - top) / TILE; row <= (maxY - top) / TILE; row++) {
      for (int column = minX / TILE; column <= maxX / TILE; column++) {
        int tile = row * tilesAcross + column;
        if (nearest > farthest[tile]) {
          if (drawn[tile] < STALE) {
            return false;
          }
          measure(tile, row, column);
          if (nearest > farthest[tile]) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Greene, Kass and Miller, "Hierarchical Z-buffer visibility" (1993), with one level. */
  private void measure(int tile, int row, int column) {
    drawn[tile] = 0;
    float least = Float.POSITIVE_INFINITY;
    int firstRow = top + row * TILE;
    int lastRow = Math.min(bottom, firstRow + TILE - 1);
    int columns = Math.min(width - column * TILE, TILE) * samples;
    for (int y = firstRow; y <= lastRow; y++) {
      int from = (y * width + column * TILE) * samples;
      for (int k = from; k < from + columns; k++) {
        least = key[k] < least ? key[k] : least;
      }
      if (least == Float.NEGATIVE_INFINITY) {
        break;
      }
    }
    farthest[tile] = least;
  }
}
