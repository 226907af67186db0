package dev.mien.cli;

import dev.mien.core.ReferenceImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is in a picture. */
final class PictureInspection {

  private PictureInspection() {}

  static Map<String, Object> of(Path file) throws IOException {
    ReferenceImage image = ReferenceImage.read(file);
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("width", image.pixels().width());
    found.put("height", image.pixels().height());
    return found;
  }
}
