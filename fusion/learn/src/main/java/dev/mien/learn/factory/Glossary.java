package dev.mien.learn.factory;

import dev.mien.text.Language;
import dev.mien.text.lexicon.Lexicon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Texts of the words that the rules know: parts with what can be said of them, colours, phrases, in
 * chance company and with asides. What they say is for a reader by rules to tell.
 */
final class Glossary {

  private static final Glossary STANDARD = new Glossary();

  /** Shares of what a feature is. */
  private static final double QUALITIES = 0.5;

  private static final double COLOURS = 0.2;

  /** Share of features with a degree, and of those that an aside follows. */
  private static final double DEGREES = 0.2;

  private static final double ASIDES = 0.3;

  private static final Map<Language, List<String>> BEGINNINGS =
      Map.of(
          Language.ENGLISH,
          List.of("", "He had ", "She had ", "A man with ", "There was one with ", "With "),
          Language.CHINESE,
          List.of("", "那人生得", "他", "她", "一个人，", "只见此人"));

  private final Map<String, Words> parts = new LinkedHashMap<>();
  private final Map<String, Words> qualities = new LinkedHashMap<>();
  private final List<Words> colours = new ArrayList<>();
  private final List<String> coloured = new ArrayList<>();
  private final List<Words> phrases = new ArrayList<>();
  private final List<Words> degrees = new ArrayList<>();
  private final List<String[]> meant = new ArrayList<>();
  private final Map<Language, List<String>> asides = new EnumMap<>(Language.class);

  /** Wordings in both languages; either may be empty. */
  private record Words(List<String> english, List<String> chinese) {
    List<String> in(Language language) {
      return language == Language.ENGLISH ? english : chinese;
    }
  }

  private Glossary() {
    for (String[] row : rows(Lexicon.class, "parts.tsv")) {
      parts.put(row[0], words(row[5], row[6]));
      if (!row[2].equals("-")) {
        coloured.add(row[0]);
      }
    }
    for (String[] row : rows(Lexicon.class, "modifiers.tsv")) {
      qualities.put(row[0], words(row[1], row[2]));
    }
    for (String[] row : rows(Lexicon.class, "colours.tsv")) {
      colours.add(words(row[3], row[4]));
    }
    for (String[] row : rows(Lexicon.class, "phrases.tsv")) {
      phrases.add(words(row[3], row[4]));
    }
    for (String[] row : rows(Lexicon.class, "degrees.tsv")) {
      degrees.add(words(row[1], row[2]));
    }
    for (String[] row : rows(Lexicon.class, "meanings.tsv")) {
      for (String part : row[0].split("\\|")) {
        for (String quality : row[1].split("\\|")) {
          if (parts.containsKey(part) && qualities.containsKey(quality)) {
            meant.add(new String[] {part, quality});
          }
        }
      }
    }
    for (String[] row : rows(Glossary.class, "asides.tsv")) {
      asides.computeIfAbsent(Language.valueOf(row[0]), language -> new ArrayList<>()).add(row[1]);
    }
  }

  static Glossary standard() {
    return STANDARD;
  }

  /**
   * A text.
   *
   * @param features that it tells
   * @param random decides
   */
  String write(int features, SplittableRandom random) {
    Language language = random.nextBoolean() ? Language.ENGLISH : Language.CHINESE;
    boolean english = language == Language.ENGLISH;
    StringBuilder text = new StringBuilder(pick(all(BEGINNINGS, language), random));
    for (int f = 0; f < features; f++) {
      if (f > 0) {
        text.append(
            english
                ? pick(List.of(", ", ", ", "; ", " and ", ", with ", ". "), random)
                : pick(List.of("，", "，", "、", "；", "。"), random));
      }
      text.append(feature(language, random));
      if (random.nextDouble() < ASIDES) {
        text.append(english ? ", " : "，").append(pick(all(asides, language), random));
      }
    }
    return text.append(english ? "." : "。").toString();
  }

  private static List<String> all(Map<Language, List<String>> map, Language language) {
    return Objects.requireNonNull(map.get(language));
  }

  private String feature(Language language, SplittableRandom random) {
    double kind = random.nextDouble();
    String degree =
        random.nextDouble() < DEGREES
            ? word(degrees.get(random.nextInt(degrees.size())), language, random)
            : "";
    if (kind < QUALITIES) {
      String[] pair = meant.get(random.nextInt(meant.size()));
      return said(
          word(Objects.requireNonNull(parts.get(pair[0])), language, random),
          word(Objects.requireNonNull(qualities.get(pair[1])), language, random),
          degree,
          language,
          random);
    }
    if (kind < QUALITIES + COLOURS) {
      return said(
          word(Objects.requireNonNull(parts.get(pick(coloured, random))), language, random),
          word(colours.get(random.nextInt(colours.size())), language, random),
          degree,
          language,
          random);
    }
    return word(phrases.get(random.nextInt(phrases.size())), language, random);
  }

  private static String said(
      String part, String quality, String degree, Language language, SplittableRandom random) {
    if (language == Language.CHINESE) {
      return switch (random.nextInt(4)) {
        case 0 -> part + degree + quality;
        case 1 -> degree + quality + "的" + part;
        case 2 -> "一" + pick(List.of("双", "张", "个", "头"), random) + quality + part;
        default -> quality + part;
      };
    }
    String very = degree.isEmpty() ? "" : degree + " ";
    return switch (random.nextInt(5)) {
      case 0 -> "the " + part + " was " + very + quality;
      case 1 -> "his " + very + quality + " " + part;
      case 2 -> "her " + part + " " + very + quality;
      case 3 -> "a " + very + quality + " " + part;
      default -> very + quality + " " + part;
    };
  }

  /** Empty where the language has no word for it. */
  private static String word(Words words, Language language, SplittableRandom random) {
    List<String> all = words.in(language);
    int chosen = random.nextInt(Math.max(1, all.size()));
    return all.isEmpty() ? "" : all.get(chosen);
  }

  private static String pick(List<String> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }

  private static Words words(String english, String chinese) {
    return new Words(alternatives(english), alternatives(chinese));
  }

  private static List<String> alternatives(String cell) {
    List<String> found = new ArrayList<>();
    for (String word : cell.split("\\|")) {
      // = marks words that the rules take only as they stand
      String plain = word.replace("=", "").strip();
      if (!plain.isEmpty() && !plain.equals("-")) {
        found.add(plain);
      }
    }
    return List.copyOf(found);
  }

  private static List<String[]> rows(Class<?> beside, String name) {
    List<String[]> rows = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(beside.getResourceAsStream(name), name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(line.split("\t", -1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a bundled table can't be read", e);
    }
    return rows;
  }
}
