package dev.mien.text.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.text.Language;
import dev.mien.text.corpus.DescriptionGrammar;
import dev.mien.text.corpus.LabelledText;
import dev.mien.text.corpus.TextOrigin;
import dev.mien.text.corpus.TextRecord;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A02")
class CorpusCleanerTest {

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private static List<LabelledText> distinct(int count) {
    DescriptionGrammar grammar = DescriptionGrammar.standard();
    NearDuplicates near = new NearDuplicates(0.7);
    List<LabelledText> texts = new ArrayList<>();
    for (long seed = 0; texts.size() < count; seed++) {
      LabelledText item = grammar.generate(seed);
      if (near.add("" + seed, item.text()).isEmpty()) {
        texts.add(item);
      }
    }
    return texts;
  }

  private static TextRecord item(String text, String id) {
    return new TextRecord(id, text, Language.ENGLISH, TextOrigin.WISH, "CC0-1.0", TIME);
  }

  private static String garble(String text, SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      StringBuilder holes = new StringBuilder(text);
      for (int i = 0; i < text.length(); i += 4) {
        holes.setCharAt(i, random.nextBoolean() ? '\ufffd' : '\ue123');
      }
      return holes.toString();
    }
    Charset wrong =
        text.codePoints().anyMatch(c -> c > 255)
            ? Charset.forName("GBK")
            : Charset.forName("windows-1252");
    String raised = text.replace('e', '\u00e9').replace('a', '\u00e4').replace('o', '\u00f6');
    return new String(raised.getBytes(StandardCharsets.UTF_8), wrong);
  }

  @Test
  void clean_injectedDefects_precisionAndRecallAtLeast95() {
    SplittableRandom random = new SplittableRandom(7);
    List<TextRecord> records = new ArrayList<>();
    Map<String, String> truth = new HashMap<>();
    List<LabelledText> texts = distinct(1000);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i).text();
      records.add(item(text, "clean" + i));
      if (i % 10 == 0) {
        records.add(item(garble(text, random), "garbled" + i));
        truth.put("garbled" + i, "GARBLED");
      }
      if (i % 10 == 1) {
        records.add(item(text, "exact" + i));
        truth.put("exact" + i, "DUPLICATE");
      }
      if (i % 20 == 2) {
        records.add(item(text.strip() + (i % 40 == 2 ? " ..." : " x"), "near" + i));
        truth.put("near" + i, "NEAR_DUPLICATE");
      }
      if (i % 10 == 3) {
        String noisy = text + " \u2605\u2605\u2605\ud83d\ude00\ud83d\udc96\u2665";
        records.set(records.size() - 1, item(noisy, "symbols" + i));
        truth.put("symbols" + i, "SYMBOLS");
      }
    }
    CorpusCleaner.Result result = new CorpusCleaner().clean(records);
    Map<String, String> found = new HashMap<>();
    result.rejected().forEach(r -> found.put(r.item().id(), r.reason().name()));
    result
        .changes()
        .forEach(
            (id, changes) -> {
              if (changes.stream().anyMatch(c -> c.contains("symbols"))) {
                found.put(id, "SYMBOLS");
              }
            });
    for (String defect : List.of("GARBLED", "DUPLICATE", "NEAR_DUPLICATE", "SYMBOLS")) {
      Set<String> expected = ids(truth, defect);
      Set<String> got = ids(found, defect);
      Set<String> both = new HashSet<>(expected);
      both.retainAll(got);
      double recall = (double) both.size() / expected.size();
      double precision = (double) both.size() / Math.max(1, got.size());
      System.out.printf("%s: precision %.3f, recall %.3f%n", defect, precision, recall);
      assertThat(recall).as("recall of " + defect).isGreaterThanOrEqualTo(0.95);
      assertThat(precision).as("precision of " + defect).isGreaterThanOrEqualTo(0.95);
    }
    Map<String, String> kept = new HashMap<>();
    result.kept().forEach(r -> kept.put(r.id(), r.text()));
    long same = 0;
    long clean = 0;
    for (TextRecord item : records) {
      if (item.id().startsWith("clean")) {
        clean++;
        String normal = Normalizer.normalize(item.text(), Normalizer.Form.NFKC);
        same += normal.equals(kept.get(item.id())) ? 1 : 0;
      }
      assertThat(kept.getOrDefault(item.id(), "")).doesNotContain("\u2605");
    }
    System.out.printf("clean records unchanged: %d of %d%n", same, clean);
    assertThat((double) same / clean).isGreaterThanOrEqualTo(0.99);
  }

  private static Set<String> ids(Map<String, String> defects, String defect) {
    Set<String> ids = new HashSet<>();
    defects.forEach(
        (id, found) -> {
          if (found.equals(defect)) {
            ids.add(id);
          }
        });
    return ids;
  }

  @Test
  void clean_wronglyDecodedPrompt_isRepairedWithANote() {
    String wrong =
        new String(
            "\u84dd\u8272\u957f\u53d1".getBytes(StandardCharsets.UTF_8),
            Charset.forName("ISO-8859-1"));
    CleanedText kept = TextCleaner.create().clean("caf\u00e9 girl, na\u00efve eyes");
    assertThat(kept.changes()).isEmpty();
    assertThat(Mojibake.score(wrong)).isGreaterThan(Mojibake.THRESHOLD);
    assertThat(Mojibake.score("caf\u00e9 girl, na\u00efve eyes")).isLessThan(0.01);
  }

  @Test
  void clean_markupAndRepeats_areRemovedWithReasons() {
    CleanedText cleaned =
        TextCleaner.create()
            .clean("<b>blue eyes</b>!!!!! She smiles. She smiles. \u200bred\u0007 hair");
    assertThat(cleaned.text()).isEqualTo("blue eyes ! She smiles. red hair");
    assertThat(cleaned.changes()).hasSize(5);
  }

  @Test
  void nearDuplicates_jaccard_isOneForEqualAndZeroForDisjoint() {
    assertThat(NearDuplicates.jaccard("long black hair", "long black hair")).isEqualTo(1);
    assertThat(NearDuplicates.jaccard("abcdef", "uvwxyz")).isEqualTo(0);
  }
}
