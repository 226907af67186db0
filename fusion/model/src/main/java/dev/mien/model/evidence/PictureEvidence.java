package dev.mien.model.evidence;

import dev.mien.core.AvatarRequest;
import dev.mien.image.PictureReader;
import dev.mien.image.PictureReading;
import java.util.ArrayList;
import java.util.List;

/** What a picture shows, measured at the face found in it. */
public final class PictureEvidence implements EvidenceSource {

  private final PictureReader reader = PictureReader.create();

  @Override
  public String name() {
    return "picture measurements";
  }

  @Override
  public Statements read(AvatarRequest request) {
    if (request.reference().isEmpty()) {
      return Statements.NONE;
    }
    PictureReading reading = reader.read(request.reference().get());
    List<String> notes = new ArrayList<>();
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
