package dev.mien.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Evidence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextReaderTest {

  private static final TextReader READER = TextReader.create();

  private static TextReading read(String text) {
    return READER.read(TextPrompt.of(text));
  }

  private static Map<String, String> said(String text) {
    Map<String, String> said = new TreeMap<>();
    for (Evidence evidence : read(text).evidence()) {
      said.put(evidence.attribute(), evidence.value().toString());
    }
    return said;
  }

  @Test
  @Tag("A03")
  void read_chineseWish_saysWhatItSaysAndNothingElse() {
    Map<String, String> said = said("想要蓝色长发、梦幻精灵耳朵的头像");
    assertThat(said.keySet())
        .containsExactlyInAnyOrder(
            "style", "ear.point", "hair.style", "hair.length", "hair.colour");
    assertThat(said)
        .containsEntry("style", "elf")
        .containsEntry("hair.style", "long")
        .containsEntry("hair.length", "long")
        .containsEntry("hair.colour", "#2f56c4");
    assertThat(Double.parseDouble(said.get("ear.point"))).isGreaterThan(0.7);
  }

  @Test
  @Tag("A03")
  void read_englishWish_saysWhatItSaysAndNothingElse() {
    Map<String, String> said = said("a cheerful elf with long blue hair and freckles");
    assertThat(said.keySet())
        .containsExactlyInAnyOrder(
            "style",
            "ear.point",
            "hair.style",
            "hair.length",
            "hair.colour",
            "mood",
            "skin.freckles");
    assertThat(said).containsEntry("mood", "happy").containsEntry("hair.length", "long");
  }

  @Test
  @Tag("A03")
  void read_streaks_areTheSecondColour() {
    assertThat(said("black hair with blue streaks"))
        .containsEntry("hair.colour", "#17120f")
        .containsEntry("hair.colour2", "#2f56c4")
        .containsEntry("hair.colouring", "streaks");
  }

  @Test
  @Tag("A03")
  void read_bothOrdersOfChinese_attachAlike() {
    assertThat(said("黑头发大眼睛")).containsKeys("hair.colour", "eye.size").hasSize(3);
    assertThat(said("头发黑眼睛大").keySet()).isEqualTo(said("黑头发大眼睛").keySet());
  }

  @Test
  @Tag("A03")
  void read_moreSpecificWords_areNoContradiction() {
    for (String text :
        List.of(
            "small golden hoop earrings",
            "round sunglasses",
            "\u5c0f\u5c0f\u7684\u5708\u5f62\u8033\u73af")) {
      assertThat(read(text).contradictions()).as(text).isEmpty();
    }
    assertThat(said("small golden hoop earrings")).containsEntry("earrings", "hoop");
  }

  @Test
  @Tag("A03")
  void read_contradiction_laterWordsWin() {
    TextReading reading = read("short blond hair, brown eyes. No, long black hair");
    assertThat(reading.find("hair.length").orElseThrow().value().toString()).isEqualTo("long");
    assertThat(reading.find("hair.colour").orElseThrow().value().toString()).isEqualTo("#17120f");
    assertThat(reading.contradictions())
        .extracting(c -> c.winner().attribute() + " " + c.overruled().quote())
        .containsExactlyInAnyOrder("hair.length short blond hair", "hair.colour blond hair");
  }

  @ParameterizedTest
  @CsvSource({
    "She has no glasses. She wears glasses., glasses, rectangular",
    "no beard. a beard., beard.style, full",
    "没有胡子，有胡子, beard.style, full",
    "'glasses, no glasses', glasses, none",
    "He is bald. He has long blonde hair., hair.style, long",
    "'He has long blonde hair. He is bald.', hair.length, none",
    "'长发，后来剃成了光头', hair.length, none"
  })
  void read_thereAndNotThere_laterWordsWinAndItSaysSo(String text, String attribute, String value) {
    TextReading reading = read(text);
    assertThat(reading.find(attribute).orElseThrow().value()).as(text).hasToString(value);
    assertThat(reading.contradictions())
        .as(text)
        .extracting(c -> c.winner().attribute())
        .contains(attribute);
  }

  @Test
  @Tag("A03")
  void read_severalPersons_describesTheSubject() {
    assertThat(said("Beside an old man with a white beard stood a girl with red hair."))
        .containsEntry("hair.colour", "#a53220")
        .containsEntry("identity.femininity", "0.9")
        .doesNotContainKeys("beard.style", "beard.colour", "skin.wrinkles");
    assertThat(said("The queen's brother is a tall man with black hair"))
        .containsEntry("identity.femininity", "0.1")
        .containsEntry("hair.colour", "#17120f");
    assertThat(said("\u738b\u540e\u7684\u5f1f\u5f1f\u662f\u4e2a\u91d1\u53d1\u5c11\u5e74"))
        .containsEntry("identity.femininity", "0.1");
  }

  @Test
  @Tag("A03")
  void read_animal_keepsItsOwnEyes() {
    assertThat(said("a woman holding a cat with green eyes")).doesNotContainKey("eye.colour");
    assertThat(
            said(
                "\u5979\u62b1\u7740\u4e00\u53ea\u7eff\u773c\u775b\u7684\u732b\uff0c\u9ed1\u5934\u53d1"))
        .containsKey("hair.colour")
        .doesNotContainKey("eye.colour");
  }

  @Test
  @Tag("A03")
  void read_negationBehindItsThing_negates() {
    assertThat(said("red hair, beard-free")).containsEntry("beard.style", "none");
    assertThat(said("\u7ea2\u5934\u53d1\uff0c\u773c\u955c\u5c31\u4e0d\u8981\u4e86"))
        .containsEntry("glasses", "none");
    assertThat(said("glasses: no")).containsEntry("glasses", "none");
    assertThat(said("hardly any freckles")).containsEntry("skin.freckles", "0.0");
    assertThat(said("\u6709\u6ca1\u6709\u9ed1\u8272\u957f\u53d1\u7684\u5973\u5b69"))
        .containsEntry("hair.length", "long");
  }

  @Test
  @Tag("A03")
  void read_oneEyeAndTheOther_areTwoColoursAndNoContradiction() {
    for (String text :
        List.of(
            "One of his eyes was blue, the other brown.",
            "one eye is blue and the other is brown",
            "她一只眼睛蓝色，一只眼睛棕色")) {
      assertThat(said(text)).as(text).containsKeys("eye.colour", "eye.colour2");
      assertThat(read(text).contradictions()).as(text).isEmpty();
    }
    assertThat(said("blue eyes. no, brown eyes")).doesNotContainKey("eye.colour2");
  }

  @Test
  @Tag("A03")
  void read_behindAnd_isSaidOfTheSubject() {
    TextReading reading = read("She has no freckles and isn't old");
    assertThat(reading.exclusions()).extracting(e -> e.attribute()).containsExactly("identity.age");
    assertThat(reading.notes()).isEmpty();
    assertThat(read("her hair is long and isn't curly").exclusions())
        .extracting(e -> e.attribute())
        .containsExactly("hair.texture");
  }

  @Test
  @Tag("A03")
  void read_wordsOfNovels_sayWhatTheyMean() {
    assertThat(said("a broad, flat nose")).containsEntry("nose.width", "0.6");
    assertThat(said("long hair, hooked nose")).doesNotContainKey("nose.length");
    assertThat(said("She looked no older than seventeen")).containsEntry("identity.age", "17.0");
    assertThat(said("The old soldier had lost his hair")).containsEntry("hair.style", "bald");
    assertThat(said("扎着两条羊角辫")).containsEntry("hair.style", "twinTails").doesNotContainKey("horns");
    assertThat(said("下巴刮得干干净净")).containsEntry("beard.style", "none");
    assertThat(said("olive-skinned")).containsEntry("skin.colour", "#b9936a");
  }

  @Test
  @Tag("A03")
  void read_degrees_areMonotone() {
    double slightly = Double.parseDouble(said("a slightly hooked nose").get("nose.curve"));
    double plain = Double.parseDouble(said("a hooked nose").get("nose.curve"));
    double very = Double.parseDouble(said("a very hooked nose").get("nose.curve"));
    assertThat(slightly).isPositive().isLessThan(plain);
    assertThat(very).isGreaterThan(plain);
    assertThat(said("a round face")).containsEntry("face.shape", "round");
    assertThat(Double.parseDouble(said("a little mouth").get("mouth.width"))).isNegative();
  }

  @Test
  @Tag("A03")
  void read_demandWithoutMeaning_isListedAsNotUnderstood() {
    TextReading reading = read("a girl with a mullet, blue hair and a steampunk monocle");
    assertThat(reading.unrecognised()).containsExactly("mullet", "steampunk");
  }

  @Test
  @Tag("A03")
  void read_placeOfTheMouthAndShapeOfPupilsAndLids_areKnown() {
    for (String high : List.of("a mouth set high", "a high-set mouth", "嘴的位置偏高")) {
      assertThat(said(high)).as(high).containsEntry("mouth.height", "0.6");
    }
    for (String low : List.of("a low-set mouth", "her mouth close to the chin", "嘴离鼻子很远")) {
      assertThat(said(low)).as(low).containsEntry("mouth.height", "-0.6");
    }
    for (String fold :
        List.of("epicanthic folds", "eyes with an epicanthal fold", "有蒙古褶", "内眦赘皮")) {
      assertThat(said(fold)).as(fold).containsEntry("eye.epicanthus", "0.8");
    }
    for (String none : List.of("no epicanthic folds", "没有内眦赘皮")) {
      assertThat(said(none)).as(none).containsEntry("eye.epicanthus", "0.0");
    }
    for (String round : List.of("round pupils", "her pupils are round", "圆形瞳孔", "圆瞳")) {
      assertThat(said(round)).as(round).containsEntry("eye.pupil", "round");
    }
    assertThat(said("slit pupils")).containsEntry("eye.pupil", "slit");
    assertThat(said("round eyes")).doesNotContainKey("eye.pupil");
  }

  @Test
  @Tag("A03")
  void read_nothingKnown_hasNoEvidenceAndANote() {
    TextReading reading = read("quarterly revenue grew");
    assertThat(reading.evidence()).isEmpty();
    assertThat(reading.notes())
        .isEqualTo(List.of("nothing about a face or its dress was recognised"));
    assertThat(reading.unrecognised()).contains("quarterly", "revenue");
  }
}
