package dev.mien.model.prior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.Lab;
import dev.mien.model.fuse.Decision;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttributePriorTest {

  @Test
  void complete_nothingDecided_decidesEveryAttributeWithinItsRange() {
    for (long seed = 0; seed < 200; seed++) {
      Map<String, Decision> all = AttributePrior.complete(Map.of(), seed);

      assertThat(all.keySet()).containsExactlyElementsOf(Vocabulary.all().keySet());
      all.values().forEach(d -> Vocabulary.get(d.attribute()).require(d.value()));
    }
  }

  @Test
  void complete_sameSeed_isEqual_anotherSeed_differs() {
    assertThat(AttributePrior.complete(Map.of(), 7))
        .isEqualTo(AttributePrior.complete(Map.of(), 7));
    assertThat(AttributePrior.complete(Map.of(), 7))
        .isNotEqualTo(AttributePrior.complete(Map.of(), 8));
  }

  @Test
  void complete_oneAttributeDecided_leavesOtherRollsAlone() {
    Map<String, Decision> free = AttributePrior.complete(Map.of(), 3);
    Map<String, Decision> given =
        AttributePrior.complete(decided("nose.width", new AttributeValue.Amount(0.9)), 3);

    assertThat(given.get("nose.width").value()).isEqualTo(new AttributeValue.Amount(0.9));
    assertThat(given.get("chin.width")).isEqualTo(free.get("chin.width"));
    assertThat(given.get("hair.style")).isEqualTo(free.get("hair.style"));
  }

  @Test
  void complete_beard_makesAMan_andElf_pointsTheEars() {
    Map<String, Decision> bearded =
        AttributePrior.complete(decided("beard.style", new AttributeValue.Choice("full")), 1);
    Map<String, Decision> elf =
        AttributePrior.complete(decided("style", new AttributeValue.Choice("elf")), 1);

    assertThat(amount(bearded, "identity.femininity")).isLessThan(0.2);
    assertThat(amount(elf, "ear.point")).isGreaterThan(0.7);
    assertThat(elf.get("ear.point").reason()).contains("elf");
  }

  @Test
  void complete_darkSkin_guessesAnOriginWithSuchSkin() {
    Map<String, Decision> dark =
        AttributePrior.complete(decided("skin.colour", new AttributeValue.Colour(0x4a2c1c)), 5);

    assertThat(dark.get("identity.origin").value()).isEqualTo(new AttributeValue.Choice("african"));
  }

  @Test
  void complete_redHairAndGreenEyes_guessEuropean_blueHairSaysNothing() {
    Map<String, Decision> decided = decided("hair.colour", new AttributeValue.Colour(0x8a3f22));
    decided.putAll(decided("eye.colour", new AttributeValue.Colour(0x5f8a52)));
    Map<String, Decision> red = AttributePrior.complete(decided, 2);
    Map<String, Decision> blue =
        AttributePrior.complete(decided("hair.colour", new AttributeValue.Colour(0x2f56c4)), 2);

    assertThat(red.get("identity.origin").value()).isEqualTo(new AttributeValue.Choice("european"));
    assertThat(blue.get("identity.origin"))
        .isEqualTo(AttributePrior.complete(Map.of(), 2).get("identity.origin"));
  }

  @Test
  void complete_tenSeeds_spanSexAgeOriginAndBuild() {
    int tens = 30;
    int varied = 0;
    for (int ten = 0; ten < tens; ten++) {
      Set<AttributeValue> origins = new HashSet<>();
      DoubleSummaryStatistics age = new DoubleSummaryStatistics();
      DoubleSummaryStatistics sex = new DoubleSummaryStatistics();
      DoubleSummaryStatistics build = new DoubleSummaryStatistics();
      for (long seed = 10L * ten; seed < 10L * ten + 10; seed++) {
        Map<String, Decision> all = AttributePrior.complete(Map.of(), seed);
        origins.add(all.get("identity.origin").value());
        age.accept(amount(all, "identity.age"));
        sex.accept(amount(all, "identity.femininity"));
        build.accept(amount(all, "identity.build"));
      }
      boolean spans =
          origins.size() >= 4
              && age.getMin() < 25
              && age.getMax() > 45
              && sex.getMin() < 0.25
              && sex.getMax() > 0.75
              && build.getMax() - build.getMin() > 0.45;
      varied += spans ? 1 : 0;
    }
    // rolls are independent: not each ten can, and nine in ten do
    assertThat(varied).isGreaterThanOrEqualTo(27);
  }

  @Test
  void complete_browsAndLips_followHairAndSkin() {
    for (long seed = 0; seed < 50; seed++) {
      Map<String, Decision> all = AttributePrior.complete(Map.of(), seed);
      Lab hair = lab(all, "hair.colour");
      Lab brow = lab(all, "brow.colour");
      Lab skin = lab(all, "skin.colour");
      Lab lips = lab(all, "lip.colour");

      assertThat(brow.l()).isLessThanOrEqualTo(hair.l());
      assertThat(lips.l()).isLessThan(skin.l());
      assertThat(lips.a()).isGreaterThan(skin.a());
    }
  }

  @Test
  void complete_children_haveThinnerBrows() {
    for (long seed = 0; seed < 50; seed++) {
      Map<String, Decision> six =
          AttributePrior.complete(decided("identity.age", new AttributeValue.Amount(6)), seed);
      Map<String, Decision> thirty =
          AttributePrior.complete(decided("identity.age", new AttributeValue.Amount(30)), seed);

      assertThat(amount(six, "brow.thickness")).isLessThan(amount(thirty, "brow.thickness") - 0.3);
    }
  }

  private static Map<String, Decision> decided(String id, AttributeValue value) {
    Map<String, Decision> decided = new LinkedHashMap<>();
    decided.put(id, new Decision(id, value, 1, Decision.Origin.LOCK, "test", List.of()));
    return decided;
  }

  private static double amount(Map<String, Decision> decisions, String id) {
    return ((AttributeValue.Amount) decisions.get(id).value()).value();
  }

  private static Lab lab(Map<String, Decision> decisions, String id) {
    return Lab.ofRgb(((AttributeValue.Colour) decisions.get(id).value()).rgb());
  }
}
