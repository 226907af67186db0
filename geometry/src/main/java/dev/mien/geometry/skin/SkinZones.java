package dev.mien.geometry.skin;

import dev.mien.geometry.head.Landmark;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.TreeMap;
import org.joml.Vector3f;

/**
 * How much each texel belongs to the parts of a face that differ in colour and gloss, 0 to 255.
 * Immutable and shared.
 */
final class SkinZones {
  private static final Map<Integer, SoftReference<SkinZones>> CACHE = new TreeMap<>();

  /** Where blood shows: cheeks, nose, ears, chin. */
  final byte[] red;

  /** Cheeks alone, for blush and rouge. */
  final byte[] cheek;

  /** Where skin is thin and fatty: forehead, chin's side. */
  final byte[] yellow;

  /** Where a beard grows. */
  final byte[] beard;

  /** Where hair of the head grows. */
  final byte[] scalp;

  /** Below the eyes. */
  final byte[] underEye;

  /** Where eye shadow is worn. */
  final byte[] shadow;

  /** Along the lashes. */
  final byte[] liner;

  /** Fold of the upper lid. */
  final byte[] crease;

  /** Forehead, nose and chin, which are oilier. */
  final byte[] oil;

  /** Where freckles come first. */
  final byte[] freckle;

  /** Dark hollows: concha, nostrils' rims, the lips' seam. */
  final byte[] hollow;

  /** Wings of the nose, through which light shines. */
  final byte[] wing;

  /** Crease between the nose's wing and the cheek. */
  final byte[] alarCrease;

  /** Vermilion. */
  final byte[] lip;

  /** Whether anything but cheeks, forehead and plain skin is here: lids, lips, hair, hollows. */
  final boolean[] special;

  /** Whether something is here that changes from texel to texel: lids' edges, lips, hollows. */
  final boolean[] detailed;

  /** Lattice noise of about a millimetre, the grain of skin, −127 to 127. */
  final byte[] grain;

  /** Lattice noise of half a millimetre, the pores, −127 to 127. */
  final byte[] fine;

  static synchronized SkinZones of(SkinChart chart) {
    SoftReference<SkinZones> kept = CACHE.get(chart.size);
    SkinZones zones = kept == null ? null : kept.get();
    if (zones == null) {
      zones = new SkinZones(chart);
      CACHE.put(chart.size, new SoftReference<>(zones));
    }
    return zones;
  }

  private SkinZones(SkinChart c) {
    int n = c.covered.length;
    red = new byte[n];
    cheek = new byte[n];
    yellow = new byte[n];
    beard = new byte[n];
    scalp = new byte[n];
    underEye = new byte[n];
    shadow = new byte[n];
    liner = new byte[n];
    crease = new byte[n];
    oil = new byte[n];
    freckle = new byte[n];
    hollow = new byte[n];
    lip = new byte[n];
    wing = new byte[n];
    alarCrease = new byte[n];
    special = new boolean[n];
    detailed = new boolean[n];
    grain = new byte[n];
    fine = new byte[n];
    Vector3f alare = millimetres(c, Landmark.ALARE_LEFT);
    Vector3f eye = millimetres(c, Landmark.EYE_CENTRE_LEFT);
    Vector3f nose = millimetres(c, Landmark.PRONASALE);
    Vector3f mouth = millimetres(c, Landmark.STOMION);
    Vector3f brow = millimetres(c, Landmark.GLABELLA);
    Vector3f chin = millimetres(c, Landmark.POGONION);
    Vector3f hairline = millimetres(c, Landmark.TRICHION);
    for (int k = 0; k < n; k++) {
      float x = Math.abs(c.x[k]);
      float y = c.y[k];
      float z = c.z[k];
      float s = Math.abs(c.s[k]);
      float face = c.chart[k] == 0 ? 1 : 0;
      float ring = c.eyeRing[k] / 20f;
      float up = c.eyeUp[k] / 127f;
      float isEar = step(0.4f, 1.6f, c.ear[k] / 12f);
      float front = step(20, 55, z) * face;

      float cheeks = front * cheek(x - eye.x - 12, y - nose.y * 0.88f - eye.y * 0.12f);
      float noseTip = front * blob(x, y - nose.y, 15, 13) * step(85, 105, z);
      float chinTip = front * blob(x, y - chin.y, 15, 9);
      cheek[k] = code(cheeks);
      red[k] =
          code(
              Math.max(
                  Math.max(cheeks, noseTip),
                  Math.max(0.55f * chinTip, isEar * (0.65f + 0.3f * step(2, 4, c.ear[k] / 12f)))));
      yellow[k] =
          code(
              front
                  * step(brow.y - 4, brow.y + 12, y)
                  * (1 - step(hairline.y - 4, hairline.y + 12, y)));
      beard[k] = code(face * beard(y, z, s, nose, mouth, chin) * (1 - c.lip[k] / 127f));
      scalp[k] = code(scalp(c, k, s, y, z, hairline) * (1 - step(0.1f, 0.5f, c.ear[k] / 12f)));
      underEye[k] =
          code(
              front
                  * blob(x - eye.x + 3, y - eye.y + 14, 14, 6.5f)
                  * (ring > 3 ? step(4.3f, 3.6f, ring) : 1)
                  * step(0.2f, -0.15f, ring > 0.5f ? up : -1));
      float lidUp = step(-0.35f, 0.15f, up);
      shadow[k] =
          code(
              Math.max(
                  step(1.2f, 3.1f, ring) * lidUp * step(5.2f, 4.6f, ring),
                  front
                      * 0.5f
                      * blob(x - eye.x - 5, y - eye.y - 10, 16, 6)
                      * step(2.2f, 0.8f, ring)));
      liner[k] = code(step(3.35f, 3.8f, ring) * step(5.2f, 4.7f, ring) * (up > 0 ? 1 : 0.45f));
      crease[k] = code(blobAlong(ring - 2.75f, 0.55f) * step(0.15f, 0.55f, up));
      oil[k] =
          code(
              Math.max(
                  front * 0.7f * blob(x, y - (brow.y + 18), 32, 18),
                  Math.max(
                      front * blob(x, y - (nose.y + 12), 12, 26) * step(80, 95, z),
                      Math.max(0.5f * chinTip, 0.45f * cheeks))));
      freckle[k] =
          code(
              face
                  * Math.max(
                      front * blob(x - eye.x + 2, y - eye.y + 24, 24, 15),
                      Math.max(
                          front * blob(x, y - eye.y + 18, 16, 18),
                          y > -115 ? 0.16f * front + 0.05f : 0.12f)));
      float mouthRing = c.mouthRing[k] / 11f;
      hollow[k] =
          code(
              Math.max(
                  c.nostril[k] / 127f,
                  Math.max(
                      0.85f * step(5.6f, 7.1f, mouthRing),
                      isEar * 0.60f * step(6.6f, 8.4f, c.ear[k] / 12f))));
      wing[k] = code(face * blob(x - alare.x + 2, y - alare.y, 4.5f, 5) * step(78, 90, z));
      // an arc behind the wing, from its foot to above it
      float ax = x - alare.x + 3;
      float ay = y - alare.y;
      float arc = blobAlong((float) Math.sqrt(ax * ax + ay * ay) - 7.2f, 1.1f);
      alarCrease[k] =
          code(
              face
                  * arc
                  * step(2.5f, 4.5f, ax)
                  * step(-7.5f, -4, ay)
                  * step(7, 3, ay)
                  * step(70, 80, z));
      lip[k] = code(step(3.35f, 4.35f, mouthRing) * (c.chart[k] == 3 ? 0 : 1));
      detailed[k] =
          ring > 3.2f
              || (alarCrease[k] | crease[k] | lip[k] | liner[k] | hollow[k] | c.cavity[k]) != 0;
      special[k] = detailed[k] || (scalp[k] | beard[k] | shadow[k]) != 0;
      grain[k] = signed(SolidNoise.at(c.x[k] * 0.95f, c.y[k] * 0.95f, c.z[k] * 0.95f, 2));
      fine[k] = signed(SolidNoise.at(c.x[k] * 1.9f, c.y[k] * 1.9f, c.z[k] * 1.9f, 3));
    }
  }

  /** An oval that rises towards the ear. */
  private static float cheek(float dx, float dy) {
    return blob(0.9f * dx + 0.43f * dy, 0.9f * dy - 0.43f * dx, 24, 15);
  }

  private static float beard(
      float y, float z, float s, Vector3f nose, Vector3f mouth, Vector3f chin) {
    float under = nose.y - 12;
    // Upper edge across the unrolled face: philtrum, corner of the mouth, cheek, sideburn.
    float edge =
        line(
            s,
            new float[] {0, 14, 24, 34, 48, 72, 100, 112, 130},
            new float[] {
              under - 1, under, under - 6, mouth.y - 2, mouth.y, mouth.y + 16, mouth.y + 40, 5, 5
            });
    float sideburn = step(135, 122, s);
    float neck = line(s, new float[] {0, 60, 120}, new float[] {chin.y - 28, chin.y - 24, -92});
    return step(edge + 3.5f, edge - 5, y)
        * sideburn
        * step(neck - 14, neck + 8, y)
        * step(-30, 5, z);
  }

  private static float scalp(SkinChart c, int k, float s, float y, float z, Vector3f hairline) {
    if (c.chart[k] == 4) {
      return 1;
    }
    if (c.chart[k] != 0) {
      return 0;
    }
    float top = hairline.y;
    float edge =
        line(
            s,
            new float[] {0, 25, 50, 68, 82, 96, 108, 122, 132, 150, 170, 200, 240, 300},
            new float[] {
              top, top - 1, top - 5, top - 14, 38, 24, 16, -6, -8, 20, 14, -28, -46, -48
            });
    float ragged = 2.5f * SolidNoise.at(s * 0.3f, y * 0.12f, z * 0.3f, 77);
    return step(edge - 4 + ragged, edge + 6 + ragged, y);
  }

  private static Vector3f millimetres(SkinChart chart, Landmark landmark) {
    Vector3f p = chart.landmarks.get(landmark);
    if (p == null) {
      throw new IllegalStateException("the head has no landmark " + landmark);
    }
    return new Vector3f(p).mul(1000);
  }

  private static byte code(float amount) {
    return (byte) Math.max(0, Math.min(255, Math.round(amount * 255)));
  }

  private static byte signed(float amount) {
    return (byte) Math.max(-127, Math.min(127, Math.round(amount * 127)));
  }

  private static float blob(float dx, float dy, float rx, float ry) {
    float q = dx * dx / (rx * rx) + dy * dy / (ry * ry);
    return q > 9 ? 0 : (float) Math.exp(-0.9f * q);
  }

  private static float blobAlong(float d, float r) {
    return (float) Math.exp(-d * d / (r * r));
  }

  /** Smooth step from 0 at {@code a} to 1 at {@code b}, which may lie on either side. */
  static float step(float a, float b, float x) {
    float t = (x - a) / (b - a);
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return t * t * (3 - 2 * t);
  }

  private static float line(float x, float[] xs, float[] ys) {
    if (x <= xs[0]) {
      return ys[0];
    }
    for (int i = 1; i < xs.length; i++) {
      if (x <= xs[i]) {
        float t = (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
        return ys[i - 1] + (ys[i] - ys[i - 1]) * t;
      }
    }
    return ys[ys.length - 1];
  }
}
