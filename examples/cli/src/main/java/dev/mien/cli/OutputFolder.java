package dev.mien.cli;

import dev.mien.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that results are written to; it is made if it doesn't exist. */
final class OutputFolder {

  private final Path folder;

  private OutputFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes sure that a folder exists and can be written to, before any work is done.
   *
   * @throws IOException if it can't
   */
  static OutputFolder open(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new IOException(folder + " is a file, expected a folder");
    }
    Files.createDirectories(folder);
    if (!Files.isWritable(folder)) {
      throw new IOException(folder + " can't be written to");
    }
    return new OutputFolder(folder);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Writes a whole text file or nothing. */
  Path writeText(String name, String text) throws IOException {
    Path target = file(name);
    AtomicFile.write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    return target;
  }
}
