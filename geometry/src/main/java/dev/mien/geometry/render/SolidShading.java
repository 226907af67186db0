package dev.mien.geometry.render;

import static dev.mien.geometry.render.Illumination.bounce;
import static dev.mien.geometry.render.Illumination.ggx;
import static dev.mien.geometry.render.Illumination.wrap;

/** Cloth with its fuzz, and surfaces as their metallic-roughness values say. */
final class SolidShading {

  /** Share of its gloss that enamel keeps where it's painted dark: between cheek and tongue. */
  private static final float DEEP = 0.3f;

  private SolidShading() {}

  /**
   * Shades woven or knitted cloth.
   *
   * @param open share of ambient light that gets there
   */
  static void shadeCloth(Fragment f, Illumination light, float open) {
    LightRig rig = light.rig;
    float nx = f.nx;
    float ny = f.ny;
    float nz = f.nz;
    float dr = 0;
    float dg = 0;
    float db = 0;
    float sheenR = 0;
    float sheenG = 0;
    float sheenB = 0;
    float nv = Math.max(0, nx * f.vx + ny * f.vy + nz * f.vz);
    float edge = (1 - nv) * (1 - nv) * (1 - nv) * 0.30f;
    for (int i = 0; i < rig.count; i++) {
      float cos = nx * rig.x[i] + ny * rig.y[i] + nz * rig.z[i];
      float k = light.ramp(wrap(cos, 0.12f));
      if (k == 0 && cos <= -0.2f) {
        continue;
      }
      float s = light.reach(f, i, false, false);
      k *= s;
      dr += rig.r[i] * k;
      dg += rig.g[i] * k;
      db += rig.b[i] * k;
      float fuzz = edge * Math.max(0, cos + 0.2f) * s;
      sheenR += rig.r[i] * fuzz;
      sheenG += rig.g[i] * fuzz;
      sheenB += rig.b[i] * fuzz;
    }
    float direct = 0.4f + 0.6f * open;
    float tint = 0.25f;
    f.red =
        f.baseR * (dr * direct + light.ambient(ny, 0) * bounce(open, f.baseR))
            + sheenR * open * (tint + (1 - tint) * f.baseR);
    f.green =
        f.baseG * (dg * direct + light.ambient(ny, 1) * bounce(open, f.baseG))
            + sheenG * open * (tint + (1 - tint) * f.baseG);
    f.blue =
        f.baseB * (db * direct + light.ambient(ny, 2) * bounce(open, f.baseB))
            + sheenB * open * (tint + (1 - tint) * f.baseB);
  }

  /**
   * Shades what is in the mouth: shade there is filled by light that comes back from gums and
   * tongue.
   *
   * @param open share of ambient light that gets there
   */
  static void shadeMouth(Fragment f, Illumination light, float open) {
    float shaded = 0.7f * (1 - open);
    // lips and cheeks are what it would mirror
    float pale = Illumination.smooth(0.10f, 0.50f, f.baseG);
    float wet = 0.3f * (DEEP + (1 - DEEP) * pale);
    shadeStandard(f, light, 1 - 0.75f * shaded, 0.30f, wet, wet * pale);
    f.red *= 1 - 0.10f * shaded;
    f.green *= 1 - 0.30f * shaded;
    f.blue *= 1 - 0.38f * shaded;
  }

  /**
   * Shades a metallic-roughness surface before a simple studio: the lights as soft boxes, the rest
   * as the ambient gradient.
   *
   * @param open share of ambient light that gets there
   * @param spread how far light wraps round, for wet tissue
   * @param coat strength of a clear wet layer
   * @param gloss share of a dielectric's reflection at its surface, 1 in air
   */
  static void shadeStandard(
      Fragment f, Illumination light, float open, float spread, float coat, float gloss) {
    LightRig rig = light.rig;
    float nx = f.nx;
    float ny = f.ny;
    float nz = f.nz;
    float vx = f.vx;
    float vy = f.vy;
    float vz = f.vz;
    float roughness = f.roughness;
    float metallic = f.metallic;
    float facing = nx * vx + ny * vy + nz * vz;
    float nv = Math.max(0.03f, facing);
    float plain = 0.04f * gloss;
    float fr = plain + (f.baseR - plain) * metallic;
    float fg = plain + (f.baseG - plain) * metallic;
    float fb = plain + (f.baseB - plain) * metallic;
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
      float cos = nx * lx + ny * ly + nz * lz;
      float k = light.ramp(wrap(cos, spread));
      if (k == 0 && cos <= 0) {
        continue;
      }
      float s = light.reach(f, i, false, false);
      k *= s;
      dr += rig.r[i] * k;
      dg += rig.g[i] * k;
      db += rig.b[i] * k;
      if (cos > 0 && s > 0) {
        // The half vector h = l + v has the length sqrt(2 + 2 l.v).
        float square = 2 + 2 * (lx * vx + ly * vy + lz * vz) + 1e-9f;
        float lh2 = square * 0.25f;
        float nh2 = (cos + facing) * (cos + facing) / square;
        float e = 1 - (float) Math.sqrt(lh2);
        float f5 = e * e * e * e * e;
        float wide = Math.min(1, roughness + 0.2f * rig.soft[i]);
        float lobe = ggx(nh2, lh2, wide) * cos * s;
        float clear = coat > 0 ? coat * (0.04f + 0.96f * f5) * ggx(nh2, lh2, 0.22f) * cos * s : 0;
        lobe = lobe / (1 + 0.15f * lobe);
        sr += rig.r[i] * (lobe * (fr + (1 - fr) * f5) + clear);
        sg += rig.g[i] * (lobe * (fg + (1 - fg) * f5) + clear);
        sb += rig.b[i] * (lobe * (fb + (1 - fb) * f5) + clear);
      }
    }
    float mx = 2 * nv * nx - vx;
    float my = 2 * nv * ny - vy;
    float mz = 2 * nv * nz - vz;
    float e = 1 - nv;
    float e5 = e * e * e * e * e * (1 - roughness);
    // A dark floor line and a bright ceiling give metal something to reflect.
    float band = my * (1.4f - roughness * 0.6f) + 0.10f * mx + 0.05f * mz;
    band = band < -1 ? -1 : band > 1 ? 1 : band;
    float contrast = 1 + (1 - roughness) * (band > 0 ? 1.6f * band : -0.55f);
    float reflected = open * contrast;
    float matte = 1 - metallic;
    float direct = 0.5f + 0.5f * open;
    f.red =
        f.baseR * matte * (dr * direct + light.ambient(ny, 0) * bounce(open, f.baseR))
            + sr * direct
            + light.ambient(band, 0) * reflected * (fr + (Math.max(gloss, fr) - fr) * e5);
    f.green =
        f.baseG * matte * (dg * direct + light.ambient(ny, 1) * bounce(open, f.baseG))
            + sg * direct
            + light.ambient(band, 1) * reflected * (fg + (Math.max(gloss, fg) - fg) * e5);
    f.blue =
        f.baseB * matte * (db * direct + light.ambient(ny, 2) * bounce(open, f.baseB))
            + sb * direct
            + light.ambient(band, 2) * reflected * (fb + (Math.max(gloss, fb) - fb) * e5);
  }
}
