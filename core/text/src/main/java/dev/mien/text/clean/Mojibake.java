package dev.mien.text.clean;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises text that was decoded with the wrong character set.
 *
 * <p>Three signs: characters that no text has (U+FFFD, controls, private use, unassigned); well
 * known debris of double conversion; and stretches whose bytes in Windows-1252 or GBK happen to be
 * well-formed UTF-8 with multi-byte sequences, which real text is hardly ever.
 */
public final class Mojibake {

  /** Scores above this count as garbled. */
  public static final double THRESHOLD = 0.08;

  private static final Pattern DEBRIS =
      Pattern.compile("\u951f\u65a4\u62f7|\u951f|\u70eb\u70eb\u70eb|\u5c6f\u5c6f\u5c6f");

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Optional<Charset> GBK =
      Charset.isSupported("GBK") ? Optional.of(Charset.forName("GBK")) : Optional.empty();

  private static final Pattern LATIN_RUN =
      Pattern.compile(
          "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
              + "\u2013-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{2,}");

  private static final Pattern HAN_RUN = Pattern.compile("[\u4e00-\u9fff\u20ac\u3400-\u4dbf]{3,}");

  private Mojibake() {}

  /**
   * Share of a text's visible characters that are garbled.
   *
   * @param text any text
   * @return in [0, 1]; 0 for a text without visible characters
   */
  public static double score(String text) {
    int visible = 0;
    int bad = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c)) {
        continue;
      }
      visible++;
      if (impossible(c)) {
        bad++;
      }
    }
    if (visible == 0) {
      return 0;
    }
    Matcher debris = DEBRIS.matcher(text);
    while (debris.find()) {
      bad += debris.end() - debris.start();
    }
    Matcher latin = LATIN_RUN.matcher(text);
    while (latin.find()) {
      if (reads(latin.group(), WINDOWS)) {
        bad += latin.end() - latin.start();
      }
    }
    if (GBK.isPresent()) {
      Matcher han = HAN_RUN.matcher(text);
      while (han.find()) {
        if (mostlyReads(han.group(), GBK.get())) {
          bad += han.end() - han.start();
        }
      }
    }
    return Math.min(1, (double) bad / visible);
  }

  /**
   * What a text was before it was decoded wrongly, where that can be told.
   *
   * @param text text whose characters were UTF-8 bytes read as Windows-1252 or GBK
   * @return the text as it was meant, if all of it converts back
   */
  public static Optional<String> repair(String text) {
    Optional<String> repaired = decode(text, WINDOWS);
    if (repaired.isEmpty() && GBK.isPresent()) {
      repaired = decode(text, GBK.get());
    }
    return repaired.filter(r -> r.length() < text.length() && score(r) == 0);
  }

  /** Whether a code point never stands in a description. */
  static boolean impossible(int c) {
    int type = Character.getType(c);
    return c == 0xfffd
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED
        || type == Character.SURROGATE
        || type == Character.CONTROL && c != '\n' && c != '\t' && c != '\r';
  }

  private static boolean reads(String run, Charset charset) {
    return decode(run, charset).filter(r -> r.length() < run.length()).isPresent();
  }

  /** A run may end in the middle of a sequence: three of its possible ends are tried. */
  private static boolean mostlyReads(String run, Charset charset) {
    for (int cut = 0; cut < 3 && run.length() - cut >= 3; cut++) {
      if (decode(run.substring(0, run.length() - cut), charset).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static ByteBuffer encode(CharSequence text, Charset charset)
      throws CharacterCodingException {
    return charset
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .encode(CharBuffer.wrap(text));
  }

  /**
   * Bytes that were read as Windows-1252 or as ISO 8859-1, which have controls in place of the
   * former's letters from 80 to 9F.
   */
  private static ByteBuffer western(String text) throws CharacterCodingException {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x100) {
        bytes.put((byte) c);
      } else {
        bytes.put(encode(String.valueOf(c), WINDOWS));
      }
    }
    return bytes.flip();
  }

  private static Optional<String> decode(String text, Charset charset) {
    try {
      ByteBuffer bytes = charset.equals(WINDOWS) ? western(text) : encode(text, charset);
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(bytes)
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
