package dev.mien.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.animation.Avatar;
import dev.mien.animation.ShapeSet;
import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbWriter;
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
}
