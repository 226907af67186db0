package dev.mien.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Evidence;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
  void read_nothingKnown_hasNoEvidenceAndANote() {
    TextReading reading = read("quarterly revenue grew");
    assertThat(reading.evidence()).isEmpty();
    assertThat(reading.notes())
        .isEqualTo(List.of("nothing about a face or its dress was recognised"));
    assertThat(reading.unrecognised()).contains("quarterly", "revenue");
  }
}
