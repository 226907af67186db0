package dev.mien.geometry.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.render.RenderSettings.Buffer;
import dev.mien.geometry.render.RenderSettings.Quality;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.joml.Vector3f;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RendererTest {
  private static final double FIELD_OF_VIEW = Math.toRadians(20);

  @Test
  void project_knownPoints_followsTheDocumentedFormula() {
    Camera camera = new Camera(new Vector3f(0, 0, 2), new Vector3f(0, 0, 0), Math.PI / 2);
    float[] projected = new float[6];
    camera.project(new float[] {0, 0, 0, 1, 0.5f, 0}, 200, 100, projected);
    // A right angle of view: at depth 2 the half height is 2 metres for 50 pixels.
    assertThat(projected).containsExactly(new float[] {100, 50, 2, 125, 37.5f, 2}, within(1e-3f));
  }

  @Test
  void renderMask_sphere_hasTheAreaOfItsSilhouette() {
    double radius = 0.1;
    double distance = 1;
    Camera camera =
        new Camera(new Vector3f(0, 0, (float) distance), new Vector3f(0, 0, 0), FIELD_OF_VIEW);
    int size = 256;
    int[] mask =
        Renderer.create()
            .renderMask(PosedPart.atRest(List.of(sphere(radius, 0))), camera, size, size);
    int covered = 0;
    for (int part : mask) {
      covered += part == 0 ? 1 : 0;
    }
    double tangent = radius / Math.sqrt(distance * distance - radius * radius);
    double pixels = tangent * camera.focalLength(size);
    assertThat((double) covered)
        .isCloseTo(Math.PI * pixels * pixels, within(0.01 * Math.PI * pixels * pixels));
  }

  @Test
  void render_buffers_areThoseOfTheNearestSurface() {
    Camera camera = new Camera(new Vector3f(0, 0, 1), new Vector3f(0, 0, 0), FIELD_OF_VIEW);
    List<Part> parts = List.of(sphere(0.05, 0), sphere(0.05, 0.06));
    int size = 65;
    RenderedImage image =
        Renderer.create()
            .render(
                parts,
                camera,
                RenderStyle.REALISTIC,
                RenderSettings.of(size, size)
                    .withBuffers(Buffer.DEPTH, Buffer.PART, Buffer.UV, Buffer.NORMAL));
    int centre = size / 2 * size + size / 2;
    assertThat(image.part().orElseThrow()[centre]).isEqualTo(1);
    assertThat(image.depth().orElseThrow()[centre]).isCloseTo(1 - 0.11f, within(2e-4f));
    assertThat(image.normal().orElseThrow()[3 * centre + 2]).isCloseTo(1, within(2e-3f));
    assertThat(image.depth().orElseThrow()[0]).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(image.part().orElseThrow()[0]).isEqualTo(-1);
    assertThat(image.uv().orElseThrow()[0]).isNaN();
    assertThat(image.uv().orElseThrow()[2 * centre + 1]).isCloseTo(0.5f, within(0.02f));
  }

  @Test
  void render_twice_givesTheSameBytes() {
    Camera camera = Camera.portrait(Camera.View.THREE_QUARTER);
    List<Part> parts = List.of(sphere(0.09, 0), sphere(0.03, 0.1));
    for (Quality quality : Quality.values()) {
      RenderSettings settings = RenderSettings.of(64, 48).withQuality(quality);
      Renderer renderer = Renderer.create();
      int[] first = renderer.render(parts, camera, RenderStyle.ELF, settings).colour().argb();
      int[] again = renderer.render(parts, camera, RenderStyle.ELF, settings).colour().argb();
      int[] fresh =
          Renderer.create().render(parts, camera, RenderStyle.ELF, settings).colour().argb();
      assertThat(again).isEqualTo(first);
      assertThat(fresh).isEqualTo(first);
    }
  }

  @Test
  void render_anyNumberOfThreads_givesTheSameBytes() {
    Camera camera = Camera.portrait(Camera.View.THREE_QUARTER);
    List<Part> parts = List.of(sphere(0.09, 0), sphere(0.03, 0.1), ballAt(0.04, 0.06, -0.1, 0));
    for (Quality quality : Quality.values()) {
      RenderSettings alone =
          RenderSettings.of(75, 101)
              .withQuality(quality)
              .withBuffers(Buffer.values())
              .withThreads(1);
      RenderedImage expected = Renderer.create().render(parts, camera, RenderStyle.CARTOON, alone);
      for (int threads : new int[] {2, 3, 16, RenderSettings.ALL_THREADS}) {
        RenderedImage image =
            Renderer.create()
                .render(parts, camera, RenderStyle.CARTOON, alone.withThreads(threads));
        assertThat(image.colour().argb())
            .as("%s, %d threads", quality, threads)
            .isEqualTo(expected.colour().argb());
        assertThat(image.depth().orElseThrow()).isEqualTo(expected.depth().orElseThrow());
        assertThat(image.part().orElseThrow()).isEqualTo(expected.part().orElseThrow());
        assertThat(image.uv().orElseThrow()).isEqualTo(expected.uv().orElseThrow());
        assertThat(image.normal().orElseThrow()).isEqualTo(expected.normal().orElseThrow());
      }
    }
  }

  @Test
  @Timeout(120)
  void render_manyAtOnceInsideTheCommonPool_allEndWithTheSameBytes() {
    Camera camera = Camera.portrait(Camera.View.FRONT);
    List<Part> parts = List.of(sphere(0.09, 0), sphere(0.03, 0.1));
    RenderSettings settings = RenderSettings.of(64, 64).withThreads(8);
    int[] expected =
        Renderer.create()
            .render(parts, camera, RenderStyle.ELF, settings.withThreads(1))
            .colour()
            .argb();
    List<int[]> pictures =
        IntStream.range(0, 48)
            .parallel()
            .mapToObj(
                i ->
                    Renderer.create()
                        .render(parts, camera, RenderStyle.ELF, settings)
                        .colour()
                        .argb())
            .toList();
    assertThat(pictures).hasSize(48).allSatisfy(p -> assertThat(p).isEqualTo(expected));
  }

  @Test
  void withThreads_negative_isRefused() {
    RenderSettings settings = RenderSettings.of(64, 64);
    assertThatThrownBy(() -> settings.withThreads(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads is -1");
  }

  @Test
  void forEach_failingPiece_throwsWhatItThrewAfterTheOthersEnded() {
    AtomicInteger running = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Pieces.forEach(
                    64,
                    4,
                    i -> {
                      running.incrementAndGet();
                      try {
                        if (i == 5) {
                          throw new IllegalStateException("piece 5");
                        }
                      } finally {
                        running.decrementAndGet();
                      }
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("piece 5");
    assertThat(running).hasValue(0);
  }

  @Test
  void render_ballBeforeAnother_castsAShadow() {
    Camera camera = new Camera(new Vector3f(0, 0, 1), new Vector3f(0, 0, 0), FIELD_OF_VIEW);
    RenderSettings settings = RenderSettings.of(96, 96);
    Lighting above =
        new Lighting(
            List.of(new Light(0, 1, 0.4f, new float[] {1, 1, 1}, 0.1f)),
            new float[3],
            new float[3],
            new float[3],
            true);
    RenderStyle style = RenderStyle.REALISTIC.withLighting(above).withBackdrop(Backdrop.plain(0));
    Part ball = sphere(0.08, 0);
    Part shade = ballAt(0.03, 0, 0.132, 0.097);
    int lit = brightness(Renderer.create().render(List.of(ball), camera, style, settings), 48, 34);
    int shadowed =
        brightness(Renderer.create().render(List.of(ball, shade), camera, style, settings), 48, 34);
    assertThat(lit).isGreaterThan(300);
    assertThat(shadowed).isLessThan(lit / 2);
  }

  @Test
  void render_transparentBackdrop_alphaIsCoverage() {
    Camera camera = new Camera(new Vector3f(0, 0, 1), new Vector3f(0, 0, 0), FIELD_OF_VIEW);
    RenderedImage image =
        Renderer.create()
            .render(
                List.of(sphere(0.1, 0)),
                camera,
                RenderStyle.REALISTIC.withBackdrop(Backdrop.TRANSPARENT),
                RenderSettings.of(64, 64));
    assertThat(image.colour().argb(32, 32) >>> 24).isEqualTo(255);
    assertThat(image.colour().argb(0, 0) >>> 24).isZero();
    long partly = 0;
    for (int pixel : image.colour().argb()) {
      int alpha = pixel >>> 24;
      partly += alpha > 0 && alpha < 255 ? 1 : 0;
    }
    assertThat(partly).isGreaterThan(40);
  }

  @Test
  void framing_everyView_keepsAllVerticesInside() {
    List<Part> parts = List.of(ballAt(0.1, 0.03, 0.05, 0), ballAt(0.02, -0.2, 0, 0.1));
    for (Camera.View view : Camera.View.values()) {
      Camera camera = Camera.framing(parts, view, 1.5, 0.05);
      for (Part part : parts) {
        float[] projected = new float[part.mesh().positions().length];
        camera.project(part.mesh().positions(), 300, 200, projected);
        for (int i = 0; i < projected.length; i += 3) {
          assertThat(projected[i]).as("%s x", view).isBetween(0f, 300f);
          assertThat(projected[i + 1]).as("%s y", view).isBetween(0f, 200f);
        }
      }
    }
  }

  @Test
  void portraitOf_highHair_isInsideThePicture() {
    Part bun = ballAt(0.04, 0, 0.22, -0.02);
    Camera camera = Camera.portraitOf(List.of(sphere(0.1, 0), bun), Camera.View.PROFILE);
    float[] projected = new float[bun.mesh().positions().length];
    camera.project(bun.mesh().positions(), 100, 100, projected);
    for (int i = 1; i < projected.length; i += 3) {
      assertThat(projected[i]).isGreaterThan(0);
    }
  }

  private static int brightness(RenderedImage image, int x, int y) {
    int p = image.colour().argb(x, y);
    return (p >> 16 & 255) + (p >> 8 & 255) + (p & 255);
  }

  private static Part sphere(double radius, double z) {
    return ballAt(radius, 0, 0, z);
  }

  private static Part ballAt(double radius, double x, double y, double z) {
    int columns = 96;
    int rows = 48;
    int n = (columns + 1) * (rows + 1);
    float[] positions = new float[3 * n];
    float[] normals = new float[3 * n];
    float[] uvs = new float[2 * n];
    int[] weld = new int[n];
    for (int j = 0; j <= rows; j++) {
      for (int i = 0; i <= columns; i++) {
        int v = j * (columns + 1) + i;
        double polar = Math.PI * j / rows;
        double turn = 2 * Math.PI * i / columns;
        double[] d = {
          Math.sin(polar) * Math.sin(turn), Math.cos(polar), Math.sin(polar) * Math.cos(turn)
        };
        double[] centre = {x, y, z};
        for (int c = 0; c < 3; c++) {
          positions[3 * v + c] = (float) (centre[c] + radius * d[c]);
          normals[3 * v + c] = (float) d[c];
        }
        uvs[2 * v] = (float) i / columns;
        uvs[2 * v + 1] = (float) j / rows;
        weld[v] = v;
      }
    }
    int[] triangles = new int[6 * columns * rows];
    int t = 0;
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int a = j * (columns + 1) + i;
        int b = a + columns + 1;
        int[] quad = {a, b, b + 1, a, b + 1, a + 1};
        for (int index : quad) {
          triangles[t++] = index;
        }
      }
    }
    return new Part(
        "ball",
        PartKind.ACCESSORY,
        new Mesh(positions, normals, uvs, triangles, weld),
        Material.plain("ball", Shading.STANDARD, 0xC0C0C0, 0.6f));
  }
}
