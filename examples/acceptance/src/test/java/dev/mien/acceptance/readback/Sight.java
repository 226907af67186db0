package dev.mien.acceptance.readback;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.render.Backdrop;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.Light;
import dev.mien.geometry.render.Lighting;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.RenderedImage;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import dev.mien.geometry.scene.Texture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.joml.Vector3f;

/**
 * A head and a picture of it in neutral light, whose colours are read against a white card that
 * faces the camera in the same light, as a photographer does.
 *
 * <p>Neutral light is the one in which colours are measured (CIE 15:2018, 45°:0°, annular): six
 * equal white lights in a ring, 45° off the camera's axis, nothing else, so that gloss throws no
 * light into the camera from what faces it. Polished metal has no other colour than its gloss: it
 * is read in {@link #DIFFUSE} light from all sides, gloss included (d:8°). Both are so weak that
 * the white card stays on the straight part of the tone curve.
 */
final class Sight {

  /** What a white card facing the camera reflects, about. */
  private static final float EXPOSURE = 0.5f;

  /** Fewer pixels say nothing. */
  private static final int LEAST = 12;

  private static final float[] NOTHING = {0, 0, 0};

  static final Lighting NEUTRAL = ring();

  static final Lighting DIFFUSE =
      new Lighting(
          List.of(new Light(0, 0, 1, NOTHING, 0.1f)),
          new float[] {EXPOSURE, EXPOSURE, EXPOSURE},
          new float[] {EXPOSURE, EXPOSURE, EXPOSURE},
          new float[] {EXPOSURE, EXPOSURE, EXPOSURE},
          true);

  /** Nothing but what the head gives off. */
  static final Lighting DARK =
      new Lighting(List.of(new Light(0, 0, 1, NOTHING, 0.1f)), NOTHING, NOTHING, NOTHING, true);

  private static final Renderer RENDERER = Renderer.create();

  private static final double[] CARD = card(NEUTRAL);

  private static final double[] DIFFUSE_CARD = card(DIFFUSE);

  private final List<Part> parts;
  private final Camera camera;
  private final int size;
  private final RenderedImage image;
  private final double[] white;

  private Sight(List<Part> parts, Camera camera, int size, RenderedImage image, double[] white) {
    this.parts = parts;
    this.camera = camera;
    this.size = size;
    this.image = image;
    this.white = white;
  }

  static HeadAssembly head(Attributes attributes, LevelOfDetail level, int texture) {
    return HeadAssembly.build(attributes, 3, new AssemblyOptions(level, texture));
  }

  static Sight of(List<Part> parts, Camera camera, Lighting lighting, int size) {
    RenderStyle style =
        RenderStyle.REALISTIC
            .withLighting(lighting)
            .withBackdrop(new Backdrop(0x808080, 0x808080, false));
    style = new RenderStyle(style.lighting(), style.backdrop(), 0, 0, 0, 0, 1);
    return new Sight(
        parts,
        camera,
        size,
        RENDERER.render(
            parts,
            camera,
            style,
            RenderSettings.of(size, size)
                .withBuffers(
                    RenderSettings.Buffer.PART,
                    RenderSettings.Buffer.NORMAL,
                    RenderSettings.Buffer.UV)),
        lighting.equals(DIFFUSE) ? DIFFUSE_CARD : CARD);
  }

  static Camera close(Vector3f at, double yaw, double height) {
    return Camera.orbit(at, yaw, 0, height, Camera.PORTRAIT_FIELD_OF_VIEW);
  }

  static Camera close(HeadAssembly head, Landmark at, double yaw, double height) {
    return close(head.skin().landmark(at), yaw, height);
  }

  /** The same picture with another white. */
  Sight against(double[] other) {
    return new Sight(parts, camera, size, image, other);
  }

  Camera camera() {
    return camera;
  }

  int size() {
    return size;
  }

  RenderedImage image() {
    return image;
  }

  /** Whether a pixel shows a part of a kind. */
  IntPredicate shows(PartKind kind) {
    return shows(part -> part.kind() == kind);
  }

  IntPredicate shows(Predicate<Part> which) {
    int[] index = image.part().orElseThrow();
    return i -> index[i] >= 0 && which.test(parts.get(index[i]));
  }

  /** Whether a pixel lies within some distances from a point in space, metres. */
  IntPredicate within(Vector3f point, double from, double to) {
    float[] xyz = {point.x, point.y, point.z};
    float[] at = new float[3];
    camera.project(xyz, size, size, at);
    double perMetre = camera.focalLength(size) / at[2];
    return i -> {
      double d = Math.hypot(i % size + 0.5 - at[0], i / size + 0.5 - at[1]) / perMetre;
      return d >= from && d <= to;
    };
  }

  /** The quarter of some pixels whose surface faces the camera most. */
  IntPredicate facing(IntPredicate which) {
    float[] n = image.normal().orElseThrow();
    Vector3f back = camera.forward().negate();
    double[] cosine = new double[size * size];
    for (int i = 0; i < cosine.length; i++) {
      cosine[i] = n[3 * i] * back.x + n[3 * i + 1] * back.y + n[3 * i + 2] * back.z;
    }
    double[] sorted =
        java.util.stream.IntStream.range(0, cosine.length)
            .filter(which)
            .mapToDouble(i -> cosine[i])
            .sorted()
            .toArray();
    double least = sorted.length == 0 ? 1 : sorted[sorted.length * 3 / 4];
    return which.and(i -> cosine[i] >= least);
  }

  int count(IntPredicate which) {
    int count = 0;
    for (int i = 0; i < size * size; i++) {
      count += which.test(i) ? 1 : 0;
    }
    return count;
  }

  /** Colour of a pixel against the white card. */
  Lab lab(int pixel) {
    return lab(linear(pixel));
  }

  /** Linear colour against the white card. */
  Lab lab(double[] c) {
    return Lab.ofLinear(c[0] / white[0], c[1] / white[1], c[2] / white[2]);
  }

  double[] linear(int pixel) {
    int c = image.colour().argb()[pixel];
    return new double[] {
      Srgb.linear(c >> 16 & 255), Srgb.linear(c >> 8 & 255), Srgb.linear(c & 255)
    };
  }

  /** Median of each coordinate of CIELAB over pixels. */
  Lab median(IntPredicate which) {
    List<Lab> labs = new ArrayList<>();
    for (int i = 0; i < size * size; i++) {
      if (which.test(i)) {
        labs.add(lab(i));
      }
    }
    if (labs.size() < LEAST) {
      throw new AssertionError("only " + labs.size() + " pixels show what was asked for");
    }
    return new Lab(
        median(labs.stream().mapToDouble(Lab::l).toArray()),
        median(labs.stream().mapToDouble(Lab::a).toArray()),
        median(labs.stream().mapToDouble(Lab::b).toArray()));
  }

  /**
   * Mean base colour of what pixels show: the material's map, where the surface's texture
   * coordinates say, times its factor, which is what an engine gets. Neither light nor gloss is in
   * it.
   */
  Lab surface(IntPredicate which) {
    int[] index = image.part().orElseThrow();
    float[] uv = image.uv().orElseThrow();
    double[] sum = new double[3];
    int count = 0;
    for (int i = 0; i < size * size; i++) {
      if (which.test(i)) {
        Material material = parts.get(index[i]).material();
        int texel = material.baseColourMap().map(Texture::image).map(texelAt(uv, i)).orElse(-1);
        for (int c = 0; c < 3; c++) {
          sum[c] += material.baseColour()[c] * Srgb.linear(texel >> (16 - 8 * c) & 255);
        }
        count++;
      }
    }
    if (count < LEAST) {
      throw new AssertionError("only " + count + " pixels show what was asked for");
    }
    return Lab.ofLinear(sum[0] / count, sum[1] / count, sum[2] / count);
  }

  /** The texel at a pixel's texture coordinates; tiles repeat. */
  private static Function<PixelImage, Integer> texelAt(float[] uv, int pixel) {
    return map -> {
      int x = Math.floorMod((int) Math.floor(uv[2 * pixel] * map.width()), map.width());
      int y = Math.floorMod((int) Math.floor(uv[2 * pixel + 1] * map.height()), map.height());
      return map.argb()[y * map.width() + x];
    };
  }

  /** Mean linear colour of pixels. */
  double[] mean(IntPredicate which) {
    double[] sum = new double[3];
    int count = 0;
    for (int i = 0; i < size * size; i++) {
      if (which.test(i)) {
        for (int c = 0; c < 3; c++) {
          sum[c] += linear(i)[c];
        }
        count++;
      }
    }
    return new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
  }

  static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Mean luminance of the whole picture in linear light. */
  double luminance() {
    double sum = 0;
    for (int i = 0; i < size * size; i++) {
      double[] c = linear(i);
      sum += 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
    }
    return sum / (size * size);
  }

  /** Mean difference in lightness between neighbouring pixels of one kind of part. */
  double unevenness(PartKind kind) {
    IntPredicate shows = shows(kind);
    double sum = 0;
    int count = 0;
    for (int i = 1; i < size * size; i++) {
      if (i % size != 0 && shows.test(i) && shows.test(i - 1)) {
        sum += Math.abs(lab(i).l() - lab(i - 1).l());
        count++;
      }
    }
    return sum / count;
  }

  private static Lighting ring() {
    List<Light> lights = new ArrayList<>();
    float each = EXPOSURE / (float) (6 * Math.cos(Math.PI / 4));
    for (int i = 0; i < 6; i++) {
      double turn = Math.toRadians(30 + 60 * i);
      lights.add(
          new Light(
              (float) Math.cos(turn),
              (float) Math.sin(turn),
              1,
              new float[] {each, each, each},
              0.05f));
    }
    return new Lighting(lights, NOTHING, NOTHING, NOTHING, true);
  }

  /** What a matt white card facing the camera looks like, linear. */
  private static double[] card(Lighting lighting) {
    float[] p = {-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0};
    float[] n = {0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1};
    Mesh mesh = new Mesh(p, n, new float[8], new int[] {0, 1, 2, 0, 2, 3}, new int[] {0, 1, 2, 3});
    Part card =
        new Part(
            "card", PartKind.CLOTHING, mesh, Material.plain("card", Shading.CLOTH, 0xFFFFFF, 1));
    return of(List.of(card), close(new Vector3f(), 0, 0.1), lighting, 16).linear(8 * 16 + 8);
  }
}
