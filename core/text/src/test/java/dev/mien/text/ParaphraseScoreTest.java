package dev.mien.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.text.corpus.DescriptionGrammar;
import dev.mien.text.corpus.TextOrigin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * F1 of each attribute on two hundred paraphrase templates in two languages and three registers,
 * with wordings of their own, by {@link ReadingScore}. The reader may be improved on the tuned
 * half; the held-out half only measures.
 */
@Tag("A03")
class ParaphraseScoreTest {

  private static final TextReader READER = TextReader.create();

  private static final int DESCRIPTIONS = 4000;

  private static Reader open(String name) {
    return new BufferedReader(
        new InputStreamReader(
            Objects.requireNonNull(ParaphraseScoreTest.class.getResourceAsStream(name), name),
            StandardCharsets.UTF_8));
  }

  private static DescriptionGrammar grammar(String templates) throws IOException {
    try (Reader slots = open("paraphrase-slots.tsv");
        Reader table = open(templates)) {
      return DescriptionGrammar.read("paraphrase-slots.tsv", slots, templates, table);
    }
  }

  private static ReadingScore score(String templates) throws IOException {
    DescriptionGrammar grammar = grammar(templates);
    ReadingScore score = new ReadingScore();
    for (int seed = 0; seed < DESCRIPTIONS; seed++) {
      score.judge(READER, grammar.generate(seed));
    }
    System.out.printf(
        "%s: macro-F1 attributes %.4f, elements %.4f; lowest %s%n",
        templates, score.ofAttributes(), score.ofElements(), score.lowest(12));
    if (templates.equals(System.getProperty("mien.text.mistakes"))) {
      score.mistakes().forEach(System.out::println);
    }
    return score;
  }

  private static void assertGood(ReadingScore score, double each) {
    assertThat(score.ofAttributes()).isGreaterThanOrEqualTo(0.95);
    assertThat(score.ofElements()).isGreaterThanOrEqualTo(0.95);
    score
        .attributes()
        .forEach(
            (attribute, counts) -> {
              if (counts.support() > 0) {
                assertThat(counts.f1()).as(attribute).isGreaterThanOrEqualTo(each);
              }
            });
  }

  @Test
  void read_tunedParaphrases_everyAttributeAtLeast90() throws IOException {
    assertGood(score("paraphrases-tuned.tsv"), 0.9);
  }

  @Test
  void read_heldOutParaphrases_everyAttributeAtLeast85() throws IOException {
    assertGood(score("paraphrases-heldout.tsv"), 0.85);
  }

  @Test
  void templates_areTwoHundredInBothLanguagesAndDisjoint() throws IOException {
    int tuned = grammar("paraphrases-tuned.tsv").templateCount();
    int heldOut = grammar("paraphrases-heldout.tsv").templateCount();
    assertThat(tuned + heldOut).isGreaterThanOrEqualTo(200);
    try (BufferedReader one = (BufferedReader) open("paraphrases-tuned.tsv");
        BufferedReader two = (BufferedReader) open("paraphrases-heldout.tsv")) {
      Set<String> seen = new java.util.HashSet<>();
      assertThat(java.util.stream.Stream.concat(one.lines(), two.lines()).filter(l -> !seen.add(l)))
          .isEmpty();
      for (TextOrigin origin : TextOrigin.values()) {
        for (Language language : Language.values()) {
          assertThat(seen.stream().filter(l -> l.startsWith(origin + "\t" + language)).count())
              .as("%s %s", origin, language)
              .isGreaterThanOrEqualTo(30);
        }
      }
    }
  }
}
