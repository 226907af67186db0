package dev.mien.geometry.skin;

import java.util.SplittableRandom;

/** Freckles and moles: discs at random places, denser where the zones say. */
final class Spots {
  /** Freckles of a face with the most of them. */
  static final int MOST_FRECKLES = 1500;

  /** Moles of a face with the most of them. */
  static final int MOST_MOLES = 14;

  private final SkinChart chart;
  private final SkinZones zones;

  Spots(SkinChart chart, SkinZones zones) {
    this.chart = chart;
    this.zones = zones;
  }

  /**
   * Scatters freckles. More of them include the fewer ones of the same seed.
   *
   * @param amount 0 to 1
   * @param pigment 0 to 1 per covered texel, raised
   */
  void freckles(float amount, float[] pigment, long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x5EEDL);
    int count = Math.round(MOST_FRECKLES * amount);
    for (int i = 0; i < count; i++) {
      int texel = place(random, zones.freckle);
      double size = random.nextDouble();
      float radius = (float) (0.3 + 0.55 * size * size);
      float dark = (float) (0.35 + 0.65 * random.nextDouble()) * (0.6f + 0.4f * amount);
      int salt = random.nextInt();
      if (texel >= 0) {
        disc(
            texel,
            radius * 1.6f,
            (k, distance) -> {
              float edge =
                  1 + 0.45f * SolidNoise.at(chart.x[k] * 1.3f, chart.y[k] * 1.3f, chart.z[k], salt);
              float in = SkinZones.step(radius * edge * 1.25f, radius * edge * 0.45f, distance);
              pigment[k] = Math.min(1, Math.max(pigment[k], in * dark));
            });
      }
    }
  }

  /**
   * Scatters moles.
   *
   * @param amount 0 to 1
   * @param pigment 0 to 1 per covered texel, raised to dark
   * @param height millimetres per covered texel, raised
   */
  void moles(float amount, float[] pigment, float[] height, long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ 0x301EL);
    int count = Math.round(MOST_MOLES * amount);
    for (int i = 0; i < count; i++) {
      int texel = place(random, null);
      float radius = (float) (0.7 + 1.1 * Math.pow(random.nextDouble(), 2));
      if (texel >= 0) {
        disc(
            texel,
            radius * 1.6f,
            (k, distance) -> {
              float in = SkinZones.step(radius * 1.2f, radius * 0.7f, distance);
              pigment[k] = Math.max(pigment[k], 1.9f * in);
              height[k] += 0.25f * in;
            });
      }
    }
  }

  /** Age spots. */
  void sunSpots(float amount, float[] pigment, long seed) {
    SplittableRandom random = new SplittableRandom(seed ^ 0xA6EL);
    int count = Math.round(26 * amount);
    for (int i = 0; i < count; i++) {
      int texel = place(random, zones.oil);
      float radius = (float) (1.2 + 2.6 * Math.pow(random.nextDouble(), 2));
      float dark = (float) (0.15 + 0.35 * random.nextDouble());
      int salt = random.nextInt();
      if (texel >= 0) {
        disc(
            texel,
            radius * 1.6f,
            (k, distance) -> {
              float edge = 1 + 0.5f * SolidNoise.at(chart.s[k] * 0.5f, chart.y[k] * 0.5f, 0, salt);
              float in = SkinZones.step(radius * edge * 1.2f, radius * edge * 0.7f, distance);
              pigment[k] = Math.max(pigment[k], in * dark);
            });
      }
    }
  }

  /** A texel of the face, or −1 if none was found where the density allows; area-weighted. */
  private int place(SplittableRandom random, byte @org.jspecify.annotations.Nullable [] density) {
    for (int attempt = 0; attempt < 40; attempt++) {
      // The same place at every resolution.
      int i = (int) (random.nextDouble() * chart.size);
      int j = (int) (random.nextDouble() * chart.size);
      double area = random.nextDouble() * 0.25;
      int wish = random.nextInt(255);
      int k = chart.order[j * chart.size + i];
      if (k < 0 || chart.chart[k] != 0 || chart.z[k] < -20 || chart.y[k] < -125) {
        continue;
      }
      float detail = chart.size / 1024f;
      if (area > chart.stepU[k] * chart.stepV[k] * detail * detail
          || (zones.lip[k] & 255) > 20
          || (zones.scalp[k] & 255) > 60
          || chart.eyeRing[k] > 70
          || density != null && wish > (density[k] & 255)) {
        continue;
      }
      return k;
    }
    return -1;
  }

  private interface Dot {
    void draw(int texel, float distance);
  }

  private void disc(int centre, float reach, Dot dot) {
    chart.forEachNear(
        chart.s[centre] - reach * 1.6f,
        chart.y[centre] - reach,
        chart.s[centre] + reach * 1.6f,
        chart.y[centre] + reach,
        k -> {
          float dx = chart.x[k] - chart.x[centre];
          float dy = chart.y[k] - chart.y[centre];
          float dz = chart.z[k] - chart.z[centre];
          float square = dx * dx + dy * dy + dz * dz;
          if (square < reach * reach) {
            dot.draw(k, (float) Math.sqrt(square));
          }
        });
  }
}
