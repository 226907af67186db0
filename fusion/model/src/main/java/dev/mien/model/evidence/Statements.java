package dev.mien.model.evidence;

import dev.mien.core.attribute.Evidence;
import java.util.List;

/**
 * What one source says.
 *
 * @param evidence statements about attributes
 * @param notes what was repaired, ignored, contradictory or not understood, one sentence each
 */
public record Statements(List<Evidence> evidence, List<String> notes) {

  /** Nothing said. */
  public static final Statements NONE = new Statements(List.of(), List.of());

  /** Copies the lists. */
  public Statements {
    evidence = List.copyOf(evidence);
    notes = List.copyOf(notes);
  }
}
