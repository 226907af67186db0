package dev.mien.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
 * stays. A target that is neither a file nor a folder, such as a pipe, is written to directly.
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
      return;
    }
    Path temporary = temporaryFile(target, folder);
    boolean done = false;
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      move(temporary, target);
      done = true;
    } finally {
      if (!done) {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** A device or pipe must not be replaced by a file. */
  private static void writeThrough(Path target, Content content) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), BUFFER)) {
      content.writeTo(out);
    }
  }

  private static Path temporaryFile(Path target, Path folder) {
    String name = target.toAbsolutePath().getFileName().toString();
    long random = ThreadLocalRandom.current().nextLong();
    return folder.resolve("." + name + "." + Long.toHexString(random) + ".tmp");
  }

  private static void move(Path temporary, Path target) throws IOException {
    try {
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      // Some network file systems can't; the content is complete on the disk by now.
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
