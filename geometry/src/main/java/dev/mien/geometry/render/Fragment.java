package dev.mien.geometry.render;

import dev.mien.geometry.scene.Shading;
import org.joml.Vector3fc;

/**
 * One point of a surface as the camera sees it. Fields are work registers: {@link #fetch} fills
 * those of the geometry, {@link #readMaps} those of the material; shading leaves linear RGB in
 * {@link #red}, {@link #green}, {@link #blue} and opacity in {@link #alpha}.
 */
final class Fragment {
  /** Less than this of a fold isn't seen. */
  private static final float LEAST_WRINKLE = 0.004f;

  private final FrameGeometry geometry;
  private final float eyeX;
  private final float eyeY;
  private final float eyeZ;

  // Where it is, metres, and its texture coordinates.
  float px;
  float py;
  float pz;
  float u;
  float v;

  // Smooth normal, towards the camera.
  float gx;
  float gy;
  float gz;

  // Unit vector to the camera.
  float vx;
  float vy;
  float vz;

  // Direction of the texture or the strand, of any length.
  float tx;
  float ty;
  float tz;
  private float hand;
  private float uvPerPixel;
  private float wrinkle;

  /** Baked share of light, 0 to 1. */
  float tone;

  // Normal with the normal map.
  float nx;
  float ny;
  float nz;

  // Linear base colour.
  float baseR;
  float baseG;
  float baseB;
  float roughness;
  float metallic;

  /** How much light gets through where light falls from behind, 0 to 1: ears, wings of the nose. */
  float thin;

  // Result.
  float red;
  float green;
  float blue;
  float alpha;

  private final MipTexture.Place place = new MipTexture.Place();

  Fragment(FrameGeometry geometry, Vector3fc eye) {
    this.geometry = geometry;
    eyeX = eye.x();
    eyeY = eye.y();
    eyeZ = eye.z();
  }

  /** Interpolates a triangle's vertices at a point of the screen. */
  void fetch(int triangle, float x, float y) {
    FrameGeometry g = geometry;
    int va = g.index[3 * triangle];
    int vb = g.index[3 * triangle + 1];
    int vc = g.index[3 * triangle + 2];
    float[] s = g.screen;
    int a = FrameGeometry.SCREEN_STRIDE * va;
    int b = FrameGeometry.SCREEN_STRIDE * vb;
    int c = FrameGeometry.SCREEN_STRIDE * vc;
    float x0 = s[a] - x;
    float y0 = s[a + 1] - y;
    float x1 = s[b] - x;
    float y1 = s[b + 1] - y;
    float x2 = s[c] - x;
    float y2 = s[c + 1] - y;
    float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    float inv = 1 / area;
    float w0 = (x1 * y2 - x2 * y1) * inv;
    float w1 = (x2 * y0 - x0 * y2) * inv;
    // The centre can lie outside where only a sample was hit.
    w0 = w0 < 0 ? 0 : w0 > 1 ? 1 : w0;
    w1 = w1 < 0 ? 0 : w1 > 1 - w0 ? 1 - w0 : w1;
    float w2 = 1 - w0 - w1;
    w0 *= s[a + 2];
    w1 *= s[b + 2];
    w2 *= s[c + 2];
    float norm = 1 / (w0 + w1 + w2);
    w0 *= norm;
    w1 *= norm;
    w2 *= norm;
    float[] w = g.vertex;
    a = FrameGeometry.STRIDE * va;
    b = FrameGeometry.STRIDE * vb;
    c = FrameGeometry.STRIDE * vc;
    px = w0 * w[a] + w1 * w[b] + w2 * w[c];
    py = w0 * w[a + 1] + w1 * w[b + 1] + w2 * w[c + 1];
    pz = w0 * w[a + 2] + w1 * w[b + 2] + w2 * w[c + 2];
    float nx = w0 * w[a + 3] + w1 * w[b + 3] + w2 * w[c + 3];
    float ny = w0 * w[a + 4] + w1 * w[b + 4] + w2 * w[c + 4];
    float nz = w0 * w[a + 5] + w1 * w[b + 5] + w2 * w[c + 5];
    float square = nx * nx + ny * ny + nz * nz;
    float scale = square > 1e-24f ? 1 / (float) Math.sqrt(square) : 0;
    // Seen from behind, which only double-sided parts allow: the normal is the other way round.
    PartState part = g.parts[g.partOf[triangle]];
    // Strands are round: a strip of them has the same normals on both sides.
    if (area > 0 && part.shading != Shading.HAIR) {
      scale = -scale;
    }
    gx = nx * scale;
    gy = ny * scale;
    gz = nz * scale;
    float u0 = w[a + 6];
    float v0 = w[a + 7];
    float u1 = w[b + 6];
    float v1 = w[b + 7];
    float u2 = w[c + 6];
    float v2 = w[c + 7];
    u = w0 * u0 + w1 * u1 + w2 * u2;
    v = w0 * v0 + w1 * v1 + w2 * v2;
    if (part.needsTangents) {
      tx = w0 * w[a + 8] + w1 * w[b + 8] + w2 * w[c + 8];
      ty = w0 * w[a + 9] + w1 * w[b + 9] + w2 * w[c + 9];
      tz = w0 * w[a + 10] + w1 * w[b + 10] + w2 * w[c + 10];
      hand = w[a + FrameGeometry.HAND];
    }
    if (part.wrinkles != null) {
      int at = FrameGeometry.WRINKLE;
      wrinkle = w0 * w[a + at] + w1 * w[b + at] + w2 * w[c + at];
    }
    int k = FrameGeometry.TONE;
    tone = part.toned ? w0 * w[a + k] + w1 * w[b + k] + w2 * w[c + k] : 1;
    if (part.textured) {
      uvPerPixel = Math.abs(((u1 - u0) * (v2 - v0) - (u2 - u0) * (v1 - v0)) * inv);
      if (part.shading == Shading.CLOTH) {
        // Weaves repeat every few texels and would beat with the pixels.
        uvPerPixel *= 4;
      }
      place.clear();
    }
    float ex = eyeX - px;
    float ey = eyeY - py;
    float ez = eyeZ - pz;
    float toEye = 1 / (float) Math.sqrt(ex * ex + ey * ey + ez * ez);
    vx = ex * toEye;
    vy = ey * toEye;
    vz = ez * toEye;
  }

  /** Reads the material's values and maps where the fragment is. */
  void readMaps(PartState part) {
    float[] factor = part.material.baseColour();
    baseR = factor[0];
    baseG = factor[1];
    baseB = factor[2];
    alpha = factor[3];
    if (part.base != null) {
      int c = part.base.sample(u, v, uvPerPixel, place);
      baseR *= TransferTable.LINEAR[c >> 16 & 255];
      baseG *= TransferTable.LINEAR[c >> 8 & 255];
      baseB *= TransferTable.LINEAR[c & 255];
      alpha *= (c >>> 24) * (1 / 255f);
    }
    baseR *= tone;
    baseG *= tone;
    baseB *= tone;
    roughness = part.material.roughness();
    metallic = part.material.metallic();
    thin = 0;
    if (part.roughness != null) {
      int c = part.roughness.sample(u, v, uvPerPixel, place);
      roughness *= (c >> 8 & 255) * (1 / 255f);
      metallic *= (c & 255) * (1 / 255f);
      thin = (c >> 16 & 255) * (1 / 255f);
    }
    nx = gx;
    ny = gy;
    nz = gz;
    if (part.normal != null) {
      int texel = part.normal.sample(u, v, uvPerPixel, place);
      if (part.wrinkles != null && wrinkle > LEAST_WRINKLE) {
        int lines = part.wrinkles.sample(u, v, uvPerPixel, place);
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

  /** Adds the light that the material gives off. */
  void glow(PartState part) {
    float[] factor = part.material.emissive();
    if (part.emissive != null) {
      int e = part.emissive.sample(u, v, uvPerPixel, place);
      red += factor[0] * TransferTable.LINEAR[e >> 16 & 255];
      green += factor[1] * TransferTable.LINEAR[e >> 8 & 255];
      blue += factor[2] * TransferTable.LINEAR[e & 255];
    } else {
      red += factor[0];
      green += factor[1];
      blue += factor[2];
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
    float x = a * qx + b * bx + c * gx;
    float y = a * qy + b * by + c * gy;
    float z = a * qz + b * bz + c * gz;
    inv = 1 / (float) Math.sqrt(x * x + y * y + z * z);
    nx = x * inv;
    ny = y * inv;
    nz = z * inv;
  }
}
