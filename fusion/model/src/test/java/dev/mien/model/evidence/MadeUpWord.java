package dev.mien.model.evidence;

import dev.mien.core.AvatarRequest;
import dev.mien.core.Modality;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import java.util.List;

/** A source as an application might add it: it knows a word that the library doesn't. */
public final class MadeUpWord implements EvidenceSource {

  /** The word. */
  static final String WORD = "zorblax";

  @Override
  public String name() {
    return "a made-up word";
  }

  @Override
  public Statements read(AvatarRequest request) {
    if (request.text().filter(prompt -> prompt.text().contains(WORD)).isEmpty()) {
      return Statements.NONE;
    }
    return new Statements(
        List.of(new Evidence("horns", new AttributeValue.Choice("ram"), 0.95, Modality.TEXT, WORD)),
        List.of(WORD + " is understood as horns"));
  }
}
