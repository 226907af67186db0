package dev.mien.model.evidence;

import dev.mien.animation.action.ExpressionTemplates;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.AvatarRequest;
import dev.mien.core.Modality;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What facial actions say: the mood whose template points most in their direction (cosine of the
 * intensities), and how strongly it shows. How the head is turned and where the eyes look say
 * nothing about it.
 */
public final class ActionEvidence implements EvidenceSource {

  /** Cosine below which no mood is named. */
  public static final double SMALLEST_LIKENESS = 0.55;

  @Override
  public String name() {
    return "action units";
  }

  @Override
  public Statements read(AvatarRequest request) {
    ActionUnits asked =
        request
            .expression()
            .orElseGet(() -> request.performance().map(Apex::of).orElse(ActionUnits.NEUTRAL));
    ActionUnits actions = asked.ofFace();
    if (norm(actions) < 0.1) {
      boolean onlyHead = actions.asMap().isEmpty() && !asked.asMap().isEmpty();
      return request.expression().isPresent() && !onlyHead
          ? statements("neutral", 0.7, 0, "neutral face")
          : Statements.NONE;
    }
    String best = "";
    double likeness = 0;
    for (String mood : Vocabulary.get("mood").choices()) {
      ActionUnits template = ExpressionTemplates.get(mood, 1);
      double cosine = norm(template) > 0 ? cosine(actions, template) : 0;
      if (cosine > likeness) {
        likeness = cosine;
        best = mood;
      }
    }
    if (likeness < SMALLEST_LIKENESS) {
      return new Statements(
          List.of(), List.of("the facial actions are close to no mood: " + actions));
    }
    double strength = Math.min(1, norm(actions) / norm(ExpressionTemplates.get(best, 1)));
    return statements(best, likeness, strength, actions.toString());
  }

  private static Statements statements(
      String mood, double confidence, double strength, String quote) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence(
            "mood",
            new AttributeValue.Choice(mood),
            Math.min(1, confidence),
            Modality.ACTION_UNITS,
            quote));
    evidence.add(
        new Evidence(
            "mood.strength",
            new AttributeValue.Amount(strength),
            Math.min(1, confidence),
            Modality.ACTION_UNITS,
            quote));
    return new Statements(evidence, List.of());
  }

  private static double cosine(ActionUnits a, ActionUnits b) {
    TreeSet<ActionUnitChannel> channels = new TreeSet<>(a.asMap().keySet());
    channels.addAll(b.asMap().keySet());
    double dot = 0;
    for (ActionUnitChannel channel : channels) {
      dot += a.get(channel.unit(), channel.side()) * b.get(channel.unit(), channel.side());
    }
    return dot / (norm(a) * norm(b));
  }

  private static double norm(ActionUnits units) {
    double sum = 0;
    for (Map.Entry<ActionUnitChannel, Float> entry : units.asMap().entrySet()) {
      sum += entry.getValue() * entry.getValue();
    }
    return Math.sqrt(sum);
  }
}
