package dev.mien.geometry.render;

import static dev.mien.geometry.render.Illumination.smooth;
import static dev.mien.geometry.render.Illumination.wrap;

/**
 * Strands after Kajiya and Kay, "Rendering fur with three dimensional textures" (1989), with the
 * shifted and coloured second highlight of Marschner et al., "Light scattering from human hair
 * fibers" (2003).
 */
final class HairShading {
  /**
   * Strands shade each other, so that a head of hair would look darker than its strands: how much
   * brighter they are drawn. Highlights make up for it on dark hair. Measured in our renders.
   */
  private static final float GATHERED = 0.34f;

  /** Less light than this through strands isn't seen. */
  private static final float LEAST_THROUGH = 0.003f;

  /** How far strands are shaded as if they lay along the head: 0 not at all, 1 wholly. */
  private static final float LAID = 0.9f;

  private HairShading() {}

  /**
   * Shades a fragment.
   *
   * @param open share of ambient light that gets there
   * @param shine strength of the highlights, 1 on the head
   */
  static void shade(Fragment f, Illumination light, float open, float shine) {
    LightRig rig = light.rig;
    float nx = f.nx;
    float ny = f.ny;
    float nz = f.nz;
    float vx = f.vx;
    float vy = f.vy;
    float vz = f.vz;
    float inv = 1 / (float) Math.sqrt(f.tx * f.tx + f.ty * f.ty + f.tz * f.tz + 1e-20f);
    float fx = f.tx * inv;
    float fy = f.ty * inv;
    float fz = f.tz * inv;
    // Tips that stand off the head a little would gleam one by one: most of that is left out.
    float off = LAID * (fx * nx + fy * ny + fz * nz);
    fx -= off * nx;
    fy -= off * ny;
    fz -= off * nz;
    inv = 1 / (float) Math.sqrt(fx * fx + fy * fy + fz * fz + 1e-20f);
    fx *= inv;
    fy *= inv;
    fz *= inv;
    float baseR = f.baseR;
    float baseG = f.baseG;
    float baseB = f.baseB;
    // What light strands take they pass on: shade in fair hair is filled, in dark hair not.
    float passR = 0.10f + 0.65f * baseR;
    float passG = 0.10f + 0.65f * baseG;
    float passB = 0.10f + 0.65f * baseB;
    float dr = 0;
    float dg = 0;
    float db = 0;
    float sr = 0;
    float sg = 0;
    float sb = 0;
    float tv = fx * vx + fy * vy + fz * vz;
    float sinTv = (float) Math.sqrt(Math.max(0, 1 - tv * tv));
    // Strands differ in tilt: neighbours in u catch the light at different places.
    float jitter = 0.08f * strand(f.u);
    float nv = nx * vx + ny * vy + nz * vz;
    float thin = (1 - Math.max(0, nv)) * open;
    thin *= thin;
    boolean drawn = light.toon > 0;
    for (int i = 0; i < rig.count; i++) {
      float lx = rig.x[i];
      float ly = rig.y[i];
      float lz = rig.z[i];
      float nl = nx * lx + ny * ly + nz * lz;
      float behind = -(lx * vx + ly * vy + lz * vz);
      float most = behind > 0 ? behind * behind * thin * 0.9f : 0;
      if (nl <= -0.35f && most < LEAST_THROUGH && !drawn) {
        continue;
      }
      float tl = fx * lx + fy * ly + fz * lz;
      float sinTl = (float) Math.sqrt(Math.max(0, 1 - tl * tl));
      float k = light.ramp((0.45f * sinTl + 0.55f) * wrap(nl, 0.35f));
      float through = most * sinTl;
      if (k == 0 && nl <= -0.25f && through < LEAST_THROUGH) {
        continue;
      }
      float s = light.reach(f, i, true, false);
      float k1 = k * s + through * s;
      float k2 = k * (1 - s);
      dr += rig.r[i] * (k1 + k2 * passR);
      dg += rig.g[i] * (k1 + k2 * passG);
      db += rig.b[i] * (k1 + k2 * passB);
      float facing = wrap(nl, 0.25f) * s;
      if (facing > 0) {
        float r1 = cosHalf(tl, sinTl, tv, sinTv, -0.07f + jitter);
        float r2 = cosHalf(tl, sinTl, tv, sinTv, 0.10f + jitter * 1.5f);
        float p1 = pow16(r1);
        float primary = p1 * p1 * p1 * 0.12f * facing;
        float secondary = pow16(r2) * 0.5f * facing;
        sr += rig.r[i] * (primary + secondary * (baseR * 1.5f + 0.012f));
        sg += rig.g[i] * (primary + secondary * (baseG * 1.5f + 0.012f));
        sb += rig.b[i] * (primary + secondary * (baseB * 1.5f + 0.012f));
      }
    }
    float luminance = 0.2126f * baseR + 0.7152f * baseG + 0.0722f * baseB;
    float fair = smooth(0.01f, 0.045f, luminance);
    float many = 1 + GATHERED * fair;
    // little of what glosses the outside gets to the depth
    float outside = f.tone * shine * open;
    float gloss =
        outside * (1.25f - f.roughness) * (1 - 0.5f * light.toon) * (0.76f + 0.24f * fair);
    f.red = many * strands(baseR, dr, light.ambient(ny, 0), open) + sr * gloss;
    f.green = many * strands(baseG, dg, light.ambient(ny, 1), open) + sg * gloss;
    f.blue = many * strands(baseB, db, light.ambient(ny, 2), open) + sb * gloss;
  }

  private static float pow16(float x) {
    float a = x * x;
    a *= a;
    a *= a;
    return a * a;
  }

  /** What strands of a colour scatter back, one channel. */
  private static float strands(float base, float direct, float ambient, float open) {
    float deep = open * open;
    deep += (1 - deep) * open * base;
    return base * (direct * (0.4f + 0.6f * open) + ambient * deep);
  }

  /** Cosine of how far view and light are from mirroring each other across the shifted strand. */
  private static float cosHalf(float tl, float sinTl, float tv, float sinTv, float shift) {
    float cos = sinTl * sinTv - (tl + shift) * (tv + shift);
    return cos <= 0 ? 0 : cos > 1 ? 1 : cos;
  }

  private static float strand(float x) {
    float scaled = x * 200;
    int cell = (int) scaled;
    cell = scaled < cell ? cell - 1 : cell;
    float f = scaled - cell;
    f = f * f * (3 - 2 * f);
    return lattice(cell) * (1 - f) + lattice(cell + 1) * f;
  }

  private static float lattice(int i) {
    int h = i * 0x9E3779B1;
    h ^= h >>> 15;
    h *= 0x85EBCA77;
    return (h >>> 8) * (2f / (1 << 24)) - 1;
  }
}
