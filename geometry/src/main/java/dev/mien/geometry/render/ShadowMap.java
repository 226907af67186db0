package dev.mien.geometry.render;

import org.joml.Vector3f;

/**
 * Distances from a light, compared over a disc for a soft edge (percentage-closer soft shadows,
 * Fernando, 2005).
 *
 * <p>The farthest and nearest distances of squares of the map tell where a whole disc is lit or
 * shaded, without reading it (Guennebaud et al., "Real-time soft shadow mapping by backprojection",
 * 2006).
 */
final class ShadowMap {
  private static final int TAPS = 13;
  private static final float[] TAP_X = new float[TAPS];
  private static final float[] TAP_Y = new float[TAPS];

  /** Discs of up to this radius are read with {@link #FEW} taps, texels. */
  private static final float SMALL = 2.5f;

  private static final int FEW = 6;
  private static final float[] FEW_X = new float[FEW];
  private static final float[] FEW_Y = new float[FEW];

  /** Side of the squares whose nearest and farthest distances are kept, texels. */
  private static final int SQUARE = 4;

  /** How much wider than {@link #blur} a disc gets at most. */
  private static final float WIDEST = 1.6f;

  static {
    spread(TAP_X, TAP_Y);
    spread(FEW_X, FEW_Y);
  }

  /** A sunflower spiral covers a disc evenly. */
  private static void spread(float[] x, float[] y) {
    for (int i = 0; i < x.length; i++) {
      double radius = Math.sqrt((i + 0.5) / x.length);
      double angle = i * Math.PI * (3 - Math.sqrt(5));
      x[i] = (float) (radius * Math.cos(angle));
      y[i] = (float) (radius * Math.sin(angle));
    }
  }

  private final Rasteriser rasteriser = new Rasteriser();
  private float[] screen = new float[0];
  private final Vector3f across = new Vector3f();
  private final Vector3f upward = new Vector3f();
  private final Vector3f toLight = new Vector3f();
  private int size;
  private float scale;
  private float offsetX;
  private float offsetY;

  /** Texels of the disc that edges are softened over. */
  private float blur;

  // Nearest and farthest from the light per square, and of all squares that a disc can touch.
  private int squares;
  private float[] nearest = new float[0];
  private float[] farthest = new float[0];
  private float[] nearestAround = new float[0];
  private float[] farthestAround = new float[0];

  /**
   * Begins the map: finds its place and lists what is to be drawn.
   *
   * @param g all vertices
   * @param direction unit vector towards the light
   * @param resolution columns and rows
   * @param softness apparent radius of the light, radians
   * @param lowest what lies below this height casts no shadow and gets none, metres
   */
  void begin(FrameGeometry g, Vector3f direction, int resolution, float softness, float lowest) {
    size = resolution;
    toLight.set(direction);
    across.set(0, 1, 0).cross(direction);
    if (across.lengthSquared() < 1e-6f) {
      across.set(1, 0, 0);
    }
    across.normalize();
    upward.set(direction).cross(across);
    if (screen.length < g.screen.length) {
      screen = new float[g.screen.length];
    }
    place(g, lowest);
    // A light of that radius, seen past an edge about 2.5 cm away.
    blur = Math.max(1.9f, softness * 0.025f * scale);
    rasteriser.begin(g, screen, size, size, 1, false);
    for (PartState part : g.parts) {
      if (part.castsShadow) {
        rasteriser.add(part, true);
      }
    }
    squares = (size + SQUARE - 1) / SQUARE;
    int n = squares * squares;
    if (nearest.length < n) {
      nearest = new float[n];
      farthest = new float[n];
      nearestAround = new float[n];
      farthestAround = new float[n];
    }
  }

  private void place(FrameGeometry g, float lowest) {
    float minX = Float.POSITIVE_INFINITY;
    float maxX = Float.NEGATIVE_INFINITY;
    float minY = Float.POSITIVE_INFINITY;
    float maxY = Float.NEGATIVE_INFINITY;
    float[] world = g.vertex;
    for (int i = 0; i < g.vertices; i++) {
      int at = FrameGeometry.STRIDE * i;
      float x = world[at];
      float y = world[at + 1];
      float z = world[at + 2];
      float a = x * across.x + y * across.y + z * across.z;
      float b = x * upward.x + y * upward.y + z * upward.z;
      int to = FrameGeometry.SCREEN_STRIDE * i;
      screen[to] = a;
      screen[to + 1] = b;
      screen[to + 2] = x * toLight.x + y * toLight.y + z * toLight.z;
      if (y >= lowest) {
        minX = Math.min(minX, a);
        maxX = Math.max(maxX, a);
        minY = Math.min(minY, b);
        maxY = Math.max(maxY, b);
      }
    }
    if (!(minX <= maxX)) {
      minX = 0;
      maxX = 0;
      minY = 0;
      maxY = 0;
    }
    float extent = Math.max(Math.max(maxX - minX, maxY - minY), 1e-3f);
    scale = (size - 4) / extent;
    offsetX = 2 - minX * scale;
    offsetY = 2 + maxY * scale;
    for (int i = 0; i < g.vertices; i++) {
      int at = FrameGeometry.SCREEN_STRIDE * i;
      screen[at] = offsetX + screen[at] * scale;
      screen[at + 1] = offsetY - screen[at + 1] * scale;
    }
  }

  int bands() {
    return rasteriser.bands();
  }

  void drawBand(int band) {
    rasteriser.drawBand(band);
    int end = Math.min(squares, (band + 1) * (Rasteriser.BAND / SQUARE));
    for (int row = band * (Rasteriser.BAND / SQUARE); row < end; row++) {
      for (int column = 0; column < squares; column++) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int y = row * SQUARE; y < Math.min(size, row * SQUARE + SQUARE); y++) {
          for (int x = column * SQUARE; x < Math.min(size, column * SQUARE + SQUARE); x++) {
            float z = rasteriser.key[y * size + x];
            low = z < low ? z : low;
            high = z > high ? z : high;
          }
        }
        nearest[row * squares + column] = high;
        farthest[row * squares + column] = low;
      }
    }
  }

  /** Looks round each square; when all bands are drawn. */
  void lookAround() {
    int reach = (int) Math.ceil(blur * WIDEST / SQUARE);
    float[] high = new float[squares * squares];
    float[] low = new float[squares * squares];
    for (int y = 0; y < squares; y++) {
      for (int x = 0; x < squares; x++) {
        float h = Float.NEGATIVE_INFINITY;
        float l = Float.POSITIVE_INFINITY;
        for (int q = Math.max(0, x - reach); q <= Math.min(squares - 1, x + reach); q++) {
          h = Math.max(h, nearest[y * squares + q]);
          l = Math.min(l, farthest[y * squares + q]);
        }
        high[y * squares + x] = h;
        low[y * squares + x] = l;
      }
    }
    for (int y = 0; y < squares; y++) {
      for (int x = 0; x < squares; x++) {
        float h = Float.NEGATIVE_INFINITY;
        float l = Float.POSITIVE_INFINITY;
        for (int q = Math.max(0, y - reach); q <= Math.min(squares - 1, y + reach); q++) {
          h = Math.max(h, high[q * squares + x]);
          l = Math.min(l, low[q * squares + x]);
        }
        nearestAround[y * squares + x] = h;
        farthestAround[y * squares + x] = l;
      }
    }
  }

  /**
   * Share of the light that reaches a point, in [0, 1].
   *
   * @param nx normal of the surface; the point is lifted along it against self-shadowing
   * @param thickness receives how much matter lies between the point and the light at most, metres;
   *     wherever it's asked for
   * @param i where to
   * @param wanted whether it's asked for
   */
  float light(
      float x,
      float y,
      float z,
      float nx,
      float ny,
      float nz,
      float[] thickness,
      int i,
      boolean wanted) {
    float lift = 0.0012f + 0.6f / scale;
    float qx = x + nx * lift;
    float qy = y + ny * lift;
    float qz = z + nz * lift;
    float u = offsetX + (qx * across.x + qy * across.y + qz * across.z) * scale;
    float v = offsetY - (qx * upward.x + qy * upward.y + qz * upward.z) * scale;
    float d = qx * toLight.x + qy * toLight.y + qz * toLight.z;
    int square = square(u, v);
    if (nearestAround[square] <= d) {
      thickness[i] = 0;
      return 1;
    }
    float deepest = 0;
    if (!wanted && farthestAround[square] - d >= 0.0008f + 0.5f * WIDEST * blur / scale) {
      return 0;
    }
    float[] map = rasteriser.key;
    float sum = 0;
    // Nearby occluders give a tight edge, far ones a wide one.
    float radius = WIDEST * blur;
    float blockers = 0;
    float gap = 0;
    for (int k = 0; k < TAPS; k += 3) {
      float over = map[at(u + TAP_X[k] * radius, v + TAP_Y[k] * radius)] - d;
      if (over > 0) {
        blockers++;
        gap += over;
      }
    }
    if (blockers > 0) {
      radius = Math.max(1.6f, Math.min(blur * WIDEST, blur * (gap / blockers) * 40));
    }
    // A gradual comparison hides the taps' steps.
    float hard = 1 / (0.0008f + 0.5f * radius / scale);
    boolean small = radius < SMALL;
    float[] tapX = small ? FEW_X : TAP_X;
    float[] tapY = small ? FEW_Y : TAP_Y;
    // A surface at a slant doesn't shade itself: taps are compared with its own plane.
    float towards = nx * toLight.x + ny * toLight.y + nz * toLight.z;
    float tilt = radius / (scale * Math.max(0.3f, Math.abs(towards)));
    float du = (nx * across.x + ny * across.y + nz * across.z) * tilt;
    float dv = -(nx * upward.x + ny * upward.y + nz * upward.z) * tilt;
    for (int k = 0; k < tapX.length; k++) {
      float plane = d - tapX[k] * du - tapY[k] * dv;
      float tu = u + tapX[k] * radius;
      float tv = v + tapY[k] * radius;
      sum += lit(tu, tv, plane, hard);
      float over = map[at(tu, tv)] - plane;
      deepest = over > deepest ? over : deepest;
    }
    thickness[i] = deepest;
    return sum / tapX.length;
  }

  /**
   * As {@link #light}, with a few taps and one softness: for the lesser lights.
   *
   * @param steps whether the borders of texels may show: they don't among strands
   */
  float roughly(
      float x,
      float y,
      float z,
      float nx,
      float ny,
      float nz,
      float[] thickness,
      int i,
      boolean wanted,
      boolean steps) {
    float lift = 0.0015f + 0.8f / scale;
    float qx = x + nx * lift;
    float qy = y + ny * lift;
    float qz = z + nz * lift;
    float u = offsetX + (qx * across.x + qy * across.y + qz * across.z) * scale;
    float v = offsetY - (qx * upward.x + qy * upward.y + qz * upward.z) * scale;
    float d = qx * toLight.x + qy * toLight.y + qz * toLight.z;
    int square = square(u, v);
    if (nearestAround[square] <= d) {
      thickness[i] = 0;
      return 1;
    }
    float wide = 0.001f + 0.5f * blur / scale;
    if (!wanted && farthestAround[square] - d >= wide) {
      return 0;
    }
    float hard = 1 / wide;
    float sum = 0;
    float deepest = 0;
    for (int k = 1; k < TAPS; k += 3) {
      float tu = u + TAP_X[k] * blur;
      float tv = v + TAP_Y[k] * blur;
      float over = rasteriser.key[at(tu, tv)] - d;
      sum += steps ? open(over * hard) : lit(tu, tv, d, hard);
      deepest = over > deepest ? over : deepest;
    }
    thickness[i] = deepest;
    return sum * (1f / 4);
  }

  /**
   * Share of the light at a place of the map, mixed from the four texels round it: their borders
   * would show as steps in the shadow's edge. What is outside the map is lit.
   *
   * @param d distance that the texels' are compared with
   * @param hard how fast light fades with what is above that, 1/metres
   */
  private float lit(float u, float v, float d, float hard) {
    float x = u - 0.5f;
    float y = v - 0.5f;
    if (x < 0 || y < 0 || x >= size - 1 || y >= size - 1) {
      return 1;
    }
    int ix = (int) x;
    int iy = (int) y;
    float fx = x - ix;
    float fy = y - iy;
    int i = iy * size + ix;
    float[] map = rasteriser.key;
    float a = map[i] - d;
    float b = map[i + 1] - d;
    float c = map[i + size] - d;
    float e = map[i + size + 1] - d;
    float most = Math.max(Math.max(a, b), Math.max(c, e));
    if (most <= 0) {
      return 1;
    }
    float top = open(a * hard) * (1 - fx) + open(b * hard) * fx;
    float bottom = open(c * hard) * (1 - fx) + open(e * hard) * fx;
    return top * (1 - fy) + bottom * fy;
  }

  private static float open(float shade) {
    return shade <= 0 ? 1 : shade >= 1 ? 0 : 1 - shade;
  }

  private int square(float u, float v) {
    int x = (int) u / SQUARE;
    int y = (int) v / SQUARE;
    x = x < 0 ? 0 : x >= squares ? squares - 1 : x;
    y = y < 0 ? 0 : y >= squares ? squares - 1 : y;
    return y * squares + x;
  }

  private int at(float u, float v) {
    int x = (int) u;
    int y = (int) v;
    x = x < 0 ? 0 : x >= size ? size - 1 : x;
    y = y < 0 ? 0 : y >= size ? size - 1 : y;
    return y * size + x;
  }
}
