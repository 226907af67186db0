package dev.mien.geometry.skin;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.scene.Texture;
import java.util.Arrays;
import java.util.Optional;

/** Paints one skin: first the fields (heights, spots, patterns), then every texel once. */
final class SkinBaker {
  private final SkinChart chart;
  private final SkinZones zones;
  private final Attributes attributes;
  private final long seed;
  private final int salt;
  private final int count;

  private final float[] height;
  private final float[] furrow;
  private final float[] pigment;

  SkinBaker(SkinChart chart, Attributes attributes, long seed) {
    this.chart = chart;
    this.attributes = attributes;
    this.seed = seed;
    zones = SkinZones.of(chart);
    salt = (int) (seed ^ seed >>> 32) * 0x9E3779B1 ^ 0x51A7;
    count = chart.covered.length;
    height = new float[count];
    furrow = new float[count];
    pigment = new float[count];
  }

  SkinMaps bake() {
    Strokes strokes = new Strokes(chart);
    float age = amount("identity.age");
    new Wrinkles(strokes, height, furrow, attributes, salt).draw(chart, amount("eye.bags"));
    Spots spots = new Spots(chart, zones);
    spots.freckles(amount("skin.freckles"), pigment, seed);
    spots.moles(amount("skin.moles"), pigment, height, seed);
    spots.sunSpots(SkinZones.step(50, 85, age), pigment, seed);
    SkinPaint paint = new SkinPaint(chart, zones, attributes, salt);
    paint.prepare(strokes, height);
    int[] base = new int[chart.size * chart.size];
    int[] rough = new int[chart.size * chart.size];
    int neutral = 0xFF000000 | attributes.colour("skin.colour");
    Arrays.fill(base, neutral);
    Arrays.fill(rough, 0xFF008000);
    int[] covered = chart.covered;
    SkinPaint.Canvas canvas =
        k -> {
          height[k] += paint.relief;
          int texel = covered[k];
          base[texel] =
              0xFF000000
                  | Srgb.code(paint.red) << 16
                  | Srgb.code(paint.green) << 8
                  | Srgb.code(paint.blue);
          rough[texel] =
              0xFF000000
                  | code(paint.thin) << 16
                  | code(paint.roughness) << 8
                  | code(paint.metallic);
        };
    for (int k = 0; k < count; ) {
      int end = k + 1;
      while (end < count && covered[end] == covered[end - 1] + 1) {
        end++;
      }
      paint.row(k, end, furrow, pigment, canvas);
      k = end;
    }
    int[] normal = Relief.normals(chart, height);
    Relief.pad(chart, base);
    Relief.pad(chart, rough);
    Relief.pad(chart, normal);
    Optional<Texture> emissive = Optional.empty();
    float[] light = paint.light();
    if (light.length > 0) {
      int[] glow = glow(light);
      Relief.pad(chart, glow);
      emissive = Optional.of(texture("skin_emissive", glow));
    }
    return new SkinMaps(
        texture("skin_baseColour", base),
        texture("skin_normal", normal),
        texture("skin_roughness", rough),
        emissive);
  }

  private float amount(String id) {
    return (float) attributes.amount(id);
  }

  private static int code(float amount) {
    int code = (int) (amount * 255 + 0.5f);
    return code < 0 ? 0 : code > 255 ? 255 : code;
  }

  private int[] glow(float[] light) {
    int colour = attributes.colour("glow.colour");
    float strength = amount("glow.strength");
    float r = (float) Srgb.linear(colour >> 16 & 255) * strength;
    float g = (float) Srgb.linear(colour >> 8 & 255) * strength;
    float b = (float) Srgb.linear(colour & 255) * strength;
    int[] argb = new int[chart.size * chart.size];
    Arrays.fill(argb, 0xFF000000);
    for (int k = 0; k < count; k++) {
      if (light[k] > 0) {
        argb[chart.covered[k]] =
            0xFF000000
                | Srgb.code(r * light[k]) << 16
                | Srgb.code(g * light[k]) << 8
                | Srgb.code(b * light[k]);
      }
    }
    return argb;
  }

  private Texture texture(String name, int[] argb) {
    return new Texture(name, PixelImage.wrap(chart.size, chart.size, argb), false);
  }
}
