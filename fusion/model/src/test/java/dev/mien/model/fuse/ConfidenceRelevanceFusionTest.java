package dev.mien.model.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.Modality;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfidenceRelevanceFusionTest {

  private final AttributeFusion fusion = new ConfidenceRelevanceFusion();

  @Test
  void decide_nothingSaid_isEmpty() {
    assertThat(fusion.decide("nose.width", List.of())).isEmpty();
  }

  @Test
  void decide_irrelevantInput_isNotFollowed() {
    Evidence actions = amount("nose.width", 1, 1, Modality.ACTION_UNITS);

    assertThat(fusion.decide("nose.width", List.of(actions))).isEmpty();
  }

  @Test
  void decide_agreeingAmounts_areAveragedByWeightAndSurerTogether() {
    Evidence text = amount("nose.width", 0.4, 0.9, Modality.TEXT);
    Evidence image = amount("nose.width", 0.6, 0.5, Modality.IMAGE);

    Decision alone = fusion.decide("nose.width", List.of(text)).orElseThrow();
    Decision both = fusion.decide("nose.width", List.of(text, image)).orElseThrow();

    double value = ((AttributeValue.Amount) both.value()).value();
    assertThat(value).isGreaterThan(0.4).isLessThan(0.5);
    assertThat(both.confidence()).isGreaterThan(alone.confidence());
    assertThat(both.weighed()).extracting(Decision.Weighed::weight).allMatch(weight -> weight > 0);
  }

  @Test
  void decide_conflictingColours_followsTheSurerAndNeverMixes() {
    Evidence text = colour("hair.colour", 0x3355ff, 0.95, Modality.TEXT);
    Evidence image = colour("hair.colour", 0x5a3a20, 0.5, Modality.IMAGE);

    Decision decision = fusion.decide("hair.colour", List.of(image, text)).orElseThrow();

    assertThat(decision.value()).isEqualTo(new AttributeValue.Colour(0x3355ff));
    assertThat(decision.decidedBy()).isEqualTo(Decision.Origin.TEXT);
    assertThat(decision.weighed().get(0).weight()).isZero();
    assertThat(decision.confidence()).isLessThan(0.95);
  }

  @Test
  void decide_corruptedBranchOfLowConfidence_getsLittleWeight() {
    Evidence good = amount("eye.size", 0.3, 0.9, Modality.IMAGE);
    Evidence bad = amount("eye.size", 0.5, 0.12, Modality.TEXT);

    Decision decision = fusion.decide("eye.size", List.of(good, bad)).orElseThrow();

    assertThat(decision.weighed().get(1).weight()).isLessThan(0.1);
    assertThat(((AttributeValue.Amount) decision.value()).value()).isCloseTo(0.3, within(0.03));
  }

  @Test
  void decide_actionUnits_decideTheMoodAgainstWords() {
    Evidence text = choice("mood", "sad", 0.8, Modality.TEXT);
    Evidence actions = choice("mood", "happy", 0.9, Modality.ACTION_UNITS);

    Decision decision = fusion.decide("mood", List.of(text, actions)).orElseThrow();

    assertThat(decision.value()).isEqualTo(new AttributeValue.Choice("happy"));
  }

  private static Evidence amount(String id, double value, double confidence, Modality source) {
    return new Evidence(id, new AttributeValue.Amount(value), confidence, source, "test");
  }

  private static Evidence colour(String id, int rgb, double confidence, Modality source) {
    return new Evidence(id, new AttributeValue.Colour(rgb), confidence, source, "test");
  }

  private static Evidence choice(String id, String name, double confidence, Modality source) {
    return new Evidence(id, new AttributeValue.Choice(name), confidence, source, "test");
  }
}
