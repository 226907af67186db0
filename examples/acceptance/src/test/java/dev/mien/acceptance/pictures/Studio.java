package dev.mien.acceptance.pictures;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Backdrop;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.Light;
import dev.mien.geometry.render.Lighting;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.joml.Vector3f;

/** Takes portraits of rendered heads: varied light, turn, frame and background. */
final class Studio {

  /** The light of a portrait. */
  enum Mood {
    NEUTRAL,
    WARM,
    COOL,
    DIM,
    BRIGHT,
    SIDE
  }

  /**
   * A portrait.
   *
   * @param seed that it was taken with
   * @param sitter truth
   * @param image the picture
   * @param mood its kind of light
   * @param light the light's strength by channel, linear, 1 being neutral
   * @param yaw turn of the head, degrees
   */
  record Shot(
      long seed, Attributes sitter, PixelImage image, Mood mood, double[] light, double yaw) {}

  private static final ThreadLocal<Renderer> RENDERER = ThreadLocal.withInitial(Renderer::create);

  private Studio() {}

  /**
   * Takes a portrait; the mood of the light goes round with the seed.
   *
   * @param seed of the sitter and of everything around
   * @param style of the avatar, such as {@code "realistic"}
   * @param size of the square picture, pixels
   */
  static Shot take(long seed, String style, int size) {
    return take(seed, Sitter.of(seed, style), style, size);
  }

  /**
   * Takes a portrait of somebody.
   *
   * @param seed of everything around
   * @param sitter who
   * @param style how to draw
   * @param size of the square picture, pixels
   */
  static Shot take(long seed, Attributes sitter, String style, int size) {
    Mood mood = Mood.values()[(int) (seed % Mood.values().length)];
    return take(seed, head(seed, sitter), mood, style, size);
  }

  /** Builds a head as portraits need it. */
  static HeadAssembly head(long seed, Attributes sitter) {
    return HeadAssembly.build(sitter, seed, new AssemblyOptions(LevelOfDetail.MEDIUM, 256));
  }

  /**
   * Takes a portrait of a head.
   *
   * @param seed of everything around
   * @param head who
   * @param mood kind of light
   * @param style how to draw
   * @param size of the square picture, pixels
   */
  static Shot take(long seed, HeadAssembly head, Mood mood, String style, int size) {
    SplittableRandom random = new SplittableRandom(seed * 0x5851f42d4c957f2dL + 5);
    double[] light = light(mood, random);
    RenderStyle look = RenderStyle.of(style);
    Lighting base = style.equals("realistic") ? base(mood, random) : look.lighting();
    double yaw = 20 * random.nextDouble() * (random.nextBoolean() ? 1 : -1);
    double pitch = 8 * random.nextDouble() - 4;
    Camera camera =
        Camera.orbit(
            new Vector3f(
                (float) (0.05 * random.nextDouble() - 0.025),
                (float) (-0.03 - 0.02 * random.nextDouble()),
                0.01f),
            Math.toRadians(yaw),
            Math.toRadians(pitch),
            0.36 + 0.1 * random.nextDouble(),
            Camera.PORTRAIT_FIELD_OF_VIEW);
    PixelImage figure =
        RENDERER
            .get()
            .render(
                head.allParts(),
                camera,
                look.withLighting(tinted(base, light)).withBackdrop(Backdrop.TRANSPARENT),
                RenderSettings.of(size, size))
            .colour();
    return new Shot(
        seed,
        head.attributes(),
        before(Background.of(random, size, light), figure),
        mood,
        light,
        Math.abs(yaw));
  }

  /** A light's strength by channel. */
  static double[] light(Mood mood, SplittableRandom random) {
    double strength =
        switch (mood) {
          case DIM -> 0.3 + 0.25 * random.nextDouble();
          case BRIGHT -> 1.3 + 0.4 * random.nextDouble();
          default -> 0.85 + 0.3 * random.nextDouble();
        };
    double warmth =
        switch (mood) {
          case WARM -> 0.12 + 0.23 * random.nextDouble();
          case COOL -> -0.12 - 0.23 * random.nextDouble();
          default -> 0.12 * random.nextDouble() - 0.06;
        };
    double green = 0.06 * random.nextDouble() - 0.03;
    return new double[] {
      strength * Math.exp(warmth), strength * Math.exp(green), strength * Math.exp(-warmth)
    };
  }

  static Lighting base(Mood mood, SplittableRandom random) {
    if (mood == Mood.SIDE) {
      float side = random.nextBoolean() ? 1 : -1;
      float key = (float) (0.9 + 0.4 * random.nextDouble());
      return new Lighting(
          List.of(
              new Light(side * 0.9f, 0.35f, 0.35f, new float[] {key, key, key}, 0.3f),
              new Light(-side * 0.6f, 0.1f, 0.8f, new float[] {0.12f, 0.12f, 0.12f}, 0.5f)),
          new float[] {0.26f, 0.26f, 0.26f},
          new float[] {0.22f, 0.22f, 0.22f},
          new float[] {0.17f, 0.17f, 0.17f},
          true);
    }
    return random.nextBoolean() ? Lighting.studio() : Lighting.even();
  }

  static Lighting tinted(Lighting base, double[] light) {
    List<Light> lights = new ArrayList<>();
    for (Light one : base.lights()) {
      lights.add(
          new Light(
              one.right(), one.up(), one.back(), tinted(one.colour(), light), one.softness()));
    }
    return new Lighting(
        lights,
        tinted(base.sky(), light),
        tinted(base.horizon(), light),
        tinted(base.ground(), light),
        base.followsCamera());
  }

  private static float[] tinted(float[] rgb, double[] light) {
    return new float[] {
      (float) (rgb[0] * light[0]), (float) (rgb[1] * light[1]), (float) (rgb[2] * light[2])
    };
  }

  /** A picture with transparent parts laid over another, in linear light. */
  static PixelImage before(double[] background, PixelImage figure) {
    int[] argb = new int[figure.argb().length];
    for (int i = 0; i < argb.length; i++) {
      int p = figure.argb()[i];
      double alpha = (p >>> 24) / 255.0;
      argb[i] =
          0xFF000000
              | Srgb.rgb(
                  mix(background[3 * i], Srgb.linear(p >> 16 & 255), alpha),
                  mix(background[3 * i + 1], Srgb.linear(p >> 8 & 255), alpha),
                  mix(background[3 * i + 2], Srgb.linear(p & 255), alpha));
    }
    return PixelImage.wrap(figure.width(), figure.height(), argb);
  }

  private static double mix(double back, double front, double alpha) {
    return back + (front - back) * alpha;
  }
}
