package consumer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.animation.Avatar;
import dev.mien.core.AvatarRequest;
import dev.mien.core.TextPrompt;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbReader;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application does: words in, a model file out, with the one dependency it declares. */
class ConsumerTest {

  @Test
  void generateAndWrite_words_giveAModelThatReadsBack(@TempDir Path folder) throws Exception {
    AvatarRequest request =
        AvatarRequest.builder().optText(TextPrompt.of("a smiling woman with blue hair")).build();
    AvatarOptions options =
        AvatarOptions.DEFAULT.withLevel(LevelOfDetail.LOW).withTextureSize(128);
    Avatar avatar = AvatarModel.loadDefault().generate(request, options).avatar();
    Path file = folder.resolve("avatar.glb");

    GlbWriter.create(EngineProfile.GENERIC).write(avatar, file);

    byte[] magic = Arrays.copyOf(Files.readAllBytes(file), 4);
    assertArrayEquals(new byte[] {'g', 'l', 'T', 'F'}, magic);
    assertEquals("happy", avatar.attributes().choice("mood"));
    Avatar read = GlbReader.create().read(file).avatar();
    assertEquals(avatar.parts().size(), read.parts().size());
    assertTrue(read.rig().blendshape("jawOpen").isPresent());
  }
}
