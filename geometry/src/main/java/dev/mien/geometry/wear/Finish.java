package dev.mien.geometry.wear;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Shading;
import dev.mien.geometry.scene.Texture;
import java.util.Optional;

/** Materials of worn things. */
final class Finish {

  private Finish() {}

  static Material metal(String name, int rgb) {
    return solid(name, Shading.STANDARD, rgb, 0.9f, 0.28f);
  }

  static Material plastic(String name, int rgb) {
    return solid(name, Shading.STANDARD, rgb, 0, 0.32f);
  }

  static Material horn(String name, int rgb) {
    return solid(name, Shading.STANDARD, rgb, 0, 0.5f);
  }

  /** Untextured cloth: silk, petals, ribbon. */
  static Material silk(String name, int rgb) {
    return solid(name, Shading.CLOTH, rgb, 0, 0.55f);
  }

  /**
   * Glass, gauze: mixed with what lies behind.
   *
   * @param alpha share that it covers
   * @param roughness in [0, 1]
   */
  static Material clear(String name, Shading shading, int rgb, float alpha, float roughness) {
    return new Material(
        name,
        shading,
        linear(rgb, alpha),
        0,
        roughness,
        new float[3],
        Material.AlphaMode.BLEND,
        0.5f,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Something that shines by itself.
   *
   * @param strength how bright, 1 as white paper
   */
  static Material light(String name, int rgb, float strength) {
    float[] colour = linear(rgb, 1);
    return new Material(
        name,
        Shading.STANDARD,
        colour,
        0,
        0.4f,
        new float[] {colour[0] * strength, colour[1] * strength, colour[2] * strength},
        Material.AlphaMode.OPAQUE,
        0.5f,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A woven, knitted, plaited or grained surface whose mean colour is the one asked for.
   *
   * @param weave which pattern
   * @param size of the tile, pixels
   */
  static Material woven(String name, int rgb, Weave weave, int size) {
    PixelImage tone = weave.tone(size);
    double mean = 0;
    for (int pixel : tone.argb()) {
      mean += Srgb.linear(pixel & 255);
    }
    mean /= tone.argb().length;
    float[] colour = linear(rgb, 1);
    for (int c = 0; c < 3; c++) {
      colour[c] = (float) Math.min(1, colour[c] / mean);
    }
    String pattern = weave.name().toLowerCase(java.util.Locale.ROOT);
    return new Material(
        name,
        weave.shading(),
        colour,
        weave.metallic(),
        weave.roughness(),
        new float[3],
        Material.AlphaMode.OPAQUE,
        0.5f,
        false,
        Optional.of(new Texture(pattern + "_baseColour", tone, false)),
        Optional.of(new Texture(pattern + "_normal", weave.normals(size), false)),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A colour made lighter (above 0) or darker (below 0).
   *
   * @param amount in [-1, 1]: all the way to black or white
   */
  static int shade(int rgb, double amount) {
    double[] c = new double[3];
    for (int i = 0; i < 3; i++) {
      double value = Srgb.linear(rgb >> (16 - 8 * i) & 255);
      c[i] = amount < 0 ? value * (1 + amount) : value + (1 - value) * amount;
    }
    return Srgb.rgb(c[0], c[1], c[2]);
  }

  private static Material solid(
      String name, Shading shading, int rgb, float metallic, float roughness) {
    return new Material(
        name,
        shading,
        linear(rgb, 1),
        metallic,
        roughness,
        new float[3],
        Material.AlphaMode.OPAQUE,
        0.5f,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static float[] linear(int rgb, float alpha) {
    return new float[] {
      (float) Srgb.linear(rgb >> 16 & 255),
      (float) Srgb.linear(rgb >> 8 & 255),
      (float) Srgb.linear(rgb & 255),
      alpha
    };
  }
}
