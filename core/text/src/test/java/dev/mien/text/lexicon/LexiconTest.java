package dev.mien.text.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.BadFileException;
import dev.mien.core.TextPrompt;
import dev.mien.text.TextReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LexiconTest {

  @Test
  @Tag("A04")
  void with_newPhrase_isReadAndLeavesTheStandardAlone() throws IOException {
    String row = "-\tmood=happy\t0.9\tgruntled\t-\n";
    Lexicon mine = Lexicon.standard().with("mine.tsv", new StringReader(row));
    TextPrompt prompt = TextPrompt.of("a gruntled man");
    assertThat(TextReader.create(mine).read(prompt).find("mood")).isPresent();
    assertThat(TextReader.create().read(prompt).find("mood")).isEmpty();
  }

  @Test
  void with_unknownAttribute_namesFileLineAndAttribute() {
    assertThatThrownBy(
            () ->
                Lexicon.standard()
                    .with("mine.tsv", new StringReader("# x\n-\tnoze=1\t0.9\tsnout\t-\n")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("mine.tsv (line 2)")
        .hasMessageContaining("noze");
  }

  @Test
  void apply_darkShade_lowersEveryChannelAndKeepsHueOrder() {
    int shaded = new Shade(0.6, 1).apply(0x8060c0, 1);
    assertThat(shaded >> 16 & 255).isBetween(1, 0x7f);
    assertThat(shaded & 255).isGreaterThan(shaded >> 16 & 255).isLessThan(0xc0);
  }
}
