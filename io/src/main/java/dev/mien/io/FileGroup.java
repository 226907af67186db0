package dev.mien.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that appear together or not at all: each is written under a temporary name in its own
 * folder, and {@link #commit} moves them to their names. Closed without it, nothing has changed.
 * Not thread-safe.
 *
 * <pre>{@code
 * try (FileGroup files = FileGroup.create()) {
 *   files.write(glb, out -> writer.write(avatar, clips, out));
 *   files.write(gif, out -> GifWriter.write(frames, 15, out));
 *   files.commit();
 * }
 * }</pre>
 */
public final class FileGroup implements AutoCloseable {

  private final Map<Path, Path> temporary = new LinkedHashMap<>();

  private FileGroup() {}

  /** A group without files. */
  public static FileGroup create() {
    return new FileGroup();
  }

  /**
   * Writes a file under a temporary name. A target that is neither a file nor a folder, such as a
   * pipe, is written to directly.
   *
   * @param target the file; its folder must exist
   * @param content writes the bytes
   * @throws IOException as {@link AtomicFile#write}
   */
  public void write(Path target, AtomicFile.Content content) throws IOException {
    Path written = AtomicFile.stage(target, content);
    if (!written.equals(target)) {
      Path before = temporary.put(target, written);
      if (before != null) {
        AtomicFile.discard(before);
      }
    }
  }

  /**
   * Moves all files to their names, in the order in which they were written.
   *
   * @throws IOException if one can't be moved, naming it; those before it have moved by then
   */
  public void commit() throws IOException {
    for (Path target : temporary.keySet()) {
      if (Files.isDirectory(target)) {
        throw new IOException("can't write " + target + ": it's a folder");
      }
    }
    for (var entry : temporary.entrySet()) {
      AtomicFile.move(entry.getValue(), entry.getKey());
    }
    temporary.clear();
  }

  /** Removes what was written and not committed. */
  @Override
  public void close() throws IOException {
    for (Path file : temporary.values()) {
      AtomicFile.discard(file);
    }
    temporary.clear();
  }
}
