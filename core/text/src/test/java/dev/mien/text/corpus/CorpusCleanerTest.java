package dev.mien.text.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.AttributeValue;
import dev.mien.text.Language;
import dev.mien.text.clean.CleanedText;
import dev.mien.text.clean.Mojibake;
import dev.mien.text.clean.NearDuplicates;
import dev.mien.text.clean.TextCleaner;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

  /** Everything that the grammar writes, however alike, but word for word the same only once. */
  private static List<LabelledText> texts(int count) {
    DescriptionGrammar grammar = DescriptionGrammar.standard();
    Set<String> seen = new HashSet<>();
    List<LabelledText> texts = new ArrayList<>();
    for (long seed = 0; texts.size() < count; seed++) {
      LabelledText item = grammar.generate(seed);
      if (seen.add(item.text())) {
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

  /** The same text in a slightly other form: one of four ways that people repeat each other. */
  private static String alike(String text, SplittableRandom random) {
    boolean chinese = text.codePoints().anyMatch(Character::isIdeographic);
    String glue = chinese ? "" : " ";
    List<String> words = new ArrayList<>(List.of(text.strip().split(chinese ? "" : " +")));
    switch (random.nextInt(4)) {
      case 0 -> {
        int at = random.nextInt(words.size() - 1);
        Collections.swap(words, at, at + 1);
        return String.join(glue, words);
      }
      case 1 -> {
        List<String> clauses =
            new ArrayList<>(List.of(text.strip().split("(?<=[,.;\u3002\uff0c\u3001\uff1b])\\s*")));
        Collections.rotate(clauses, 1 + random.nextInt(3));
        return String.join(glue, clauses);
      }
      case 2 -> {
        int cut = Math.max(1, words.size() / 10);
        return String.join(glue, words.subList(0, words.size() - cut));
      }
      default -> {
        int at =
            random.ints(0, text.length()).filter(i -> text.charAt(i) > ' ').findFirst().orElse(0);
        return text.substring(0, at) + text.charAt(at) + text.substring(at);
      }
    }
  }

  private static final List<int[]> SYMBOLS =
      List.of(
          new int[] {0x2190, 0x21ff},
          new int[] {0x2500, 0x257f},
          new int[] {0x25a0, 0x25ff},
          new int[] {0x2600, 0x26ff},
          new int[] {0x2701, 0x27be},
          new int[] {0x1f300, 0x1f64f},
          new int[] {0x1f680, 0x1f6c0},
          new int[] {0x20a0, 0x20bf},
          new int[] {0x2200, 0x22ff});

  /** One to eight random emoji, arrows, ornaments, or a row of ASCII signs, somewhere. */
  private static String adorn(String text, SplittableRandom random, Set<Integer> used) {
    StringBuilder run = new StringBuilder();
    int length = 1 + random.nextInt(8);
    if (random.nextInt(4) == 0) {
      String signs = "*~=^_|<>+#";
      for (int i = 0; i < length + 2; i++) {
        run.append(signs.charAt(random.nextInt(signs.length())));
      }
    } else {
      int[] block = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
      for (int i = 0; i < length; i++) {
        int symbol = block[0] + random.nextInt(block[1] - block[0] + 1);
        used.add(symbol);
        run.appendCodePoint(symbol);
      }
    }
    List<Integer> gaps = new ArrayList<>(List.of(0, text.length()));
    for (int i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
      gaps.add(i);
    }
    int at = gaps.get(random.nextInt(gaps.size()));
    return text.substring(0, at) + run + text.substring(at);
  }

  @Test
  void clean_injectedDefects_precisionAndRecallAtLeast95() {
    SplittableRandom random = new SplittableRandom(7);
    List<TextRecord> records = new ArrayList<>();
    Map<String, String> truth = new HashMap<>();
    Map<String, Map<String, AttributeValue>> labels = new HashMap<>();
    Set<Integer> symbols = new HashSet<>();
    List<LabelledText> texts = texts(1500);
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i).text();
      String id = (i % 10 == 3 ? "symbols" : "clean") + i;
      if (i % 10 == 3) {
        truth.put(id, "SYMBOLS");
        records.add(item(adorn(text, random, symbols), id));
      } else {
        records.add(item(text, id));
      }
      labels.put(id, texts.get(i).labels());
      if (i % 10 == 0) {
        records.add(item(garble(text, random), "garbled" + i));
        truth.put("garbled" + i, "GARBLED");
      }
      if (i % 10 == 1) {
        records.add(item(text, "exact" + i));
        truth.put("exact" + i, "DUPLICATE");
      }
      String near = i % 10 == 2 ? alike(text, random) : text;
      if (!near.equals(text)) {
        records.add(item(near, "near" + i));
        truth.put("near" + i, "NEAR_DUPLICATE");
      }
    }
    CorpusCleaner.Result result = new CorpusCleaner().clean(records);
    Map<String, String> found = new HashMap<>();
    Set<String> alike = new HashSet<>();
    for (Rejection rejection : result.rejected()) {
      String id = rejection.item().id();
      // The grammar itself repeats what it said in nearly the same words. Whether a rejected text
      // says anything else is known from its labels, which the cleaner doesn't see; if it doesn't,
      // it was rejected rightly, and its own copy has nothing that it could be too near to.
      if (rejection.reason() == Rejection.Reason.NEAR_DUPLICATE
          && labels.containsKey(id)
          && agree(
              labels.getOrDefault(id, Map.of()),
              labels.getOrDefault(rejection.detail(), Map.of()))) {
        alike.add(id);
        alike.add(id.replaceFirst("clean|symbols", "near"));
        truth.remove(id);
        truth.remove(id.replaceFirst("clean|symbols", "near"));
      } else if (!alike.contains(id)) {
        found.put(id, rejection.reason().name());
      }
    }
    result
        .changes()
        .forEach(
            (id, changes) -> {
              if (changes.stream().anyMatch(c -> c.contains("symbols"))) {
                found.put(id, "SYMBOLS");
              }
            });
    long twice = alike.stream().filter(labels::containsKey).count();
    System.out.printf("alike by themselves: %d of %d%n", twice, texts.size());
    if (Boolean.getBoolean("mien.text.mistakes")) {
      records.stream()
          .filter(r -> !truth.getOrDefault(r.id(), "").equals(found.getOrDefault(r.id(), "")))
          .forEach(r -> System.out.println(r.id() + " " + found.get(r.id()) + ": " + r.text()));
    }
    assertThat(twice).isLessThan(texts.size() / 5);
    for (String defect : List.of("GARBLED", "DUPLICATE", "NEAR_DUPLICATE", "SYMBOLS")) {
      Set<String> expected = ids(truth, defect);
      Set<String> got = ids(found, defect);
      Set<String> both = new HashSet<>(expected);
      both.retainAll(got);
      double recall = (double) both.size() / expected.size();
      double precision = (double) both.size() / Math.max(1, got.size());
      System.out.printf(
          "%s: precision %.3f, recall %.3f of %d%n", defect, precision, recall, expected.size());
      assertThat(recall).as("recall of " + defect).isGreaterThanOrEqualTo(0.95);
      assertThat(precision).as("precision of " + defect).isGreaterThanOrEqualTo(0.95);
    }
    Map<String, String> kept = new HashMap<>();
    result.kept().forEach(r -> kept.put(r.id(), r.text()));
    long same = 0;
    long clean = 0;
    for (TextRecord item : records) {
      String text = kept.getOrDefault(item.id(), "");
      if (item.id().startsWith("clean") && !alike.contains(item.id())) {
        clean++;
        same += Normalizer.normalize(item.text(), Normalizer.Form.NFKC).equals(text) ? 1 : 0;
      }
      assertThat(text.codePoints().filter(symbols::contains).toArray()).as(text).isEmpty();
    }
    System.out.printf("clean records unchanged: %d of %d%n", same, clean);
    assertThat((double) same / clean).isGreaterThanOrEqualTo(0.99);
  }

  /** Whether two descriptions may be of the same person. */
  private static boolean agree(Map<String, AttributeValue> a, Map<String, AttributeValue> b) {
    return a.entrySet().stream()
        .allMatch(e -> b.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
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
    CleanedText repaired = TextCleaner.create().clean(wrong);
    assertThat(repaired.text()).isEqualTo("\u84dd\u8272\u957f\u53d1");
    assertThat(repaired.changes())
        .containsExactly("repaired text that had been decoded with the wrong character set");
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
