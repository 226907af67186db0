package dev.mien.geometry.wear;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.scene.Shading;
import dev.mien.geometry.scene.ValueNoise;

/** Patterns of cloth and leather as tiles that repeat without a seam. */
enum Weave {
  /** Fine plain weave of cotton and linen. */
  PLAIN(Shading.CLOTH, 0, 0.85f, 0.7f),
  /** Diagonal ribs of suits. */
  TWILL(Shading.CLOTH, 0, 0.8f, 0.7f),
  /** Columns of stitches. */
  KNIT(Shading.CLOTH, 0, 0.92f, 1.5f),
  /** Fine-ribbed silk with a woven figure. */
  BROCADE(Shading.CLOTH, 0, 0.6f, 0.8f),
  /** Irregular grain. */
  LEATHER(Shading.CLOTH, 0, 0.55f, 1.6f),
  /** Plaited straw. */
  STRAW(Shading.CLOTH, 0, 0.75f, 1.5f),
  /** Metal with hammer marks. */
  HAMMERED(Shading.STANDARD, 0.85f, 0.36f, 0.4f);

  private final Shading shading;
  private final float metallic;
  private final float roughness;
  private final float relief;

  Weave(Shading shading, float metallic, float roughness, float relief) {
    this.shading = shading;
    this.metallic = metallic;
    this.roughness = roughness;
    this.relief = relief;
  }

  Shading shading() {
    return shading;
  }

  float metallic() {
    return metallic;
  }

  float roughness() {
    return roughness;
  }

  /** Grey tones about white: hollows are darker. */
  PixelImage tone(int size) {
    float[] height = heights(size);
    int[] argb = new int[height.length];
    for (int i = 0; i < height.length; i++) {
      double value = 0.93 + 0.06 * height[i];
      argb[i] = 0xFF000000 | Srgb.rgb(value, value, value);
    }
    return PixelImage.wrap(size, size, argb);
  }

  /** Tangent-space normals, +Y up. */
  PixelImage normals(int size) {
    float[] height = heights(size);
    int[] argb = new int[height.length];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        float dx = height[y * size + (x + 1) % size] - height[y * size + (x + size - 1) % size];
        float dy = height[(y + 1) % size * size + x] - height[(y + size - 1) % size * size + x];
        float nx = -dx * relief * size / 128;
        float ny = dy * relief * size / 128;
        float scale = 1 / (float) Math.sqrt(nx * nx + ny * ny + 1);
        argb[y * size + x] =
            0xFF000000 | encode(nx * scale) << 16 | encode(ny * scale) << 8 | encode(scale);
      }
    }
    return PixelImage.wrap(size, size, argb);
  }

  private static int encode(float component) {
    return Math.round((component * 0.5f + 0.5f) * 255);
  }

  /** Heights in about [-1, 1]. */
  private float[] heights(int size) {
    ValueNoise noise = new ValueNoise(name().hashCode());
    float[] heights = new float[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        heights[y * size + x] = height((float) x / size, (float) y / size, noise);
      }
    }
    return heights;
  }

  private float height(float u, float v, ValueNoise noise) {
    float grain = noise.at(u * 32, v * 32, 32, 32);
    switch (this) {
      case PLAIN:
        {
          float warp = wave(u * 16) * checker(u * 16, v * 16);
          return 0.55f * warp + 0.25f * wave(v * 32) * wave(u * 32) + 0.2f * grain;
        }
      case TWILL:
        return 0.6f * wave((u + v) * 16) + 0.2f * wave(v * 32) + 0.2f * grain;
      case KNIT:
        {
          float column = Math.abs(u * 8 - (float) Math.floor(u * 8) - 0.5f) * 2;
          float stitch = wave(v * 16 + column * 0.55f);
          return 0.75f * (1 - column * column) * (0.55f + 0.45f * stitch) * 2
              - 0.85f
              + 0.1f * grain;
        }
      case BROCADE:
        {
          float cx = u * 2 - (float) Math.floor(u * 2) - 0.5f;
          float cy = v * 2 - (float) Math.floor(v * 2) - 0.5f;
          float r = (float) Math.sqrt(cx * cx + cy * cy);
          double a = Math.atan2(cy, cx);
          float petal = 0.26f + 0.09f * (float) Math.cos(a * 6);
          float figure = r < petal && r > 0.07f ? 0.55f : 0;
          return figure + 0.3f * wave(v * 48) + 0.12f * grain - 0.25f;
        }
      case LEATHER:
        {
          float coarse = noise.at(u * 12, v * 12, 12, 12);
          float fine = noise.at(u * 48, v * 48, 48, 48);
          return 0.9f - 1.6f * Math.abs(0.6f * coarse + 0.4f * grain) - 0.2f * fine;
        }
      case STRAW:
        {
          boolean over = ((int) (u * 8) + (int) (v * 8)) % 2 == 0;
          float fibre = over ? wave(v * 40) : wave(u * 40);
          float bulge = over ? wave(u * 8 - 0.25f) : wave(v * 8 - 0.25f);
          return 0.5f * bulge + 0.3f * fibre + 0.2f * grain;
        }
      case HAMMERED:
        return 0.5f * noise.at(u * 10, v * 10, 10, 10) + 0.12f * grain;
    }
    throw new IllegalStateException("no pattern for " + this);
  }

  private static float wave(float turns) {
    return (float) Math.sin(2 * Math.PI * turns);
  }

  private static float checker(float x, float y) {
    return ((int) Math.floor(x) + (int) Math.floor(y)) % 2 == 0 ? 1 : -0.6f;
  }
}
