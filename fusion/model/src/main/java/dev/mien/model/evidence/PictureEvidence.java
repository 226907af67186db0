package dev.mien.model.evidence;

import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.image.PictureChoice;
import dev.mien.image.PictureReader;
import dev.mien.image.PictureReading;
import dev.mien.text.TextReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a picture shows, measured at the face found in it; of several pictures the best one for the
 * style.
 */
public final class PictureEvidence implements EvidenceSource {

  private static final String STYLE = "style";

  private final PictureReader reader = PictureReader.create();
  private final TextReader words = TextReader.create();

  @Override
  public String name() {
    return "picture measurements";
  }

  @Override
  public Statements read(AvatarRequest request) {
    if (request.references().isEmpty()) {
      return Statements.NONE;
    }
    PictureChoice choice = reader.best(request.references(), style(request));
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

  /** The style that a picture is chosen for: as set by hand, else as the words say. */
  private String style(AvatarRequest request) {
    Optional<String> set = request.locked().find(STYLE).map(AttributeValue::toString);
    if (request.references().size() > 1 && set.isEmpty() && request.text().isPresent()) {
      set = words.read(request.text().get()).find(STYLE).map(e -> e.value().toString());
    }
    return set.orElseGet(() -> Vocabulary.get(STYLE).defaultValue().toString());
  }
}
