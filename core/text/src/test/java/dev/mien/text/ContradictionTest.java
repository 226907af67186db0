package dev.mien.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.TextPrompt;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What contradicts itself across attributes: later words win, and the reading tells both. */
@Tag("A02")
class ContradictionTest {

  private static final TextReader READER = TextReader.create();

  private static TextReading read(String text) {
    return READER.read(TextPrompt.of(text));
  }

  private static String value(TextReading reading, String attribute) {
    return reading.find(attribute).map(e -> e.value().toString()).orElse("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a bald man with long blonde hair; hair.length=long hair.style=long; hair.style=bald",
        "long blonde hair, bald; hair.style=bald hair.colour=-; hair.length=long hair.colour=#d8b878",
        "bald with straight bangs; hair.fringe=straight hair.style=-; hair.style=bald",
        "a fringe, and she is bald; hair.fringe=- hair.style=bald; hair.fringe=straight",
        "he is bald. his hair is curly; hair.texture=curly hair.length=-; hair.style=bald",
        "red hair, shaved head; hair.style=bald hair.colour=-; hair.colour=#a53220",
        "without hair, black wavy hair; hair.texture=wavy hair.length=-; hair.style=bald",
        "a buzz cut with long hair; hair.length=long hair.style=long; hair.style=buzz",
        "long hair in a pixie cut; hair.style=pixie hair.length=short; hair.length=long",
        "straight hair in an afro; hair.style=afro hair.texture=coily; hair.texture=straight",
        "a white beard, clean-shaven; beard.style=none beard.colour=-; beard.colour=#ecebe7",
        "a toddler with a long beard; beard.style=long identity.age=-; identity.age=4.0",
        "a long beard on a toddler; beard.style=- identity.age=4.0; beard.style=long",
        "a girl, eighty years old; identity.age=80.0; identity.age=16.0",
        "an old man, a child; identity.age=7.0 skin.wrinkles=-; identity.age=72.0",
        "hatless, wearing a hat; hat=wideBrim; hat=none",
        "a red hat, bareheaded; hat=none hat.colour=-; hat=wideBrim",
        "光头，金色长发; hair.length=long hair.style=long; hair.style=bald",
        "金色长发，光头; hair.style=bald hair.length=none; hair.length=long",
        "光头，齐刘海; hair.fringe=straight hair.style=-; hair.style=bald",
        "没有头发，黑色卷发; hair.texture=curly hair.length=-; hair.style=bald",
        "直发爆炸头; hair.style=afro; hair.texture=straight",
        "白胡子，面白无须; beard.style=none beard.colour=-; beard.colour=#ecebe7",
        "婴儿，八字胡; beard.style=moustache identity.age=-; identity.age=4.0",
        "小女孩，八十岁; identity.age=80.0; identity.age=7.0",
        "五岁的老人; identity.age=5.0 skin.wrinkles=-; identity.age=74.0"
      })
  void read_attributesThatExcludeEachOther_laterWordsWinAndItTellsBoth(
      String text, String left, String overruled) {
    TextReading reading = read(text);
    for (String expected : left.split(" ")) {
      String[] pair = expected.split("=", 2);
      assertThat(value(reading, pair[0])).as(text + ": " + pair[0]).isEqualTo(pair[1]);
    }
    assertThat(reading.contradictions())
        .as(text)
        .extracting(c -> c.overruled().attribute() + "=" + c.overruled().value())
        .contains(overruled.split(" "));
    assertThat(reading.contradictions())
        .as(text)
        .allSatisfy(c -> assertThat(c.winner().quote()).isNotBlank());
  }

  @Test
  void read_whatGoesTogether_isNoContradiction() {
    for (String text :
        List.of(
            "a bald man with a long white beard",
            "her short hair in a ponytail",
            "a long bob",
            "a young man of thirty-five",
            "an old woman of fifty-eight with long grey hair",
            "a boy with white hair",
            "a clean-shaven man with black hair",
            "a crew cut parted on the left",
            "no hat, black hair",
            "光头老人，长长的白胡子",
            "十五岁的少女，扎着马尾，齐刘海",
            "没戴帽子，红头发")) {
      assertThat(read(text).contradictions()).as(text).isEmpty();
    }
  }
}
