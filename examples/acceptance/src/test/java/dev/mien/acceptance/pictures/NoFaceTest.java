package dev.mien.acceptance.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.ReferenceImage;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.Renderer;
import dev.mien.image.PictureReader;
import dev.mien.image.PictureReading;
import java.util.SplittableRandom;
import org.joml.Vector3f;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures of people that show no face, and of nothing: a clear answer, and no guess. */
@Tag("A07")
class NoFaceTest {

  private static final int SIZE = 320;

  private final PictureReader reader = PictureReader.create();

  /** Yaw and pitch in degrees, height of what is looked at and of what fits in, metres. */
  @ParameterizedTest
  @CsvSource({
    "back of the head, 180, 0, -0.02, 0.4",
    "half back, 140, 5, -0.02, 0.4",
    "hair on top, 180, 70, 0.08, 0.25",
    "hair close, 180, 0, 0.03, 0.1",
    "clothes, 0, 0, -0.24, 0.12",
    "an ear and hair, 100, 0, 0, 0.12",
    "a chin and clothes, 0, 0, -0.16, 0.14"
  })
  void read_ofPartsOfPeople_findsNoFace(
      String what, double yaw, double pitch, double height, double visible) {
    for (long seed = 5000; seed < 5004; seed++) {
      HeadAssembly head = Studio.head(seed, Sitter.of(seed, "realistic"));
      Camera camera =
          Camera.orbit(
              new Vector3f(0, (float) height, 0.01f),
              Math.toRadians(yaw),
              Math.toRadians(pitch),
              visible,
              Camera.PORTRAIT_FIELD_OF_VIEW);
      PixelImage image =
          Renderer.create()
              .render(head.allParts(), camera, RenderStyle.REALISTIC, RenderSettings.of(SIZE, SIZE))
              .colour();
      expectNothing(image, what + " " + seed);
    }
  }

  @Test
  void read_ofBlurredRooms_findsNoFace() {
    for (long seed = 0; seed < 60; seed++) {
      double[] linear =
          Background.of(new SplittableRandom(seed), SIZE, new double[] {1, 0.95, 0.9});
      int[] argb = new int[SIZE * SIZE];
      for (int i = 0; i < argb.length; i++) {
        argb[i] = 0xFF000000 | Srgb.rgb(linear[3 * i], linear[3 * i + 1], linear[3 * i + 2]);
      }
      expectNothing(PixelImage.wrap(SIZE, SIZE, argb), "room " + seed);
    }
  }

  private void expectNothing(PixelImage image, String what) {
    PictureReading reading = reader.read(ReferenceImage.of(image));
    assertThat(reading.face()).as(what).isEmpty();
    assertThat(reading.evidence()).as(what).isEmpty();
    assertThat(reading.screening().passed()).as(what).isFalse();
    assertThat(reading.notes()).as(what).anyMatch(note -> note.contains("No frontal face"));
  }
}
