package dev.mien.text.library;

import dev.mien.core.attribute.Evidence;
import dev.mien.text.KeyElement;
import dev.mien.text.TextReading;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An inverted index of descriptions: key element, then {@code attribute=value}, to the phrases that
 * say it. Phrases of both languages and all synonyms meet under their canonical value. Not
 * thread-safe while it is filled.
 */
public final class FeatureLibrary {

  /** Evidence below this confidence is only implied and isn't indexed. */
  public static final double MIN_CONFIDENCE = 0.66;

  private final Map<KeyElement, Map<String, Map<String, Integer>>> index = new TreeMap<>();
  private final Map<String, Integer> documentsWithPhrase = new TreeMap<>();
  private final Map<String, Integer> documentsWithValue = new TreeMap<>();
  private int documents;

  /** An empty library. */
  public FeatureLibrary() {}

  /**
   * A phrase that says something, with its scores.
   *
   * @param text the phrase in lower case
   * @param count in how many descriptions it says this value
   * @param tfIdf its count times the logarithm of the inverse share of descriptions with it
   * @param pmi pointwise mutual information of phrase and value, in bits
   */
  public record Phrase(String text, int count, double tfIdf, double pmi) {}

  /**
   * Adds what a description says.
   *
   * @param reading the reading of a description
   */
  public void add(TextReading reading) {
    documents++;
    Set<String> phrases = new TreeSet<>();
    for (Evidence item : reading.evidence()) {
      if (item.confidence() < MIN_CONFIDENCE) {
        continue;
      }
      String value = item.attribute() + "=" + item.value();
      String phrase = item.quote().toLowerCase(Locale.ROOT).strip();
      index
          .computeIfAbsent(KeyElement.of(item.attribute()), e -> new TreeMap<>())
          .computeIfAbsent(value, v -> new TreeMap<>())
          .merge(phrase, 1, Integer::sum);
      documentsWithValue.merge(value, 1, Integer::sum);
      phrases.add(phrase);
    }
    for (String phrase : phrases) {
      documentsWithPhrase.merge(phrase, 1, Integer::sum);
    }
  }

  /** Number of descriptions added. */
  public int size() {
    return documents;
  }

  /**
   * The values of a key element that were said, as {@code attribute=value}, sorted.
   *
   * @param element the class
   */
  public Set<String> values(KeyElement element) {
    return Collections.unmodifiableSet(index.getOrDefault(element, Map.of()).keySet());
  }

  /**
   * In how many descriptions a value was said.
   *
   * @param value {@code attribute=value}
   */
  public int count(String value) {
    return documentsWithValue.getOrDefault(value, 0);
  }

  /**
   * The phrases that say a value, the most telling first.
   *
   * @param element the class
   * @param value {@code attribute=value}
   */
  public List<Phrase> phrases(KeyElement element, String value) {
    Map<String, Integer> counts =
        index.getOrDefault(element, Map.of()).getOrDefault(value, Map.of());
    return counts.entrySet().stream()
        .map(entry -> scored(entry.getKey(), entry.getValue(), value))
        .sorted(
            java.util.Comparator.comparingDouble(Phrase::tfIdf)
                .reversed()
                .thenComparing(Phrase::text))
        .toList();
  }

  private Phrase scored(String phrase, int count, String value) {
    double withPhrase = documentsWithPhrase.getOrDefault(phrase, count);
    double tfIdf = count * StrictMath.log((1 + documents) / withPhrase);
    double pmi =
        StrictMath.log(count * (double) documents / (withPhrase * count(value)))
            / StrictMath.log(2);
    return new Phrase(phrase, count, tfIdf, pmi);
  }
}
