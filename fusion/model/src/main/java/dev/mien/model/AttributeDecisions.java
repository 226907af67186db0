package dev.mien.model;

import dev.mien.core.AvatarRequest;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.core.attribute.Evidence;
import dev.mien.model.evidence.EvidenceSource;
import dev.mien.model.evidence.Readings;
import dev.mien.model.evidence.Statements;
import dev.mien.model.fuse.AttributeFusion;
import dev.mien.model.fuse.Decision;
import dev.mien.model.prior.AttributePrior;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The deciding half of the model: reads the inputs, fuses what they say, and completes it.
 *
 * @param decisions one per attribute, in the vocabulary's order
 * @param notes what the sources remarked
 */
record AttributeDecisions(Map<String, Decision> decisions, List<String> notes) {

  static AttributeDecisions of(
      AvatarRequest request, List<EvidenceSource> sources, AttributeFusion fusion, long seed) {
    List<String> notes = new ArrayList<>();
    Map<String, List<Evidence>> byAttribute = new LinkedHashMap<>();
    Readings readings = Readings.of(request);
    for (EvidenceSource source : sources) {
      Statements statements = source.read(readings);
      notes.addAll(statements.notes());
      for (Evidence evidence : statements.evidence()) {
        byAttribute.computeIfAbsent(evidence.attribute(), id -> new ArrayList<>()).add(evidence);
      }
    }
    requireFace(request, byAttribute, notes);
    Map<String, Decision> decided = new LinkedHashMap<>();
    for (Map.Entry<String, List<Evidence>> entry : byAttribute.entrySet()) {
      fusion
          .decide(entry.getKey(), entry.getValue())
          .ifPresent(decision -> decided.put(entry.getKey(), decision));
    }
    for (Map.Entry<String, AttributeValue> lock : request.locked().asMap().entrySet()) {
      List<Decision.Weighed> overruled = new ArrayList<>();
      for (Evidence evidence : byAttribute.getOrDefault(lock.getKey(), List.of())) {
        overruled.add(new Decision.Weighed(evidence, 0));
      }
      decided.put(
          lock.getKey(),
          new Decision(
              lock.getKey(), lock.getValue(), 1, Decision.Origin.LOCK, "set by hand", overruled));
    }
    return new AttributeDecisions(AttributePrior.complete(decided, seed), List.copyOf(notes));
  }

  /** Pictures alone that tell nothing would leave everything to the seed. */
  private static void requireFace(
      AvatarRequest request, Map<String, List<Evidence>> said, List<String> notes) {
    boolean alone =
        !request.references().isEmpty()
            && request.text().isEmpty()
            && request.expression().isEmpty()
            && request.performance().isEmpty()
            && request.locked().asMap().isEmpty();
    if (alone && said.isEmpty()) {
      throw new IllegalArgumentException(
          "the picture tells nothing and there is no other input: " + String.join("; ", notes));
    }
  }

  Attributes attributes() {
    Attributes attributes = Attributes.DEFAULTS;
    for (Decision decision : decisions.values()) {
      attributes = attributes.with(decision.attribute(), decision.value());
    }
    return attributes;
  }
}
