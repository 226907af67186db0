package dev.mien.learn.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.mien.core.BadFileException;
import dev.mien.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What a folder's work was begun with, so that nothing else is mixed into it. */
final class StageSettings {

  /** Name of the file. */
  static final String FILE = "settings.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private StageSettings() {}

  /**
   * Begins work in a folder or goes on with it.
   *
   * @param folder made if it isn't there
   * @param settings by name
   * @param finished a file that only finished work has
   * @throws BadFileException if the folder's work was begun with other settings, or finished by
   *     somebody who didn't say with which
   * @throws IOException if it can't be read or written
   */
  static void claim(Path folder, Map<String, String> settings, Path finished) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      if (Files.exists(finished)) {
        throw new BadFileException(
            folder.toString(), "", "holds something already; choose an empty folder");
      }
      Files.createDirectories(folder);
      byte[] json = JSON.writeValueAsBytes(new TreeMap<>(settings));
      AtomicFile.write(file, out -> out.write(json));
      return;
    }
    Map<String, String> begun = read(file);
    for (Map.Entry<String, String> entry : new TreeMap<>(settings).entrySet()) {
      String found = begun.getOrDefault(entry.getKey(), "missing");
      if (!found.equals(entry.getValue())) {
        throw new BadFileException(
            folder.toString(),
            "",
            "was begun with other settings: "
                + entry.getKey()
                + " is "
                + found
                + ", asked for "
                + entry.getValue()
                + "; choose an empty folder");
      }
    }
  }

  private static Map<String, String> read(Path file) throws IOException {
    try {
      return JSON.readValue(
          Files.readString(file, StandardCharsets.UTF_8),
          new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new BadFileException(
          file.toString(), "", "not a file of settings: " + e.getOriginalMessage(), e);
    }
  }
}
