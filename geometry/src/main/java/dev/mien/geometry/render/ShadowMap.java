package dev.mien.geometry.render;

import org.joml.Vector3f;

/** Distances from the key light, compared over a disc for a soft edge. */
final class ShadowMap {
  private static final int TAPS = 13;
  private static final float[] TAP_X = new float[TAPS];
  private static final float[] TAP_Y = new float[TAPS];

  static {
    // A sunflower spiral covers a disc evenly.
    for (int i = 0; i < TAPS; i++) {
      double radius = Math.sqrt((i + 0.5) / TAPS);
      double angle = i * Math.PI * (3 - Math.sqrt(5));
      TAP_X[i] = (float) (radius * Math.cos(angle));
      TAP_Y[i] = (float) (radius * Math.sin(angle));
    }
  }

  private final Rasteriser rasteriser = new Rasteriser();
  private float[] sx = new float[0];
  private float[] sy = new float[0];
  private float[] sz = new float[0];
  private final Vector3f across = new Vector3f();
  private final Vector3f upward = new Vector3f();
  private final Vector3f toLight = new Vector3f();
  private int size;
  private float scale;
  private float offsetX;
  private float offsetY;

  /** Pixels of the disc that edges are softened over. */
  private float blur;

  /** Nearest surface to the light found by the last question, metres before the point. */
  private float thickness;

  /**
   * Draws the map.
   *
   * @param g all vertices
   * @param direction unit vector towards the light
   * @param resolution columns and rows
   * @param softness apparent radius of the light, radians
   * @param lowest what lies below this height casts no shadow and gets none, metres
   */
  void draw(FrameGeometry g, Vector3f direction, int resolution, float softness, float lowest) {
    size = resolution;
    toLight.set(direction);
    across.set(0, 1, 0).cross(direction);
    if (across.lengthSquared() < 1e-6f) {
      across.set(1, 0, 0);
    }
    across.normalize();
    upward.set(direction).cross(across);
    if (sx.length < g.vertices) {
      sx = new float[g.sx.length];
      sy = new float[g.sx.length];
      sz = new float[g.sx.length];
    }
    float minX = Float.POSITIVE_INFINITY;
    float maxX = Float.NEGATIVE_INFINITY;
    float minY = Float.POSITIVE_INFINITY;
    float maxY = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < g.vertices; i++) {
      float x = g.world[3 * i];
      float y = g.world[3 * i + 1];
      float z = g.world[3 * i + 2];
      float a = x * across.x + y * across.y + z * across.z;
      float b = x * upward.x + y * upward.y + z * upward.z;
      sx[i] = a;
      sy[i] = b;
      sz[i] = x * toLight.x + y * toLight.y + z * toLight.z;
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
      sx[i] = offsetX + sx[i] * scale;
      sy[i] = offsetY - sy[i] * scale;
    }
    // A light of that radius, seen past an edge about 2.5 cm away.
    blur = Math.max(1.5f, softness * 0.025f * scale);
    rasteriser.clear(size, size, 1, false);
    for (PartState part : g.parts) {
      if (part.castsShadow) {
        rasteriser.draw(g, sx, sy, sz, part, true);
      }
    }
  }

  /**
   * Share of the light that reaches a point, in [0, 1].
   *
   * @param nx normal of the surface; the point is lifted along it against self-shadowing
   */
  float light(float x, float y, float z, float nx, float ny, float nz) {
    float lift = 0.0012f + 0.6f / scale;
    float qx = x + nx * lift;
    float qy = y + ny * lift;
    float qz = z + nz * lift;
    float u = offsetX + (qx * across.x + qy * across.y + qz * across.z) * scale;
    float v = offsetY - (qx * upward.x + qy * upward.y + qz * upward.z) * scale;
    float d = qx * toLight.x + qy * toLight.y + qz * toLight.z;
    float[] map = rasteriser.key;
    float sum = 0;
    float deepest = 0;
    // Nearby occluders give a tight edge, far ones a wide one.
    float radius = blur;
    float blockers = 0;
    float gap = 0;
    for (int i = 0; i < TAPS; i += 3) {
      float over = map[at(u + TAP_X[i] * blur, v + TAP_Y[i] * blur)] - d;
      if (over > 0) {
        blockers++;
        gap += over;
      }
    }
    if (blockers > 0) {
      radius = Math.max(1.2f, Math.min(blur * 1.6f, blur * (gap / blockers) * 40));
    }
    // A gradual comparison hides the taps' steps.
    float hard = 1 / (0.0008f + 0.5f * radius / scale);
    for (int i = 0; i < TAPS; i++) {
      float over = map[at(u + TAP_X[i] * radius, v + TAP_Y[i] * radius)] - d;
      deepest = Math.max(deepest, over);
      float s = 1 - over * hard;
      sum += s <= 0 ? 0 : s >= 1 ? 1 : s;
    }
    thickness = deepest;
    return sum * (1f / TAPS);
  }

  /** As {@link #light}, with a few taps and one softness: for the lesser lights. */
  float roughly(float x, float y, float z, float nx, float ny, float nz) {
    float lift = 0.0015f + 0.8f / scale;
    float qx = x + nx * lift;
    float qy = y + ny * lift;
    float qz = z + nz * lift;
    float u = offsetX + (qx * across.x + qy * across.y + qz * across.z) * scale;
    float v = offsetY - (qx * upward.x + qy * upward.y + qz * upward.z) * scale;
    float d = qx * toLight.x + qy * toLight.y + qz * toLight.z;
    float hard = 1 / (0.001f + 0.5f * blur / scale);
    float sum = 0;
    thickness = 0;
    for (int i = 1; i < TAPS; i += 3) {
      float over = nearest(u + TAP_X[i] * blur, v + TAP_Y[i] * blur) - d;
      thickness = over > thickness ? over : thickness;
      float s = 1 - over * hard;
      sum += s <= 0 ? 0 : s >= 1 ? 1 : s;
    }
    return sum * (1f / 4);
  }

  /** How much matter lies between the last asked point and the light at most, metres. */
  float thickness() {
    return thickness;
  }

  /** Distance of what is nearest to the light, or minus infinity outside the map. */
  private float nearest(float u, float v) {
    return u < 0 || v < 0 || u >= size || v >= size
        ? Float.NEGATIVE_INFINITY
        : rasteriser.key[(int) v * size + (int) u];
  }

  private int at(float u, float v) {
    int x = (int) u;
    int y = (int) v;
    x = x < 0 ? 0 : x >= size ? size - 1 : x;
    y = y < 0 ? 0 : y >= size ? size - 1 : y;
    return y * size + x;
  }
}
