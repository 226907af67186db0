package dev.mien.text.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.text.InstructionVector;
import dev.mien.text.KeyElement;
import dev.mien.text.TextReader;
import dev.mien.text.corpus.DescriptionGrammar;
import dev.mien.text.corpus.LabelledText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A04")
class FeatureLibraryTest {

  private static final TextReader READER = TextReader.create();

  /** Labels of the standard grammar's descriptions, and a library of what is read in them. */
  private static Set<String> fill(FeatureLibrary library, Set<String> others) {
    Set<String> choices = new TreeSet<>();
    DescriptionGrammar grammar = DescriptionGrammar.standard();
    for (int seed = 0; seed < 1500; seed++) {
      LabelledText item = grammar.generate(seed);
      library.add(READER.read(TextPrompt.of(item.text())));
      item.labels()
          .forEach(
              (attribute, value) -> {
                boolean choice = value instanceof AttributeValue.Choice;
                (choice ? choices : others).add(attribute + "=" + value);
              });
    }
    return choices;
  }

  /** How many entries of a library say a value, to the last digit. */
  private static long entries(FeatureLibrary library, String value) {
    return Arrays.stream(KeyElement.values())
        .flatMap(element -> library.values(element).stream())
        .filter(value::equals)
        .count();
  }

  @Test
  void add_grammar_holdsItsValuesOnceWithPhrases() {
    FeatureLibrary library = new FeatureLibrary();
    Set<String> others = new TreeSet<>();
    Set<String> choices = fill(library, others);

    for (Set<String> expected : List.of(choices, others)) {
      List<String> missing = expected.stream().filter(v -> entries(library, v) != 1).toList();
      System.out.printf("not once: %s of %d values%n", missing, expected.size());
      assertThat(missing).hasSizeLessThanOrEqualTo(expected.size() / 20);
      assertThat(expected).hasSizeGreaterThan(20);
    }
    List<FeatureLibrary.Phrase> phrases = library.phrases(KeyElement.GLASSES, "glasses=round");
    assertThat(phrases).extracting(FeatureLibrary.Phrase::text).contains("round glasses");
    assertThat(phrases).allSatisfy(p -> assertThat(p.pmi()).isPositive());
  }

  @Test
  void add_grammar_noPhraseSaysTwoValuesOfOneAttribute() {
    FeatureLibrary library = new FeatureLibrary();
    fill(library, new TreeSet<>());
    Map<String, Set<String>> said = new TreeMap<>();
    for (KeyElement element : KeyElement.values()) {
      for (String value : library.values(element)) {
        String attribute = value.substring(0, value.indexOf('='));
        for (FeatureLibrary.Phrase phrase : library.phrases(element, value)) {
          said.computeIfAbsent(attribute + ": " + phrase.text(), p -> new TreeSet<>()).add(value);
        }
      }
    }
    List<String> torn = said.keySet().stream().filter(p -> said.get(p).size() > 1).toList();
    System.out.printf("phrases of two values: %d of %d, %s%n", torn.size(), said.size(), torn);
    assertThat(torn).hasSizeLessThanOrEqualTo(said.size() / 20);
  }

  @Test
  void read_synonymsOfBothLanguages_collapse() {
    List<List<String>> groups =
        List.of(
            List.of("glasses=round", "round spectacles", "圆框眼镜", "圆形眼镜", "pince-nez"),
            List.of("hair.style=twinTails", "pigtails", "双马尾", "twin ponytails", "两个马尾"),
            List.of("hair.style=ponytail", "a pony tail", "马尾辫", "高马尾"),
            List.of("hair.style=bob", "a bob cut", "波波头", "bobbed hair", "齐耳短发"),
            List.of("beard.style=full", "a full beard", "络腮胡", "大胡子"),
            List.of("mood=happy", "joyful", "开心", "smiling", "兴高采烈"),
            List.of("mood=angry", "furious", "愤怒", "怒目圆睁", "irate"),
            List.of("style=cyberpunk", "sci-fi", "赛博朋克", "futuristic"),
            List.of("style=ancientChinese", "wuxia", "古风", "汉朝", "ancient Chinese"),
            List.of("hat=strawHat", "straw hat", "斗笠", "草帽"),
            List.of("face.shape=square", "square-faced", "国字脸", "方脸"),
            List.of("hair.colour=#17120f", "raven hair", "乌黑的头发", "jet-black hair", "黑发"),
            List.of("hair.ornament=hairpin", "a hairpin", "发簪", "金钗"),
            List.of("earrings=drop", "dangling earrings", "耳坠", "ear pendants"));
    int right = 0;
    int all = 0;
    for (List<String> group : groups) {
      String[] pair = group.get(0).split("=");
      for (String synonym : group.subList(1, group.size())) {
        all++;
        right +=
            READER.read(TextPrompt.of(synonym)).find(pair[0]).stream()
                    .anyMatch(e -> e.value().toString().equals(pair[1]))
                ? 1
                : 0;
      }
    }
    System.out.printf("synonyms: %d of %d%n", right, all);
    assertThat((double) right / all).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void probe_instructionVector_tellsChoicesInAtLeast95Percent() {
    DescriptionGrammar grammar = DescriptionGrammar.standard();
    int right = 0;
    int all = 0;
    for (int seed = 5000; seed < 6000; seed++) {
      var reading = READER.read(TextPrompt.of(grammar.generate(seed).text()));
      float[] vector = InstructionVector.of(reading.evidence());
      for (Evidence item : reading.evidence()) {
        if (item.value() instanceof AttributeValue.Choice choice) {
          Map<Double, String> scores = new TreeMap<>();
          for (String name : Vocabulary.get(item.attribute()).choices()) {
            scores.put(InstructionVector.probe(vector, item.attribute() + "=" + name), name);
          }
          all++;
          right +=
              ((TreeMap<Double, String>) scores).lastEntry().getValue().equals(choice.name())
                  ? 1
                  : 0;
        }
      }
    }
    System.out.printf("probe accuracy %.4f of %d%n", (double) right / all, all);
    assertThat((double) right / all).isGreaterThanOrEqualTo(0.95);
  }
}
