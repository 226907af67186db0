package dev.mien.geometry.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.assembly.LandmarkProjector.PicturePoint;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderSettings.Buffer;
import dev.mien.geometry.render.RenderSettings.Quality;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.RenderedImage;
import dev.mien.geometry.render.Renderer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.joml.Quaternionf;
import org.joml.Vector3f;
import org.junit.jupiter.api.Test;

class LandmarkProjectorTest {

  private static final int SIZE = 256;

  private final HeadAssembly head =
      HeadAssembly.build(Attributes.DEFAULTS, 3, new AssemblyOptions(LevelOfDetail.LOW, 128));
  private final LandmarkProjector projector = LandmarkProjector.of(head);

  @Test
  void project_atRest_fallsWhereTheLandmarksProject() {
    Camera camera = Camera.portrait(Camera.View.THREE_QUARTER);
    List<PosedPart> parts = PosedPart.atRest(head.allParts());
    Map<Landmark, PicturePoint> points = projector.project(parts, camera, draw(parts, camera));
    assertThat(points).hasSize(Landmark.values().length);
    head.skin()
        .landmarks()
        .forEach(
            (landmark, position) -> {
              float[] expected = new float[3];
              camera.project(
                  new float[] {position.x, position.y, position.z}, SIZE, SIZE, expected);
              PicturePoint point = Objects.requireNonNull(points.get(landmark));
              assertThat(point.x()).as("%s x", landmark).isCloseTo(expected[0], within(0.05f));
              assertThat(point.y()).as("%s y", landmark).isCloseTo(expected[1], within(0.05f));
            });
  }

  @Test
  void project_profile_hidesTheFarSideAndTheInside() {
    Camera camera = Camera.portrait(Camera.View.PROFILE);
    List<PosedPart> parts = PosedPart.atRest(head.allParts());
    Map<Landmark, PicturePoint> points = projector.project(parts, camera, draw(parts, camera));
    assertThat(visible(points, Landmark.EXOCANTHION_LEFT)).isTrue();
    assertThat(visible(points, Landmark.CHEILION_LEFT)).isTrue();
    assertThat(visible(points, Landmark.PRONASALE)).isTrue();
    assertThat(visible(points, Landmark.EXOCANTHION_RIGHT)).isFalse();
    assertThat(visible(points, Landmark.CHEILION_RIGHT)).isFalse();
    assertThat(visible(points, Landmark.EYE_CENTRE_LEFT)).isFalse();
  }

  @Test
  void project_turnedHead_followsTheSkin() {
    Camera camera = Camera.portrait(Camera.View.FRONT);
    Quaternionf turn = new Quaternionf().rotateY((float) Math.toRadians(30));
    List<PosedPart> turned =
        head.allParts().stream()
            .map(
                part ->
                    new PosedPart(
                        part,
                        rotated(part.mesh().positions(), turn),
                        rotated(part.mesh().normals(), turn)))
            .toList();
    Map<Landmark, PicturePoint> points = projector.project(turned, camera, draw(turned, camera));
    Vector3f tip = turn.transform(head.skin().landmark(Landmark.PRONASALE));
    float[] expected = new float[3];
    camera.project(new float[] {tip.x, tip.y, tip.z}, SIZE, SIZE, expected);
    PicturePoint point = Objects.requireNonNull(points.get(Landmark.PRONASALE));
    assertThat(point.x()).isCloseTo(expected[0], within(0.05f));
    assertThat(point.depth()).isCloseTo(expected[2], within(1e-4f));
    assertThat(visible(points, Landmark.PUPIL_RIGHT)).isTrue();
  }

  @Test
  void project_withoutDepth_isRefused() {
    Camera camera = Camera.portrait(Camera.View.FRONT);
    List<PosedPart> parts = PosedPart.atRest(head.allParts());
    RenderedImage image =
        Renderer.create()
            .renderPosed(
                parts,
                camera,
                RenderStyle.REALISTIC,
                RenderSettings.of(SIZE, SIZE).withQuality(Quality.DRAFT));
    assertThatThrownBy(() -> projector.project(parts, camera, image))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DEPTH");
  }

  private static boolean visible(Map<Landmark, PicturePoint> points, Landmark landmark) {
    return Objects.requireNonNull(points.get(landmark)).visible();
  }

  private static RenderedImage draw(List<PosedPart> parts, Camera camera) {
    return Renderer.create()
        .renderPosed(
            parts,
            camera,
            RenderStyle.REALISTIC,
            RenderSettings.of(SIZE, SIZE).withQuality(Quality.DRAFT).withBuffers(Buffer.DEPTH));
  }

  private static float[] rotated(float[] vectors, Quaternionf turn) {
    float[] turned = new float[vectors.length];
    Vector3f v = new Vector3f();
    for (int i = 0; i < vectors.length; i += 3) {
      turn.transform(v.set(vectors[i], vectors[i + 1], vectors[i + 2]));
      turned[i] = v.x;
      turned[i + 1] = v.y;
      turned[i + 2] = v.z;
    }
    return turned;
  }
}
