package dev.mien.geometry.wear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.mesh.MeshMeasures;
import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.Attachment;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.joml.Vector3f;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WornPartsTest {

  /** Deepest that a vertex may lie under the skin where nothing is meant to touch, metres. */
  private static final float TOLERANCE = 0.0015f;

  /** Ears are flexible: they give way under hats, within this of the ear's middle, metres. */
  private static final float EAR = 0.055f;

  private static final List<String> ATTRIBUTES =
      List.of("glasses", "earrings", "hat", "hair.ornament", "horns", "headgear", "clothing");

  static Stream<Arguments> choices() {
    List<Arguments> all = new ArrayList<>();
    for (String id : ATTRIBUTES) {
      for (String choice : Vocabulary.get(id).choices()) {
        if (!choice.equals("none")) {
          all.add(Arguments.of(id, choice));
        }
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("choices")
  void create_onTenIdentities_staysOutsideTheSkin(String id, String choice) {
    for (Identities.Identity identity : Identities.ten()) {
      HeadSkin skin = identity.skin();
      float bottom = lowest(skin);
      for (AnchoredPart anchored :
          WornParts.create(
              wearing(identity.attributes(), id, choice),
              skin,
              identity.seed(),
              LevelOfDetail.MEDIUM)) {
        Part part = anchored.part();
        float[] p = part.mesh().positions();
        int inside = 0;
        for (int i = 0; i < p.length; i += 3) {
          Vector3f at = new Vector3f(p[i], p[i + 1], p[i + 2]);
          if (mayTouch(id, at, skin, bottom)) {
            continue;
          }
          if (skin.surface().distance(at.x, at.y, at.z) < -TOLERANCE) {
            inside++;
          }
        }
        assertThat(inside)
            .as("%s %s: vertices of %s in identity %d", id, choice, part.name(), identity.seed())
            .isLessThanOrEqualTo(part.mesh().vertexCount() / 100);
      }
    }
  }

  private static boolean mayTouch(String id, Vector3f at, HeadSkin skin, float bottom) {
    boolean ear =
        Stream.of(Landmark.TRAGION_LEFT, Landmark.TRAGION_RIGHT)
            .anyMatch(side -> skin.landmark(side).distance(at) < EAR);
    return switch (id) {
      // horns grow out of the skin
      case "horns" -> skin.surface().distance(at.x, at.y, at.z) > -0.022f;
      // they go through the lobe
      case "earrings" -> skin.surface().distance(at.x, at.y, at.z) > -0.004f;
      case "hat", "headgear", "hair.ornament", "glasses" -> ear;
      // below its boundary the skin has no inside
      case "clothing" -> at.y < bottom + 0.02f;
      default -> false;
    };
  }

  @ParameterizedTest
  @MethodSource("choices")
  void create_anyChoice_isClosedWithinBudgetAndRepeatable(String id, String choice) {
    Identities.Identity identity = Identities.ten().get(0);
    Attributes attributes = wearing(identity.attributes(), id, choice);
    List<AnchoredPart> high = WornParts.create(attributes, identity.skin(), 5, LevelOfDetail.HIGH);
    List<AnchoredPart> again = WornParts.create(attributes, identity.skin(), 5, LevelOfDetail.HIGH);
    List<AnchoredPart> low = WornParts.create(attributes, identity.skin(), 5, LevelOfDetail.LOW);
    assertThat(high).isNotEmpty();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < high.size(); i++) {
      Part part = high.get(i).part();
      Mesh mesh = part.mesh();
      assertThat(names.add(part.name())).as("two parts named %s", part.name()).isTrue();
      assertThat(mesh.positions()).isEqualTo(again.get(i).part().mesh().positions());
      assertThat(mesh.triangles()).isEqualTo(again.get(i).part().mesh().triangles());
      for (float value : mesh.positions()) {
        assertThat(Float.isFinite(value)).isTrue();
      }
      if (part.material().alphaMode() == Material.AlphaMode.OPAQUE) {
        assertThat(MeshMeasures.openEdges(mesh)).as("open edges of %s", part.name()).isZero();
        assertThat(MeshMeasures.volume(mesh)).as("volume of %s", part.name()).isPositive();
      }
    }
    assertThat(vertices(high)).isLessThan(12_000);
    assertThat(vertices(low)).isLessThan(Math.min(vertices(high), 4_100));
    assertThat(low).hasSameSizeAs(high);
  }

  @Test
  void create_colours_readBackFromMaterials() {
    Identities.Identity identity = Identities.ten().get(1);
    Object[][] cases = {
      {"glasses", "round", "glasses.colour", "glasses_frame"},
      {"earrings", "stud", "earrings.colour", "earring_L"},
      {"hat", "beanie", "hat.colour", "hat"},
      {"hair.ornament", "ribbon", "hair.ornamentColour", "hair_ornament"},
      {"horns", "curved", "horns.colour", "horns"},
      {"headgear", "visor", "headgear.colour", "visor"},
      {"clothing", "tShirt", "clothing.colour", "clothing"},
      {"clothing", "crossCollar", "clothing.colour2", "clothing_trim"}
    };
    for (Object[] row : cases) {
      for (int rgb : new int[] {0x3355FF, 0xB3203A, 0xF2EEE6, 0x101418}) {
        Attributes attributes =
            wearing(identity.attributes(), (String) row[0], (String) row[1])
                .withColour((String) row[2], rgb);
        Part part =
            WornParts.create(attributes, identity.skin(), 1, LevelOfDetail.LOW).stream()
                .map(AnchoredPart::part)
                .filter(p -> p.name().equals(row[3]))
                .findFirst()
                .orElseThrow();
        assertThat(meanColour(part.material()).deltaE2000(Lab.ofRgb(rgb)))
            .as("%s in #%06x", row[3], rgb)
            .isLessThan(6);
      }
    }
  }

  @Test
  void create_clothing_coversTheSkinsLowerBoundary() {
    for (Identities.Identity identity : Identities.ten()) {
      float bottom = lowest(identity.skin());
      List<AnchoredPart> parts =
          WornParts.create(
              wearing(identity.attributes(), "clothing", "tShirt"),
              identity.skin(),
              1,
              LevelOfDetail.LOW);
      float hem = Float.POSITIVE_INFINITY;
      float[] p = parts.get(0).part().mesh().positions();
      for (int i = 1; i < p.length; i += 3) {
        hem = Math.min(hem, p[i]);
      }
      assertThat(hem).as("hem of identity %d", identity.seed()).isLessThan(bottom - 0.01f);
      assertThat(parts).allMatch(part -> part.attachment() == Attachment.SHOULDERS);
    }
  }

  @Test
  void create_earrings_hangOnTheLobes() {
    Identities.Identity identity = Identities.ten().get(2);
    List<AnchoredPart> parts =
        WornParts.create(
            wearing(identity.attributes(), "earrings", "drop"),
            identity.skin(),
            1,
            LevelOfDetail.HIGH);
    assertThat(parts).hasSize(2);
    Vector3f lobe = identity.skin().landmark(Landmark.SUBAURALE_LEFT);
    assertThat(parts.get(0).roots()).startsWith(lobe.x, lobe.y, lobe.z);
  }

  @Test
  void create_nothingWorn_isEmpty() {
    Identities.Identity identity = Identities.ten().get(0);
    Attributes attributes = Attributes.DEFAULTS.withChoice("clothing", "none");
    assertThat(WornParts.create(attributes, identity.skin(), 1, LevelOfDetail.HIGH)).isEmpty();
  }

  private static Attributes wearing(Attributes identity, String id, String choice) {
    return identity.withChoice("clothing", "none").withChoice(id, choice);
  }

  private static float lowest(HeadSkin skin) {
    float bottom = Float.POSITIVE_INFINITY;
    for (int i = 1; i < skin.positions().length; i += 3) {
      bottom = Math.min(bottom, skin.positions()[i]);
    }
    return bottom;
  }

  private static int vertices(List<AnchoredPart> parts) {
    return parts.stream().mapToInt(part -> part.part().mesh().vertexCount()).sum();
  }

  private static Lab meanColour(Material material) {
    double[] mean = {1, 1, 1};
    if (material.baseColourMap().isPresent()) {
      mean = new double[3];
      int[] pixels = material.baseColourMap().get().image().argb();
      for (int pixel : pixels) {
        for (int c = 0; c < 3; c++) {
          mean[c] += Srgb.linear(pixel >> (16 - 8 * c) & 255) / pixels.length;
        }
      }
    }
    float[] factor = material.baseColour();
    return Lab.ofLinear(mean[0] * factor[0], mean[1] * factor[1], mean[2] * factor[2]);
  }
}
