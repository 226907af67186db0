package dev.mien.geometry.hair;

import dev.mien.geometry.head.HeadSurface;
import java.util.Arrays;
import org.joml.Vector3f;

/**
 * A head's signed distance sampled on demand on a lattice and interpolated in between: strands ask
 * for it tens of thousands of times in the same thin shell. Not thread-safe.
 */
final class SkinField {

  private static final int BLOCK = 8;
  private static final float FAR = 0.1f;

  /** Where ears are: farther to the side and higher than this, metres. */
  private static final float BESIDE = 0.055f;

  private static final float BELOW_EARS = -0.05f;

  /** Deeper than this nothing may stay, metres. */
  private static final float DEEP = 5e-4f;

  private static final float MIN_X = -0.32f;
  private static final float MIN_Y = -0.55f;
  private static final float MIN_Z = -0.30f;
  private static final float SIZE_X = 0.64f;
  private static final float SIZE_Y = 0.90f;
  private static final float SIZE_Z = 0.60f;

  /** How much lower collars are in front than at the nape, metres. */
  private static final float OPEN = 0.03f;

  /** Height over which clothing comes to its full thickness, metres. */
  private static final float RISE = 0.03f;

  private final HeadSurface surface;
  private final float cell;
  private final float floor;
  private final float collar;

  private final float clothing;
  private final int blocksX;
  private final int blocksY;
  private final int blocksZ;
  private final float[][] blocks;
  // what was asked exactly last, which is often asked again
  private float askedX = Float.NaN;
  private float askedY;
  private float askedZ;
  private float answer;
  private final float[] corner = new float[8];
  private final float[] scratch = new float[3];

  /**
   * @param surface what is sampled
   * @param cell lattice spacing, metres
   * @param floor height below which there is no skin: where the shoulders are cut off, metres
   * @param collar height below which clothing lies on the skin, metres
   * @param clothing how thick that is: it counts as skin, metres
   */
  SkinField(HeadSurface surface, float cell, float floor, float collar, float clothing) {
    this.floor = floor;
    this.collar = collar;
    this.clothing = clothing;
    this.surface = surface;
    this.cell = cell;
    blocksX = 1 + (int) (SIZE_X / cell / BLOCK);
    blocksY = 1 + (int) (SIZE_Y / cell / BLOCK);
    blocksZ = 1 + (int) (SIZE_Z / cell / BLOCK);
    blocks = new float[blocksX * blocksY * blocksZ][];
  }

  HeadSurface surface() {
    return surface;
  }

  /** Interpolated signed distance, metres. */
  float distance(Vector3f p) {
    return sample(p.x, p.y, p.z, null);
  }

  /**
   * Interpolated signed distance and its unit gradient.
   *
   * @param gradient receives the direction away from the skin
   */
  float distance(Vector3f p, Vector3f gradient) {
    return sample(p.x, p.y, p.z, gradient);
  }

  /** Distance of the surface itself, not interpolated. */
  float exactDistance(Vector3f p) {
    if (p.x != askedX || p.y != askedY || p.z != askedZ) {
      askedX = p.x;
      askedY = p.y;
      askedZ = p.z;
      answer = distanceAt(p.x, p.y, p.z);
    }
    return answer;
  }

  private float distanceAt(float x, float y, float z) {
    float d = surface.sparseDistance(x, y, z);
    if (clothing == 0 || y >= collar) {
      return d;
    }
    float top = collar - OPEN * Grower.smooth(z, -0.02f, 0.04f);
    return d - clothing * Grower.smooth(y, top, top - RISE);
  }

  /**
   * Moves a point out along the normal until it's at least {@code clearance} from the skin.
   *
   * @return whether it is; in a crease it may not be
   */
  boolean pushOut(Vector3f p, float clearance) {
    if (p.y < floor || distance(p) > clearance + cell) {
      return true;
    }
    Vector3f n = new Vector3f();
    for (int i = 0; i < 7; i++) {
      float d = exactDistance(p);
      if (d >= clearance) {
        return true;
      }
      if (i == 0) {
        distance(p, n);
      } else {
        exactGradient(p, d, n);
      }
      p.fma(Math.min(clearance - d, 0.01f) + 5e-5f, n);
    }
    return exactDistance(p) > clearance - 2e-4f;
  }

  /**
   * Leads a point that is still within the skin out of it by the shortest of a few straight ways:
   * from the head's middle, which may lead along a pointed ear, and across that.
   *
   * @param middle a point inside the head
   */
  void leave(Vector3f p, float clearance, Vector3f middle) {
    // the lattice is too coarse for the folds behind pointed ears
    boolean beside = Math.abs(p.x) > BESIDE && p.y > BELOW_EARS;
    if (p.y < floor || !beside && distance(p) > cell || exactDistance(p) > -DEEP) {
      return;
    }
    Vector3f out = new Vector3f(p).sub(middle);
    if (p.y < middle.y) {
      // the neck is upright: outwards is level
      out.y = 0;
    }
    out.normalize();
    Vector3f best = new Vector3f(p);
    float shortest = Float.POSITIVE_INFINITY;
    Vector3f q = new Vector3f();
    Vector3f way = new Vector3f();
    for (int k = 0; k < 5; k++) {
      way.set(out);
      if (k > 0) {
        way.mul(0.4f).add(0, k == 1 ? 1 : k == 2 ? -1 : 0, k == 3 ? -1 : k == 4 ? 1 : 0);
        way.normalize();
      }
      q.set(p);
      float d = exactDistance(q);
      for (int i = 0; i < 80 && d < clearance; i++) {
        q.fma(Math.max(5e-4f, 0.9f * (clearance - d)), way);
        d = exactDistance(q);
      }
      float length = q.distance(p);
      if (d >= clearance && length < shortest) {
        shortest = length;
        best.set(q);
      }
    }
    p.set(best);
  }

  private void exactGradient(Vector3f p, float d, Vector3f dest) {
    float e = 4e-4f;
    dest.set(
        distanceAt(p.x + e, p.y, p.z) - d,
        distanceAt(p.x, p.y + e, p.z) - d,
        distanceAt(p.x, p.y, p.z + e) - d);
    if (dest.lengthSquared() < 1e-12f) {
      dest.set(0, 1, 0);
    }
    dest.normalize();
  }

  private float sample(
      float x, float y, float z, @org.jspecify.annotations.Nullable Vector3f gradient) {
    if (y < floor) {
      if (gradient != null) {
        gradient.set(0, -1, 0);
      }
      return FAR;
    }
    float gx = (x - MIN_X) / cell;
    float gy = (y - MIN_Y) / cell;
    float gz = (z - MIN_Z) / cell;
    int ix = (int) Math.floor(gx);
    int iy = (int) Math.floor(gy);
    int iz = (int) Math.floor(gz);
    if (ix < 0
        || iy < 0
        || iz < 0
        || ix >= blocksX * BLOCK - 1
        || iy >= blocksY * BLOCK - 1
        || iz >= blocksZ * BLOCK - 1) {
      if (gradient != null) {
        surface.normal(x, y, z, scratch, 0);
        gradient.set(scratch[0], scratch[1], scratch[2]);
      }
      return surface.distance(x, y, z);
    }
    float fx = gx - ix;
    float fy = gy - iy;
    float fz = gz - iz;
    for (int i = 0; i < 8; i++) {
      corner[i] = node(ix + (i & 1), iy + (i >> 1 & 1), iz + (i >> 2));
    }
    float x00 = corner[0] + (corner[1] - corner[0]) * fx;
    float x10 = corner[2] + (corner[3] - corner[2]) * fx;
    float x01 = corner[4] + (corner[5] - corner[4]) * fx;
    float x11 = corner[6] + (corner[7] - corner[6]) * fx;
    float y0 = x00 + (x10 - x00) * fy;
    float y1 = x01 + (x11 - x01) * fy;
    if (gradient != null) {
      float dx =
          mix(
              mix(corner[1] - corner[0], corner[3] - corner[2], fy),
              mix(corner[5] - corner[4], corner[7] - corner[6], fy),
              fz);
      float dy = mix(x10 - x00, x11 - x01, fz);
      gradient.set(dx, dy, y1 - y0);
      float length = gradient.length();
      if (length > 1e-9f) {
        gradient.div(length);
      } else {
        gradient.set(0, 1, 0);
      }
    }
    return y0 + (y1 - y0) * fz;
  }

  private float node(int x, int y, int z) {
    int b = ((z / BLOCK) * blocksY + y / BLOCK) * blocksX + x / BLOCK;
    float[] block = blocks[b];
    if (block == null) {
      block = new float[BLOCK * BLOCK * BLOCK];
      Arrays.fill(block, Float.NaN);
      blocks[b] = block;
    }
    int i = ((z % BLOCK) * BLOCK + y % BLOCK) * BLOCK + x % BLOCK;
    float d = block[i];
    if (Float.isNaN(d)) {
      d = distanceAt(MIN_X + x * cell, MIN_Y + y * cell, MIN_Z + z * cell);
      block[i] = d;
    }
    return d;
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }
}
