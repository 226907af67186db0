package dev.mien.geometry.render;

import static dev.mien.geometry.render.Illumination.bounce;
import static dev.mien.geometry.render.Illumination.smooth;
import static dev.mien.geometry.render.Illumination.wrap;

/** Skin: light that spreads below the surface, two lobes of gloss above it, down at the contour. */
final class SkinShading {
  /** Inverse of how far red light gets through skin, per metre. */
  private static final float THROUGH_SKIN = 260;

  /** What skin reflects at its surface under light from everywhere. */
  private static final float MEAN_REFLECTION = 0.017f;

  /** Share of the finer of both lobes of gloss, and its roughness as a share of the other's. */
  private static final float FINE_SHARE = 0.24f;

  private static final float FINE = 0.60f;

  private SkinShading() {}

  /**
   * Shades a fragment.
   *
   * @param open share of ambient light that gets there
   */
  static void shade(Fragment f, Illumination light, float open) {
    LightRig rig = light.rig;
    float toon = light.toon;
    float gx = f.gx;
    float gy = f.gy;
    float gz = f.gz;
    float nx = f.nx;
    float ny = f.ny;
    float nz = f.nz;
    if (toon > 0) {
      // A drawing has no pores.
      float flat = Math.min(1, 1.3f * toon);
      nx += (gx - nx) * flat;
      ny += (gy - ny) * flat;
      nz += (gz - nz) * flat;
      float inverse = 1 / (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
      nx *= inverse;
      ny *= inverse;
      nz *= inverse;
    }
    float vx = f.vx;
    float vy = f.vy;
    float vz = f.vz;
    float facing = nx * vx + ny * vy + nz * vz;
    float nv = facing < 0.02f ? 0.02f : facing;
    float gv = gx * vx + gy * vy + gz * vz;
    float thin = f.thin;
    float roughness = f.roughness;
    // Dark skin reflects no more than pale skin, but next to less: its gloss is held back, or it
    // would look varnished. What the surface reflects is part of the tone that was asked for, so
    // the light from below the surface makes room for it.
    float luminance = 0.2126f * f.baseR + 0.7152f * f.baseG + 0.0722f * f.baseB;
    float shine = 0.16f + 0.62f * (float) Math.sqrt(Math.min(1, 2.2f * luminance));
    float surface = MEAN_REFLECTION * shine;
    float baseR = below(f.baseR, surface);
    float baseG = below(f.baseG, surface);
    float baseB = below(f.baseB, surface);
    // Light from behind draws the contour alone: cheeks and temples keep it off the rest, more
    // finely than shadow maps tell.
    float contour = smooth(0.62f, 0.22f, gv);
    float dr = 0;
    float dg = 0;
    float db = 0;
    float sr = 0;
    float sg = 0;
    float sb = 0;
    for (int i = 0; i < rig.count; i++) {
      float lx = rig.x[i];
      float ly = rig.y[i];
      float lz = rig.z[i];
      float lv = lx * vx + ly * vy + lz * vz;
      boolean fromBehind = lv < -0.1f;
      float shows = fromBehind ? contour : 1;
      float cos = nx * lx + ny * ly + nz * lz;
      // Red light travels furthest under the skin and sees the relief least.
      float cosR = (gx * lx + gy * ly + gz * lz) * 0.65f + cos * 0.35f;
      boolean shinesThrough = thin > 0 && cosR < 0;
      if (shows == 0 && !shinesThrough) {
        continue;
      }
      float kr = light.ramp(wrap(cosR, 0.46f));
      float kg = light.ramp(wrap((cos + cosR) * 0.5f, 0.17f));
      float kb = light.ramp(wrap(cos, 0.10f));
      if (kr == 0 && kg == 0 && kb == 0 && cos <= 0 && !shinesThrough) {
        continue;
      }
      // Drawn steps of light have no coloured edges.
      kr += (kg - kr) * toon;
      kb += (kg - kb) * toon;
      float s = shows * light.reach(f, i, false, shinesThrough);
      float glow = 0.28f * s * (1 - s);
      dr += rig.r[i] * kr * (s + glow);
      dg += rig.g[i] * kg * (s + glow * 0.25f);
      db += rig.b[i] * kb * s;
      if (shinesThrough && light.depth[i] < 0.02f) {
        // No ear is thinner than two millimetres, whatever the shadow map says.
        float q = Math.max(0.002f, light.depth[i]) * THROUGH_SKIN;
        float through = thin * smooth(0, -0.8f, cosR) / (1 + q + 0.5f * q * q);
        dr += rig.r[i] * through * 0.60f;
        dg += rig.g[i] * through * 0.16f;
        db += rig.b[i] * through * 0.08f;
      }
      if (cos > 0 && s > 0) {
        float gloss = fromBehind ? 0.35f * shine : shine;
        float wide = Math.min(1, roughness + 0.15f * rig.soft[i]);
        // The half vector h = l + v has the length sqrt(2 + 2 l.v).
        float square = 2 + 2 * lv + 1e-9f;
        float lh2 = square * 0.25f;
        float h = cos + facing;
        float lobes = lobes(h * h / square, lh2, wide);
        float fresnel = 1 - (float) Math.sqrt(lh2);
        float fresnel2 = fresnel * fresnel;
        fresnel = 0.028f + 0.972f * fresnel2 * fresnel2 * fresnel;
        float spec = fresnel * cos * s * gloss * lobes * (1 - 0.6f * toon);
        // Light from behind grazes down and roughness: keep it from burning out.
        spec = spec / (1 + 0.7f * spec);
        sr += rig.r[i] * spec;
        sg += rig.g[i] * spec;
        sb += rig.b[i] * spec;
      }
    }
    // What is shaded by skin gets light through skin.
    float shaded = 1 - open;
    float or = bounce(open, baseR * 0.8f + 0.2f) + 0.16f * shaded;
    float og = bounce(open, baseG);
    float ob = bounce(open, baseB) - 0.06f * shaded;
    float ay = ny * 0.6f + gy * 0.4f;
    float direct = 0.5f + 0.5f * open;
    // Reflected surroundings and the down that catches light at the contour.
    float edge = 1 - (gv < 0 ? 0 : gv);
    float sheen = edge * edge * edge;
    float mirror =
        open * shine * (0.012f + 0.10f * sheen * (1 - roughness * 0.6f)) * (1 - 0.5f * toon);
    float my = 2 * nv * ny - vy;
    f.red =
        baseR * (dr * direct + light.ambient(ay, 0) * or)
            + sr * direct
            + light.ambient(my, 0) * mirror;
    f.green =
        baseG * (dg * direct + light.ambient(ay, 1) * og)
            + sg * direct
            + light.ambient(my, 1) * mirror;
    f.blue =
        baseB * (db * direct + light.ambient(ay, 2) * ob)
            + sb * direct
            + light.ambient(my, 2) * mirror;
  }

  /** A channel of the light from below the surface: never less than a third, to keep its hue. */
  private static float below(float base, float surface) {
    return Math.max(base - surface, 0.33f * base);
  }

  /** Two lobes of {@link Illumination#ggx}, a broad and a fine one, with one division. */
  private static float lobes(float nh2, float lh2, float wide) {
    float a = wide * wide;
    float broad2 = a * a;
    float fine2 = broad2 * (FINE * FINE * FINE * FINE);
    float d = nh2 * (broad2 - 1) + 1;
    float e = nh2 * (fine2 - 1) + 1;
    float broad = d * d * (wide + 0.5f);
    float fine = e * e * (wide * FINE + 0.5f);
    return ((1 - FINE_SHARE) * broad2 * fine + FINE_SHARE * fine2 * broad)
        / (broad * fine * 4 * (lh2 > 0.1f ? lh2 : 0.1f));
  }
}
