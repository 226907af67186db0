package dev.mien.io.gltf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.ShapeSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("A45")
class GlbWriterTest {

  @TempDir Path folder;

  private final Avatar avatar = SphereAvatar.create(16, 64);

  private static JsonNode json(byte[] glb) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(glb).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(buffer.getInt(0)).isEqualTo(0x46546C67);
    assertThat(buffer.getInt(8)).isEqualTo(glb.length);
    return JsonMapper.builder().build().readTree(glb, 20, buffer.getInt(12));
  }

  @Test
  void toBytes_sameAvatarTwice_givesEqualBytes() throws IOException {
    byte[] first =
        GlbWriter.create(EngineProfile.GENERIC).toBytes(avatar, List.of(SphereAvatar.nod(10)));
    byte[] second =
        GlbWriter.create(EngineProfile.GENERIC)
            .toBytes(SphereAvatar.create(16, 64), List.of(SphereAvatar.nod(10)));

    assertThat(second).isEqualTo(first);
  }

  @Test
  void toBytes_genericProfile_namesTheSameTargetsOnEveryMovingMesh() throws IOException {
    JsonNode json = json(GlbWriter.create(EngineProfile.GENERIC).toBytes(avatar, List.of()));

    assertThat(json.at("/meshes/0/extras/targetNames").toString())
        .isEqualTo("[\"jawOpen\",\"eyeBlinkLeft\",\"viseme_PP\",\"AU11_L\"]");
    assertThat(json.at("/meshes/1/extras/targetNames"))
        .isEqualTo(json.at("/meshes/0/extras/targetNames"));
    assertThat(json.at("/meshes/0/primitives/0/targets")).hasSize(4);
    assertThat(json.at("/meshes/0/weights/0").floatValue()).isEqualTo(0.25f);
    assertThat(json.at("/meshes/2").has("weights")).isFalse();
    assertThat(json.at("/asset/extras/mien/seed").asText()).isEqualTo("-5000000000000000001");
    assertThat(json.at("/extensionsUsed/0").asText()).isEqualTo("KHR_materials_emissive_strength");
  }

  @Test
  void toBytes_denseProfile_hasNoSparseAccessorAndAWeightsTrack() throws IOException {
    JsonNode json = json(GlbWriter.create(EngineProfile.DENSE).toBytes(avatar, List.of()));

    assertThat(json.findValues("sparse")).isEmpty();
    assertThat(json.at("/animations/0/channels/0/target/path").asText()).isEqualTo("weights");
  }

  @Test
  void toBytes_targetLimit_keepsWhatTheRestPoseNeeds() throws IOException {
    EngineProfile limited = EngineProfile.GENERIC.withMaximumTargets(2);
    JsonNode json = json(GlbWriter.create(limited).toBytes(avatar, List.of()));

    assertThat(json.at("/meshes/0/extras/targetNames").toString())
        .isEqualTo("[\"jawOpen\",\"eyeBlinkLeft\"]");

    EngineProfile visemes = EngineProfile.GENERIC.withShapeSets(Set.of(ShapeSet.VISEME));
    JsonNode fewer = json(GlbWriter.create(visemes).toBytes(avatar, List.of()));
    assertThat(fewer.at("/meshes/0/extras/targetNames").toString())
        .isEqualTo("[\"jawOpen\",\"viseme_PP\"]");
  }

  @Test
  void write_clipOfUnknownShape_isRefusedAndLeavesNoFile() throws IOException {
    AnimationClip clip =
        new AnimationClip(
            "wrong", new double[] {0}, List.of("noSuchShape"), new float[1][1], Map.of());
    Path target = folder.resolve("avatar.glb");

    assertThatThrownBy(
            () -> GlbWriter.create(EngineProfile.GENERIC).write(avatar, List.of(clip), target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noSuchShape");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void write_targetInAMissingFolder_saysWhichFolder() {
    assertThatThrownBy(
            () ->
                GlbWriter.create(EngineProfile.GENERIC)
                    .write(avatar, folder.resolve("absent/avatar.glb")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absent doesn't exist");
  }

  @Test
  void write_streamThatFails_passesTheFailureOn() {
    OutputStream full =
        new OutputStream() {
          private int room = 5000;

          @Override
          public void write(int value) throws IOException {
            if (room-- == 0) {
              throw new IOException("No space left on device");
            }
          }
        };

    assertThatThrownBy(() -> GlbWriter.create(EngineProfile.GENERIC).write(avatar, List.of(), full))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }
}
