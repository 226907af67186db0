package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void write_existingFile_isReplaced() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "old and longer");

    AtomicFile.write(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));

    assertThat(file).hasContent("new");
    assertOnlyFile("a.txt");
  }

  @Test
  void write_contentFailsHalfway_leavesTheOldFileAndNothingElse() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "old");

    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[200_000]);
                      throw new IOException("No space left on device");
                    }))
        .hasMessageContaining("No space left");

    assertThat(file).hasContent("old");
    assertOnlyFile("a.txt");
  }

  @Test
  void write_targetIsAFolder_isRefused() {
    assertThatThrownBy(() -> AtomicFile.write(folder, out -> out.write(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void write_parentIsAFile_isRefused() throws IOException {
    Path file = folder.resolve("a.txt");
    Files.writeString(file, "old");

    assertThatThrownBy(() -> AtomicFile.write(file.resolve("b.txt"), out -> out.write(1)))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
  }

  private void assertOnlyFile(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString())).containsExactly(name);
    }
  }
}
