package dev.mien.text;

import dev.mien.core.ModalityFeatures;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a description says.
 *
 * @param text the cleaned text, to which all offsets refer
 * @param languages the languages it is written in; empty if it has no words
 * @param evidence at most one statement per attribute, in the order of the vocabulary
 * @param exclusions values that the text says are not so, where no opposite value exists ("not
 *     blue")
 * @param contradictions statements that a later one overruled, in text order
 * @param spans where each key element is spoken of, in text order
 * @param unrecognised words without a meaning here, in text order, each once
 * @param notes what a reader of the report should know: repairs, limits, descriptions that belong
 *     to nothing
 * @param features the instruction vector, see {@link InstructionVector}, with the cleaning's
 *     changes
 */
public record TextReading(
    String text,
    Set<Language> languages,
    List<Evidence> evidence,
    List<Evidence> exclusions,
    List<Contradiction> contradictions,
    List<ElementSpan> spans,
    List<String> unrecognised,
    List<String> notes,
    ModalityFeatures features) {

  /** Copies the collections. */
  public TextReading {
    languages = Set.copyOf(languages);
    evidence = List.copyOf(evidence);
    exclusions = List.copyOf(exclusions);
    contradictions = List.copyOf(contradictions);
    spans = List.copyOf(spans);
    unrecognised = List.copyOf(unrecognised);
    notes = List.copyOf(notes);
  }

  /**
   * What the text says about an attribute, if anything.
   *
   * @param attribute the attribute's id
   */
  public Optional<Evidence> find(String attribute) {
    return evidence.stream().filter(e -> e.attribute().equals(attribute)).findFirst();
  }

  /** The evidence as values alone. */
  public Attributes attributes() {
    Attributes attributes = Attributes.DEFAULTS;
    for (Evidence item : evidence) {
      attributes = attributes.with(item.attribute(), item.value());
    }
    return attributes;
  }

  /** The key elements that the text speaks of, in the order of the enum. */
  public List<KeyElement> elements() {
    return spans.stream().map(ElementSpan::element).distinct().sorted().toList();
  }
}
