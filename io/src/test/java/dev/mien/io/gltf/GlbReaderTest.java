package dev.mien.io.gltf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.animation.AnimationClip;
import dev.mien.animation.Avatar;
import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.animation.ShapeSet;
import dev.mien.animation.SkinBinding;
import dev.mien.core.BadFileException;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.joml.Quaternionf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlbReaderTest {

  @TempDir Path folder;

  private static GltfFile read(byte[] bytes) throws IOException {
    return GlbReader.create().read(new ByteArrayInputStream(bytes), "test");
  }

  private static GltfFile json(String text) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Tag("A23")
  void read_whatWasWritten_givesTheSameAvatar(boolean sparse) throws IOException {
    Avatar avatar = SphereAvatar.create(16, 32);
    AnimationClip nod = SphereAvatar.nod(20);
    byte[] bytes =
        GlbWriter.create(EngineProfile.GENERIC.withSparse(sparse))
            .withTextures(TextureFormat.PNG)
            .toBytes(avatar, List.of(nod));

    GltfFile file = read(bytes);

    Avatar back = file.avatar();
    assertThat(file.notes()).isEmpty();
    assertThat(back.seed()).isEqualTo(avatar.seed());
    assertThat(back.templateVersion()).isEqualTo("1");
    assertThat(back.expression()).isEqualTo(avatar.expression());
    assertThat(back.provenance()).isEqualTo(avatar.provenance());
    assertThat(back.restWeights()).isEqualTo(avatar.restWeights());
    assertThat(back.rig().joints()).isEqualTo(avatar.rig().joints());
    assertThat(back.restRotations()).containsOnlyKeys("head");
    assertThat(
            new Quaternionf(avatar.restRotations().get("head"))
                .conjugate()
                .mul(back.restRotations().get("head"))
                .angle())
        .isLessThan(1e-3f);
    assertThat(back.parts()).hasSameSizeAs(avatar.parts());
    for (int p = 0; p < avatar.parts().size(); p++) {
      assertSamePart(avatar.parts().get(p), back.parts().get(p));
      String name = avatar.parts().get(p).name();
      assertSameBinding(avatar.rig().bindings().get(name), back.rig().bindings().get(name));
    }
    // The default profile leaves out VRM's presets.
    assertThat(back.rig().blendshapes().stream().map(Blendshape::name))
        .containsExactly("jawOpen", "eyeBlinkLeft", "viseme_PP", "AU11_L");
    assertThat(back.rig().blendshapes().get(2).set()).isEqualTo(ShapeSet.VISEME);
    for (Blendshape shape : back.rig().blendshapes()) {
      Blendshape original = avatar.rig().blendshape(shape.name()).orElseThrow();
      assertThat(shape.deltas().keySet()).isEqualTo(original.deltas().keySet());
      shape.deltas().forEach((part, delta) -> assertSameDelta(original.deltas().get(part), delta));
    }
    assertSameClip(nod, file.clips().get(0));
  }

  @Test
  void read_anotherTemplateVersion_isRefusedUnlessAskedFor() throws IOException {
    byte[] bytes =
        GlbWriter.create(EngineProfile.GENERIC).toBytes(SphereAvatar.create(4, 8), List.of());
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    byte[] other =
        text.replace("\"templateVersion\":\"1\"", "\"templateVersion\":\"9\"")
            .getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> read(other))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("templateVersion")
        .hasMessageContaining("made on template version 9")
        .hasMessageContaining("convert");
    GltfFile file =
        GlbReader.create().withAnyTemplate().read(new ByteArrayInputStream(other), "test");
    assertThat(file.avatar().templateVersion()).isEqualTo("9");
    assertThat(file.notes()).anySatisfy(note -> assertThat(note).contains("template version 9"));
  }

  private static void assertSamePart(Part expected, Part actual) {
    assertThat(actual.name()).isEqualTo(expected.name());
    assertThat(actual.kind()).isEqualTo(expected.kind());
    assertThat(actual.mesh().positions()).isEqualTo(expected.mesh().positions());
    assertThat(actual.mesh().normals()).containsExactly(expected.mesh().normals(), within(1e-6f));
    assertThat(actual.mesh().uvs()).isEqualTo(expected.mesh().uvs());
    assertThat(actual.mesh().triangles()).isEqualTo(expected.mesh().triangles());
    assertThat(actual.tones()).isEqualTo(expected.tones());
    Material material = expected.material();
    assertThat(actual.material().shading()).isEqualTo(material.shading());
    assertThat(actual.material().alphaMode()).isEqualTo(material.alphaMode());
    assertThat(actual.material().emissive()).containsExactly(material.emissive(), within(1e-6f));
    assertThat(actual.material().baseColour()).isEqualTo(material.baseColour());
    material
        .baseColourMap()
        .ifPresent(
            map ->
                assertThat(actual.material().baseColourMap().orElseThrow().image().argb())
                    .isEqualTo(map.image().argb()));
  }

  private static void assertSameBinding(SkinBinding expected, SkinBinding actual) {
    float[][] full = new float[2][expected.joints().length / 4 * 3];
    for (int i = 0; i < expected.joints().length; i++) {
      full[0][i / 4 * 3 + expected.joints()[i]] += expected.weights()[i];
      full[1][i / 4 * 3 + actual.joints()[i]] += actual.weights()[i];
    }
    assertThat(full[1]).containsExactly(full[0], within(2f / 65535));
  }

  private static void assertSameDelta(MorphDelta expected, MorphDelta actual) {
    assertThat(actual.vertices()).isEqualTo(expected.vertices());
    assertThat(actual.positions()).isEqualTo(expected.positions());
    assertThat(actual.normals()).isEqualTo(expected.normals());
  }

  private static void assertSameClip(AnimationClip expected, AnimationClip actual) {
    assertThat(actual.name()).isEqualTo(expected.name());
    assertThat(actual.times()).containsExactly(expected.times(), within(1e-6));
    assertThat(actual.rotations().get("head"))
        .containsExactly(expected.rotations().get("head"), within(1e-5f));
    int blink = actual.shapes().indexOf("eyeBlinkLeft");
    for (int f = 0; f < expected.times().length; f++) {
      assertThat(actual.weights()[f][blink]).isEqualTo(expected.weights()[f][1]);
    }
  }

  @Test
  void read_separateFiles_followsMorphsAndAnimation() throws IOException {
    GltfFile cube =
        GlbReader.create()
            .read(SharedData.path("gltf/AnimatedMorphCube/glTF/AnimatedMorphCube.gltf"));

    assertThat(cube.avatar().rig().blendshapes().stream().map(Blendshape::name))
        .containsExactly("target_0", "target_1");
    assertThat(cube.clips()).hasSize(1);
    assertThat(cube.clips().get(0).times()).hasSizeGreaterThan(100);
    float largest = 0;
    for (float[] frame : cube.clips().get(0).weights()) {
      largest = Math.max(largest, Math.max(frame[0], frame[1]));
    }
    assertThat(largest).isCloseTo(1, within(0.01f));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gltf/SimpleMorph/glTF/SimpleMorph.gltf",
        "gltf/simple_skin/simple_skin.gltf",
        "gltf/simple_skin/quad_skin.glb"
      })
  void read_otherPeoplesFiles_givesPartsAndRig(String name) throws IOException {
    GltfFile file = GlbReader.create().read(SharedData.path(name));

    assertThat(file.avatar().parts()).isNotEmpty();
    assertThat(file.clips().isEmpty()).isEqualTo(name.contains("quad"));
    boolean skinned = name.contains("skin");
    assertThat(file.avatar().rig().joints().isEmpty()).isEqualTo(!skinned);
    assertThat(file.avatar().rig().blendshapes().isEmpty()).isEqualTo(skinned);
  }

  /** The Khronos validator's own verdicts are the oracle. */
  @Test
  void read_containerCases_refusesWhatTheValidatorRefuses() throws IOException {
    JsonMapper mapper = JsonMapper.builder().build();
    List<Path> reports = reports("gltf/validator-cases/glb");
    assertThat(reports).hasSizeGreaterThan(20);
    for (Path report : reports) {
      Path file = Path.of(report.toString().replace(".report.json", ""));
      JsonNode verdict = mapper.readTree(report.toFile()).path("issues");
      if (verdict.path("numErrors").asInt() == 0) {
        assertThat(GlbReader.create().withoutTextures().read(file)).as(file.toString()).isNotNull();
      } else {
        assertThatThrownBy(() -> GlbReader.create().read(file))
            .as(file.toString())
            .isInstanceOfSatisfying(
                BadFileException.class, e -> assertThat(e.location()).isNotEmpty());
      }
    }
  }

  @Test
  void read_indexOutOfBounds_pointsAtTheIndices() {
    Path file = SharedData.path("gltf/validator-cases/mesh_data/index_buffer_oob.gltf");

    assertThatThrownBy(() -> GlbReader.create().read(file))
        .isInstanceOfSatisfying(
            BadFileException.class,
            e -> assertThat(e.location()).isEqualTo("/meshes/0/primitives/0/indices"));
  }

  @Test
  void read_otherValidatorCases_neverFailsOtherwise() throws IOException {
    int refused = 0;
    for (String kind : List.of("accessor", "animation", "mesh_data", "skin")) {
      for (Path report : reports("gltf/validator-cases/" + kind)) {
        Path file = Path.of(report.toString().replace(".report.json", ""));
        try {
          GlbReader.create().read(file);
        } catch (BadFileException e) {
          assertThat(e.location()).as(e.toString()).isNotEmpty();
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThanOrEqualTo(10);
  }

  private static List<Path> reports(String name) throws IOException {
    try (Stream<Path> files = Files.list(SharedData.path(name))) {
      return files.filter(path -> path.toString().endsWith(".report.json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          facecap_crlf_mangled_30_bytes_short.glb, byte
          facecap_truncated_and_mangled_json.glb,  byte
          html_page_named.glb,                     byte
          """)
  void read_damagedFiles_saysAtWhichByte(String name, String location) {
    assertThatThrownBy(() -> GlbReader.create().read(SharedData.path("negative/" + name)))
        .isInstanceOfSatisfying(
            BadFileException.class, e -> assertThat(e.location()).startsWith(location));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void read_randomlyDamagedFile_isReadOrRefused(long seed) throws IOException {
    byte[] good =
        GlbWriter.create(EngineProfile.GENERIC)
            .toBytes(SphereAvatar.create(4, 4), List.of(SphereAvatar.nod(3)));
    int jsonEnd = 20 + ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 150; round++) {
      byte[] bad = good.clone();
      for (int change = 0; change <= round % 4; change++) {
        int at = random.nextInt(random.nextBoolean() ? jsonEnd : bad.length);
        bad[at] = (byte) (random.nextBoolean() ? '0' + random.nextInt(10) : random.nextInt(256));
      }
      try {
        GlbReader.create()
            .withoutTextures()
            .withMemoryLimit(10_000_000)
            .read(new ByteArrayInputStream(bad), "seed " + seed + ", round " + round);
      } catch (BadFileException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(30);
  }

  @Test
  void read_truncatedAnywhere_isRefused() throws IOException {
    byte[] good =
        GlbWriter.create(EngineProfile.GENERIC).toBytes(SphereAvatar.create(4, 4), List.of());
    for (int length = 0; length < good.length; length += 97) {
      byte[] cut = java.util.Arrays.copyOf(good, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(BadFileException.class);
    }
  }

  @Test
  void read_hugeCounts_asksForNoMemory() {
    String text =
        """
        {"asset":{"version":"2.0"},"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
         "meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],
         "accessors":[{"componentType":5126,"type":"VEC3","count":2000000000}]}
        """;

    assertThatThrownBy(() -> json(text))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("/accessors/0")
        .hasMessageContaining("limit");
  }

  @Test
  void read_hugeDeclaredLength_isRefusedAtItsByte() {
    byte[] header =
        ByteBuffer.allocate(20)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0x46546C67)
            .putInt(2)
            .putInt(0xFFFFFFF0)
            .putInt(0xFFFFFFDC)
            .putInt(0x4E4F534A)
            .array();

    assertThatThrownBy(() -> read(header))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("byte 8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.bin",
        "%2e%2e/secret.bin",
        "/etc/hostname",
        "file:///etc/hostname",
        "http://localhost/a.bin",
        "a/../../secret.bin",
        "link.bin"
      })
  void read_uriThatLeadsOut_isRefused(String uri) throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Files.write(folder.resolve("secret.bin"), new byte[64]);
    Files.createSymbolicLink(inside.resolve("link.bin"), folder.resolve("secret.bin"));
    Path file = inside.resolve("a.gltf");
    Files.writeString(file, withBuffer(uri));

    assertThatThrownBy(() -> GlbReader.create().read(file))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("/buffers/0/uri");
  }

  @Test
  void read_uriOfAFileBeside_isFollowed() throws IOException {
    Files.write(folder.resolve("a b.bin"), new byte[36]);
    Path file = folder.resolve("a.gltf");
    Files.writeString(file, withBuffer("a%20b.bin"));

    assertThat(GlbReader.create().read(file).avatar().parts()).hasSize(1);
  }

  private static String withBuffer(String uri) {
    return """
        {"asset":{"version":"2.0"},"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0}],
         "meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}],
         "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3}],
         "bufferViews":[{"buffer":0,"byteLength":36}],
         "buffers":[{"byteLength":36,"uri":"%s"}]}
        """
        .formatted(uri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"asset":{"version":"1.0"}}                                         | /asset/version
          {"asset":{"version":"2.0"},"extensionsRequired":["KHR_draco"]}      | /extensionsRequired/0
          {"asset":{"version":"2.0"},"nodes":[{"children":[1]},{"children":[0]}]} | /nodes
          {"asset":{"version":"2.0"},"nodes":[{"mesh":0}],"scenes":[{"nodes":[7]}]} | /scenes/0/nodes/0
          {"asset":{"version":"2.0"},"nodes":3}                               | /nodes
          """)
  void read_inconsistentDocument_pointsAtTheFault(String text, String pointer) {
    assertThatThrownBy(() -> json(text))
        .isInstanceOfSatisfying(
            BadFileException.class, e -> assertThat(e.location()).startsWith(pointer));
  }

  @Test
  void read_manyEqualNames_makesThemUniqueQuickly() throws IOException {
    List<String> nodes = new ArrayList<>();
    List<String> indices = new ArrayList<>();
    for (int n = 0; n < 20_000; n++) {
      nodes.add("{\"name\":\"a\",\"mesh\":0}");
      indices.add(Integer.toString(n));
    }
    String text =
        withBuffer(
                "data:application/octet-stream;base64,"
                    + java.util.Base64.getEncoder().encodeToString(new byte[36]))
            .replace("\"nodes\":[0]", "\"nodes\":" + indices)
            .replace("[{\"mesh\":0}]", nodes.toString());

    assertThat(json(text).avatar().parts()).hasSize(20_000);
  }
}
