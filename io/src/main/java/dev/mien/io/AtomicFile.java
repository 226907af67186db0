package dev.mien.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file whole or not at all: into a temporary file of the same folder, forced to the disk,
 * then moved over the target. Whatever fails, the target keeps what it held and no temporary file
 * stays, the end of the program by a signal included. A target that is neither a file nor a folder,
 * such as a pipe, is written to directly.
 */
public final class AtomicFile {

  private static final int BUFFER = 1 << 16;

  private AtomicFile() {}

  /** Produces the content of a file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes everything.
     *
     * @param out where to; buffered, closed by the caller
     * @throws IOException if the content can't be written; the target then stays as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes or replaces a file.
   *
   * @param target the file; its folder must exist
   * @param content writes the bytes
   * @throws IOException if the folder is missing or isn't writable, the target is a folder, the
   *     disk is full, or the content itself fails
   */
  public static void write(Path target, Content content) throws IOException {
    Path written = stage(target, content);
    if (written.equals(target)) {
      return;
    }
    try {
      move(written, target);
    } catch (IOException e) {
      discard(written);
      throw e;
    }
  }

  /** Writes to a temporary file beside a target and returns it; devices and pipes directly. */
  static Path stage(Path target, Content content) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException("can't write " + target + ": it's a folder");
    }
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(target.toString(), null, "folder " + folder + " doesn't exist");
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      writeThrough(target, content);
      return target;
    }
    Path temporary = temporaryFile(target, folder);
    TemporaryFiles.add(temporary);
    boolean done = false;
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream sink = new NamingStream(Channels.newOutputStream(channel), target);
      OutputStream out = new BufferedOutputStream(sink, BUFFER);
      content.writeTo(out);
      out.flush();
      try {
        channel.force(true);
      } catch (IOException e) {
        throw NamingStream.naming(target, e);
      }
      done = true;
    } catch (AccessDeniedException e) {
      throw new AccessDeniedException(target.toString());
    } finally {
      if (!done) {
        discard(temporary);
      }
    }
    return temporary;
  }

  /** Removes a temporary file. */
  static void discard(Path temporary) throws IOException {
    Files.deleteIfExists(temporary);
    TemporaryFiles.remove(temporary);
  }

  /** A device or pipe must not be replaced by a file. */
  private static void writeThrough(Path target, Content content) throws IOException {
    OutputStream sink = new NamingStream(Files.newOutputStream(target), target);
    try (OutputStream out = new BufferedOutputStream(sink, BUFFER)) {
      content.writeTo(out);
    }
  }

  private static Path temporaryFile(Path target, Path folder) {
    String name = target.toAbsolutePath().getFileName().toString();
    long random = ThreadLocalRandom.current().nextLong();
    return folder.resolve("." + name + "." + Long.toHexString(random) + ".tmp");
  }

  static void move(Path temporary, Path target) throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems can't; the content is complete on the disk by now.
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
    TemporaryFiles.remove(temporary);
  }
}
