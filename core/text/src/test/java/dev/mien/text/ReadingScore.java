package dev.mien.text;

import dev.mien.core.TextPrompt;
import dev.mien.core.attribute.Attribute;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.Evidence;
import dev.mien.core.attribute.Vocabulary;
import dev.mien.text.corpus.LabelledText;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Hits and mistakes of a reader on labelled descriptions, by attribute and by key element. A value
 * read wrongly counts twice, as missed and as wrong; so does what is read of a key element that the
 * text doesn't speak of.
 */
final class ReadingScore {

  /** Evidence above this is stated rather than implied. */
  static final double STATED = 0.66;

  /** A pronoun says the sex without being asked to. */
  private static final Pattern PRONOUN =
      Pattern.compile(
          "\\b(?:he|his|him|she|her|queen|boyfriend)\\b|[他她]|老人", Pattern.CASE_INSENSITIVE);

  private final Map<String, Counts> attributes = new TreeMap<>();
  private final Map<String, Counts> elements = new TreeMap<>();
  private final Map<String, Integer> mistakes = new TreeMap<>();

  /** How often a label was found, found wrongly and missed. */
  static final class Counts {
    private int hit;
    private int wrong;
    private int missed;

    double f1() {
      return 2.0 * hit / (2 * hit + wrong + missed);
    }

    int support() {
      return hit + missed;
    }
  }

  Map<String, Counts> attributes() {
    return attributes;
  }

  /** Macro-averaged F1 over the attributes that were asked for. */
  double ofAttributes() {
    return macro(attributes);
  }

  /** Macro-averaged F1 over the key elements that were asked for. */
  double ofElements() {
    return macro(elements);
  }

  /** How often something was found that wasn't there. */
  int unasked() {
    return attributes.values().stream().mapToInt(c -> c.wrong).sum();
  }

  List<String> lowest(int count) {
    return attributes.entrySet().stream()
        .filter(e -> e.getValue().support() > 0)
        .sorted(Comparator.comparingDouble(e -> e.getValue().f1()))
        .limit(count)
        .map(e -> "%s %.3f".formatted(e.getKey(), e.getValue().f1()))
        .toList();
  }

  Set<String> mistakes() {
    return mistakes.keySet();
  }

  private static double macro(Map<String, Counts> counts) {
    return counts.values().stream()
        .filter(c -> c.support() > 0)
        .mapToDouble(Counts::f1)
        .average()
        .orElseThrow();
  }

  void judge(TextReader reader, LabelledText item) {
    judge(reader.read(TextPrompt.of(item.text())), item);
  }

  void judge(TextReading reading, LabelledText item) {
    Map<String, AttributeValue> stated = new HashMap<>();
    for (Evidence evidence : reading.evidence()) {
      if (evidence.confidence() >= STATED) {
        stated.put(evidence.attribute(), evidence.value());
      }
    }
    Set<KeyElement> spoken = EnumSet.noneOf(KeyElement.class);
    item.labels().keySet().forEach(a -> spoken.add(KeyElement.of(a)));
    Set<KeyElement> found = EnumSet.noneOf(KeyElement.class);
    stated.keySet().forEach(a -> found.add(KeyElement.of(a)));
    for (KeyElement element : KeyElement.values()) {
      count(elements, element.name(), spoken.contains(element), found.contains(element));
    }
    item.labels()
        .forEach(
            (attribute, value) -> {
              AttributeValue got = stated.get(attribute);
              boolean right = got != null && agrees(attribute, value, got);
              count(attributes, attribute, true, right);
              if (!right) {
                if (got != null) {
                  count(attributes, attribute, false, true);
                }
                note("%s=%s not %s in: %s", attribute, value, got, item.text());
              }
            });
    stated.forEach(
        (attribute, value) -> {
          boolean pronoun =
              attribute.equals("identity.femininity") && PRONOUN.matcher(item.text()).find();
          if (!item.labels().containsKey(attribute)
              && !spoken.contains(KeyElement.of(attribute))
              && !pronoun) {
            count(attributes, attribute, false, true);
            note("%s unasked (%s) in: %s", attribute, value, item.text());
          }
        });
  }

  private void note(String format, Object... values) {
    mistakes.merge(format.formatted(values), 1, Integer::sum);
  }

  private static void count(
      Map<String, Counts> counts, String label, boolean expected, boolean found) {
    Counts of = counts.computeIfAbsent(label, l -> new Counts());
    if (expected && found) {
      of.hit++;
    } else if (expected) {
      of.missed++;
    } else if (found) {
      of.wrong++;
    }
  }

  /** Whether two values are the same for the eye: 15 % of the range, 60 steps of sRGB in all. */
  static boolean agrees(String attribute, AttributeValue a, AttributeValue b) {
    if (a instanceof AttributeValue.Amount x && b instanceof AttributeValue.Amount y) {
      Attribute domain = Vocabulary.get(attribute);
      return Math.abs(x.value() - y.value()) <= 0.15 * (domain.max() - domain.min());
    }
    if (a instanceof AttributeValue.Colour x && b instanceof AttributeValue.Colour y) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        distance += Math.abs((x.rgb() >> shift & 255) - (y.rgb() >> shift & 255));
      }
      return distance <= 60;
    }
    return a.equals(b);
  }
}
