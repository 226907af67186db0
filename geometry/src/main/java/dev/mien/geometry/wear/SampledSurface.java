package dev.mien.geometry.wear;

import dev.mien.geometry.head.HeadSurface;
import java.util.Arrays;

/**
 * A surface's distance on a lattice that fills as it is asked, interpolated in between: for what
 * keeps so far off the skin that its finest folds don't matter, and asks often. Not thread-safe.
 */
final class SampledSurface implements HeadSurface {

  private static final int BLOCK = 8;
  private static final float MIN_X = -0.32f;
  private static final float MIN_Y = -0.55f;
  private static final float MIN_Z = -0.32f;
  private static final float SIZE_X = 0.64f;
  private static final float SIZE_Y = 0.90f;
  private static final float SIZE_Z = 0.64f;

  private final HeadSurface surface;
  private final float cell;
  private final int blocksX;
  private final int blocksY;
  private final float nodesX;
  private final float nodesY;
  private final float nodesZ;
  private final float[][] blocks;

  /**
   * Nothing is sampled yet.
   *
   * @param surface what is sampled
   * @param cell spacing of the lattice, metres
   */
  SampledSurface(HeadSurface surface, float cell) {
    this.surface = surface;
    this.cell = cell;
    blocksX = 1 + (int) (SIZE_X / cell / BLOCK);
    blocksY = 1 + (int) (SIZE_Y / cell / BLOCK);
    int blocksZ = 1 + (int) (SIZE_Z / cell / BLOCK);
    nodesX = blocksX * BLOCK - 1;
    nodesY = blocksY * BLOCK - 1;
    nodesZ = blocksZ * BLOCK - 1;
    blocks = new float[blocksX * blocksY * blocksZ][];
  }

  @Override
  public float distance(float x, float y, float z) {
    float gx = (x - MIN_X) / cell;
    float gy = (y - MIN_Y) / cell;
    float gz = (z - MIN_Z) / cell;
    if (!(gx >= 0 && gy >= 0 && gz >= 0 && gx < nodesX && gy < nodesY && gz < nodesZ)) {
      return surface.sparseDistance(x, y, z);
    }
    int i = (int) gx;
    int j = (int) gy;
    int k = (int) gz;
    float u = gx - i;
    float v = gy - j;
    float w = gz - k;
    float low = mix(edge(i, j, k, u), edge(i, j + 1, k, u), v);
    float high = mix(edge(i, j, k + 1, u), edge(i, j + 1, k + 1, u), v);
    return mix(low, high, w);
  }

  private float edge(int i, int j, int k, float u) {
    return mix(node(i, j, k), node(i + 1, j, k), u);
  }

  private float node(int i, int j, int k) {
    int b = (k / BLOCK * blocksY + j / BLOCK) * blocksX + i / BLOCK;
    float[] block = blocks[b];
    if (block == null) {
      block = new float[BLOCK * BLOCK * BLOCK];
      Arrays.fill(block, Float.NaN);
      blocks[b] = block;
    }
    int at = (k % BLOCK * BLOCK + j % BLOCK) * BLOCK + i % BLOCK;
    float d = block[at];
    if (Float.isNaN(d)) {
      d = surface.sparseDistance(MIN_X + i * cell, MIN_Y + j * cell, MIN_Z + k * cell);
      block[at] = d;
    }
    return d;
  }

  /** The slope of what is interpolated: asks no other places than the distance does. */
  @Override
  public void normal(float x, float y, float z, float[] dest, int offset) {
    float gx = (x - MIN_X) / cell;
    float gy = (y - MIN_Y) / cell;
    float gz = (z - MIN_Z) / cell;
    if (!(gx >= 0 && gy >= 0 && gz >= 0 && gx < nodesX && gy < nodesY && gz < nodesZ)) {
      surface.normal(x, y, z, dest, offset);
      return;
    }
    int i = (int) gx;
    int j = (int) gy;
    int k = (int) gz;
    float u = gx - i;
    float v = gy - j;
    float w = gz - k;
    float near = node(i, j, k);
    float nearX = node(i + 1, j, k);
    float nearY = node(i, j + 1, k);
    float nearXy = node(i + 1, j + 1, k);
    float far = node(i, j, k + 1);
    float farX = node(i + 1, j, k + 1);
    float farY = node(i, j + 1, k + 1);
    float farXy = node(i + 1, j + 1, k + 1);
    float a = mix(mix(nearX - near, nearXy - nearY, v), mix(farX - far, farXy - farY, v), w);
    float b = mix(mix(nearY - near, nearXy - nearX, u), mix(farY - far, farXy - farX, u), w);
    float c = mix(mix(far - near, farX - nearX, u), mix(farY - nearY, farXy - nearXy, u), v);
    float length = (float) Math.sqrt(a * a + b * b + c * c);
    dest[offset] = length > 0 ? a / length : 0;
    dest[offset + 1] = length > 0 ? b / length : 1;
    dest[offset + 2] = length > 0 ? c / length : 0;
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }
}
