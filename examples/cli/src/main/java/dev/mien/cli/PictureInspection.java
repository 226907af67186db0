package dev.mien.cli;

import dev.mien.core.ReferenceImage;
import dev.mien.core.attribute.Evidence;
import dev.mien.image.PictureReader;
import dev.mien.image.PictureReading;
import dev.mien.image.face.Face;
import dev.mien.image.face.Point;
import dev.mien.image.screen.QualityScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is in a picture. */
final class PictureInspection {

  private PictureInspection() {}

  static Map<String, Object> of(Path file) throws IOException {
    ReferenceImage image = ReferenceImage.read(file);
    PictureReading reading = PictureReader.create().read(image);
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("width", image.pixels().width());
    found.put("height", image.pixels().height());
    found.put("fit", reading.screening().passed());
    found.put("reasonsAgainst", reading.screening().reasons());
    found.put("relevance", round(reading.screening().relevance()));
    QualityScores scores = reading.scores();
    found.put("quality", round(scores.total()));
    found.put("composition", round(scores.composition()));
    found.put("colour", round(scores.colour()));
    found.put("detail", round(scores.detail()));
    reading.face().ifPresent(face -> put(found, face));
    if (reading.face().isEmpty()) {
      found.put("face", "none found");
    }
    List<String> statements = new ArrayList<>();
    for (Evidence evidence : reading.evidence()) {
      statements.add(
          String.format(
              Locale.ROOT,
              "%s = %s, %.0f %%: %s",
              evidence.attribute(),
              Summary.shortForm(evidence.value()),
              100 * evidence.confidence(),
              evidence.quote()));
    }
    found.put("evidence", statements);
    found.put("notes", reading.notes());
    return found;
  }

  private static void put(Map<String, Object> found, Face face) {
    found.put(
        "face",
        String.format(
            Locale.ROOT,
            "square of %.0f pixels at (%.0f, %.0f), %.0f %% sure",
            face.size(),
            face.x(),
            face.y(),
            100 * face.confidence()));
    found.put("eyeOnTheLeft", place(face.imageLeftEye()));
    found.put("eyeOnTheRight", place(face.imageRightEye()));
    found.put("tiltDegrees", round(Math.toDegrees(face.tilt())));
  }

  private static String place(Point point) {
    return String.format(Locale.ROOT, "(%.1f, %.1f)", point.x(), point.y());
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
