package dev.mien.model.evidence;

import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.Evidence;
import dev.mien.text.Contradiction;
import dev.mien.text.TextReading;
import java.util.ArrayList;
import java.util.List;

/** What words say, read by rules. */
public final class TextEvidence implements EvidenceSource {

  @Override
  public String name() {
    return "text rules";
  }

  @Override
  public Statements read(AvatarRequest request) {
    return read(Readings.of(request));
  }

  @Override
  public Statements read(Readings readings) {
    return readings.text().map(TextEvidence::statements).orElse(Statements.NONE);
  }

  private static Statements statements(TextReading reading) {
    List<String> notes = new ArrayList<>(reading.notes());
    for (Contradiction contradiction : reading.contradictions()) {
      notes.add(describe(contradiction));
    }
    if (reading.evidence().isEmpty()) {
      notes.add("nothing in the text describes a head");
    }
    if (!reading.unrecognised().isEmpty()) {
      notes.add("not understood: " + String.join(", ", reading.unrecognised()));
    }
    return new Statements(reading.evidence(), notes);
  }

  private static String describe(Contradiction contradiction) {
    Evidence overruled = contradiction.overruled();
    Evidence winner = contradiction.winner();
    boolean one = overruled.attribute().equals(winner.attribute());
    boolean later = !overruled.quote().equals(winner.quote());
    return "the text contradicts itself on "
        + overruled.attribute()
        + (one ? "" : " and " + winner.attribute())
        + ": \""
        + winner.quote()
        + "\" "
        + (later ? "wins over \"" + overruled.quote() + "\"" : "is said of both")
        + " ("
        + winner.value()
        + " instead of "
        + overruled.value()
        + ")";
  }
}
