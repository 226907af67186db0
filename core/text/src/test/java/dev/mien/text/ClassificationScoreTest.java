package dev.mien.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.text.corpus.DescriptionGrammar;
import dev.mien.text.corpus.LabelledText;
import dev.mien.text.corpus.TextOrigin;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Macro-averaged F1 of key elements and of attribute values on generated descriptions. */
@Tag("A03")
class ClassificationScoreTest {

  private static final TextReader READER = TextReader.create();

  private static final int DESCRIPTIONS = 3000;

  private static ReadingScore score(String name, DescriptionGrammar grammar) {
    ReadingScore score = new ReadingScore();
    for (int seed = 0; seed < DESCRIPTIONS; seed++) {
      score.judge(READER, grammar.generate(seed));
    }
    System.out.printf(
        "%s: macro-F1 elements %.4f, values %.4f, unasked %d; lowest %s%n",
        name, score.ofElements(), score.ofAttributes(), score.unasked(), score.lowest(8));
    if (Boolean.getBoolean("mien.text.mistakes")) {
      score.mistakes().stream().limit(400).forEach(System.out::println);
    }
    return score;
  }

  @Test
  void read_grammar_macroF1AtLeast95() {
    ReadingScore score = score("grammar", DescriptionGrammar.standard());
    assertThat(score.ofElements()).isGreaterThanOrEqualTo(0.95);
    assertThat(score.ofAttributes()).isGreaterThanOrEqualTo(0.95);
    assertThat(score.unasked()).isLessThan(DESCRIPTIONS * 3 / 100);
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
      ReadingScore score = score("held out", heldOut);
      assertThat(score.ofElements()).isGreaterThanOrEqualTo(0.85);
      assertThat(score.ofAttributes()).isGreaterThanOrEqualTo(0.85);
      assertThat(score.unasked()).isLessThan(DESCRIPTIONS / 10);
    }
  }

  @Test
  void judge_valueNobodyAskedFor_lowersTheScore() {
    Map<String, AttributeValue> hair = Map.of("hair.length", new AttributeValue.Choice("long"));
    LabelledText item =
        new LabelledText("long hair and round glasses", Language.ENGLISH, TextOrigin.WISH, hair);
    ReadingScore score = new ReadingScore();

    score.judge(READER, item);

    assertThat(score.unasked()).isEqualTo(1);
    assertThat(score.mistakes()).anyMatch(m -> m.startsWith("glasses unasked"));
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
