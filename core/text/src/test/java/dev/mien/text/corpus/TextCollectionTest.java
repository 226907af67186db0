package dev.mien.text.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.BadFileException;
import dev.mien.text.Language;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A01")
class TextCollectionTest {

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void ingest_secondRun_addsNothing() throws IOException {
    TextCollection collection = new TextCollection();
    DescriptionGrammar grammar = DescriptionGrammar.standard();
    for (TextOrigin origin : TextOrigin.values()) {
      TextSource source = grammar.source(origin, 2000, 1, TIME);
      assertThat(collection.ingest(source)).isEqualTo(2000);
      assertThat(collection.ingest(source)).isZero();
    }
    assertThat(collection.records())
        .allSatisfy(
            item -> {
              assertThat(item.licence()).isNotBlank();
              assertThat(item.time()).isEqualTo(TIME);
            });
    assertThat(collection.records().stream().map(TextRecord::origin).distinct()).hasSize(3);
    assertThat(collection.records().stream().map(TextRecord::language).distinct()).hasSize(2);
  }

  @Test
  void classify_heldOutRecords_accuracyAtLeast90Percent() throws IOException {
    DescriptionGrammar grammar = DescriptionGrammar.standard();
    List<TextRecord> train = new ArrayList<>();
    List<TextRecord> test = new ArrayList<>();
    for (TextOrigin origin : TextOrigin.values()) {
      train.addAll(grammar.source(origin, 2000, 1, TIME).collect());
      test.addAll(grammar.source(origin, 500, 1_000_000, TIME).collect());
    }
    List<String> known = train.stream().map(TextRecord::text).toList();
    java.util.Set<String> seen = new java.util.HashSet<>(known);
    test.removeIf(item -> seen.contains(item.text()));
    OriginClassifier classifier = OriginClassifier.train(train);
    long right = test.stream().filter(r -> classifier.classify(r.text()) == r.origin()).count();
    System.out.printf("origin accuracy %.4f%n", (double) right / test.size());
    assertThat((double) right / test.size()).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  void record_blankLicence_isRefused() {
    assertThatThrownBy(() -> TextRecord.of("a", Language.ENGLISH, TextOrigin.WISH, " ", TIME))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("licence");
  }

  @Test
  void withTemplates_missingColumn_namesTheLine() {
    assertThatThrownBy(
            () ->
                DescriptionGrammar.standard()
                    .withTemplates("mine.tsv", new StringReader("# x\nWISH\tENGLISH\n")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("mine.tsv (line 2)");
  }
}
