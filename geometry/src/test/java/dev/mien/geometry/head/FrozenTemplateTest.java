package dev.mien.geometry.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A version of the template names one topology, one vertex order, one texture layout and one
 * vocabulary. Whoever changes one of them raises {@link SkinTemplate#TEMPLATE_VERSION} and commits
 * the new fingerprints, which the failure prints.
 */
class FrozenTemplateTest {

  @Test
  void template_isWhatItsVersionNames() throws IOException {
    Properties frozen = new Properties();
    try (InputStream file = FrozenTemplateTest.class.getResourceAsStream("template.properties")) {
      frozen.load(file);
    }
    Map<String, String> found = new TreeMap<>();
    found.put("version", SkinTemplate.TEMPLATE_VERSION);
    for (LevelOfDetail level : LevelOfDetail.values()) {
      found.put(level.name(), fingerprint(SkinTemplate.of(level)));
    }
    found.put("vocabulary", vocabulary());
    Map<String, String> expected = new TreeMap<>();
    frozen.forEach((key, value) -> expected.put(key.toString(), value.toString()));
    assertThat(found).isEqualTo(expected);
  }

  private static String fingerprint(SkinTemplate template) {
    MessageDigest digest = sha256();
    for (int[] numbers :
        new int[][] {
          template.triangles(),
          template.vertexOf(),
          template.faces(),
          template.mirror(),
          template.weld(),
          template.charts()
        }) {
      for (int number : numbers) {
        put(digest, number);
      }
      put(digest, numbers.length);
    }
    for (float coordinate : template.uvs()) {
      // To a tenth of a texel of a map of 2048: other processors may differ in the last digit.
      put(digest, Math.round(coordinate * 20480));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String vocabulary() throws IOException {
    try (InputStream table = Vocabulary.class.getResourceAsStream("vocabulary.tsv")) {
      MessageDigest digest = sha256();
      new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          // id, kind and domain; the default and the explanation may be reworded
          .map(line -> String.join("\t", line.split("\t", -1)[0], kindAndDomain(line)))
          .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    }
  }

  private static String kindAndDomain(String line) {
    String[] cells = line.split("\t", -1);
    return cells[1] + "\t" + cells[2];
  }

  private static void put(MessageDigest digest, int number) {
    digest.update(
        new byte[] {
          (byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number
        });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
