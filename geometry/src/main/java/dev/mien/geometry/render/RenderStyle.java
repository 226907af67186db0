package dev.mien.geometry.render;

import java.util.List;

/**
 * How a picture is drawn beyond its materials.
 *
 * @param lighting the lights that suit it
 * @param backdrop what suits it behind the head
 * @param toon 0 continuous shading, 1 two soft steps
 * @param outline strength of a drawn contour, 0 and up
 * @param outlineColour sRGB {@code 0xRRGGBB}
 * @param bloom how much bright light spreads over its surroundings, 0 and up
 * @param saturation 1 as it is
 */
public record RenderStyle(
    Lighting lighting,
    Backdrop backdrop,
    float toon,
    float outline,
    int outlineColour,
    float bloom,
    float saturation) {

  /** A studio photograph. */
  public static final RenderStyle REALISTIC =
      new RenderStyle(
          Lighting.studio(), new Backdrop(0x8d9299, 0x42464e, false), 0, 0, 0, 0.02f, 1);

  /** Soft steps of light and a thin contour. */
  public static final RenderStyle CARTOON =
      new RenderStyle(
          new Lighting(
              List.of(
                  Lighting.light(-0.45f, 0.55f, 0.95f, 0.66f, 0.63f, 0.585f, 0.4f),
                  Lighting.light(0.85f, 0.05f, 0.6f, 0.12f, 0.12f, 0.15f, 0.5f),
                  Lighting.light(0.75f, 0.5f, -0.62f, 0.75f, 0.72f, 0.70f, 0.2f)),
              new float[] {0.56f, 0.56f, 0.58f},
              new float[] {0.50f, 0.49f, 0.50f},
              new float[] {0.45f, 0.40f, 0.38f},
              true),
          new Backdrop(0xbfe3ec, 0x74b6cf, false),
          0.5f,
          0.55f,
          0x3a2430,
          0.03f,
          1.12f);

  /** Evening light in a wood, a soft glow on what is bright. */
  public static final RenderStyle ELF =
      new RenderStyle(
          new Lighting(
              List.of(
                  Lighting.light(-0.6f, 0.7f, 0.75f, 0.97f, 0.92f, 0.83f, 0.4f),
                  Lighting.light(0.9f, 0f, 0.5f, 0.11f, 0.14f, 0.14f, 0.5f),
                  Lighting.light(0.7f, 0.55f, -0.6f, 0.86f, 0.86f, 0.70f, 0.3f),
                  Lighting.light(-0.8f, 0.4f, -0.6f, 0.48f, 0.58f, 0.44f, 0.3f)),
              new float[] {0.38f, 0.41f, 0.39f},
              new float[] {0.235f, 0.25f, 0.235f},
              new float[] {0.14f, 0.145f, 0.115f},
              true),
          new Backdrop(0x9fb894, 0x2c4339, false),
          0,
          0,
          0,
          0.22f,
          1.04f);

  /** Neon from both sides in a dark place. */
  public static final RenderStyle CYBERPUNK =
      new RenderStyle(
          new Lighting(
              List.of(
                  Lighting.light(-0.7f, 0.5f, 0.75f, 0.62f, 0.56f, 0.66f, 0.3f),
                  Lighting.light(0.95f, 0.05f, 0.35f, 0.05f, 0.26f, 0.34f, 0.4f),
                  Lighting.light(0.8f, 0.2f, -0.7f, 0.05f, 1.15f, 1.45f, 0.2f),
                  Lighting.light(-0.85f, 0.2f, -0.65f, 1.5f, 0.12f, 0.85f, 0.2f)),
              new float[] {0.16f, 0.15f, 0.24f},
              new float[] {0.13f, 0.11f, 0.18f},
              new float[] {0.08f, 0.06f, 0.13f},
              true),
          new Backdrop(0x2b2346, 0x090a14, false),
          0,
          0,
          0,
          0.45f,
          1.08f);

  /** Daylight on warm paper, contours as if inked. */
  public static final RenderStyle ANCIENT_CHINESE =
      new RenderStyle(
          new Lighting(
              List.of(
                  Lighting.light(-0.55f, 0.65f, 0.85f, 0.90f, 0.85f, 0.77f, 0.5f),
                  Lighting.light(0.85f, 0.1f, 0.6f, 0.14f, 0.14f, 0.14f, 0.5f),
                  Lighting.light(0.75f, 0.45f, -0.62f, 0.36f, 0.34f, 0.30f, 0.3f)),
              new float[] {0.42f, 0.40f, 0.36f},
              new float[] {0.30f, 0.285f, 0.26f},
              new float[] {0.22f, 0.19f, 0.155f},
              true),
          new Backdrop(0xf2e8d2, 0xcdb68c, false),
          0.2f,
          0.65f,
          0x2b2320,
          0.03f,
          0.94f);

  /**
   * The look of a value of the attribute {@code style}.
   *
   * @param style one of its choices
   * @throws IllegalArgumentException if there is no such style
   */
  public static RenderStyle of(String style) {
    return switch (style) {
      case "realistic" -> REALISTIC;
      case "cartoon" -> CARTOON;
      case "elf" -> ELF;
      case "cyberpunk" -> CYBERPUNK;
      case "ancientChinese" -> ANCIENT_CHINESE;
      default ->
          throw new IllegalArgumentException(
              "there is no style '"
                  + style
                  + "', expected realistic, cartoon, elf, cyberpunk or ancientChinese");
    };
  }

  /**
   * This style before another backdrop.
   *
   * @param other what's behind the head
   */
  public RenderStyle withBackdrop(Backdrop other) {
    return new RenderStyle(lighting, other, toon, outline, outlineColour, bloom, saturation);
  }

  /**
   * This style under other light.
   *
   * @param other the lights
   */
  public RenderStyle withLighting(Lighting other) {
    return new RenderStyle(other, backdrop, toon, outline, outlineColour, bloom, saturation);
  }
}
