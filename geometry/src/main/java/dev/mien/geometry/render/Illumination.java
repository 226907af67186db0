package dev.mien.geometry.render;

import org.jspecify.annotations.Nullable;

/**
 * Light that arrives at fragments, and the terms that their shadings share. Each thread has its
 * own.
 */
final class Illumination {
  final LightRig rig;

  /** 0 continuous shading, 1 two soft steps. */
  final float toon;

  private final @Nullable ShadowMap[] shadows;
  private final float[] reach;

  /** How much matter the last asked light came through at most, metres; per light. */
  final float[] depth;

  /** Bits of the lights whose reach is known, and of those whose depth is. */
  private int known;

  private int deep;

  Illumination(LightRig rig, @Nullable ShadowMap[] shadows, float toon) {
    this.rig = rig;
    this.shadows = shadows;
    this.toon = toon;
    reach = new float[rig.count];
    depth = new float[rig.count];
  }

  /** Light that reached the last point is asked for anew: the next one is elsewhere. */
  void moveOn() {
    known = 0;
    deep = 0;
  }

  /**
   * The next point is beside the last one: light that reached that wholly or not at all counts here
   * too, while within a soft edge every point is asked for anew, or the edge would have steps.
   */
  void moveBeside() {
    for (int i = 0; i < reach.length; i++) {
      if (reach[i] > 0 && reach[i] < 1) {
        known &= ~(1 << i);
        deep &= ~(1 << i);
      }
    }
  }

  /**
   * Share of a light that gets here; asked for only where the light would show, and kept.
   *
   * @param rough whether a few taps do for the key light as well, and steps don't show
   * @param thick whether the way that light came through matter is wanted in {@link #depth}
   */
  float reach(Fragment f, int i, boolean rough, boolean thick) {
    int bit = 1 << i;
    if ((known & bit) == 0 || thick && (deep & bit) == 0) {
      known |= bit;
      deep |= thick ? bit : 0;
      ShadowMap map = shadows[i];
      if (map == null) {
        reach[i] = 1;
        depth[i] = Float.POSITIVE_INFINITY;
      } else {
        reach[i] =
            i == 0 && !rough
                ? map.light(f.px, f.py, f.pz, f.gx, f.gy, f.gz, depth, i, thick)
                : map.roughly(f.px, f.py, f.pz, f.gx, f.gy, f.gz, depth, i, thick, rough);
      }
    }
    return reach[i];
  }

  /** Ambient light from a direction, channel 0 to 2. */
  float ambient(float y, int channel) {
    float h = rig.horizon[channel];
    return y > 0 ? h + (rig.sky[channel] - h) * y : h + (rig.ground[channel] - h) * -y;
  }

  /** Diffuse light, in steps as far as the style is a drawing's. */
  float ramp(float diffuse) {
    if (toon == 0) {
      return diffuse;
    }
    float low = smooth(0.10f, 0.26f, diffuse);
    float high = smooth(0.52f, 0.72f, diffuse);
    float stepped = 0.06f + 0.50f * low + 0.40f * high;
    return diffuse + (stepped - diffuse) * toon;
  }

  /** Occlusion brightened by light between bright surfaces (Jimenez et al., GTAO, 2016). */
  static float bounce(float open, float base) {
    float a = 2.0404f * base - 0.3324f;
    float b = -4.7951f * base + 0.6417f;
    float c = 2.7552f * base + 0.6903f;
    float x = ((open * a + b) * open + c) * open;
    return x > open ? x : open;
  }

  /** Hermite step from 0 at {@code a} to 1 at {@code b}. */
  static float smooth(float a, float b, float x) {
    float t = (x - a) * (1 / (b - a));
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return t * t * (3 - 2 * t);
  }

  /** Lambert's cosine, wrapped round the terminator. */
  static float wrap(float cos, float w) {
    float x = (cos + w) * (1 / (1 + w));
    return x <= 0 ? 0 : x * (0.35f * x + 0.65f) * (1 / (1 + 0.35f * w));
  }

  /**
   * GGX lobe with the visibility approximation of Karis (2013), times pi, without Fresnel.
   *
   * @param nh2 squared cosine between normal and half vector
   * @param lh2 squared cosine between light and half vector
   */
  static float ggx(float nh2, float lh2, float rough) {
    float a = rough * rough;
    float a2 = a * a;
    float d = nh2 * (a2 - 1) + 1;
    return a2 / (d * d * 4 * (lh2 > 0.1f ? lh2 : 0.1f) * (rough + 0.5f));
  }
}
