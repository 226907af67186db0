package dev.mien.text.clean;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cleans one text: repairs wrong decoding, normalises to form KC, and removes markup, control,
 * format and private-use characters, emoji and other symbols without meaning here, and sentences
 * that are repeated. Immutable and thread-safe.
 */
public final class TextCleaner {

  /** Characters that are cleaned; what follows is left out. */
  public static final int MAX_CHARACTERS = 2_000_000;

  private static final Pattern TAG = Pattern.compile("</?[a-zA-Z!][^<>]{0,300}>");
  private static final Pattern SPACES = Pattern.compile("[ \\t\\x0B\\f\\r]{2,}|[\\t\\x0B\\f\\r]");
  private static final Pattern BLANK_LINES = Pattern.compile("\\s*\\n\\s*");
  private static final Pattern RUN = Pattern.compile("([^\\w\\s\\p{IsHan}.\\u2014-])\\1{2,}");

  /** Rows of signs that mean something alone and nothing in a row: {@code ***}, {@code ~=~=~}. */
  private static final Pattern ORNAMENT = Pattern.compile("[#&+%/@=*<>~^$_|\\\\]{3,}");

  private static final Pattern MANY_DOTS = Pattern.compile("\\.{4,}");
  private static final Pattern MANY_DASHES = Pattern.compile("-{4,}");
  private static final Pattern SENTENCE =
      Pattern.compile("[^.!?\u3002\uff01\uff1f\n]+[.!?\u3002\uff01\uff1f\n]*\\s*");

  /** Symbols that mean something in a description: hex colours, "and", signs, inches, degrees. */
  private static final String MEANINGFUL = "#&+%/@'\"=*<>~^$_|\u00b0\u2032\u2033\\";

  private TextCleaner() {}

  /** A cleaner. */
  public static TextCleaner create() {
    return new TextCleaner();
  }

  /**
   * Cleans a text.
   *
   * @param raw any text
   */
  public CleanedText clean(String raw) {
    List<String> changes = new ArrayList<>();
    String text = raw;
    if (text.length() > MAX_CHARACTERS) {
      changes.add("left out all after the first " + MAX_CHARACTERS + " characters");
      text = text.substring(0, MAX_CHARACTERS);
    }
    Optional<String> repaired =
        Mojibake.score(text) > Mojibake.THRESHOLD ? Mojibake.repair(text) : Optional.empty();
    if (repaired.isPresent()) {
      changes.add("repaired text that had been decoded with the wrong character set");
      text = repaired.get();
    }
    text = Normalizer.normalize(text, Normalizer.Form.NFKC);
    text = count(TAG, text, " ", "markup tags", changes);
    text = characters(text, changes);
    text = count(ORNAMENT, text, " ", "rows of symbols", changes);
    text = count(RUN, text, "$1", "runs of repeated punctuation", changes);
    text = count(MANY_DOTS, text, "...", "runs of dots", changes);
    text = count(MANY_DASHES, text, "--", "runs of dashes", changes);
    text = SPACES.matcher(text).replaceAll(" ");
    text = BLANK_LINES.matcher(text).replaceAll("\n");
    text = repeated(text.strip(), changes);
    return new CleanedText(text, changes);
  }

  private static String count(
      Pattern pattern, String text, String replacement, String what, List<String> changes) {
    long found = pattern.matcher(text).results().count();
    if (found == 0) {
      return text;
    }
    changes.add("removed " + found + " " + what);
    return pattern.matcher(text).replaceAll(replacement);
  }

  private static String characters(String text, List<String> changes) {
    StringBuilder kept = new StringBuilder(text.length());
    int garbled = 0;
    int format = 0;
    int symbols = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int type = Character.getType(c);
      if (Mojibake.impossible(c)) {
        garbled++;
      } else if (type == Character.FORMAT || c >= 0xfe00 && c <= 0xfe0f) {
        format++;
      } else if (irrelevant(c, type)) {
        symbols++;
        if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
          kept.append(' ');
        }
      } else {
        kept.appendCodePoint(c);
      }
    }
    if (garbled > 0) {
      changes.add("removed " + garbled + " garbled or control characters");
    }
    if (format > 0) {
      changes.add("removed " + format + " invisible formatting characters");
    }
    if (symbols > 0) {
      changes.add("removed " + symbols + " symbols without meaning here");
    }
    return kept.toString();
  }

  /** Symbols and enclosing marks outside the whitelist. */
  static boolean irrelevant(int c, int type) {
    if (c < 128 || MEANINGFUL.indexOf(c) >= 0) {
      return false;
    }
    return type == Character.OTHER_SYMBOL
        || type == Character.MATH_SYMBOL
        || type == Character.CURRENCY_SYMBOL
        || type == Character.MODIFIER_SYMBOL
        || type == Character.ENCLOSING_MARK
        || c == 0x203b
        || c >= 0x2768 && c <= 0x2793
        || c >= 0x2020 && c <= 0x2023;
  }

  /** Drops sentences that were there before, word for word. */
  private static String repeated(String text, List<String> changes) {
    Set<String> seen = new HashSet<>();
    StringBuilder kept = new StringBuilder(text.length());
    int dropped = 0;
    var sentences = SENTENCE.matcher(text);
    int end = 0;
    while (sentences.find()) {
      kept.append(text, end, sentences.start());
      end = sentences.end();
      String key = sentences.group().strip();
      if (key.length() < 4 || seen.add(key)) {
        kept.append(sentences.group());
      } else {
        dropped++;
      }
    }
    kept.append(text, end, text.length());
    if (dropped > 0) {
      changes.add("removed " + dropped + " repeated sentences");
    }
    return dropped > 0 ? kept.toString().strip() : text;
  }
}
