package dev.mien.geometry.scene;

/**
 * Smooth random functions of the plane and space (lattice value noise with quintic fade): the grain
 * of painted textures. Immutable; the same seed gives the same values everywhere.
 */
public final class ValueNoise {

  private final int seed;

  /**
   * Creates a function.
   *
   * @param seed any number
   */
  public ValueNoise(long seed) {
    this.seed = (int) (seed ^ seed >>> 32) * 0x9E3779B1 + 0x7F4A7C15;
  }

  /**
   * The value at a point of the plane; the lattice has unit spacing.
   *
   * @param x any number within ±1e9
   * @param y any number within ±1e9
   * @param periodX lattice cells after which x repeats, or 0 for never
   * @param periodY lattice cells after which y repeats, or 0 for never
   * @return in [-1, 1]
   */
  public float at(float x, float y, int periodX, int periodY) {
    int ix = floor(x);
    int iy = floor(y);
    float fx = fade(x - ix);
    float fy = fade(y - iy);
    int x0 = periodX > 0 ? Math.floorMod(ix, periodX) : ix;
    int x1 = periodX > 0 ? Math.floorMod(ix + 1, periodX) : ix + 1;
    int y0 = periodY > 0 ? Math.floorMod(iy, periodY) : iy;
    int y1 = periodY > 0 ? Math.floorMod(iy + 1, periodY) : iy + 1;
    return mix(
        mix(lattice(x0, y0, 0), lattice(x1, y0, 0), fx),
        mix(lattice(x0, y1, 0), lattice(x1, y1, 0), fx),
        fy);
  }

  /**
   * The value at a point of space; the lattice has unit spacing.
   *
   * @param x any number within ±1e9
   * @param y any number within ±1e9
   * @param z any number within ±1e9
   * @return in [-1, 1]
   */
  public float at(float x, float y, float z) {
    int ix = floor(x);
    int iy = floor(y);
    int iz = floor(z);
    float fx = fade(x - ix);
    float fy = fade(y - iy);
    float near =
        mix(
            mix(lattice(ix, iy, iz), lattice(ix + 1, iy, iz), fx),
            mix(lattice(ix, iy + 1, iz), lattice(ix + 1, iy + 1, iz), fx),
            fy);
    float far =
        mix(
            mix(lattice(ix, iy, iz + 1), lattice(ix + 1, iy, iz + 1), fx),
            mix(lattice(ix, iy + 1, iz + 1), lattice(ix + 1, iy + 1, iz + 1), fx),
            fy);
    return mix(near, far, fade(z - iz));
  }

  /**
   * An independent value for each integer.
   *
   * @param index any number
   * @return in [0, 1)
   */
  public float unit(int index) {
    return (lattice(index, 77, -5) + 1) / 2;
  }

  // 32-bit finaliser of MurmurHash3 (A. Appleby, public domain)
  private float lattice(int x, int y, int z) {
    int h = seed + x * 0x8DA6B343 + y * 0xD8163841 + z * 0xCB1AB31F;
    h ^= h >>> 16;
    h *= 0x85EBCA6B;
    h ^= h >>> 13;
    h *= 0xC2B2AE35;
    h ^= h >>> 16;
    return (h >>> 8) * (2f / (1 << 24)) - 1;
  }

  private static int floor(float x) {
    int i = (int) x;
    return x < i ? i - 1 : i;
  }

  private static float fade(float t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }
}
