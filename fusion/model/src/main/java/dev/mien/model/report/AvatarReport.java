package dev.mien.model.report;

import dev.mien.model.fuse.Decision;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Why an avatar is as it is.
 *
 * @param version of the library
 * @param templateVersion of the head's template
 * @param seed of everything that was rolled
 * @param inputs which inputs the request had, each with a few words on it
 * @param decisions one per attribute, in the vocabulary's order
 * @param notes what was repaired, ignored, contradictory or not understood
 */
public record AvatarReport(
    String version,
    String templateVersion,
    long seed,
    Map<String, String> inputs,
    List<Decision> decisions,
    List<String> notes) {

  /** Copies the lists. */
  public AvatarReport {
    decisions = List.copyOf(decisions);
    notes = List.copyOf(notes);
  }

  /**
   * The decision on an attribute.
   *
   * @param attribute its id
   * @throws IllegalArgumentException if there is no such attribute
   */
  public Decision decision(String attribute) {
    for (Decision decision : decisions) {
      if (Objects.equals(decision.attribute(), attribute)) {
        return decision;
      }
    }
    throw new IllegalArgumentException("there is no attribute '" + attribute + "'");
  }
}
