package dev.mien.learn.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.Modality;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Attributes;
import dev.mien.learn.data.Split;
import dev.mien.learn.data.Witness;
import dev.mien.text.Language;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DescriptionTest {

  private static final FactoryRecipe RECIPE = FactoryRecipe.standard(1200, 5);
  private static final People PEOPLE = new People(RECIPE);

  private static Description describe(Split split, int index) {
    SplittableRandom random = new SplittableRandom(index);
    Attributes who = PEOPLE.of(split, index);
    Performance performance = Performance.roll(RECIPE, random, split == Split.TEST);
    return Description.write(RECIPE, who, performance, split, random);
  }

  /** Whether a text holds one of the wordings of an amount's side. */
  private static boolean says(Description description, String id, double value) {
    Wordings.Amount amount = Wordings.standard().amounts().get(id);
    Wordings.Words words = value < 0 ? amount.below() : amount.above();
    return words.in(description.language()).stream()
        .anyMatch(
            phrase -> {
              String text = description.text().toLowerCase(java.util.Locale.ROOT);
              for (String piece : phrase.replace("{a} ", "").split("\\{d}", -1)) {
                int at = text.indexOf(piece);
                if (at < 0) {
                  return false;
                }
              }
              return true;
            });
  }

  @Test
  void write_manyPeople_saysHalfAndATwentiethOfItWrong() {
    int mentionable = 0;
    int told = 0;
    int wrong = 0;
    for (int i = 0; i < 600; i++) {
      Attributes who = PEOPLE.of(Split.TRAIN, i);
      Description description = describe(Split.TRAIN, i);
      for (String id : Wordings.standard().amounts().keySet()) {
        mentionable += Math.abs(who.amount(id)) >= RECIPE.mentionable() ? 1 : 0;
        told += description.told().contains(id) ? 1 : 0;
        wrong += description.wrong().containsKey(id) ? 1 : 0;
      }
    }

    // 12,000 or so draws: three deviations are 1.4 and 0.9 per cent
    assertThat((double) (told + wrong) / mentionable).isCloseTo(0.5, within(0.015));
    assertThat((double) wrong / (told + wrong)).isCloseTo(0.05, within(0.009));
  }

  @Test
  void write_manyPeople_textHoldsWhatItIsSaidToTell() {
    Set<Language> languages = EnumSet.noneOf(Language.class);
    for (int i = 0; i < 200; i++) {
      Attributes who = PEOPLE.of(Split.TEST, i);
      Description description = describe(Split.TEST, i);
      languages.add(description.language());
      for (String id : Wordings.standard().amounts().keySet()) {
        if (description.told().contains(id)) {
          assertThat(says(description, id, who.amount(id)))
              .as(id + " in " + description.text())
              .isTrue();
        }
        if (description.wrong().get(id) instanceof AttributeValue.Amount amount) {
          assertThat(amount.value() * who.amount(id)).isNegative();
          assertThat(says(description, id, amount.value()))
              .as("wrong " + id + " in " + description.text())
              .isTrue();
        }
      }
      assertThat(description.text()).doesNotContain("{").doesNotContain("an a ");
    }
    assertThat(languages).containsExactlyInAnyOrder(Language.ENGLISH, Language.CHINESE);
  }

  @Test
  void templates_ofTwoSplits_haveNothingInCommon() {
    for (Language language : new Language[] {Language.ENGLISH, Language.CHINESE}) {
      List<String> all = new ArrayList<>();
      for (Split split : Split.values()) {
        all.addAll(Wordings.standard().templates(split, language));
      }
      assertThat(all).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
    }
  }

  @Test
  void people_ofTrainAndTest_keepCombinationsForTheTest() {
    int kept = 0;
    Set<Long> seeds = new HashSet<>();
    for (int i = 0; i < 1200; i++) {
      SplittableRandom random = new SplittableRandom(i);
      assertThat(People.isKeptForTest(PEOPLE.of(Split.TRAIN, i))).as("person " + i).isFalse();
      assertThat(Performance.isKeptForTest(Performance.roll(RECIPE, random, false).apex()))
          .as("performance " + i)
          .isFalse();
      kept += People.isKeptForTest(PEOPLE.of(Split.TEST, i)) ? 1 : 0;
      for (Split split : Split.values()) {
        assertThat(seeds.add(PEOPLE.seed(split, i))).isTrue();
      }
    }
    assertThat(kept).isPositive();
  }

  @Test
  void roll_manyPerformances_testShowsKeptCombinations() {
    int kept = 0;
    for (int i = 0; i < 1200; i++) {
      Performance played = Performance.roll(RECIPE, new SplittableRandom(i), true);
      kept += Performance.isKeptForTest(played.apex()) ? 1 : 0;
    }
    assertThat(kept).isPositive();
  }

  @Test
  void oracle_factorSeenByText_isKnownToReadersOfTextAlone() {
    List<Witness> witnesses = new ArrayList<>();
    float[][] targets = new float[300][1];
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < targets.length; i++) {
      float told = (float) (random.nextDouble() * 2 - 1);
      float shown = (float) (random.nextDouble() * 2 - 1);
      witnesses.add(
          new Witness(
              Map.of("told", told, "shown", shown),
              Map.of("told", Set.of(Modality.TEXT), "shown", Set.of(Modality.IMAGE))));
      targets[i][0] = 2 * told + 1;
    }
    Oracle oracle = Oracle.fit(witnesses, targets);

    double readerError = 0;
    double viewerError = 0;
    for (int i = 0; i < targets.length; i++) {
      Witness witness = witnesses.get(i);
      float read = oracle.predict(witness, Set.of(Modality.TEXT))[0];
      float viewed = oracle.predict(witness, Set.of(Modality.IMAGE))[0];
      readerError += Math.abs(read - targets[i][0]);
      viewerError += Math.abs(viewed - targets[i][0]);
    }
    assertThat(readerError / targets.length).isLessThan(0.01);
    assertThat(viewerError / targets.length).isGreaterThan(0.8);
  }
}
