package dev.mien.geometry.skin;

/** Smooth noise in space: values on a lattice, mixed with a cubic fade. */
final class SolidNoise {

  private SolidNoise() {}

  /** Noise in [−1, 1] that varies over about one unit. */
  static float at(float x, float y, float z, int seed) {
    int xi = floor(x);
    int yi = floor(y);
    int zi = floor(z);
    float fx = fade(x - xi);
    float fy = fade(y - yi);
    float fz = fade(z - zi);
    int hx0 = xi * 0x8DA6B343;
    int hx1 = hx0 + 0x8DA6B343;
    int hy0 = yi * 0xD8163841 ^ seed;
    int hy1 = (yi + 1) * 0xD8163841 ^ seed;
    int hz0 = zi * 0xCB1AB31F;
    int hz1 = hz0 + 0xCB1AB31F;
    float a = mix(value(hx0 ^ hy0 ^ hz0), value(hx1 ^ hy0 ^ hz0), fx);
    float b = mix(value(hx0 ^ hy1 ^ hz0), value(hx1 ^ hy1 ^ hz0), fx);
    float c = mix(value(hx0 ^ hy0 ^ hz1), value(hx1 ^ hy0 ^ hz1), fx);
    float d = mix(value(hx0 ^ hy1 ^ hz1), value(hx1 ^ hy1 ^ hz1), fx);
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
