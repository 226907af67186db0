package dev.mien.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.text.corpus.DescriptionGrammar;
import dev.mien.text.corpus.LabelledText;
import dev.mien.text.corpus.TextOrigin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * F1 of each attribute on two hundred paraphrase templates in two languages and three registers,
 * with wordings of their own. What is read wrongly counts twice, as missed and as wrong; so does
 * what is read of a key element that the text doesn't speak of. The reader may be improved on the
 * tuned half; the held-out half only measures.
 */
@Tag("A03")
class ParaphraseScoreTest {

  private static final TextReader READER = TextReader.create();

  /** Evidence above this is stated rather than implied. */
  private static final double STATED = 0.66;

  /** A pronoun says the sex without being asked to. */
  private static final Pattern PRONOUN =
      Pattern.compile(
          "\\b(?:he|his|him|she|her|queen|boyfriend)\\b|[他她]|老人", Pattern.CASE_INSENSITIVE);

  private static final int DESCRIPTIONS = 4000;

  private static final class Counts {
    private int hit;
    private int wrong;
    private int missed;

    double f1() {
      return 2.0 * hit / (2 * hit + wrong + missed);
    }

    int support() {
      return hit + missed;
    }
  }

  private record Score(
      Map<String, Counts> attributes, Map<String, Counts> elements, Map<String, Integer> mistakes) {

    double macro(Map<String, Counts> counts) {
      return counts.values().stream()
          .filter(c -> c.support() > 0)
          .mapToDouble(Counts::f1)
          .average()
          .orElseThrow();
    }
  }

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

  private static Score score(String templates) throws IOException {
    DescriptionGrammar grammar = grammar(templates);
    Score score = new Score(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (int seed = 0; seed < DESCRIPTIONS; seed++) {
      judge(grammar.generate(seed), score);
    }
    System.out.printf(
        "%s: macro-F1 attributes %.4f, elements %.4f; lowest %s%n",
        templates,
        score.macro(score.attributes()),
        score.macro(score.elements()),
        score.attributes().entrySet().stream()
            .filter(e -> e.getValue().support() > 0)
            .sorted(Comparator.comparingDouble(e -> e.getValue().f1()))
            .limit(12)
            .map(e -> "%s %.3f".formatted(e.getKey(), e.getValue().f1()))
            .toList());
    if (templates.equals(System.getProperty("mien.text.mistakes"))) {
      score.mistakes().keySet().forEach(System.out::println);
    }
    return score;
  }

  private static void judge(LabelledText item, Score score) {
    TextReading reading = READER.read(TextPrompt.of(item.text()));
    Map<String, AttributeValue> stated = new HashMap<>();
    for (Evidence evidence : reading.evidence()) {
      if (evidence.confidence() >= STATED) {
        stated.put(evidence.attribute(), evidence.value());
      }
    }
    Set<KeyElement> spoken = EnumSet.noneOf(KeyElement.class);
    item.labels().keySet().forEach(a -> spoken.add(KeyElement.of(a)));
    Set<KeyElement> found = EnumSet.noneOf(KeyElement.class);
    stated.keySet().forEach(a -> found.add(KeyElement.of(a)));
    for (KeyElement element : KeyElement.values()) {
      count(score.elements(), element.name(), spoken.contains(element), found.contains(element));
    }
    item.labels()
        .forEach(
            (attribute, value) -> {
              AttributeValue got = stated.get(attribute);
              boolean right = got != null && agrees(attribute, value, got);
              count(score.attributes(), attribute, true, right);
              if (!right) {
                if (got != null) {
                  count(score.attributes(), attribute, false, true);
                }
                note(score, "%s=%s not %s in: %s", attribute, value, got, item.text());
              }
            });
    stated.forEach(
        (attribute, value) -> {
          boolean pronoun =
              attribute.equals("identity.femininity") && PRONOUN.matcher(item.text()).find();
          if (!item.labels().containsKey(attribute)
              && !spoken.contains(KeyElement.of(attribute))
              && !pronoun) {
            count(score.attributes(), attribute, false, true);
            note(score, "%s unasked (%s%s) in: %s", attribute, value, "", item.text());
          }
        });
  }

  private static void note(Score score, String format, Object... values) {
    score.mistakes().merge(format.formatted(values), 1, Integer::sum);
  }

  private static void count(
      Map<String, Counts> counts, String label, boolean expected, boolean found) {
    Counts of = counts.computeIfAbsent(label, l -> new Counts());
    if (expected && found) {
      of.hit++;
    } else if (expected) {
      of.missed++;
    } else if (found) {
      of.wrong++;
    }
  }

  private static boolean agrees(String attribute, AttributeValue a, AttributeValue b) {
    if (a instanceof AttributeValue.Amount x && b instanceof AttributeValue.Amount y) {
      Attribute domain = Vocabulary.get(attribute);
      return Math.abs(x.value() - y.value()) <= 0.15 * (domain.max() - domain.min());
    }
    if (a instanceof AttributeValue.Colour x && b instanceof AttributeValue.Colour y) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        distance += Math.abs((x.rgb() >> shift & 255) - (y.rgb() >> shift & 255));
      }
      return distance <= 60;
    }
    return a.equals(b);
  }

  private static void assertGood(Score score, double each) {
    assertThat(score.macro(score.attributes())).isGreaterThanOrEqualTo(0.95);
    assertThat(score.macro(score.elements())).isGreaterThanOrEqualTo(0.95);
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
