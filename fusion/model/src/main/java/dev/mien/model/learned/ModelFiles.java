package dev.mien.model.learned;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a trained model's files are. */
@FunctionalInterface
public interface ModelFiles {

  /**
   * Opens a file.
   *
   * @param name of a file, without a folder
   * @return to be closed by the caller
   * @throws IOException if there is none or it can't be read
   */
  InputStream open(String name) throws IOException;

  /**
   * Files in a folder.
   *
   * @param folder that holds them
   */
  static ModelFiles in(Path folder) {
    return name -> Files.newInputStream(folder.resolve(Path.of(name).getFileName()));
  }

  /**
   * Files beside a class.
   *
   * @param neighbour in whose package they are
   */
  static ModelFiles beside(Class<?> neighbour) {
    return name -> {
      InputStream in = neighbour.getResourceAsStream(name);
      if (in == null) {
        throw new FileNotFoundException(
            "no resource " + name + " beside " + neighbour.getName() + ": its jar is incomplete");
      }
      return in;
    };
  }
}
