package dev.mien.model.evidence;

import dev.mien.core.AvatarRequest;
import dev.mien.image.PictureChoice;
import dev.mien.image.PictureReading;
import java.util.ArrayList;
import java.util.List;

/**
 * What a picture shows, measured at the face found in it; of several pictures the best one for the
 * style.
 */
public final class PictureEvidence implements EvidenceSource {

  @Override
  public String name() {
    return "picture measurements";
  }

  @Override
  public Statements read(AvatarRequest request) {
    return read(Readings.of(request));
  }

  @Override
  public Statements read(Readings readings) {
    return readings.picture().map(PictureEvidence::statements).orElse(Statements.NONE);
  }

  private static Statements statements(PictureChoice choice) {
    PictureReading reading = choice.reading();
    List<String> notes = new ArrayList<>(choice.notes());
    if (reading.face().isEmpty()) {
      notes.add(
          "no face found in "
              + reading.source()
              + ": nothing is taken from the picture; a frontal,"
              + " upright, evenly lit face is needed");
    }
    for (String note : reading.notes()) {
      notes.add(reading.source() + ": " + note);
    }
    return new Statements(reading.evidence(), notes);
  }
}
