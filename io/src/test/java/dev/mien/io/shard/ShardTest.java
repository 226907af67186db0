package dev.mien.io.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.BadFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardTest {

  @TempDir private Path folder = Path.of("");

  private static final ShardManifest SET =
      new ShardManifest("test", "CC0-1.0", Map.of("seed", "7"), List.of());

  private static Sample sample(int i) {
    byte[] picture = new byte[100 + i];
    Arrays.fill(picture, (byte) i);
    return new Sample(
        "%06d".formatted(i),
        Map.of(
            "face.png",
            picture,
            "attributes.json",
            ("{\"i\":" + i + "}").getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Sample> samples(int from, int to) {
    return IntStream.range(from, to).mapToObj(ShardTest::sample).toList();
  }

  private static void writeTwo(Path folder) throws IOException {
    ShardWriter writer = ShardWriter.open(folder, SET);
    writer.write(0, samples(0, 3));
    writer.write(1, samples(3, 5));
  }

  private static List<Sample> read(Path folder) throws IOException {
    List<Sample> read = new ArrayList<>();
    try (ShardReader reader = ShardReader.open(folder)) {
      reader.forEachSample(read::add);
    }
    return read;
  }

  @Test
  void read_whatWasWritten_comesInOrder() throws IOException {
    writeTwo(folder);
    List<Sample> read = read(folder);
    assertThat(read)
        .extracting(Sample::key)
        .containsExactly("000000", "000001", "000002", "000003", "000004");
    for (int i = 0; i < 5; i++) {
      assertThat(read.get(i).part("face.png")).isEqualTo(sample(i).part("face.png"));
      assertThat(read.get(i).parts().keySet()).containsExactly("attributes.json", "face.png");
    }
    assertThat(ShardManifest.read(folder).samples()).isEqualTo(5);
  }

  @Test
  void write_stoppedAndContinuedInAnotherOrder_givesTheSameBytes(@TempDir Path other)
      throws IOException {
    writeTwo(folder);
    ShardWriter.open(other, SET).write(1, samples(3, 5));
    ShardWriter again = ShardWriter.open(other, SET);
    assertThat(again.has(1)).isTrue();
    assertThat(again.has(0)).isFalse();
    again.write(0, samples(0, 3));
    for (String file : List.of("manifest.json", "shard-00000.tar.gz", "shard-00001.tar.gz")) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
    }
  }

  @Test
  void write_failsHalfWay_leavesNothingOfTheShard() throws IOException {
    ShardWriter writer = ShardWriter.open(folder, SET);
    Iterable<Sample> failing =
        () ->
            IntStream.range(0, 10)
                .mapToObj(
                    i -> {
                      if (i == 5) {
                        throw new IllegalStateException("five");
                      }
                      return sample(i);
                    })
                .iterator();
    assertThatThrownBy(() -> writer.write(0, failing)).hasMessage("five");
    assertThat(folder).isDirectoryNotContaining("glob:**shard*");
    assertThat(ShardManifest.read(folder).shards()).isEmpty();
  }

  @Test
  void open_folderOfAnotherSet_isRefused() throws IOException {
    writeTwo(folder);
    ShardManifest other = new ShardManifest("test", "CC0-1.0", Map.of("seed", "8"), List.of());
    assertThatThrownBy(() -> ShardWriter.open(folder, other))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("another data set");
  }

  @Test
  void write_sameKeyTwice_isRefused() throws IOException {
    ShardWriter writer = ShardWriter.open(folder, SET);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.write(0, List.of(sample(1), sample(1))))
        .withMessageContaining("000001");
  }

  @Test
  void read_oneByteChanged_isRefused() throws IOException {
    writeTwo(folder);
    Path shard = folder.resolve("shard-00001.tar.gz");
    byte[] bytes = Files.readAllBytes(shard);
    for (int at : new int[] {0, 5, bytes.length / 2, bytes.length - 3}) {
      byte[] broken = bytes.clone();
      broken[at] ^= 0x40;
      Files.write(shard, broken);
      assertThatThrownBy(() -> read(folder))
          .as("byte %d", at)
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("shard-00001");
    }
  }

  @Test
  void read_truncatedShard_isRefused() throws IOException {
    writeTwo(folder);
    Path shard = folder.resolve("shard-00000.tar.gz");
    Files.write(shard, Arrays.copyOf(Files.readAllBytes(shard), 100));
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("the manifest says");
  }

  @Test
  void read_entriesThatLeadElsewhereOrAreNotFiles_areRefused() throws IOException {
    for (String name : List.of("../evil.png", "/etc/passwd.png", "a/b.png", ".hidden", "plain")) {
      assertRefused(tar -> put(tar, new TarArchiveEntry(name), 3));
    }
    assertRefused(tar -> put(tar, new TarArchiveEntry("a.png", TarConstants.LF_SYMLINK), 0));
    assertRefused(tar -> put(tar, new TarArchiveEntry("a.png/"), 0));
    assertRefused(
        tar -> {
          put(tar, new TarArchiveEntry("a.png"), 3);
          put(tar, new TarArchiveEntry("b.png"), 3);
          put(tar, new TarArchiveEntry("a.txt"), 3);
        });
  }

  @Test
  void read_sampleThatUnpacksToTooMuch_isRefusedWithoutTakingItsMemory() throws IOException {
    assertRefused(tar -> put(tar, new TarArchiveEntry("a.bin"), ShardReader.MOST_BYTES + 1));
    assertRefused(
        tar -> {
          for (int i = 0; i < 3; i++) {
            put(tar, new TarArchiveEntry("a.p" + i), ShardReader.MOST_BYTES / 2);
          }
        });
  }

  @Test
  void read_nameLongerThanASample_isRefused() throws IOException {
    assertRefused(
        tar -> put(tar, new TarArchiveEntry("name", TarConstants.LF_GNUTYPE_LONGNAME), 160 << 20));
  }

  @Test
  void manifest_thatIsNotOne_isRefused() throws IOException {
    for (String json :
        List.of(
            "",
            "[]",
            "{\"format\":\"other\",\"version\":1,\"licence\":\"x\"}",
            "{\"format\":\"mien-shards\",\"version\":2,\"licence\":\"x\"}",
            "{\"format\":\"mien-shards\",\"version\":1}",
            "{\"format\":\"mien-shards\",\"version\":1,\"licence\":\"x\",\"shards\":[{\"file\":\"../a.tar.gz\"}]}")) {
      Files.writeString(folder.resolve("manifest.json"), json);
      assertThatThrownBy(() -> ShardManifest.read(folder))
          .as(json)
          .isInstanceOf(BadFileException.class);
    }
  }

  @Test
  void next_withoutChecking_throwsUncheckedWithTheCause() throws IOException {
    writeTwo(folder);
    Files.delete(folder.resolve("shard-00000.tar.gz"));
    try (ShardReader reader = ShardReader.open(folder)) {
      assertThatThrownBy(reader::next).isInstanceOf(UncheckedIOException.class);
    }
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int size) {
    try {
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      byte[] zeros = new byte[1 << 20];
      for (int left = size; left > 0; left -= zeros.length) {
        tar.write(zeros, 0, Math.min(left, zeros.length));
      }
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts entries into a shard that a manifest vouches for. */
  private void assertRefused(Consumer<TarArchiveOutputStream> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      entries.accept(tar);
    }
    byte[] content = bytes.toByteArray();
    Files.write(folder.resolve("bad.tar.gz"), content);
    String hash = HexFormat.of().formatHex(ShardWriter.sha256().digest(content));
    SET.with(new ShardManifest.Shard("bad.tar.gz", 1, content.length, hash)).write(folder);
    assertThatThrownBy(() -> read(folder))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("bad.tar.gz");
  }
}
