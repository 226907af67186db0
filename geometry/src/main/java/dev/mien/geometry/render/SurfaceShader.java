package dev.mien.geometry.render;

import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import org.joml.Vector3fc;
import org.jspecify.annotations.Nullable;

/**
 * Light that one point of a surface sends to the camera. Fields are the work registers: {@link
 * #fetch} fills them from the geometry, {@link #shade} leaves linear RGB in {@link #red}, {@link
 * #green}, {@link #blue} and opacity in {@link #alpha}.
 */
final class SurfaceShader {
  /** Inverse of how far red light gets through skin, per metre. */
  private static final float THROUGH_SKIN = 260;

  /** What skin reflects at its surface under light from everywhere. */
  private static final float MEAN_REFLECTION = 0.017f;

  /**
   * Strands shade each other, so that a head of hair would look darker than its strands: how much
   * brighter they are drawn. Highlights make up for it on dark hair. Measured in our renders.
   */
  private static final float GATHERED = 0.24f;

  /** Less light than this through strands isn't seen. */
  private static final float LEAST_THROUGH = 0.003f;

  /** How far strands are shaded as if they lay along the head: 0 not at all, 1 wholly. */
  private static final float LAID = 0.9f;

  private final FrameGeometry geometry;
  private final LightRig rig;
  private final @Nullable ShadowMap[] shadows;
  private final float toon;
  private final float eyeX;
  private final float eyeY;
  private final float eyeZ;

  // Interpolated geometry.
  float px;
  float py;
  float pz;
  float u;
  float v;
  float gx; // smooth normal, towards the camera
  float gy;
  float gz;
  private float nx; // with normal map
  private float ny;
  private float nz;
  private float vx; // to the camera
  private float vy;
  private float vz;
  private float tx;
  private float ty;
  private float tz;
  private float hand;
  private float uvPerPixel;
  private float wrinkle;
  private final float[] reach = new float[Lighting.MAX_LIGHTS];
  private final float[] depth = new float[Lighting.MAX_LIGHTS];

  /** Bits of the lights whose reach is known. */
  private int known;

  // Surface.
  private float baseR;
  private float baseG;
  private float baseB;
  private float roughness;
  private float metallic;

  /** How much light gets through where light falls from behind, 0 to 1: ears, wings of the nose. */
  private float thin;

  // Result.
  float red;
  float green;
  float blue;
  float alpha;

  SurfaceShader(
      FrameGeometry geometry,
      LightRig rig,
      @Nullable ShadowMap[] shadows,
      Vector3fc eye,
      float toon) {
    this.geometry = geometry;
    this.rig = rig;
    this.shadows = shadows;
    this.toon = toon;
    eyeX = eye.x();
    eyeY = eye.y();
    eyeZ = eye.z();
  }

  /** Interpolates a triangle's vertices at a point of the screen. */
  void fetch(int triangle, float x, float y) {
    FrameGeometry g = geometry;
    int a = g.index[3 * triangle];
    int b = g.index[3 * triangle + 1];
    int c = g.index[3 * triangle + 2];
    float x0 = g.sx[a];
    float y0 = g.sy[a];
    float x1 = g.sx[b];
    float y1 = g.sy[b];
    float x2 = g.sx[c];
    float y2 = g.sy[c];
    float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    float inv = 1 / area;
    float w0 = ((x1 - x) * (y2 - y) - (x2 - x) * (y1 - y)) * inv;
    float w1 = ((x2 - x) * (y0 - y) - (x0 - x) * (y2 - y)) * inv;
    // The centre can lie outside where only a sample was hit.
    w0 = w0 < 0 ? 0 : w0 > 1 ? 1 : w0;
    w1 = w1 < 0 ? 0 : w1 > 1 - w0 ? 1 - w0 : w1;
    float w2 = 1 - w0 - w1;
    w0 *= g.iz[a];
    w1 *= g.iz[b];
    w2 *= g.iz[c];
    float norm = 1 / (w0 + w1 + w2);
    w0 *= norm;
    w1 *= norm;
    w2 *= norm;
    float[] w = g.world;
    px = w0 * w[3 * a] + w1 * w[3 * b] + w2 * w[3 * c];
    py = w0 * w[3 * a + 1] + w1 * w[3 * b + 1] + w2 * w[3 * c + 1];
    pz = w0 * w[3 * a + 2] + w1 * w[3 * b + 2] + w2 * w[3 * c + 2];
    float[] n = g.normal;
    gx = w0 * n[3 * a] + w1 * n[3 * b] + w2 * n[3 * c];
    gy = w0 * n[3 * a + 1] + w1 * n[3 * b + 1] + w2 * n[3 * c + 1];
    gz = w0 * n[3 * a + 2] + w1 * n[3 * b + 2] + w2 * n[3 * c + 2];
    float length = (float) Math.sqrt(gx * gx + gy * gy + gz * gz);
    float scale = length > 1e-12f ? 1 / length : 0;
    // Seen from behind, which only double-sided parts allow: the normal is the other way round.
    PartState part = g.parts.get(g.partOf[triangle]);
    // Strands are round: a strip of them has the same normals on both sides.
    if (area > 0 && part.shading != Shading.HAIR) {
      scale = -scale;
    }
    gx *= scale;
    gy *= scale;
    gz *= scale;
    float[] t = g.uv;
    u = w0 * t[2 * a] + w1 * t[2 * b] + w2 * t[2 * c];
    v = w0 * t[2 * a + 1] + w1 * t[2 * b + 1] + w2 * t[2 * c + 1];
    if (part.needsTangents) {
      float[] q = g.tangent;
      tx = w0 * q[4 * a] + w1 * q[4 * b] + w2 * q[4 * c];
      ty = w0 * q[4 * a + 1] + w1 * q[4 * b + 1] + w2 * q[4 * c + 1];
      tz = w0 * q[4 * a + 2] + w1 * q[4 * b + 2] + w2 * q[4 * c + 2];
      hand = q[4 * a + 3];
    }
    if (part.wrinkles != null) {
      wrinkle = w0 * g.wrinkle[a] + w1 * g.wrinkle[b] + w2 * g.wrinkle[c];
    }
    if (part.textured) {
      float du1 = t[2 * b] - t[2 * a];
      float dv1 = t[2 * b + 1] - t[2 * a + 1];
      float du2 = t[2 * c] - t[2 * a];
      float dv2 = t[2 * c + 1] - t[2 * a + 1];
      uvPerPixel = Math.abs((du1 * dv2 - du2 * dv1) * inv);
      if (part.shading == Shading.CLOTH) {
        // Weaves repeat every few texels and would beat with the pixels.
        uvPerPixel *= 4;
      }
    }
    vx = eyeX - px;
    vy = eyeY - py;
    vz = eyeZ - pz;
    float toEye = 1 / (float) Math.sqrt(vx * vx + vy * vy + vz * vz);
    vx *= toEye;
    vy *= toEye;
    vz *= toEye;
  }

  /**
   * Shades what was fetched.
   *
   * @param part its part
   * @param open share of ambient light that gets there
   */
  void shade(PartState part, float open) {
    surface(part);
    switch (part.shading) {
      case SKIN -> skin(open);
      case HAIR ->
          hair(open, part.kind == PartKind.LASHES || part.kind == PartKind.BROWS ? 0.25f : 1);
      case EYE -> eye(open);
      case CORNEA -> cornea();
      case MOUTH -> mouth(open);
      case CLOTH -> cloth(open);
      case STANDARD -> standard(open, 0, 0, 1);
    }
    if (part.emits) {
      float[] factor = part.material.emissive();
      if (part.emissive != null) {
        int e = part.emissive.sample(u, v, part.emissive.level(uvPerPixel));
        red += factor[0] * TransferTable.LINEAR[e >> 16 & 255];
        green += factor[1] * TransferTable.LINEAR[e >> 8 & 255];
        blue += factor[2] * TransferTable.LINEAR[e & 255];
      } else {
        red += factor[0];
        green += factor[1];
        blue += factor[2];
      }
    }
  }

  private void surface(PartState part) {
    float[] factor = part.material.baseColour();
    baseR = factor[0];
    baseG = factor[1];
    baseB = factor[2];
    alpha = factor[3];
    if (part.base != null) {
      int c = part.base.sample(u, v, part.base.level(uvPerPixel));
      baseR *= TransferTable.LINEAR[c >> 16 & 255];
      baseG *= TransferTable.LINEAR[c >> 8 & 255];
      baseB *= TransferTable.LINEAR[c & 255];
      alpha *= (c >>> 24) * (1 / 255f);
    }
    roughness = part.material.roughness();
    metallic = part.material.metallic();
    thin = 0;
    if (part.roughness != null) {
      int c = part.roughness.sample(u, v, part.roughness.level(uvPerPixel));
      roughness *= (c >> 8 & 255) * (1 / 255f);
      metallic *= (c & 255) * (1 / 255f);
      thin = (c >> 16 & 255) * (1 / 255f);
    }
    nx = gx;
    ny = gy;
    nz = gz;
    if (part.normal != null) {
      int texel = part.normal.sample(u, v, part.normal.level(uvPerPixel));
      if (part.wrinkles != null && wrinkle > 0.004f) {
        int lines = part.wrinkles.sample(u, v, part.wrinkles.level(uvPerPixel));
        bend(texel, lines, wrinkle);
        // Blood gathers and light is lost in folds.
        float shut = Math.min(1, (255 - (lines >>> 24)) * (1 / 255f) * wrinkle);
        baseR *= 1 - 0.30f * shut;
        baseG *= 1 - 0.44f * shut;
        baseB *= 1 - 0.46f * shut;
      } else {
        bend(texel, 0, 0);
      }
    }
  }

  /**
   * Turns the normal by one map and a share of another, whose slopes add up.
   *
   * @param texel of the normal map
   * @param other of the map that is blended in
   * @param share of the other one, 0 and up
   */
  private void bend(int texel, int other, float share) {
    float a = (texel >> 16 & 255) * (2 / 255f) - 1;
    float b = (texel >> 8 & 255) * (2 / 255f) - 1;
    float c = (texel & 255) * (2 / 255f) - 1;
    if (share > 0) {
      float steep = share * c / Math.max(0.1f, (other & 255) * (2 / 255f) - 1);
      a += ((other >> 16 & 255) * (2 / 255f) - 1) * steep;
      b += ((other >> 8 & 255) * (2 / 255f) - 1) * steep;
    }
    float dot = tx * gx + ty * gy + tz * gz;
    float qx = tx - dot * gx;
    float qy = ty - dot * gy;
    float qz = tz - dot * gz;
    float square = qx * qx + qy * qy + qz * qz;
    if (!(square > 1e-24f)) {
      return;
    }
    float inv = 1 / (float) Math.sqrt(square);
    qx *= inv;
    qy *= inv;
    qz *= inv;
    float bx = (gy * qz - gz * qy) * hand;
    float by = (gz * qx - gx * qz) * hand;
    float bz = (gx * qy - gy * qx) * hand;
    nx = a * qx + b * bx + c * gx;
    ny = a * qy + b * by + c * gy;
    nz = a * qz + b * bz + c * gz;
    inv = 1 / (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
    nx *= inv;
    ny *= inv;
    nz *= inv;
  }

  /**
   * Share of a light that gets here; asked for only where the light would show, and kept. The way
   * that light came through matter is then in {@link #depth}.
   *
   * @param rough whether a few taps do for the key light as well
   */
  private float reach(int i, boolean rough) {
    if ((known & 1 << i) == 0) {
      known |= 1 << i;
      ShadowMap map = shadows[i];
      if (map == null) {
        reach[i] = 1;
        depth[i] = Float.POSITIVE_INFINITY;
      } else {
        reach[i] =
            i == 0 && !rough
                ? map.light(px, py, pz, gx, gy, gz)
                : map.roughly(px, py, pz, gx, gy, gz);
        depth[i] = map.thickness();
      }
    }
    return reach[i];
  }

  /** Light that reached the last point is asked for anew: the next one is elsewhere. */
  void moveOn() {
    known = 0;
  }

  /** Ambient light from a direction, channel 0 to 2. */
  private float ambient(float y, int channel) {
    float h = rig.horizon[channel];
    return y > 0 ? h + (rig.sky[channel] - h) * y : h + (rig.ground[channel] - h) * -y;
  }

  /** Occlusion brightened by light between bright surfaces (Jimenez et al., GTAO, 2016). */
  private static float bounce(float open, float base) {
    float a = 2.0404f * base - 0.3324f;
    float b = -4.7951f * base + 0.6417f;
    float c = 2.7552f * base + 0.6903f;
    float x = ((open * a + b) * open + c) * open;
    return x > open ? x : open;
  }

  private float ramp(float diffuse) {
    if (toon == 0) {
      return diffuse;
    }
    float low = smooth(0.10f, 0.26f, diffuse);
    float high = smooth(0.52f, 0.72f, diffuse);
    float stepped = 0.06f + 0.50f * low + 0.40f * high;
    return diffuse + (stepped - diffuse) * toon;
  }

  private static float smooth(float a, float b, float x) {
    float t = (x - a) / (b - a);
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return t * t * (3 - 2 * t);
  }

  private static float wrap(float cos, float w) {
    float x = (cos + w) / (1 + w);
    return x <= 0 ? 0 : x * (0.35f * x + 0.65f) * (1 / (1 + 0.35f * w));
  }

  /**
   * GGX lobe with the visibility approximation of Karis (2013), times pi, without Fresnel.
   *
   * @param nh cosine between normal and half vector
   * @param lh cosine between light and half vector
   */
  private static float ggx(float nh, float lh, float rough) {
    float a = rough * rough;
    float a2 = a * a;
    float d = nh * nh * (a2 - 1) + 1;
    float l2 = lh * lh;
    return a2 / (d * d * 4 * (l2 > 0.1f ? l2 : 0.1f) * (rough + 0.5f));
  }

  /** A channel of the light from below the surface: never less than a third, to keep its hue. */
  private static float below(float base, float surface) {
    return Math.max(base - surface, 0.33f * base);
  }

  private void skin(float open) {
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
    float dr = 0;
    float dg = 0;
    float db = 0;
    float sr = 0;
    float sg = 0;
    float sb = 0;
    float nv = nx * vx + ny * vy + nz * vz;
    nv = nv < 0.02f ? 0.02f : nv;
    float gv = gx * vx + gy * vy + gz * vz;
    // Red light travels furthest under the skin and sees the relief least.
    float rx = gx + (nx - gx) * 0.35f;
    float ry = gy + (ny - gy) * 0.35f;
    float rz = gz + (nz - gz) * 0.35f;
    // Dark skin reflects no more than pale skin, but next to less: its gloss is held back, or it
    // would look varnished. What the surface reflects is part of the tone that was asked for, so
    // the light from below the surface makes room for it.
    float luminance = 0.2126f * baseR + 0.7152f * baseG + 0.0722f * baseB;
    float shine = 0.20f + 0.80f * (float) Math.sqrt(Math.min(1, 2.2f * luminance));
    float surface = MEAN_REFLECTION * shine;
    baseR = below(baseR, surface);
    baseG = below(baseG, surface);
    baseB = below(baseB, surface);
    for (int i = 0; i < rig.count; i++) {
      float lx = rig.x[i];
      float ly = rig.y[i];
      float lz = rig.z[i];
      float cosR = rx * lx + ry * ly + rz * lz;
      float cos = nx * lx + ny * ly + nz * lz;
      float cosG = (cos + cosR) * 0.5f;
      float kr = ramp(wrap(cosR, 0.46f));
      float kg = ramp(wrap(cosG, 0.17f));
      float kb = ramp(wrap(cos, 0.10f));
      // Drawn steps of light have no coloured edges.
      kr += (kg - kr) * toon;
      kb += (kg - kb) * toon;
      float gloss = shine;
      float contour = 1;
      if (lx * vx + ly * vy + lz * vz < -0.1f) {
        // Light from behind draws the contour alone: cheeks and temples keep it off the rest, more
        // finely than shadow maps tell.
        contour = smooth(0.62f, 0.22f, gv);
        gloss *= 0.35f;
      }
      boolean shines = contour > 0 && (kr > 0 || kg > 0 || kb > 0 || cos > 0);
      if (!shines && !(thin > 0 && cosR < 0)) {
        continue;
      }
      float s = contour * reach(i, false);
      float glow = 0.28f * s * (1 - s);
      dr += rig.r[i] * kr * (s + glow);
      dg += rig.g[i] * kg * (s + glow * 0.25f);
      db += rig.b[i] * kb * s;
      if (thin > 0 && cosR < 0 && depth[i] < 0.02f) {
        // No ear is thinner than two millimetres, whatever the shadow map says.
        float q = Math.max(0.002f, depth[i]) * THROUGH_SKIN;
        float through = thin * smooth(0, -0.8f, cosR) / (1 + q + 0.5f * q * q);
        dr += rig.r[i] * through * 0.60f;
        dg += rig.g[i] * through * 0.16f;
        db += rig.b[i] * through * 0.08f;
      }
      if (cos > 0) {
        float hx = lx + vx;
        float hy = ly + vy;
        float hz = lz + vz;
        float inv = 1 / (float) Math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9f);
        float nh = (nx * hx + ny * hy + nz * hz) * inv;
        float lh = (lx * hx + ly * hy + lz * hz) * inv;
        float wide = Math.min(1, roughness + 0.15f * rig.soft[i]);
        float f = 1 - lh;
        float fresnel = 0.028f + 0.972f * f * f * f * f * f;
        float spec =
            fresnel
                * cos
                * s
                * gloss
                * (0.75f * ggx(nh, lh, wide) + 0.25f * ggx(nh, lh, wide * 0.62f))
                * (1 - 0.6f * toon);
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
    red = baseR * (dr * direct + ambient(ay, 0) * or) + sr * direct;
    green = baseG * (dg * direct + ambient(ay, 1) * og) + sg * direct;
    blue = baseB * (db * direct + ambient(ay, 2) * ob) + sb * direct;
    // Reflected surroundings and the down that catches light at the contour.
    float edge = 1 - (gv < 0 ? 0 : gv);
    float sheen = edge * edge * edge;
    float mirror =
        open * shine * (0.012f + 0.10f * sheen * (1 - roughness * 0.6f)) * (1 - 0.5f * toon);
    float my = 2 * nv * ny - vy;
    red += ambient(my, 0) * mirror;
    green += ambient(my, 1) * mirror;
    blue += ambient(my, 2) * mirror;
  }

  private static float pow16(float x) {
    float a = x * x;
    a *= a;
    a *= a;
    return a * a;
  }

  /** Strands after Kajiya and Kay (1989) with Marschner's shifted and coloured second highlight. */
  private void hair(float open, float shine) {
    float inv = 1 / (float) Math.sqrt(tx * tx + ty * ty + tz * tz + 1e-20f);
    float fx = tx * inv;
    float fy = ty * inv;
    float fz = tz * inv;
    // Tips that stand off the head a little would gleam one by one: most of that is left out.
    float off = LAID * (fx * nx + fy * ny + fz * nz);
    fx -= off * nx;
    fy -= off * ny;
    fz -= off * nz;
    inv = 1 / (float) Math.sqrt(fx * fx + fy * fy + fz * fz + 1e-20f);
    fx *= inv;
    fy *= inv;
    fz *= inv;
    float dr = 0;
    float sr = 0;
    float sg = 0;
    float sb = 0;
    float dg = 0;
    float db = 0;
    float tv = fx * vx + fy * vy + fz * vz;
    float sinTv = (float) Math.sqrt(Math.max(0, 1 - tv * tv));
    // Strands differ in tilt: neighbours in u catch the light at different places.
    float jitter = 0.10f * strand(u);
    float nv = nx * vx + ny * vy + nz * vz;
    float thin = (1 - Math.max(0, nv)) * open;
    thin *= thin;
    for (int i = 0; i < rig.count; i++) {
      float lx = rig.x[i];
      float ly = rig.y[i];
      float lz = rig.z[i];
      float nl = nx * lx + ny * ly + nz * lz;
      float tl = fx * lx + fy * ly + fz * lz;
      float sinTl = (float) Math.sqrt(Math.max(0, 1 - tl * tl));
      float k = ramp((0.45f * sinTl + 0.55f) * wrap(nl, 0.35f));
      float behind = -(lx * vx + ly * vy + lz * vz);
      float through = behind > 0 ? behind * behind * sinTl * thin * 0.9f : 0;
      if (k == 0 && nl <= -0.25f && through < LEAST_THROUGH) {
        continue;
      }
      float s = reach(i, true);
      // What light strands take they pass on: shade in fair hair is filled, in dark hair not.
      dr += rig.r[i] * k * (s + (1 - s) * (0.10f + 0.65f * baseR));
      dg += rig.g[i] * k * (s + (1 - s) * (0.10f + 0.65f * baseG));
      db += rig.b[i] * k * (s + (1 - s) * (0.10f + 0.65f * baseB));
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
      // Light from behind shines through the outer strands.
      dr += rig.r[i] * through * s;
      dg += rig.g[i] * through * s;
      db += rig.b[i] * through * s;
    }

    float luminance = 0.2126f * baseR + 0.7152f * baseG + 0.0722f * baseB;
    float fair = smooth(0.01f, 0.045f, luminance);
    float many = 1 + GATHERED * fair;
    float gloss = shine * (1.25f - roughness) * (1 - 0.5f * toon) * (0.88f + 0.12f * fair);
    red = many * strands(baseR, dr, ambient(ny, 0), open) + sr * gloss * open;
    green = many * strands(baseG, dg, ambient(ny, 1), open) + sg * gloss * open;
    blue = many * strands(baseB, db, ambient(ny, 2), open) + sb * gloss * open;
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
    float scaled = x * 24;
    int cell = (int) Math.floor(scaled);
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

  /** The eyeball lies in the shade of lids and lashes, most so above and in the corners. */
  private void eye(float open) {
    float above = smooth(0.02f, 0.42f, gy);
    float beside = smooth(0.25f, 1f, Math.abs(gx * vz - gz * vx));
    float shade = (1 - 0.5f * above) * (1 - 0.35f * beside);
    baseR *= shade;
    baseG *= shade * (1 - 0.05f * beside);
    baseB *= shade * (1 - 0.04f * beside);
    // The cornea before it carries the highlights: any here would veil a dark iris.
    matte(open * (1 - 0.4f * above), 0.10f);
  }

  /**
   * A surface that reflects no image.
   *
   * @param spread how far light wraps round
   */
  private void matte(float open, float spread) {
    float dr = 0;
    float dg = 0;
    float db = 0;
    for (int i = 0; i < rig.count; i++) {
      float k = ramp(wrap(nx * rig.x[i] + ny * rig.y[i] + nz * rig.z[i], spread));
      if (k == 0) {
        continue;
      }
      k *= reach(i, false);
      dr += rig.r[i] * k;
      dg += rig.g[i] * k;
      db += rig.b[i] * k;
    }
    float direct = 0.5f + 0.5f * open;
    red = baseR * (dr * direct + ambient(ny, 0) * bounce(open, baseR));
    green = baseG * (dg * direct + ambient(ny, 1) * bounce(open, baseG));
    blue = baseB * (db * direct + ambient(ny, 2) * bounce(open, baseB));
  }

  private void cornea() {
    float nv = Math.max(0.02f, nx * vx + ny * vy + nz * vz);
    float mx = 2 * nv * nx - vx;
    float my = 2 * nv * ny - vy;
    float mz = 2 * nv * nz - vz;
    float f = 1 - nv;
    float fresnel = 0.03f + 0.12f * f * f * f * f;
    // A film of tears is too thin and too bent for a clear image of the lights.
    float sharp = Math.max(0, 1 - 2.8f * roughness) * (1 / 0.888f);
    red = 0;
    green = 0;
    blue = 0;
    for (int i = 0; i < rig.count; i++) {
      float cos = mx * rig.x[i] + my * rig.y[i] + mz * rig.z[i];
      float limit = (float) Math.cos(0.08 + rig.soft[i] * 0.26);
      float lit = smooth(limit - 0.02f, limit + 0.012f, cos);
      if (lit == 0) {
        continue;
      }
      lit *= 0.15f + 0.85f * reach(i, false);
      float k = lit * Math.min(fresnel, 0.05f) * (i == 0 ? 34 : 0.3f) * sharp;
      red += rig.r[i] * k;
      green += rig.g[i] * k;
      blue += rig.b[i] * k;
    }
    red += ambient(my, 0) * fresnel * 0.25f;
    green += ambient(my, 1) * fresnel * 0.25f;
    blue += ambient(my, 2) * fresnel * 0.25f;
    alpha = 0;
  }

  private void cloth(float open) {
    float dr = 0;
    float dg = 0;
    float db = 0;
    float sheenR = 0;
    float sheenG = 0;
    float sheenB = 0;
    float nv = Math.max(0, nx * vx + ny * vy + nz * vz);
    float edge = (1 - nv) * (1 - nv) * (1 - nv);
    for (int i = 0; i < rig.count; i++) {
      float cos = nx * rig.x[i] + ny * rig.y[i] + nz * rig.z[i];
      float k = ramp(wrap(cos, 0.12f));
      if (k == 0 && cos <= -0.2f) {
        continue;
      }
      float s = reach(i, false);
      k *= s;
      dr += rig.r[i] * k;
      dg += rig.g[i] * k;
      db += rig.b[i] * k;
      float fuzz = edge * Math.max(0, cos + 0.2f) * 0.30f * s;
      sheenR += rig.r[i] * fuzz;
      sheenG += rig.g[i] * fuzz;
      sheenB += rig.b[i] * fuzz;
    }
    float direct = 0.4f + 0.6f * open;
    float tint = 0.25f;
    red =
        baseR * (dr * direct + ambient(ny, 0) * bounce(open, baseR))
            + sheenR * open * (tint + (1 - tint) * baseR);
    green =
        baseG * (dg * direct + ambient(ny, 1) * bounce(open, baseG))
            + sheenG * open * (tint + (1 - tint) * baseG);
    blue =
        baseB * (db * direct + ambient(ny, 2) * bounce(open, baseB))
            + sheenB * open * (tint + (1 - tint) * baseB);
  }

  /** What is in the mouth: shade there is filled by light that comes back from gums and tongue. */
  private void mouth(float open) {
    float shaded = 1 - open;
    // lips and cheeks are what it would mirror
    standard(1 - 0.65f * shaded, 0.30f, 0.3f, 0.3f);
    red *= 1 + 0.10f * shaded;
    green *= 1 - 0.12f * shaded;
    blue *= 1 - 0.24f * shaded;
  }

  /**
   * Metallic-roughness surface before a simple studio: the lights as soft boxes, the rest as the
   * ambient gradient.
   *
   * @param spread how far light wraps round, for wet tissue
   * @param coat strength of a clear wet layer
   * @param gloss share of a dielectric's reflection at its surface, 1 in air
   */
  private void standard(float open, float spread, float coat, float gloss) {
    float nv = Math.max(0.03f, nx * vx + ny * vy + nz * vz);
    float plain = 0.04f * gloss;
    float fr = plain + (baseR - plain) * metallic;
    float fg = plain + (baseG - plain) * metallic;
    float fb = plain + (baseB - plain) * metallic;
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
      float k = ramp(wrap(cos, spread));
      if (k == 0 && cos <= 0) {
        continue;
      }
      float s = reach(i, false);
      k *= s;
      dr += rig.r[i] * k;
      dg += rig.g[i] * k;
      db += rig.b[i] * k;
      if (cos > 0) {
        float hx = lx + vx;
        float hy = ly + vy;
        float hz = lz + vz;
        float inv = 1 / (float) Math.sqrt(hx * hx + hy * hy + hz * hz + 1e-9f);
        float nh = (nx * hx + ny * hy + nz * hz) * inv;
        float lh = (lx * hx + ly * hy + lz * hz) * inv;
        float f = 1 - lh;
        float f5 = f * f * f * f * f;
        float wide = Math.min(1, roughness + 0.2f * rig.soft[i]);
        float lobe = ggx(nh, lh, wide) * cos * s;
        float clear = coat * (0.04f + 0.96f * f5) * ggx(nh, lh, 0.22f) * cos * s;
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
    red =
        baseR * matte * (dr * direct + ambient(ny, 0) * bounce(open, baseR))
            + sr * direct
            + ambient(band, 0) * reflected * (fr + (Math.max(gloss, fr) - fr) * e5);
    green =
        baseG * matte * (dg * direct + ambient(ny, 1) * bounce(open, baseG))
            + sg * direct
            + ambient(band, 1) * reflected * (fg + (Math.max(gloss, fg) - fg) * e5);
    blue =
        baseB * matte * (db * direct + ambient(ny, 2) * bounce(open, baseB))
            + sb * direct
            + ambient(band, 2) * reflected * (fb + (Math.max(gloss, fb) - fb) * e5);
  }
}
