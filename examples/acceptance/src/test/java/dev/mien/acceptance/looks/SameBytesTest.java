package dev.mien.acceptance.looks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.AvatarRequest;
import dev.mien.core.TextPrompt;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same inputs and seed make the same file, another seed another. */
class SameBytesTest {

  @TempDir Path folder;

  @Test
  void generate_sameRequestTwice_writesTheSameBytes() throws IOException {
    byte[] first = bytes(7, "first");
    assertThat(bytes(7, "second")).isEqualTo(first);
    assertThat(bytes(8, "other")).isNotEqualTo(first);
  }

  private byte[] bytes(long seed, String name) throws IOException {
    AvatarRequest request =
        AvatarRequest.builder().optText(TextPrompt.of("想要蓝色长发、梦幻精灵耳朵的头像")).optSeed(seed).build();
    Path file = folder.resolve(name + ".glb");
    GlbWriter.create(EngineProfile.GENERIC)
        .write(
            AvatarModel.loadDefault()
                .generate(request, AvatarOptions.DEFAULT.withTextureSize(256))
                .avatar(),
            file);
    return Files.readAllBytes(file);
  }
}
