package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.animation.Avatar;
import dev.mien.core.AvatarRequest;
import dev.mien.io.gltf.GlbReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shapes, heads that turn, and avatars made from avatars. */
class DrivingTest {

  private static final Path INPUTS = Path.of("../inputs");

  @TempDir private static Path folder;
  private static Path units;

  @BeforeAll
  static void generate() {
    units = generate("units", "--shapes", "AU,VRM", "--actions", "AU12=0.8 AU51=1");
  }

  private static Path generate(String name, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--out", folder.resolve(name).toString()));
    Outcome outcome = Outcome.ofGenerate(all.toArray(String[]::new));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return folder.resolve(name).resolve("avatar.glb");
  }

  private static Outcome run(String... arguments) {
    Outcome outcome = Outcome.of(arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private static JsonNode inspect(Path file) throws IOException {
    return new ObjectMapper().readTree(run("inspect", file.toString(), "--json").out());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  @Test
  @Tag("A45")
  void generate_actionUnitShapes_areWrittenAndShowTheExpression() throws IOException {
    JsonNode found = inspect(units);

    List<String> shapes = texts(found.get("blendshapes"));
    assertThat(shapes.stream().filter(name -> name.startsWith("AU")))
        .hasSizeGreaterThanOrEqualTo(46);
    assertThat(shapes).contains("happy", "aa", "blinkLeft").doesNotContain("jawOpen");
    assertThat(found.get("expression").asText()).contains("AU12_L=0.8").contains("AU51=1");
    assertThat(texts(found.get("restWeights"))).containsExactly("AU12_L=0.800", "AU12_R=0.800");
    assertThat(texts(found.get("turnedJoints"))).containsExactly("head", "neck");
  }

  @Test
  @Tag("A32")
  void animate_avatarWithActionUnitShapes_keepsEverySetAndMovesThem() throws IOException {
    Path out = folder.resolve("units-take.glb");

    run(
        "animate",
        units.toString(),
        INPUTS.resolve("performance.csv").toString(),
        "--out",
        out.toString(),
        "--profile",
        "dense");

    JsonNode found = inspect(out);
    assertThat(texts(found.get("blendshapes"))).isEqualTo(texts(inspect(units).get("blendshapes")));
    assertThat(found.get("sparseAccessors").asInt()).isZero();
    assertThat(GlbReader.create().withoutTextures().read(out).clips().get(0).shapes())
        .contains("AU12_L", "AU45_R", "AU26");
  }

  @Test
  void generate_profiles_areSparseOrDense() throws IOException {
    Path dense = generate("dense", "--text", "a man", "--shapes", "ARKIT", "--profile", "dense");

    assertThat(inspect(dense).get("sparseAccessors").asInt()).isZero();
    assertThat(inspect(units).get("sparseAccessors").asInt()).isPositive();
    // Importers that need it find an animation of the weights.
    assertThat(inspect(dense).get("animations")).hasSize(1);
  }

  @Test
  void render_unitsOfTheHead_turnIt() throws IOException {
    BufferedImage ahead = draw("AU12=0.8");
    BufferedImage left = draw("AU51=1");
    BufferedImage own = draw("");

    assertThat(difference(ahead, left)).isGreaterThan(0.03);
    // The avatar's own pose is the same turn, with a smile.
    assertThat(difference(own, left)).isLessThan(0.25 * difference(ahead, left));
  }

  private static BufferedImage draw(String actions) throws IOException {
    Path out = folder.resolve("drawn.png");
    List<String> command =
        new ArrayList<>(
            List.of(
                "render",
                units.toString(),
                "--views",
                "front",
                "--size",
                "96",
                "--out",
                out.toString()));
    if (!actions.isEmpty()) {
      command.addAll(List.of("--actions", actions));
    }
    run(command.toArray(String[]::new));
    return ImageIO.read(out.toFile());
  }

  /** Mean difference of the green channel, in [0, 1]. */
  private static double difference(BufferedImage a, BufferedImage b) {
    double sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        sum += Math.abs(green(a.getRGB(x, y)) - green(b.getRGB(x, y))) / 255.0;
      }
    }
    return sum / (a.getWidth() * a.getHeight());
  }

  private static int green(int rgb) {
    return (rgb >> 8) & 0xFF;
  }

  @Test
  void render_unitsThatTheAvatarLacksShapesFor_areNamed() {
    Path bare = generate("bare", "--text", "a man", "--shapes", "ARKIT");

    Outcome outcome =
        run(
            "render",
            bare.toString(),
            "--size",
            "16",
            "--views",
            "front",
            "--actions",
            "AU11=1",
            "--out",
            folder.resolve("bare.png").toString());

    assertThat(outcome.out()).contains("note: the avatar has no blendshape that shows AU11_L");
  }

  @Test
  void generate_fromAnAvatarWithARerolledAttribute_changesThatAttributeOnly() throws IOException {
    Path first = generate("first", "--text", "an elf with blue hair", "--seed", "5");
    Path same = generate("same", "--from", first.toString());
    Path other =
        generate("other", "--from", first.toString(), "--reroll", "nose.width", "--seed", "8");

    Avatar before = avatar(first);
    assertThat(avatar(same).attributes().asMap()).isEqualTo(before.attributes().asMap());
    assertThat(avatar(same).seed()).isEqualTo(5);
    assertThat(changed(before, avatar(other))).containsExactly("nose.width");
    assertThat(avatar(other).seed()).isEqualTo(8);
    AvatarRequest request = avatar(other).toRequest();
    assertThat(request.text().orElseThrow().text()).isEqualTo("an elf with blue hair");
  }

  private static Avatar avatar(Path file) throws IOException {
    return GlbReader.create().withoutTextures().read(file).avatar();
  }

  private static Set<String> changed(Avatar before, Avatar after) {
    Set<String> changed = new TreeSet<>();
    for (Map.Entry<String, ?> entry : after.attributes().asMap().entrySet()) {
      if (!entry.getValue().equals(before.attributes().get(entry.getKey()))) {
        changed.add(entry.getKey());
      }
    }
    return changed;
  }

  @Test
  void generate_rerollWithoutAnAvatar_isRefused() {
    Outcome outcome =
        Outcome.ofGenerate(
            "--text", "a man", "--reroll", "hair", "--out", folder.resolve("none").toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err()).contains("--reroll needs --from");
  }

  @Test
  void otherTemplateVersion_isRefusedWithAWayOutAndNotedByInspect() throws IOException {
    Path file = folder.resolve("other-template.glb");
    String text = Files.readString(units, StandardCharsets.ISO_8859_1);
    String changed = text.replace("\"templateVersion\":\"1\"", "\"templateVersion\":\"9\"");
    Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
    String out = folder.resolve("refused").toString();
    String capture = INPUTS.resolve("performance.csv").toString();

    for (String[] command :
        new String[][] {
          {"render", file.toString(), "--out", out + ".png"},
          {"animate", file.toString(), capture, "--out", out + ".glb"},
          {"generate", "--from", file.toString(), "--out", out}
        }) {
      Outcome outcome = Outcome.of(command);
      assertThat(outcome.code()).as(Arrays.toString(command)).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(outcome.err())
          .contains("other-template.glb")
          .contains("template version 9")
          .contains("generating the head anew");
    }
    assertThat(texts(inspect(file).get("notes")))
        .anySatisfy(note -> assertThat(note).contains("template version 9"));
  }
}
