package dev.mien.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Passages of novels against what a person reads in them. */
@Tag("A03")
class LiteratureTest {

  private static final Pattern ID = Pattern.compile("\"id\": \"([^\"]+)\"");
  private static final Pattern TEXT = Pattern.compile("\"text\": \"((?:[^\"\\\\]|\\\\.)*)\"");

  /**
   * Attribute=value, attribute+ or attribute- for the sign of an amount, !attribute for nothing.
   */
  private static final Map<String, String> EXPECTED =
      Map.ofEntries(
          Map.entry("en-000", "hair.colour=#a53220 scar=cheek !eye.colour !skin.colour"),
          Map.entry(
              "en-002",
              "skin.colour=#d6b27f hair.colour=#17120f beard.style=moustache"
                  + " glasses=sunglasses hair.volume- identity.build+"),
          Map.entry("en-004", "hat=wideBrim lip.upper+ chin.length+ identity.femininity=0.1"),
          Map.entry(
              "en-006", "face.width+ skin.wrinkles+ eye.depth+ nose.width- nose.bridgeHeight+"),
          Map.entry(
              "en-008", "hair.colour=#d2692a scar=lip skin.colour=#efd8c9 eye.colour=#38241a"),
          Map.entry(
              "en-010",
              "nose.curve+ nose.bridgeHeight+ nose.width- nostril.flare+ forehead.height+"
                  + " brow.thickness+ brow.spacing- hair.texture=curly"),
          Map.entry(
              "en-012", "hair.colour=#5d5d5b beard.style=moustache cheek.fullness+ eye.bags+"),
          Map.entry(
              "en-014", "skin.colour=#efd8c9 nose.curve+ lip.colour=#b72c38 eye.colour=#a3242a"),
          Map.entry("en-016", "lip.colour=#b72c38 identity.femininity=0.9 !hair.colour !style"),
          Map.entry(
              "en-018",
              "head.width+ skin.colour=#6f4630 eye.depth+ brow.thickness+ brow.colour=#17120f"),
          Map.entry(
              "en-020",
              "brow.thickness+ brow.colour=#17120f forehead.width+ hair.colour=#17120f"
                  + " nostril.flare+ mood=angry"),
          Map.entry(
              "en-022",
              "face.shape=oval nose.curve+ mouth.width- forehead.height- eye.colour=#6b4226"
                  + " identity.femininity=0.1"),
          Map.entry("en-024", "hair.ornament=headband !glasses !style"),
          Map.entry("en-026", "!hair.colour !eye.colour !glasses"),
          Map.entry(
              "zh-028", "eye.tilt+ brow.thickness+ beard.style=long clothing=armour skin.blush+"),
          Map.entry("zh-030", "nose.bridgeHeight- head.height+"),
          Map.entry("zh-032", "face.shape=round ear.size+ mouth.width+ lip.upper+ skin.moles+"),
          Map.entry("zh-034", "skin.colour=#efd8c9 lip.colour=#b72c38 hair.ornament=headband"),
          Map.entry("zh-036", "ear.size+ skin.colour=#efd8c9 lip.colour=#b72c38"),
          Map.entry("zh-038", "eye.tilt+ brow.tilt+ lip.colour=#b72c38 beard.style=long"),
          Map.entry(
              "zh-040", "identity.age=34.0 clothing=crossCollar clothing.colour=#7a3fa8 eye.tilt+"),
          Map.entry("zh-042", "brow.tilt+ eye.tilt+ skin.colour=#d8b184 !hair.colour"),
          Map.entry("zh-044", "beard.style=long skin.blush+ !clothing"),
          Map.entry("zh-048", "skin.colour=#efd8c9 beard.style=long clothing=crossCollar"),
          Map.entry(
              "zh-050", "hat=strawHat clothing.colour=#f2f0ea beard.colour=#9c3a22 skin.moles+"),
          Map.entry("zh-052", "nose.bridgeHeight+ !hair.colour"),
          Map.entry("zh-054", "mood=afraid !hair.colour !hair.length"),
          Map.entry("zh-056", "eye.colour=#d8b42c cheek.fullness-"),
          Map.entry("zh-058", "lip.protrusion+ ear.size+"),
          Map.entry("zh-064", "hair.style=bald"),
          Map.entry("zh-066", "face.shape=round mouth.width- !lip.colour=#2f8f4a"));

  @Test
  void read_novelPassages_agreesWithAReader() throws IOException {
    List<String> lines =
        Files.readAllLines(
            SharedData.path("texts/face_descriptions_public_domain.jsonl"), StandardCharsets.UTF_8);
    Map<String, String> passages = new HashMap<>();
    for (String line : lines) {
      Matcher id = ID.matcher(line);
      Matcher text = TEXT.matcher(line);
      assertThat(id.find() && text.find()).as(line).isTrue();
      passages.put(id.group(1), text.group(1).replace("\\n", "\n").replace("\\\"", "\""));
    }
    TextReader reader = TextReader.create();
    List<String> failures = new ArrayList<>();
    int checks = 0;
    for (Map.Entry<String, String> entry : EXPECTED.entrySet()) {
      String passage = passages.getOrDefault(entry.getKey(), "");
      TextReading reading = reader.read(TextPrompt.of(passage));
      for (String claim : entry.getValue().split(" ")) {
        checks++;
        if (!holds(reading, claim)) {
          failures.add(entry.getKey() + " " + claim);
        }
      }
    }
    System.out.printf("novels: %d of %d; %s%n", checks - failures.size(), checks, failures);
    assertThat((double) (checks - failures.size()) / checks)
        .as(failures.toString())
        .isGreaterThanOrEqualTo(0.85);
  }

  private static boolean holds(TextReading reading, String claim) {
    if (claim.startsWith("!")) {
      return !holds(reading, claim.substring(1));
    }
    String attribute = claim.split("[=+-]")[0];
    Optional<Evidence> found = reading.find(attribute);
    if (found.isEmpty()) {
      return false;
    }
    AttributeValue value = found.get().value();
    if (claim.endsWith("+") || claim.endsWith("-")) {
      double sign = claim.endsWith("+") ? 1 : -1;
      return value instanceof AttributeValue.Amount amount && amount.value() * sign > 0.05;
    }
    return !claim.contains("=") || value.toString().equals(claim.substring(claim.indexOf('=') + 1));
  }
}
