package dev.mien.text.corpus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells the register of a description: multinomial naive Bayes over character trigrams with Laplace
 * smoothing (Manning, Raghavan and Schuetze, Introduction to Information Retrieval, 13.2).
 * Immutable.
 */
public final class OriginClassifier {

  private final Map<TextOrigin, Map<String, Integer>> counts;
  private final Map<TextOrigin, Integer> totals;
  private final int vocabulary;

  private OriginClassifier(
      Map<TextOrigin, Map<String, Integer>> counts,
      Map<TextOrigin, Integer> totals,
      int vocabulary) {
    this.counts = counts;
    this.totals = totals;
    this.vocabulary = vocabulary;
  }

  /**
   * Learns from records.
   *
   * @param records at least one of each origin that is to be told
   * @throws IllegalArgumentException if there are none
   */
  public static OriginClassifier train(Collection<TextRecord> records) {
    if (records.isEmpty()) {
      throw new IllegalArgumentException("records is empty, expected some to learn from");
    }
    Map<TextOrigin, Map<String, Integer>> counts = new EnumMap<>(TextOrigin.class);
    Map<TextOrigin, Integer> totals = new EnumMap<>(TextOrigin.class);
    Map<String, Boolean> grams = new HashMap<>();
    for (TextRecord item : records) {
      Map<String, Integer> ofOrigin = counts.computeIfAbsent(item.origin(), o -> new HashMap<>());
      for (String gram : grams(item.text())) {
        ofOrigin.merge(gram, 1, Integer::sum);
        totals.merge(item.origin(), 1, Integer::sum);
        grams.put(gram, true);
      }
    }
    return new OriginClassifier(counts, totals, grams.size());
  }

  /**
   * The most likely origin of a text.
   *
   * @param text a description
   */
  public TextOrigin classify(String text) {
    TextOrigin best = counts.keySet().iterator().next();
    double bestScore = Double.NEGATIVE_INFINITY;
    for (Map.Entry<TextOrigin, Map<String, Integer>> entry : counts.entrySet()) {
      double total = totals.getOrDefault(entry.getKey(), 0) + vocabulary + 1.0;
      double score = 0;
      for (String gram : grams(text)) {
        score += StrictMath.log((entry.getValue().getOrDefault(gram, 0) + 1) / total);
      }
      if (score > bestScore) {
        bestScore = score;
        best = entry.getKey();
      }
    }
    return best;
  }

  private static List<String> grams(String text) {
    String padded = " " + text.toLowerCase(Locale.ROOT) + " ";
    List<String> grams = new ArrayList<>();
    for (int i = 0; i + 3 <= padded.length(); i++) {
      grams.add(padded.substring(i, i + 3));
    }
    return grams;
  }
}
