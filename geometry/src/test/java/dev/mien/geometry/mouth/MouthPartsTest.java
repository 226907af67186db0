package dev.mien.geometry.mouth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshMeasures;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Attachment;
import dev.mien.geometry.wear.Identities;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MouthPartsTest {

  @Test
  void create_onTenIdentities_liesBehindClosedLips() {
    for (Identities.Identity identity : Identities.ten()) {
      HeadSkin skin = identity.skin();
      float seam = skin.landmark(Landmark.STOMION).z;
      for (AnchoredPart anchored :
          MouthParts.create(identity.attributes(), skin, 1, LevelOfDetail.HIGH)) {
        float[] p = anchored.part().mesh().positions();
        for (int i = 0; i < p.length; i += 3) {
          assertThat(p[i + 2]).isLessThan(seam - 0.003f);
          assertThat(skin.surface().distance(p[i], p[i + 1], p[i + 2]))
              .as("%s of identity %d", anchored.part().name(), identity.seed())
              .isLessThan(-0.0005f);
        }
      }
    }
  }

  @Test
  void create_arches_areAsWideAsTheFaceAllows() {
    for (Identities.Identity identity : Identities.ten()) {
      Mesh teeth =
          MouthParts.create(identity.attributes(), identity.skin(), 1, LevelOfDetail.HIGH)
              .get(0)
              .part()
              .mesh();
      float widest = 0;
      for (int i = 0; i < teeth.positions().length; i += 3) {
        widest = Math.max(widest, 2 * teeth.positions()[i]);
      }
      // adults' arches are 55 to 65 mm broad outside the molars
      assertThat(widest).as("identity %d", identity.seed()).isBetween(0.038f, 0.070f);
    }
  }

  @ParameterizedTest
  @EnumSource(LevelOfDetail.class)
  void create_tongueAndBudget_tongueIsClosedAndCanStretch(LevelOfDetail lod) {
    Identities.Identity identity = Identities.ten().get(0);
    List<AnchoredPart> parts = MouthParts.create(identity.attributes(), identity.skin(), 1, lod);
    assertThat(parts)
        .extracting(AnchoredPart::attachment)
        .containsExactly(Attachment.HEAD, Attachment.JAW, Attachment.JAW);
    Mesh tongue = parts.get(2).part().mesh();
    assertThat(MeshMeasures.openEdges(tongue)).isZero();
    assertThat(MeshMeasures.volume(tongue)).isBetween(5e-6, 8e-5);
    int vertices = parts.stream().mapToInt(part -> part.part().mesh().vertexCount()).sum();
    assertThat(vertices)
        .isLessThan(lod == LevelOfDetail.HIGH ? 4000 : lod == LevelOfDetail.MEDIUM ? 3200 : 1600);
  }

  @Test
  void create_lowerTeeth_meetBehindTheUpperOnes() {
    Identities.Identity identity = Identities.ten().get(3);
    List<AnchoredPart> parts =
        MouthParts.create(identity.attributes(), identity.skin(), 1, LevelOfDetail.HIGH);
    assertThat(frontmost(parts.get(1).part().mesh()))
        .isLessThan(frontmost(parts.get(0).part().mesh()) - 0.001f);
  }

  @Test
  void create_sameSeed_isRepeatable() {
    Identities.Identity identity = Identities.ten().get(4);
    List<AnchoredPart> a =
        MouthParts.create(identity.attributes(), identity.skin(), 9, LevelOfDetail.HIGH);
    List<AnchoredPart> b =
        MouthParts.create(identity.attributes(), identity.skin(), 9, LevelOfDetail.HIGH);
    assertThat(a.get(0).part().mesh().positions()).isEqualTo(b.get(0).part().mesh().positions());
  }

  @Test
  void create_missingLandmark_isNamed() {
    Identities.Identity identity = Identities.ten().get(0);
    assertThatThrownBy(
            () ->
                MouthParts.create(
                    Attributes.DEFAULTS, identity.skin().surface(), Map.of(), 1, LevelOfDetail.LOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("STOMION");
  }

  private static float frontmost(Mesh mesh) {
    float front = Float.NEGATIVE_INFINITY;
    for (int i = 2; i < mesh.positions().length; i += 3) {
      front = Math.max(front, mesh.positions()[i]);
    }
    return front;
  }
}
