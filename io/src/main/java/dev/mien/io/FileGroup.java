package dev.mien.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
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
  private final Deque<Path> made = new ArrayDeque<>();

  private FileGroup() {}

  /** A group without files. */
  public static FileGroup create() {
    return new FileGroup();
  }

  /**
   * Makes a folder for the files, and those that it lies in, where they don't exist. What was made
   * is removed with the files.
   *
   * @param folder to make
   * @throws IOException if a file is in the way or it can't be made, naming it
   */
  public void folder(Path folder) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path at = folder.toAbsolutePath().normalize();
    while (at != null && !Files.exists(at)) {
      missing.push(at);
      at = at.getParent();
    }
    for (Path next : missing) {
      try {
        Files.createDirectory(next);
      } catch (FileAlreadyExistsException e) {
        // Somebody else made it meanwhile.
        continue;
      } catch (IOException e) {
        throw new IOException("can't make the folder " + next + ": " + reason(e), e);
      }
      made.push(next);
      TemporaryFiles.add(next);
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
  }

  private static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "no permission";
    }
    return failure instanceof FileSystemException told && told.getReason() != null
        ? told.getReason()
        : "nothing can be made there";
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
    made.forEach(TemporaryFiles::remove);
    made.clear();
  }

  /** Removes what was written and not committed. */
  @Override
  public void close() throws IOException {
    for (Path file : temporary.values()) {
      AtomicFile.discard(file);
    }
    temporary.clear();
    for (Path folder : made) {
      try {
        AtomicFile.discard(folder);
      } catch (DirectoryNotEmptyException e) {
        // Somebody else's files are in it by now.
        TemporaryFiles.remove(folder);
      }
    }
    made.clear();
  }
}
