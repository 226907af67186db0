package dev.mien.io;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The temporary files, and folders made for them, that exist at a time. A signal ends a program
 * without its finally blocks, so a shutdown hook removes what is left.
 */
final class TemporaryFiles {

  private static final Set<Path> OPEN = new HashSet<>();
  private static boolean hooked;

  private TemporaryFiles() {}

  static synchronized void add(Path file) {
    if (!hooked) {
      hooked = true;
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFiles::clear, "mien-clean-up"));
      } catch (IllegalStateException e) {
        // The program is ending already; whoever writes still, cleans up itself.
        hooked = false;
      }
    }
    OPEN.add(file.toAbsolutePath());
  }

  static synchronized void remove(Path file) {
    OPEN.remove(file.toAbsolutePath());
  }

  private static synchronized void clear() {
    // What lies in a folder before the folder.
    List<Path> deepest = new ArrayList<>(OPEN);
    deepest.sort(Comparator.comparingInt(Path::getNameCount).reversed());
    for (Path file : deepest) {
      try {
        Files.deleteIfExists(file);
      } catch (DirectoryNotEmptyException e) {
        // Somebody else's files are in it, so it stays.
      } catch (IOException e) {
        System.getLogger("dev.mien.io").log(System.Logger.Level.WARNING, "left behind: " + file, e);
      }
    }
  }
}
