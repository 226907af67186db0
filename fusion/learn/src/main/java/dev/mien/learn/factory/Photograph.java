package dev.mien.learn.factory;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.render.Backdrop;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.Light;
import dev.mien.geometry.render.Lighting;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.RenderedImage;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.joml.Vector3f;

/**
 * A picture of a sitter.
 *
 * @param image opaque, square
 * @param yaw turn of the head, degrees; positive shows more of the left cheek
 * @param covered share of the head's pixels that something stands before
 * @param seen areas of which at least half of the landmarks can be seen
 */
record Photograph(PixelImage image, double yaw, double covered, Set<FaceArea> seen) {

  private static final ThreadLocal<Renderer> RENDERER = ThreadLocal.withInitial(Renderer::create);

  /** Takes one. */
  static Photograph take(
      FactoryRecipe recipe, Attributes who, Sitter sitter, SplittableRandom random) {
    int size = recipe.pictureSide();
    double yaw = recipe.yaw() * (2 * random.nextDouble() - 1);
    double pitch = recipe.pitch() * (2 * random.nextDouble() - 1);
    double distance =
        recipe.nearest() * Math.pow(recipe.farthest() / recipe.nearest(), random.nextDouble());
    double height = 0.32 + 0.1 * random.nextDouble();
    Vector3f centre =
        new Vector3f(
            (float) (0.04 * random.nextDouble() - 0.02),
            (float) (-0.04 + 0.03 * random.nextDouble()),
            0.01f);
    Camera camera =
        Camera.orbit(
            centre,
            Math.toRadians(yaw),
            Math.toRadians(pitch),
            height,
            2 * Math.atan(height / 2 / distance));
    RenderStyle style =
        RenderStyle.of(who.choice("style"))
            .withLighting(light(who.choice("style"), random))
            .withBackdrop(Backdrop.TRANSPARENT);
    RenderedImage figure =
        RENDERER
            .get()
            .renderPosed(
                sitter.posed(),
                camera,
                style,
                RenderSettings.of(size, size)
                    .withThreads(1)
                    .withQuality(RenderSettings.Quality.DRAFT)
                    .withBuffers(RenderSettings.Buffer.PART));
    int[] part = figure.part().orElseThrow();
    int[] pixels = laidOver(figure.colour(), background(size, random));
    boolean[] cover = new boolean[size * size];
    if (random.nextDouble() < recipe.covered()) {
      cover = Cover.put(pixels, part, size, recipe.mostCovered(), random);
    }
    return new Photograph(
        PixelImage.wrap(size, size, pixels),
        yaw,
        Cover.share(cover, part),
        seen(sitter, camera, part, cover, size));
  }

  private static Lighting light(String style, SplittableRandom random) {
    double strength = Math.exp(0.9 * random.nextDouble() - 0.55);
    double warmth = 0.5 * random.nextDouble() - 0.25;
    double[] tint = {strength * Math.exp(warmth), strength, strength * Math.exp(-warmth)};
    if (!style.equals("realistic") || random.nextInt(3) == 0) {
      Lighting base =
          style.equals("realistic") ? Lighting.studio() : RenderStyle.of(style).lighting();
      List<Light> lights = new ArrayList<>();
      for (Light one : base.lights()) {
        lights.add(
            new Light(
                one.right(), one.up(), one.back(), tinted(one.colour(), tint, 1), one.softness()));
      }
      return new Lighting(
          lights,
          tinted(base.sky(), tint, 1),
          tinted(base.horizon(), tint, 1),
          tinted(base.ground(), tint, 1),
          true);
    }
    double direction = Math.PI * (random.nextDouble() - 0.5);
    float key = (float) (0.5 + 0.5 * random.nextDouble());
    float[] white = {1, 1, 1};
    float soft = (float) (0.15 + 0.35 * random.nextDouble());
    float right = (float) Math.sin(direction);
    float back = (float) Math.cos(direction);
    return new Lighting(
        List.of(
            new Light(
                right,
                (float) (0.1 + 0.7 * random.nextDouble()),
                back,
                tinted(white, tint, key),
                soft),
            new Light(-right, 0.1f, back, tinted(white, tint, 0.35 * random.nextDouble()), 0.5f)),
        tinted(white, tint, 0.3),
        tinted(white, tint, 0.22),
        tinted(white, tint, 0.16),
        true);
  }

  private static float[] tinted(float[] rgb, double[] tint, double by) {
    return new float[] {
      (float) (rgb[0] * tint[0] * by),
      (float) (rgb[1] * tint[1] * by),
      (float) (rgb[2] * tint[2] * by)
    };
  }

  /** Two colours that run into one another and some soft spots, linear, interleaved. */
  private static double[] background(int size, SplittableRandom random) {
    int spots = random.nextInt(9);
    double[][] colours = new double[spots + 2][3];
    double[][] places = new double[spots][3];
    double grey = random.nextDouble();
    for (double[] colour : colours) {
      for (int c = 0; c < 3; c++) {
        double own = 0.55 * grey + 0.45 * random.nextDouble();
        colour[c] = own * own;
      }
    }
    for (double[] place : places) {
      place[0] = size * random.nextDouble();
      place[1] = size * random.nextDouble();
      place[2] = size * (0.05 + 0.2 * random.nextDouble());
    }
    double turn = 2 * Math.PI * random.nextDouble();
    double[] painted = new double[3 * size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double along =
            0.5
                + (x - size / 2.0) / size * 0.7 * Math.cos(turn)
                + (y - size / 2.0) / size * 0.7 * Math.sin(turn);
        double total = 1;
        int at = 3 * (y * size + x);
        for (int c = 0; c < 3; c++) {
          painted[at + c] = colours[0][c] * (1 - along) + colours[1][c] * along;
        }
        for (int s = 0; s < spots; s++) {
          double dx = (x - places[s][0]) / places[s][2];
          double dy = (y - places[s][1]) / places[s][2];
          double square = dx * dx + dy * dy;
          double weight = 2 / (1 + square * square * square);
          total += weight;
          for (int c = 0; c < 3; c++) {
            painted[at + c] += weight * colours[s + 2][c];
          }
        }
        for (int c = 0; c < 3; c++) {
          painted[at + c] = Math.max(0, painted[at + c] / total);
        }
      }
    }
    return painted;
  }

  private static int[] laidOver(PixelImage figure, double[] background) {
    int[] pixels = new int[figure.argb().length];
    for (int i = 0; i < pixels.length; i++) {
      int p = figure.argb()[i];
      double alpha = (p >>> 24) / 255.0;
      pixels[i] =
          0xFF000000
              | Srgb.rgb(
                  mix(background[3 * i], Srgb.linear(p >> 16 & 255), alpha),
                  mix(background[3 * i + 1], Srgb.linear(p >> 8 & 255), alpha),
                  mix(background[3 * i + 2], Srgb.linear(p & 255), alpha));
    }
    return pixels;
  }

  private static double mix(double back, double front, double alpha) {
    return back + (front - back) * alpha;
  }

  /** What can be seen: inside the picture, not covered, and not below hair, hats or dark lenses. */
  private static Set<FaceArea> seen(
      Sitter sitter, Camera camera, int[] part, boolean[] cover, int size) {
    Set<FaceArea> seen = EnumSet.noneOf(FaceArea.class);
    HeadSkin skin = sitter.skin();
    List<PosedPart> parts = sitter.posed();
    for (FaceArea area : FaceArea.values()) {
      float[] points = new float[3 * area.landmarks().size()];
      int count = 0;
      for (Landmark landmark : area.landmarks()) {
        Vector3f at = skin.landmark(landmark);
        points[3 * count] = at.x;
        points[3 * count + 1] = at.y;
        points[3 * count + 2] = at.z;
        count++;
      }
      float[] pixels = new float[points.length];
      camera.project(points, size, size, pixels);
      int visible = 0;
      for (int i = 0; i < count; i++) {
        int x = (int) Math.floor(pixels[3 * i]);
        int y = (int) Math.floor(pixels[3 * i + 1]);
        if (x >= 0 && y >= 0 && x < size && y < size && !cover[y * size + x]) {
          int index = part[y * size + x];
          PartKind kind = index < 0 ? PartKind.SKIN : parts.get(index).part().kind();
          if (area.isToldBy(kind)) {
            visible++;
          }
        }
      }
      if (2 * visible >= count) {
        seen.add(area);
      }
    }
    return seen;
  }
}
