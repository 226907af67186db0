package dev.mien.acceptance.looks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.AvatarRequest;
import dev.mien.core.ReferenceImage;
import dev.mien.core.Side;
import dev.mien.core.TextPrompt;
import dev.mien.io.gltf.EngineProfile;
import dev.mien.io.gltf.GlbWriter;
import dev.mien.model.AvatarModel;
import dev.mien.model.AvatarOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same inputs and seed make the same file, another seed another. */
@Tag("A45")
class SameBytesTest {

  private static final Path PORTRAIT = Path.of("../inputs/portrait.png");

  @TempDir Path folder;

  /** Writes one file in a JVM of its own. */
  public static void main(String[] arguments) throws IOException {
    write(Long.parseLong(arguments[0]), Path.of(arguments[1]));
  }

  @Test
  void generate_sameRequestTwice_writesTheSameBytes() throws IOException {
    byte[] first = write(7, folder.resolve("first.glb"));
    assertThat(write(7, folder.resolve("second.glb"))).isEqualTo(first);
    assertThat(write(8, folder.resolve("other.glb"))).isNotEqualTo(first);
  }

  /**
   * Another JVM hashes and schedules otherwise; this one also compiles simply and has one thread.
   */
  @Test
  void generate_sameRequestInAnotherJvm_writesTheSameBytes()
      throws IOException, InterruptedException {
    Path file = folder.resolve("forked.glb");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:ActiveProcessorCount=1",
                "-Djava.awt.headless=true",
                "-Duser.language=tr",
                "-cp",
                System.getProperty("java.class.path"),
                SameBytesTest.class.getName(),
                "7",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    byte[] here = write(7, folder.resolve("here.glb"));
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();

    assertThat(ended).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.readAllBytes(file)).isEqualTo(here);
  }

  private static byte[] write(long seed, Path file) throws IOException {
    AvatarRequest request =
        AvatarRequest.builder()
            .optText(TextPrompt.of("想要蓝色长发、梦幻精灵耳朵的头像"))
            .optReference(ReferenceImage.read(PORTRAIT))
            .optPerformance(
                new ActionUnitTrack(
                    List.of(
                        new ActionUnitChannel(ActionUnit.AU12, Side.LEFT),
                        new ActionUnitChannel(ActionUnit.AU26, Side.BOTH)),
                    new double[] {0, 0.5, 1},
                    new float[][] {{0, 0}, {0.7f, 0.4f}, {0.1f, 0}}))
            .optSeed(seed)
            .build();
    GlbWriter.create(EngineProfile.GENERIC)
        .write(
            AvatarModel.loadDefault()
                .generate(request, AvatarOptions.DEFAULT.withTextureSize(256))
                .avatar(),
            file);
    return Files.readAllBytes(file);
  }
}
