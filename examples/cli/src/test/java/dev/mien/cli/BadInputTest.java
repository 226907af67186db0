package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.image.PixelImage;
import dev.mien.io.picture.PictureWriter;
import dev.mien.testkit.SharedData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong: one line that says what, the right exit code, and nothing written. */
class BadInputTest {

  private static final Path INPUTS = Path.of("../inputs");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--text|''|3|empty",
        "--set|nose=3|3|nose.length",
        "--set|hair.colour=#zz|3|colour such as",
        "--set|identity.age=NaN|3|[3.0, 95.0]",
        "--set|glasses|3|NAME=VALUE",
        "--actions|AU99=1|3|AU99",
        "--actions|AU12=7|3|[0, 1]",
        "--image|none.png|4|no file",
        "--text|@none.txt|4|no file",
        "--image|.|3|folder",
        "--nope|1|2|--nope",
        "--set|hair.color=#ff0000|3|did you mean hair.colour?",
        "--seed|blue|2|blue",
        "--level|TALL|2|TALL",
        "--texture-size|300|3|power of two",
        "--picture-size|3|3|[16, 4096]"
      })
  void generate_badOption_saysWhatIsWrong(String option, String value, int code, String says) {
    List<String> arguments = new ArrayList<>(List.of("generate", option, value, "--out"));
    arguments.add(folder.resolve("new").toString());
    if (option.endsWith("size")) {
      arguments.addAll(List.of("--text", "a boy"));
    }

    Outcome outcome = Outcome.of(arguments.toArray(String[]::new));

    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.err()).contains(says).startsWith("mien: ").doesNotContain("\tat ");
    assertThat(outcome.err().lines()).hasSize(code == ExitCode.USAGE ? 2 : 1);
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void command_mistyped_isAnsweredWithTheNearest() {
    Outcome outcome = Outcome.of("genrate");
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("did you mean generate?");
  }

  @Test
  void inspect_folder_isNamed() {
    Outcome outcome = Outcome.of("inspect", folder.toString());
    assertThat(outcome.code()).isEqualTo(ExitCode.FILES);
    assertThat(outcome.err()).contains(folder + " is a folder, expected a file");
  }

  @Test
  void generate_nothingGiven_isRefused() {
    assertRefused("empty", "generate", "--out", folder.resolve("new").toString());
  }

  @Test
  void generate_pictureWithoutAFaceAlone_isRefusedAndLeavesNoFolder() throws IOException {
    Path file = folder.resolve("wall.png");
    PictureWriter.write(PixelImage.wrap(64, 64, new int[64 * 64]), file);
    Path out = folder.resolve("deep/new");
    assertRefused("no face found", "generate", "--image", file.toString(), "--out", out.toString());
    assertThat(folder.resolve("deep")).doesNotExist();
  }

  @Test
  void out_emptyOrOfAnotherKind_isRefused() {
    assertRefused("--out is empty", "generate", "--text", "a boy", "--out", "");
    Path out = folder.resolve("take.txt");
    assertRefused("expected a name in .glb", "animate", "a.glb", "b.csv", "--out", out.toString());
    assertThat(out).doesNotExist();
  }

  @Test
  void generate_notAPicture_isRefused() throws IOException {
    assertPictureRefused("words", "no picture".getBytes(StandardCharsets.UTF_8), "not a picture");
    assertPictureRefused("page", "<!DOCTYPE html><p>404".getBytes(StandardCharsets.UTF_8), "not a");
    assertPictureRefused("nothing", new byte[0], "empty");
  }

  @Test
  void generate_truncatedPicture_isRefused() throws IOException {
    byte[] whole = Files.readAllBytes(INPUTS.resolve("portrait.png"));

    assertPictureRefused("cut", Arrays.copyOf(whole, whole.length / 2), "cut short");
  }

  @Test
  void generate_pictureThatClaimsTenThousandMillionPixels_isRefusedFromItsHeader()
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0x89504e470d0a1a0aL);
    writeChunk(out, "IHDR", new byte[] {0, 1, -122, -96, 0, 1, -122, -96, 8, 2, 0, 0, 0});
    writeChunk(out, "IDAT", new byte[] {120, -100, 3, 0, 0, 0, 0, 1});
    writeChunk(out, "IEND", new byte[0]);

    assertPictureRefused("bomb", bytes.toByteArray(), "100000 x 100000");
  }

  private static void writeChunk(DataOutputStream out, String type, byte[] content)
      throws IOException {
    CRC32 crc = new CRC32();
    crc.update(type.getBytes(StandardCharsets.US_ASCII));
    crc.update(content);
    out.writeInt(content.length);
    out.writeBytes(type);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }

  private void assertPictureRefused(String name, byte[] content, String says) throws IOException {
    Path file = Files.write(folder.resolve(name + ".png"), content);
    Path out = folder.resolve("new");

    assertRefused(says, "generate", "--image", file.toString(), "--out", out.toString());
    assertRefused(says, "inspect", file.toString());
  }

  @Test
  void generate_textThatIsNotUtf8_isRefused() throws IOException {
    Path file = Files.write(folder.resolve("latin.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9});

    assertRefused(
        "UTF-8", "generate", "--text", "@" + file, "--out", folder.resolve("new").toString());
  }

  @Test
  void generate_absurdText_stillMakesAHead() throws IOException {
    Path words = folder.resolve("long.txt");
    Files.writeString(words, "a woman with long red hair \u202e\u0007\uD83D\uDE00 ".repeat(33_000));
    for (String text : List.of("@" + words, "\u0001 \u0645\u0631\u062d\u0628\u0627 \uD83E\uDD84")) {
      Path out = folder.resolve("absurd" + text.length());

      Outcome outcome = Outcome.ofGenerate("--text", text, "--out", out.toString());

      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.code()).isZero();
      assertThat(out.resolve("avatar.glb")).isNotEmptyFile();
    }
  }

  @Test
  void generate_captureThatIsNone_isRefused() throws IOException {
    assertCaptureRefused("", "empty");
    assertCaptureRefused("<!DOCTYPE html><html></html>", "web page");
    assertCaptureRefused("a,b,c\n1,2,3\n", "");
  }

  @Test
  void generate_captureWithWordsForNumbersOrTimeRunningBack_isRefused() throws IOException {
    List<String> lines = Files.readAllLines(INPUTS.resolve("performance.csv")).subList(0, 60);
    List<String> words = new ArrayList<>(lines);
    words.set(9, words.get(9).replaceFirst(",0\\.00000", ",blue"));
    assertCaptureRefused(String.join("\n", words), "line 10");
    List<String> back = new ArrayList<>(lines.subList(0, 1));
    back.addAll(lines.subList(30, 60));
    back.addAll(lines.subList(1, 30));
    assertCaptureRefused(String.join("\n", back), "backwards");
  }

  private void assertCaptureRefused(String content, String says) throws IOException {
    Path file = Files.writeString(folder.resolve("take.csv"), content);

    assertRefused(
        says, "generate", "--actions", file.toString(), "--out", folder.resolve("new").toString());
    assertRefused(says, "inspect", file.toString());
  }

  @Test
  void generate_captureWithMissingExtraAndEmptyColumns_repairsAndSaysSo() throws IOException {
    List<String> lines = Files.readAllLines(INPUTS.resolve("performance.csv")).subList(0, 60);
    StringBuilder csv = new StringBuilder(lines.get(0).replace("JawOpen", "Jaws") + ",More\n");
    for (String line : lines.subList(1, 60)) {
      csv.append(line.replaceFirst(",0\\.00000", ",NaN")).append(",7\n");
    }
    Path file = Files.writeString(folder.resolve("odd.csv"), csv);

    Outcome outcome =
        Outcome.ofGenerate("--actions", file.toString(), "--out", folder.resolve("o").toString());

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("JawOpen").contains("Jaws").contains("More");
  }

  @Test
  void inspectAndRender_brokenModels_areRefused() throws IOException {
    byte[] huge = {
      'g', 'l', 'T', 'F', 2, 0, 0, 0, -1, -1, -1, -1, -16, -1, -1, -1, 'J', 'S', 'O', 'N', '{', '}'
    };
    for (byte[] content : new byte[][] {huge, new byte[0], {1, 2, 3}}) {
      Path file = Files.write(folder.resolve("broken.glb"), content);
      Path out = folder.resolve("picture.png");

      assertRefused("broken.glb", "inspect", file.toString());
      assertRefused("broken.glb", "render", file.toString(), "--out", out.toString());
      assertThat(out).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "facecap_crlf_mangled_30_bytes_short.glb",
        "facecap_truncated_and_mangled_json.glb",
        "html_page_named.glb"
      })
  void inspect_modelsBrokenInTheWild_areRefused(String name) {
    assertRefused(name, "inspect", SharedData.path("negative/" + name).toString());
  }

  @Test
  void generate_outputBelowAFile_isRefusedBeforeAnyWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");

    for (Path out : List.of(file, file.resolve("below"))) {
      Outcome outcome = Outcome.ofGenerate("--text", "a boy", "--out", out.toString());

      assertThat(outcome.code()).isEqualTo(ExitCode.FILES);
      assertThat(outcome.err().lines()).hasSize(1);
    }
    assertThat(file).hasContent("kept");
  }

  @Test
  void generate_folderWithoutWritePermission_isRefusedBeforeAnyWork() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Assumptions.assumeTrue(
        closed.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "needs a file system with permissions");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(
        Files.isWritable(closed), "the administrator may write everywhere; needs another user");

    assertUnwritable(closed, closed);
    assertUnwritable(closed.resolve("below"), closed);
  }

  @Test
  void generate_placeWhereNobodyMayWrite_isRefusedBeforeAnyWork() {
    Path processes = Path.of("/proc");
    Assumptions.assumeTrue(
        Files.isDirectory(processes.resolve("self")), "needs Linux's folder of processes");

    assertUnwritable(processes.resolve("mien"), processes.resolve("mien"));
  }

  private static void assertUnwritable(Path out, Path named) {
    Outcome outcome = Outcome.ofGenerate("--text", "a boy", "--out", out.toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.FILES);
    assertThat(outcome.err())
        .startsWith("mien: ")
        .contains(named.toString())
        .doesNotContain("\tat ");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(out.resolve("avatar.glb")).doesNotExist();
  }

  @Test
  void generate_severalPictures_takesTheBestAndSaysWhy() throws IOException {
    Path blank = folder.resolve("blank.png");
    BufferedImage white = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(white, "png", blank.toFile());
    Path portrait = INPUTS.resolve("portrait.png");

    Outcome outcome =
        Outcome.ofGenerate(
            "--image",
            blank.toString(),
            "--image",
            portrait.toString(),
            "--out",
            folder.resolve("o").toString());

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains("Of 2 pictures " + portrait + " is taken")
        .contains("Not taken: " + blank);
  }

  @Test
  void animate_diskFull_saysSo() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "needs a device that is always full");
    Path link = Files.createSymbolicLink(folder.resolve("full.glb"), full);
    Outcome.ofGenerate("--text", "a boy", "--out", folder.resolve("boy").toString());

    Outcome outcome =
        Outcome.of(
            "animate",
            folder.resolve("boy/avatar.glb").toString(),
            INPUTS.resolve("performance.csv").toString(),
            "--out",
            link.toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.FILES);
    assertThat(outcome.err())
        .contains("space")
        .satisfies(err -> assertThat(err.lines()).hasSize(1));
    // Neither the link was replaced by a file nor half of one left beside it.
    assertThat(link).isSymbolicLink();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(link, folder.resolve("boy"));
    }
  }

  @Test
  void verbose_badInput_showsWhereItArose() {
    Outcome outcome = Outcome.of("inspect", "none.glb", "--verbose");

    assertThat(outcome.code()).isEqualTo(ExitCode.FILES);
    assertThat(outcome.err()).contains("no file none.glb").contains("\tat ");
  }

  private void assertRefused(String says, String... arguments) {
    Outcome outcome = Outcome.of(arguments);

    assertThat(outcome.err()).startsWith("mien: ").contains(says).doesNotContain("\tat ");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).isEmpty();
    assertThat(folder.resolve("new")).doesNotExist();
  }
}
