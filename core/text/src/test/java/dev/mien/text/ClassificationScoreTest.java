package dev.mien.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.text.corpus.DescriptionGrammar;
import dev.mien.text.corpus.LabelledText;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Macro-averaged F1 of key elements and of attribute values on generated descriptions. */
@Tag("A03")
class ClassificationScoreTest {

  private static final TextReader READER = TextReader.create();

  /** Evidence above this is stated rather than implied. */
  private static final double STATED = 0.66;

  private static final class Counts {
    private int hit;
    private int wrong;
    private int missed;

    double f1() {
      return 2.0 * hit / (2 * hit + wrong + missed);
    }
  }

  private static double macroF1(Map<String, Counts> counts) {
    return counts.values().stream().mapToDouble(Counts::f1).average().orElseThrow();
  }

  private static Map<String, Map<String, Counts>> score(DescriptionGrammar grammar, int count) {
    Map<String, Counts> values = new TreeMap<>();
    Map<String, Counts> elements = new TreeMap<>();
    Map<String, Integer> mistakes = new TreeMap<>();
    for (int seed = 0; seed < count; seed++) {
      LabelledText item = grammar.generate(seed);
      TextReading reading = READER.read(TextPrompt.of(item.text()));
      Map<String, AttributeValue> stated = new HashMap<>();
      for (Evidence evidence : reading.evidence()) {
        if (evidence.confidence() >= STATED) {
          stated.put(evidence.attribute(), evidence.value());
        }
      }
      Set<String> expectedElements = new HashSet<>();
      item.labels().keySet().forEach(a -> expectedElements.add(KeyElement.of(a).name()));
      Set<String> foundElements = new HashSet<>();
      stated.keySet().forEach(a -> foundElements.add(KeyElement.of(a).name()));
      tally(elements, expectedElements, foundElements);
      Set<String> expected = new HashSet<>();
      Set<String> found = new HashSet<>();
      item.labels()
          .forEach(
              (attribute, value) -> {
                expected.add(attribute);
                AttributeValue got = stated.get(attribute);
                if (got != null && agrees(attribute, value, got)) {
                  found.add(attribute);
                } else {
                  mistakes.merge(attribute + " in: " + item.text(), 1, Integer::sum);
                }
              });
      tally(values, expected, found);
    }
    if (Boolean.getBoolean("mien.text.mistakes")) {
      mistakes.keySet().stream().limit(400).forEach(System.out::println);
    }
    return Map.of("values", values, "elements", elements);
  }

  private static void tally(Map<String, Counts> counts, Set<String> expected, Set<String> found) {
    Set<String> all = new HashSet<>(expected);
    all.addAll(found);
    for (String label : all) {
      Counts of = counts.computeIfAbsent(label, l -> new Counts());
      if (!expected.contains(label)) {
        of.wrong++;
      } else if (found.contains(label)) {
        of.hit++;
      } else {
        of.missed++;
      }
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

  @Test
  void read_grammar_macroF1AtLeast95() {
    Map<String, Map<String, Counts>> scores = score(DescriptionGrammar.standard(), 3000);
    double elements = macroF1(Objects.requireNonNull(scores.get("elements")));
    double values = macroF1(Objects.requireNonNull(scores.get("values")));
    System.out.printf("grammar: macro-F1 elements %.4f, values %.4f%n", elements, values);
    assertThat(elements).isGreaterThanOrEqualTo(0.95);
    assertThat(values).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void read_heldOutTemplates_macroF1AtLeast85() throws IOException {
    try (Reader table =
        new InputStreamReader(
            Objects.requireNonNull(
                ClassificationScoreTest.class.getResourceAsStream("heldout-templates.tsv")),
            StandardCharsets.UTF_8)) {
      DescriptionGrammar heldOut =
          DescriptionGrammar.standard().withTemplates("heldout-templates.tsv", table);
      Map<String, Map<String, Counts>> scores = score(heldOut, 3000);
      double elements = macroF1(Objects.requireNonNull(scores.get("elements")));
      double values = macroF1(Objects.requireNonNull(scores.get("values")));
      System.out.printf("held out: macro-F1 elements %.4f, values %.4f%n", elements, values);
      assertThat(elements).isGreaterThanOrEqualTo(0.85);
      assertThat(values).isGreaterThanOrEqualTo(0.85);
    }
  }

  /**
   * Text, then what must hold: attribute=value, attribute (any), or !attribute (nothing stated).
   */
  private static final List<String> SCOPE =
      List.of(
          "blue ribbon, black hair|hair.ornamentColour=#2f5fd0|hair.colour=#17120f",
          "black hair and a blue ribbon|hair.ornamentColour=#2f5fd0|hair.colour=#17120f",
          "no glasses|glasses=none",
          "not wearing glasses|glasses=none",
          "a man without a beard|beard.style=none",
          "she doesn't have freckles|skin.freckles=0.0",
          "no beard or moustache, blue eyes|beard.style=none|eye.colour=#4a7fb5",
          "without glasses, beard or hat|glasses=none|beard.style=none|hat=none",
          "no glasses but a hat|glasses=none|hat=wideBrim",
          "her hair is not long|!hair.length",
          "a red dress and brown hair|clothing.colour|hair.colour=#4a3020",
          "a white horse and a girl with green eyes|eye.colour=#4f8a56|!skin.colour",
          "green eyes, brown hair, red lips|eye.colour=#4f8a56|hair.colour=#4a3020|lip.colour=#b72c38",
          "her hair was black, her eyes blue|hair.colour=#17120f|eye.colour=#4a7fb5",
          "a blue-eyed, black-haired boy|eye.colour=#4a7fb5|hair.colour=#17120f",
          "golden sunlight touched his black hair|hair.colour=#17120f",
          "a long nose and short hair|nose.length=0.6|hair.length=short",
          "thin lips under a thick moustache|lip.upper=-0.6|beard.style=moustache",
          "不戴眼镜的长发女孩|glasses=none|hair.length=long",
          "没有胡子的老人|beard.style=none|identity.age",
          "没有胡子和眼镜|beard.style=none|glasses=none",
          "蓝色丝带，黑色头发|hair.ornamentColour=#2f5fd0|hair.colour=#17120f",
          "头发黑，眼睛蓝|hair.colour=#17120f|eye.colour=#4a7fb5",
          "黑头发蓝眼睛|hair.colour=#17120f|eye.colour=#4a7fb5",
          "穿着红色长裙，头发是棕色的|clothing.colour|hair.colour=#4a3020",
          "金色的阳光洒在她黑色的头发上|hair.colour=#17120f",
          "她没有雀斑，但是有一颗痣|skin.freckles=0.0|skin.moles",
          "不要帽子，要红色头发|hat=none|hair.colour=#a53220",
          "无须，国字脸|beard.style=none|face.shape=square",
          "从不戴帽子的女人|hat=none");

  @Test
  void read_negationAndScope_atLeast90Percent() {
    List<String> failures = new ArrayList<>();
    int checks = 0;
    for (String row : SCOPE) {
      String[] columns = row.split("\\|");
      TextReading reading = READER.read(TextPrompt.of(columns[0]));
      for (int i = 1; i < columns.length; i++) {
        checks++;
        boolean absent = columns[i].startsWith("!");
        String[] pair = (absent ? columns[i].substring(1) : columns[i]).split("=");
        String got = reading.find(pair[0]).map(e -> e.value().toString()).orElse("");
        boolean ok =
            absent ? got.isEmpty() : pair.length == 1 ? !got.isEmpty() : got.equals(pair[1]);
        if (!ok) {
          failures.add(columns[0] + ": " + columns[i] + " but was '" + got + "'");
        }
      }
    }
    System.out.printf("scope: %d of %d; %s%n", checks - failures.size(), checks, failures);
    assertThat((double) (checks - failures.size()) / checks)
        .as(failures.toString())
        .isGreaterThanOrEqualTo(0.9);
  }
}
