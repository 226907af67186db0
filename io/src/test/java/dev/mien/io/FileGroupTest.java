package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileGroupTest {

  @TempDir Path folder;

  @Test
  void commit_severalFiles_allAppear() throws IOException {
    try (FileGroup files = FileGroup.create()) {
      files.write(folder.resolve("a"), out -> out.write('a'));
      files.write(folder.resolve("b"), out -> out.write('b'));
      assertThat(folder.resolve("a")).doesNotExist();
      files.commit();
    }

    assertThat(folder.resolve("a")).hasContent("a");
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void write_secondFileFails_leavesNeitherAndKeepsTheOld() throws IOException {
    Files.writeString(folder.resolve("a"), "old");

    assertThatThrownBy(
            () -> {
              try (FileGroup files = FileGroup.create()) {
                files.write(folder.resolve("a"), out -> out.write('a'));
                files.write(
                    folder.resolve("b"),
                    out -> {
                      throw new IOException("drawing failed");
                    });
                files.commit();
              }
            })
        .hasMessageContaining("drawing failed");

    assertThat(folder.resolve("a")).hasContent("old");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void folder_committed_staysWithItsFiles() throws IOException {
    try (FileGroup files = FileGroup.create()) {
      files.folder(folder.resolve("deep/er"));
      files.write(folder.resolve("deep/er/a"), out -> out.write('a'));
      files.commit();
    }
    assertThat(folder.resolve("deep/er/a")).hasContent("a");
  }

  @Test
  void folder_notCommitted_goesUnlessSomebodyUsesIt() throws IOException {
    Files.createDirectory(folder.resolve("there"));
    try (FileGroup files = FileGroup.create()) {
      files.folder(folder.resolve("there/one/two"));
      files.write(folder.resolve("there/one/two/a"), out -> out.write('a'));
    }
    assertThat(folder.resolve("there")).isEmptyDirectory();
    try (FileGroup files = FileGroup.create()) {
      files.folder(folder.resolve("there/one/two"));
      Files.writeString(folder.resolve("there/one/mine"), "mine");
    }
    assertThat(folder.resolve("there/one/two")).doesNotExist();
    assertThat(folder.resolve("there/one/mine")).hasContent("mine");
  }

  @Test
  void folder_belowAFile_isRefused() throws IOException {
    Files.writeString(folder.resolve("a"), "old");
    try (FileGroup files = FileGroup.create()) {
      assertThatThrownBy(() -> files.folder(folder.resolve("a/b")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("b");
    }
    assertThat(folder.resolve("a")).hasContent("old");
  }

  @Test
  void write_sameFileTwice_keepsTheLater() throws IOException {
    try (FileGroup files = FileGroup.create()) {
      files.write(folder.resolve("a"), out -> out.write('1'));
      files.write(folder.resolve("a"), out -> out.write('2'));
      files.commit();
    }

    assertThat(folder.resolve("a")).hasContent("2");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void write_diskFull_namesTheFile() throws IOException {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "needs a device that is always full");
    Path link = Files.createSymbolicLink(folder.resolve("avatar.glb"), full);

    assertThatThrownBy(() -> AtomicFile.write(link, out -> out.write(new byte[1 << 20])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("avatar.glb")
        .hasMessageContaining("space");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
