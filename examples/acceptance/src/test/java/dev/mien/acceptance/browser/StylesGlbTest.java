package dev.mien.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.animation.Avatar;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Joint;
import dev.mien.animation.ShapeSet;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.scene.Part;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbReader;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.io.gltf.GltfFile;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Khronos' validator over every style at every level of detail, and the sizes of the files. */
@Tag("A45")
class StylesGlbTest {

  private static final long MOST_BYTES = 10_000_000;
  private static final long MOST_BYTES_WITH_ARKIT_ALONE = 6_000_000;

  @TempDir Path folder;

  private static Avatar avatar(String style, AvatarOptions options) {
    AvatarRequest request =
        AvatarRequest.builder()
            .optAttribute("style", new AttributeValue.Choice(style))
            .optSeed(11)
            .build();
    return AvatarModel.loadDefault().generate(request, options).avatar();
  }

  @Test
  void validator_everyStyleAndLevel_findsNoErrorAndNoWarning() throws IOException {
    List<String> files = new ArrayList<>();
    for (String style : Vocabulary.get("style").choices()) {
      for (LevelOfDetail level : LevelOfDetail.values()) {
        AvatarOptions options = AvatarOptions.DEFAULT.withLevel(level).withTextureSize(256);
        Path file = folder.resolve(style + "-" + level + ".glb");
        GlbWriter.create(EngineProfile.GENERIC).write(avatar(style, options), file);
        files.add(file.toString());
      }
    }

    JsonNode results = NodeTools.run("validate.mjs", files);

    assertThat(results).hasSize(5 * LevelOfDetail.values().length);
    for (JsonNode result : results) {
      assertThat(result.path("errors").asInt(-1)).as(result.toString()).isZero();
      assertThat(result.path("warnings").asInt(-1)).as(result.toString()).isZero();
    }
  }

  @Test
  void validator_headInActionUnits_has46NamedTargetsAndNoFault() throws IOException {
    AvatarOptions options =
        AvatarOptions.DEFAULT
            .withLevel(LevelOfDetail.LOW)
            .withTextureSize(128)
            .withShapeSets(Set.of(ShapeSet.AU));
    Path file = folder.resolve("units.glb");
    GlbWriter.create(EngineProfile.GENERIC.withShapeSets(Set.of(ShapeSet.AU)))
        .write(avatar("realistic", options), file);

    List<String> names =
        GlbReader.create().read(file).avatar().rig().blendshapes().stream()
            .map(Blendshape::name)
            .toList();
    assertThat(names)
        .hasSizeGreaterThanOrEqualTo(46)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(ActionUnitChannel.parse(name).label()).isEqualTo(name));
    JsonNode result = NodeTools.run("validate.mjs", List.of(file.toString())).path(0);
    assertThat(result.path("errors").asInt(-1)).as(result.toString()).isZero();
    assertThat(result.path("warnings").asInt(-1)).as(result.toString()).isZero();
  }

  @Test
  void write_everyStyleAtFullDetail_staysBelowItsBounds() throws IOException {
    EngineProfile arkit = EngineProfile.GENERIC.withShapeSets(Set.of(ShapeSet.ARKIT));
    for (String style : Vocabulary.get("style").choices()) {
      Avatar avatar = avatar(style, AvatarOptions.DEFAULT);
      Path file = folder.resolve(style + ".glb");
      GlbWriter.create(EngineProfile.GENERIC).write(avatar, file);
      assertThat(Files.size(file)).as(style).isLessThan(MOST_BYTES);
      GlbWriter.create(arkit).write(avatar, file);
      assertThat(Files.size(file)).as(style).isLessThan(MOST_BYTES_WITH_ARKIT_ALONE);
    }
  }

  /** Curls and ropes have the most vertices, and beards move with every shape of the mouth. */
  @ParameterizedTest
  @CsvSource({
    "curly, long, curtain",
    "curly, short, straight",
    "dreadlocks, full, none",
    "ancientUpdo, long, straight"
  })
  void write_mostHairAndBeard_staysBelowItsBounds(String hair, String beard, String fringe)
      throws IOException {
    AvatarRequest request =
        AvatarRequest.builder()
            .optAttribute("identity.femininity", new AttributeValue.Amount(0.05))
            .optAttribute("hair.style", new AttributeValue.Choice(hair))
            .optAttribute("hair.length", new AttributeValue.Choice("veryLong"))
            .optAttribute("hair.fringe", new AttributeValue.Choice(fringe))
            .optAttribute("beard.style", new AttributeValue.Choice(beard))
            .optSeed(11)
            .build();
    Avatar avatar = AvatarModel.loadDefault().generate(request, AvatarOptions.DEFAULT).avatar();
    Path file = folder.resolve("most.glb");
    GlbWriter.create(EngineProfile.GENERIC).write(avatar, file);
    assertThat(Files.size(file)).isLessThan(MOST_BYTES);
    GlbWriter.create(EngineProfile.GENERIC.withShapeSets(Set.of(ShapeSet.ARKIT)))
        .write(avatar, file);
    assertThat(Files.size(file)).isLessThan(MOST_BYTES_WITH_ARKIT_ALONE);
  }

  @Test
  @Tag("A23")
  void read_writtenHead_hasTheSameMeshesAndShapes() throws IOException {
    Avatar avatar = avatar("elf", AvatarOptions.DEFAULT.withTextureSize(128));
    Path file = folder.resolve("elf.glb");
    GlbWriter.create(EngineProfile.GENERIC).write(avatar, file);

    GltfFile back = GlbReader.create().read(file);

    assertThat(back.notes()).isEmpty();
    assertThat(back.avatar().attributes()).isEqualTo(avatar.attributes());
    assertThat(back.avatar().seed()).isEqualTo(avatar.seed());
    for (int j = 0; j < avatar.rig().joints().size(); j++) {
      Joint expected = avatar.rig().joints().get(j);
      Joint actual = back.avatar().rig().joints().get(j);
      assertThat(actual.name()).isEqualTo(expected.name());
      assertThat(actual.parent()).isEqualTo(expected.parent());
      // Nodes tell places relative to their parents, in floats.
      assertThat(actual.x()).isCloseTo(expected.x(), within(1e-6f));
      assertThat(actual.y()).isCloseTo(expected.y(), within(1e-6f));
      assertThat(actual.z()).isCloseTo(expected.z(), within(1e-6f));
    }
    assertThat(back.avatar().rig().blendshapes().stream().map(Blendshape::name))
        .containsExactlyElementsOf(
            avatar.rig().blendshapes().stream().map(Blendshape::name).toList());
    assertThat(back.avatar().parts()).hasSameSizeAs(avatar.parts());
    for (int p = 0; p < avatar.parts().size(); p++) {
      Part expected = avatar.parts().get(p);
      Part actual = back.avatar().parts().get(p);
      assertThat(actual.name()).isEqualTo(expected.name());
      assertThat(actual.kind()).isEqualTo(expected.kind());
      assertThat(actual.mesh().positions()).isEqualTo(expected.mesh().positions());
      assertThat(actual.mesh().triangles()).isEqualTo(expected.mesh().triangles());
    }
  }
}
