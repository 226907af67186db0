package dev.mien.geometry.render;

import static dev.mien.geometry.render.Illumination.bounce;
import static dev.mien.geometry.render.Illumination.smooth;
import static dev.mien.geometry.render.Illumination.wrap;

/** Eyeballs in the shade of their lids, and the clear cornea before them. */
final class EyeShading {
  /** How far light wraps round an eyeball. */
  private static final float SPREAD = 0.10f;

  private EyeShading() {}

  /**
   * Shades an eyeball: it lies in the shade of lids and lashes, most so above and in the corners.
   *
   * @param open share of ambient light that gets there
   */
  static void shadeBall(Fragment f, Illumination light, float open) {
    LightRig rig = light.rig;
    float above = smooth(0.02f, 0.42f, f.gy);
    float beside = smooth(0.25f, 1f, Math.abs(f.gx * f.vz - f.gz * f.vx));
    float shade = (1 - 0.5f * above) * (1 - 0.35f * beside);
    float baseR = f.baseR * shade;
    float baseG = f.baseG * shade * (1 - 0.05f * beside);
    float baseB = f.baseB * shade * (1 - 0.04f * beside);
    float free = open * (1 - 0.4f * above);
    // The cornea before it carries the highlights: any here would veil a dark iris.
    float dr = 0;
    float dg = 0;
    float db = 0;
    for (int i = 0; i < rig.count; i++) {
      float k = light.ramp(wrap(f.nx * rig.x[i] + f.ny * rig.y[i] + f.nz * rig.z[i], SPREAD));
      if (k == 0) {
        continue;
      }
      k *= light.reach(f, i, false, false);
      dr += rig.r[i] * k;
      dg += rig.g[i] * k;
      db += rig.b[i] * k;
    }
    float direct = 0.5f + 0.5f * free;
    f.red = baseR * (dr * direct + light.ambient(f.ny, 0) * bounce(free, baseR));
    f.green = baseG * (dg * direct + light.ambient(f.ny, 1) * bounce(free, baseG));
    f.blue = baseB * (db * direct + light.ambient(f.ny, 2) * bounce(free, baseB));
  }

  /** Shades a clear wet shell: a highlight and nothing else. */
  static void shadeCornea(Fragment f, Illumination light) {
    LightRig rig = light.rig;
    float nv = Math.max(0.02f, f.nx * f.vx + f.ny * f.vy + f.nz * f.vz);
    float mx = 2 * nv * f.nx - f.vx;
    float my = 2 * nv * f.ny - f.vy;
    float mz = 2 * nv * f.nz - f.vz;
    float e = 1 - nv;
    float fresnel = 0.03f + 0.12f * e * e * e * e;
    // A film of tears is too thin and too bent for a clear image of the lights.
    float sharp = Math.max(0, 1 - 2.8f * f.roughness) * (1 / 0.888f);
    float red = 0;
    float green = 0;
    float blue = 0;
    for (int i = 0; i < rig.count; i++) {
      float cos = mx * rig.x[i] + my * rig.y[i] + mz * rig.z[i];
      float limit = (float) Math.cos(0.06 + rig.soft[i] * 0.19);
      float lit = smooth(limit - 0.02f, limit + 0.012f, cos);
      if (lit == 0) {
        continue;
      }
      lit *= 0.15f + 0.85f * light.reach(f, i, false, false);
      float k = lit * Math.min(fresnel, 0.05f) * (i == 0 ? 34 : 0.3f) * sharp;
      red += rig.r[i] * k;
      green += rig.g[i] * k;
      blue += rig.b[i] * k;
    }
    f.red = red + light.ambient(my, 0) * fresnel * 0.25f;
    f.green = green + light.ambient(my, 1) * fresnel * 0.25f;
    f.blue = blue + light.ambient(my, 2) * fresnel * 0.25f;
    f.alpha = 0;
  }
}
