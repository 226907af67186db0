package dev.mien.geometry.skin;

/**
 * Smooth noise in space: values on a lattice, mixed with a cubic fade. The lattice repeats after
 * {@value #PERIOD} units, and each seed looks at it from another place: reading values is several
 * times faster than hashing them, and maps are made of millions.
 */
final class SolidNoise {

  private static final int BITS = 6;
  private static final int PERIOD = 1 << BITS;
  private static final int MASK = PERIOD - 1;
  private static final float[] LATTICE = new float[PERIOD * PERIOD * PERIOD];

  static {
    for (int i = 0; i < LATTICE.length; i++) {
      LATTICE[i] = value(i * 0x8DA6B343 ^ 0x2F1B);
    }
  }

  private SolidNoise() {}

  /** Noise in [−1, 1] that varies over about one unit. */
  static float at(float x, float y, float z, int seed) {
    int xi = floor(x);
    int yi = floor(y);
    int zi = floor(z);
    float fx = fade(x - xi);
    float fy = fade(y - yi);
    float fz = fade(z - zi);
    // the seed's hash is the way to the place that it sees
    int place = seed * 0x9E3779B1;
    int x0 = xi + (place >>> 26) & MASK;
    int y0 = yi + (place >>> 20) & MASK;
    int z0 = zi + (place >>> 14) & MASK;
    int x1 = x0 + 1 & MASK;
    int low = y0 << BITS;
    int high = (y0 + 1 & MASK) << BITS;
    int near = z0 << 2 * BITS;
    int far = (z0 + 1 & MASK) << 2 * BITS;
    float[] v = LATTICE;
    float a = mix(v[near | low | x0], v[near | low | x1], fx);
    float b = mix(v[near | high | x0], v[near | high | x1], fx);
    float c = mix(v[far | low | x0], v[far | low | x1], fx);
    float d = mix(v[far | high | x0], v[far | high | x1], fx);
    return mix(mix(a, b, fy), mix(c, d, fy), fz);
  }

  /** Noise in [−1, 1] along a line. */
  static float at(float x, int seed) {
    int xi = floor(x);
    float f = fade(x - xi);
    return mix(value(xi * 0x8DA6B343 ^ seed), value((xi + 1) * 0x8DA6B343 ^ seed), f);
  }

  /** A number in [0, 1) of an index. */
  static float random(int index, int seed) {
    return (value(index * 0x9E3779B1 ^ seed * 0x85EBCA77) + 1) * 0.5f;
  }

  private static int floor(float x) {
    int i = (int) x;
    return x < i ? i - 1 : i;
  }

  private static float fade(float t) {
    return t * t * (3 - 2 * t);
  }

  private static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }

  private static float value(int h) {
    h ^= h >>> 15;
    h *= 0x2C1B3C6D;
    h ^= h >>> 12;
    h *= 0x297A2D39;
    h ^= h >>> 15;
    return (h >> 8) * (1f / (1 << 23));
  }
}
