package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Little memory, a full disk and a signal: one line, an exit code, and nothing half-written. */
class LimitsTest {

  private static final List<String> SMALL_HEAP = List.of("-Xmx64m", "-XX:+UseSerialGC");
  private static final List<String> HEAP = List.of("-Xmx1g", "-XX:+UseSerialGC");
  private static final Path INPUTS = Path.of("../inputs").toAbsolutePath();

  @TempDir Path folder;

  /**
   * A model whose file is as large as it says: two thousand million bytes, nearly all of them
   * holes.
   */
  @Test
  void inspect_hugeModelInSmallHeap_isRefusedInOneLine() throws Exception {
    Path file = folder.resolve("huge.glb");
    String json =
        "{\"asset\":{\"version\":\"2.0\"},\"buffers\":[{\"byteLength\":2000000000}],"
            + "\"bufferViews\":[{\"buffer\":0,\"byteLength\":2000000000}],\"accessors\":[{"
            + "\"bufferView\":0,\"componentType\":5126,\"count\":160000000,\"type\":\"VEC3\"}],"
            + "\"meshes\":[{\"primitives\":[{\"attributes\":{\"POSITION\":0}}]}],"
            + "\"nodes\":[{\"mesh\":0}],\"scenes\":[{\"nodes\":[0]}],\"scene\":0}";
    byte[] document = (json + " ".repeat(3 & -json.length())).getBytes(StandardCharsets.UTF_8);
    ByteBuffer head = ByteBuffer.allocate(28 + document.length).order(ByteOrder.LITTLE_ENDIAN);
    long length = 28L + document.length + 2_000_000_000L;
    head.putInt(0x46546c67).putInt(2).putInt((int) length);
    head.putInt(document.length).putInt(0x4e4f534a).put(document);
    head.putInt(2_000_000_000).putInt(0x004e4942);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(head.array());
      out.setLength(length);
    }

    assertRefused(file);
  }

  @Test
  void inspect_pictureOfThousandsOfMillionsOfPixelsInSmallHeap_isRefusedInOneLine()
      throws Exception {
    ByteBuffer bmp = ByteBuffer.allocate(54).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(54).putInt(0).putInt(54);
    bmp.putInt(40).putInt(60_000).putInt(60_000).putShort((short) 1).putShort((short) 24);

    assertRefused(Files.write(folder.resolve("huge.bmp"), bmp.array()));
  }

  @Test
  void inspect_hugeTableInSmallHeap_isRefusedInOneLine() throws Exception {
    Path file = folder.resolve("huge.csv");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write("frame,timestamp,AU01_r\n".getBytes(StandardCharsets.US_ASCII));
      out.setLength(1_000_000_000L);
    }

    assertRefused(file);
  }

  private void assertRefused(Path file) throws Exception {
    Outcome outcome =
        Program.run(folder.resolve("log"), SMALL_HEAP, "", "inspect", file.toString());

    assertThat(outcome.err()).startsWith("mien: ").doesNotContain("\tat ");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
  }

  /**
   * A limit on the size of files fails a write half-way, as a full disk does, and needs no rights.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void generate_noRoomForTheModel_namesTheFileAndLeavesNothing() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/bin/bash")), "needs bash to limit file sizes");
    Path out = folder.resolve("out");

    Outcome outcome =
        Program.run(
            folder.resolve("log"),
            HEAP,
            "ulimit -f 64;",
            "generate",
            "--quiet",
            "--level",
            "LOW",
            "--texture-size",
            "128",
            "--picture-size",
            "32",
            "--text",
            "a boy",
            "--out",
            out.toString());

    assertThat(outcome.err()).startsWith("mien: ").contains("avatar.glb").contains("too large");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.code()).isEqualTo(ExitCode.FILES);
    assertThat(out).doesNotExist();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void animate_noRoomForTheMovie_leavesNoModelEither() throws Exception {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/dev/full")), "needs a device that is always full");
    Path movie = Files.createSymbolicLink(folder.resolve("take.gif"), Path.of("/dev/full"));
    Path man = folder.resolve("man");
    Outcome.ofGenerate("--text", "a man", "--out", man.toString());

    Outcome outcome =
        Outcome.of(
            "animate",
            man.resolve("avatar.glb").toString(),
            INPUTS.resolve("performance.csv").toString(),
            "--out",
            man.resolve("take.glb").toString(),
            "--movie",
            movie.toString(),
            "--movie-rate",
            "1",
            "--picture-size",
            "24",
            "--quiet");

    assertThat(outcome.err()).contains("take.gif").contains("space");
    assertThat(outcome.code()).isEqualTo(ExitCode.FILES);
    assertThat(files(man)).containsExactly("avatar.glb", "avatar.png", "report.json");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void animate_endedByASignalWhileDrawing_leavesNothingHalfWritten() throws Exception {
    Path man = folder.resolve("man");
    Outcome.ofGenerate("--text", "a man", "--out", man.toString());
    Process process =
        Program.start(
            folder.resolve("log"),
            HEAP,
            "",
            "animate",
            man.resolve("avatar.glb").toString(),
            INPUTS.resolve("performance.csv").toString(),
            "--out",
            man.resolve("take.glb").toString(),
            "--movie",
            man.resolve("take.png").toString(),
            "--movie-rate",
            "60",
            "--picture-size",
            "512");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (files(man).size() < 4 && process.isAlive() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(files(man)).as("the model under its temporary name").hasSize(4);

    process.destroy();

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(files(man)).containsExactly("avatar.glb", "avatar.png", "report.json");
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
