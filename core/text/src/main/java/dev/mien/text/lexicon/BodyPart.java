package dev.mien.text.lexicon;

import java.util.List;
import java.util.Optional;

/**
 * Something that a description can talk about: a part of the head, or something worn.
 *
 * @param id such as {@code "hair"}
 * @param parent the part whose meanings it shares, if any
 * @param colourAttribute the attribute that takes its colour, if any
 * @param present what its mention alone says
 * @param absent what its negation says
 */
public record BodyPart(
    String id,
    Optional<String> parent,
    Optional<String> colourAttribute,
    List<Assignment> present,
    List<Assignment> absent) {

  /** Copies the lists. */
  public BodyPart {
    present = List.copyOf(present);
    absent = List.copyOf(absent);
  }
}
