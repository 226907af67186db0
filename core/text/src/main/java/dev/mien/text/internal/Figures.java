package dev.mien.text.internal;

import dev.mien.core.attribute.Vocabulary;
import dev.mien.text.lexicon.Assignment;
import dev.mien.text.lexicon.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what is written in figures: ages in both languages, and colours as hex or rgb(). */
final class Figures {

  /** Confidence of an age in figures, above that of any word of the lexicon. */
  static final double CONFIDENCE = 0.97;

  /** Ages above this are no ages of people and say nothing. */
  private static final int OLDEST = 130;

  private static final String TENS_WORD = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
  private static final String UNIT_WORD = "one|two|three|four|five|six|seven|eight|nine";
  private static final String TEEN_WORD =
      "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen";
  private static final String NUMBER =
      "(?:\\d{1,3}|(?:"
          + TENS_WORD
          + ")(?:[- ](?:"
          + UNIT_WORD
          + "))?|"
          + TEEN_WORD
          + "|"
          + UNIT_WORD
          + ")";

  private static final Map<String, Integer> WORDS =
      Map.ofEntries(
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("forty", 40),
          Map.entry("fifty", 50),
          Map.entry("sixty", 60),
          Map.entry("seventy", 70),
          Map.entry("eighty", 80),
          Map.entry("ninety", 90));

  private static final Map<String, Integer> DECADES =
      Map.of(
          "teens",
          15,
          "twenties",
          20,
          "thirties",
          30,
          "forties",
          40,
          "fifties",
          50,
          "sixties",
          60,
          "seventies",
          70,
          "eighties",
          80,
          "nineties",
          90);

  private static final Pattern YEARS =
      Pattern.compile(
          "\\b(?:age(?:d)?(?: of)?:? ("
              + NUMBER
              + ")\\b|("
              + NUMBER
              + ")[- ]?(?:years?|yrs?)[- ](?:old\\b|of age\\b)|("
              + NUMBER
              + ") ?(?:yo|y/o)\\b|(?:man|woman|girl|boy|lady|gentleman|person|lad|youth|child) of"
              + " (?:about |some |perhaps |around )?("
              + NUMBER
              + ")\\b|\\b(?:he|she)(?: is| was|'s) ("
              + NUMBER
              + ")(?= ?(?:[.,;]|$))"
              + "|(?:no|not|hardly|scarcely|barely) (?:older|more|younger) than ("
              + NUMBER
              + ")(?= ?(?:[.,;]|$)))",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DECADE =
      Pattern.compile(
          "\\bin (?:his|her|their|my|the|your|its) (?:(early|mid|middle|late)[- ]?)?"
              + "(?:(teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"
              + "|([1-9]0)'?s)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final String HAN_NUMBER = "[一二三四五六七八九十百两]{1,5}";

  private static final Pattern HAN_YEARS =
      Pattern.compile(
          "(?:年约|年近|年方|年过|年满|约莫|大约|大概)?(\\d{1,3}|"
              + HAN_NUMBER
              + ")(多|来|余|几|出头)?(?:岁|歲|旬|年纪)(?:出头|左右|上下|的年纪)?"
              + "|(\\d{1,3}|[二三四五六七八九]十)(?:出头|好几|开外)"
              + "|([一二三四五六七八九])旬");

  private static final Pattern HEX =
      Pattern.compile("#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9a-zA-Z])");

  private static final Pattern RGB =
      Pattern.compile(
          "rgb ?\\( ?(\\d{1,3}) ?, ?(\\d{1,3}) ?, ?(\\d{1,3}) ?\\)", Pattern.CASE_INSENSITIVE);

  private Figures() {}

  /** All figures of a text in order; they don't overlap. */
  static List<Unit> find(String text) {
    List<Unit> found = new ArrayList<>();
    Matcher years = YEARS.matcher(text);
    while (years.find()) {
      for (int group = 1; group <= 6; group++) {
        String number = years.group(group);
        if (number != null) {
          // "a man of forty": the person keeps its own word
          int start = group == 4 || group == 5 ? years.start(group) : years.start();
          age(found, start, years.end(), english(number), false);
        }
      }
    }
    Matcher decade = DECADE.matcher(text);
    while (decade.find()) {
      Integer named = decade.group(2) == null ? null : DECADES.get(lower(decade.group(2)));
      int base = named != null ? named : Integer.parseInt(decade.group(3));
      String share = decade.group(1) == null ? "mid" : lower(decade.group(1));
      int more = base == 15 ? 0 : share.equals("early") ? 2 : share.equals("late") ? 8 : 5;
      age(found, decade.start(), decade.end(), base + more, false);
    }
    Matcher han = HAN_YEARS.matcher(text);
    while (han.find()) {
      han(han).ifPresent(years2 -> age(found, han.start(), han.end(), years2, true));
    }
    Matcher hex = HEX.matcher(text);
    while (hex.find()) {
      String digits = hex.group(1);
      if (digits.length() == 3) {
        digits = digits.replaceAll("(.)", "$1$1");
      }
      colour(found, hex, Integer.parseInt(digits, 16));
    }
    Matcher rgb = RGB.matcher(text);
    while (rgb.find()) {
      int value = 0;
      for (int channel = 1; channel <= 3; channel++) {
        value = value << 8 | Math.min(255, Integer.parseInt(rgb.group(channel)));
      }
      colour(found, rgb, value);
    }
    found.sort(java.util.Comparator.comparingInt(Unit::start));
    return found;
  }

  private static Optional<Integer> han(Matcher match) {
    if (match.group(4) != null) {
      return Optional.of(10 * chinese(match.group(4)));
    }
    String number = match.group(1) != null ? match.group(1) : match.group(3);
    int value = Character.isDigit(number.charAt(0)) ? Integer.parseInt(number) : chinese(number);
    if (match.group().contains("旬") && value <= 9) {
      value *= 10;
    }
    if (match.group(2) != null && value % 10 == 0) {
      value += 4;
    }
    return value <= 0 ? Optional.empty() : Optional.of(value);
  }

  private static void age(List<Unit> found, int start, int end, int years, boolean han) {
    double min = Vocabulary.get("identity.age").min();
    double max = Vocabulary.get("identity.age").max();
    if (years > OLDEST) {
      Sense nothing = new Sense.Word(Sense.Role.GLUE);
      found.add(new Unit(Unit.Kind.SENSE, start, end, nothing, han, ""));
      return;
    }
    List<Assignment> assignments =
        Assignment.parseAll("identity.age=" + Math.min(max, Math.max(min, years)));
    Sense sense = new Sense.Phrase(Optional.empty(), assignments, CONFIDENCE);
    found.add(new Unit(Unit.Kind.SENSE, start, end, sense, han, ""));
  }

  private static void colour(List<Unit> found, Matcher match, int rgb) {
    Sense sense = new Sense.ColourName(match.group(), rgb, Map.of());
    found.add(new Unit(Unit.Kind.SENSE, match.start(), match.end(), sense, false, ""));
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }

  private static int english(String number) {
    if (Character.isDigit(number.charAt(0))) {
      return Integer.parseInt(number);
    }
    int sum = 0;
    for (String word : lower(number).split("[- ]")) {
      sum += WORDS.getOrDefault(word, 0);
    }
    return sum;
  }

  /** Reads 二十八 as 28, 四五十 as 45 and 三十四五 as 34. */
  private static int chinese(String number) {
    int sum = 0;
    int digit = 0;
    boolean lastWasDigit = false;
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == '十') {
        sum += 10 * (digit == 0 ? 1 : digit);
        digit = 0;
        lastWasDigit = false;
      } else if (c == '百') {
        sum += 100 * (digit == 0 ? 1 : digit);
        digit = 0;
        lastWasDigit = false;
      } else if (!lastWasDigit) {
        digit = c == '两' ? 2 : "一二三四五六七八九".indexOf(c) + 1;
        lastWasDigit = true;
      }
    }
    return sum + digit;
  }
}
