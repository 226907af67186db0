package dev.mien.text.corpus;

import dev.mien.text.Language;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A collected description.
 *
 * @param id hash of origin and text, so that the same description has the same id
 * @param text as collected
 * @param language its main language
 * @param origin the kind of place it comes from
 * @param licence SPDX identifier, or the words of the permission; never blank
 * @param time when it was collected
 */
public record TextRecord(
    String id, String text, Language language, TextOrigin origin, String licence, Instant time) {

  /** Validates the licence. */
  public TextRecord {
    if (licence.isBlank()) {
      throw new IllegalArgumentException("licence is blank, expected an SPDX id or a permission");
    }
  }

  /**
   * A record with the id that its content gives.
   *
   * @param text the description
   * @param language its main language
   * @param origin the kind of place
   * @param licence SPDX identifier or permission
   * @param time when it was collected
   */
  public static TextRecord of(
      String text, Language language, TextOrigin origin, String licence, Instant time) {
    return new TextRecord(idOf(text, origin), text, language, origin, licence, time);
  }

  private static String idOf(String text, TextOrigin origin) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((origin.name() + "\n" + text.strip()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
