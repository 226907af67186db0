package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A45")
class MienTest {

  private static final Path INPUTS = Path.of("../inputs");

  @TempDir private static Path folder;
  private static Path avatar;

  @BeforeAll
  static void generate() {
    Outcome outcome =
        Outcome.ofGenerate("--text", "a man", "--out", folder.resolve("man").toString());
    assertThat(outcome.code()).as(outcome.err()).isZero();
    avatar = folder.resolve("man/avatar.glb");
  }

  @Test
  void generate_everyKindOfInput_writesModelPictureAndReport() throws IOException {
    Path out = folder.resolve("all");

    Outcome outcome =
        Outcome.ofGenerate(
            "--text",
            "@" + INPUTS.resolve("description.txt"),
            "--image",
            INPUTS.resolve("portrait.png").toString(),
            "--actions",
            INPUTS.resolve("performance.csv").toString(),
            "--set",
            "glasses=round",
            "--seed",
            "9",
            "--out",
            out.toString(),
            "--json");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode told = new ObjectMapper().readTree(outcome.out());
    assertThat(Path.of(told.get("avatar").asText())).isNotEmptyFile();
    assertThat(Path.of(told.get("picture").asText())).isNotEmptyFile();
    assertThat(told.get("seed").asLong()).isEqualTo(9);
    JsonNode attributes =
        new ObjectMapper().readTree(out.resolve("report.json").toFile()).get("attributes");
    assertThat(attributes.get("glasses").get("value").asText()).isEqualTo("round");
    assertThat(attributes.get("glasses").get("decidedBy").asText()).isEqualTo("lock");
  }

  @Test
  void generate_sameSeedSameFile_otherSeedOther() throws IOException {
    for (String[] run : new String[][] {{"a", "1"}, {"b", "1"}, {"c", "2"}}) {
      Path out = folder.resolve(run[0]);
      Outcome.ofGenerate("--text", "an elf", "--seed", run[1], "--out", out.toString());
    }

    assertThat(folder.resolve("b/avatar.glb"))
        .hasSameBinaryContentAs(folder.resolve("a/avatar.glb"));
    assertThat(Files.mismatch(folder.resolve("a/avatar.glb"), folder.resolve("c/avatar.glb")))
        .isNotNegative();
  }

  @Test
  void generate_amounts_areToldWithAtMostTwoDecimals() {
    Outcome outcome =
        Outcome.ofGenerate(
            "--actions", "AU6=0.3 AU12=0.7", "--out", folder.resolve("smile").toString());

    assertThat(outcome.out()).contains("mood.strength").doesNotContainPattern("\\d\\.\\d{3}");
  }

  @Test
  void animate_momentsAndGif_areDrawn() throws IOException {
    Path out = folder.resolve("take.glb");
    Path gif = folder.resolve("take.gif");

    Outcome outcome =
        Outcome.of(
            "animate",
            avatar.toString(),
            INPUTS.resolve("performance.csv").toString(),
            "--out",
            out.toString(),
            "--frames",
            "0,2.7",
            "--movie",
            gif.toString(),
            "--movie-rate",
            "1",
            "--picture-size",
            "24",
            "--json");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(new ObjectMapper().readTree(outcome.out()).get("frames").asInt()).isEqualTo(480);
    assertThat(Files.readString(gif, StandardCharsets.ISO_8859_1)).startsWith("GIF89a");
    assertThat(folder.resolve("take.glb.png")).isNotEmptyFile();
    assertThat(Outcome.of("inspect", out.toString()).out())
        .contains("performance: 480 frames")
        .contains("jawOpen");
  }

  @Test
  void render_otherExpression_givesAnotherPicture() throws IOException {
    Path calm = folder.resolve("calm.png");
    Path open = folder.resolve("open.png");
    for (Object[] run : new Object[][] {{calm, "AU1=0"}, {open, "AU26=1"}}) {
      Outcome outcome =
          Outcome.of(
              "render",
              avatar.toString(),
              "--views",
              "front",
              "--size",
              "48",
              "--actions",
              run[1].toString(),
              "--out",
              run[0].toString());
      assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    assertThat(Files.mismatch(calm, open)).isNotNegative();
  }

  @Test
  void inspect_captureAndPicture_tellWhatIsInThem() throws IOException {
    Outcome capture = Outcome.of("inspect", INPUTS.resolve("performance.csv").toString(), "--json");
    Outcome picture = Outcome.of("inspect", INPUTS.resolve("portrait.png").toString(), "--json");

    assertThat(new ObjectMapper().readTree(capture.out()).get("frames").asInt()).isEqualTo(480);
    JsonNode found = new ObjectMapper().readTree(picture.out());
    assertThat(found.get("face").asText()).contains("square of");
    assertThat(found.get("quality").asDouble()).isBetween(0.0, 1.0);
    assertThat(found.get("evidence").toString()).contains("skin.colour = #");
  }

  @Test
  void inspect_model_tellsPartsJointsAndShapes() throws IOException {
    Outcome outcome = Outcome.of("inspect", avatar.toString(), "--json");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode found = new ObjectMapper().readTree(outcome.out());
    assertThat(found.get("generator").asText()).contains("Mien");
    assertThat(found.get("bytes").asLong()).isEqualTo(Files.size(avatar));
    assertThat(found.get("parts").toString()).contains("skin").contains("triangles");
    assertThat(found.get("joints").toString()).contains("jaw");
    assertThat(found.get("blendshapes").toString()).contains("jawOpen").contains("viseme_PP");
  }

  @Test
  void gallery_oneSmallSheet_isDrawn() throws IOException {
    Path out = folder.resolve("gallery");

    Outcome outcome =
        Outcome.of(
            "gallery", "--only", "visemes", "--size", "32", "--out", out.toString(), "--json");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode told = new ObjectMapper().readTree(outcome.out());
    Path sheet = Path.of(told.get("visemes").asText());
    assertThat(sheet).isEqualTo(out.resolve("visemes.jpg"));
    java.awt.image.BufferedImage picture = javax.imageio.ImageIO.read(sheet.toFile());
    assertThat(picture.getWidth()).isGreaterThanOrEqualTo(5 * 32);
    assertThat(picture.getHeight()).isGreaterThanOrEqualTo(3 * 32);
    assertThat(out.resolve("README.md")).doesNotExist();
  }

  @Test
  void gallery_actionUnits_haveTilesOfTheHeadToo() throws IOException {
    Path out = folder.resolve("units");

    Outcome outcome =
        Outcome.of("gallery", "--only", "action_units", "--size", "16", "--out", out.toString());

    assertThat(outcome.code()).as(outcome.err()).isZero();
    java.awt.image.BufferedImage sheet =
        javax.imageio.ImageIO.read(out.resolve("action-units.jpg").toFile());
    long channels = dev.mien.animation.action.ActionTable.bundled().channels().size();
    assertThat(sheet.getHeight()).isEqualTo((channels + 7) / 8 * (16 + 2) - 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate", "animate", "render", "inspect", "gallery"})
  void help_everyCommand_explainsItsOptions(String command) {
    Outcome outcome = Outcome.of(command, "--help");

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("Usage: mien " + command)
        .contains("--json")
        .contains("--quiet")
        .contains("--verbose");
    assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void run_unknownCommand_isAUsageError() {
    Outcome outcome = Outcome.of("paint");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("mien: ").contains("paint").contains("--help");
  }

  @Test
  void helpAndVersion_returnZero() {
    assertThat(Outcome.of("--help").out()).contains("generate").contains("inspect");
    assertThat(Outcome.of("generate", "--help").out()).contains("--text");
    assertThat(Outcome.of("--version").code()).isZero();
  }
}
