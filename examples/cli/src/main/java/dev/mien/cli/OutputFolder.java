package dev.mien.cli;

import dev.mien.io.AtomicFile;
import dev.mien.io.FileGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that results are written to; made together with them if it doesn't exist. */
public final class OutputFolder {

  private final Path folder;

  private OutputFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes sure that a folder can be written to, or made, before any work is done.
   *
   * @param folder that is there or not
   * @throws IOException if it can't
   */
  public static OutputFolder open(Path folder) throws IOException {
    if (folder.toString().isBlank()) {
      throw new IllegalArgumentException("--out is empty, expected a folder; . is this one");
    }
    Path at = folder.toAbsolutePath().normalize();
    while (at.getParent() != null && !Files.exists(at)) {
      at = at.getParent();
    }
    if (!Files.isDirectory(at)) {
      throw new IOException(at + " is a file, expected a folder");
    }
    if (!Files.isWritable(at)) {
      throw new IOException(
          at.equals(folder.toAbsolutePath().normalize())
              ? folder + " can't be written to"
              : folder + " can't be made: " + at + " can't be written to");
    }
    return new OutputFolder(folder);
  }

  /** Makes it if it doesn't exist, as part of a group. */
  void make(FileGroup files) throws IOException {
    files.folder(folder);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Writes a whole text file or nothing.
   *
   * @param name of the file
   * @param text what it holds
   * @return where it is
   * @throws IOException if it can't be written, such as where the folder isn't there
   */
  public Path writeText(String name, String text) throws IOException {
    Path target = file(name);
    AtomicFile.write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    return target;
  }
}
