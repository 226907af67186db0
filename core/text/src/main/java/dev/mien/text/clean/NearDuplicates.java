package dev.mien.text.clean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds texts that are nearly equal: MinHash signatures of character shingles narrow the candidates
 * by banding (Broder, 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4), and
 * the exact Jaccard index decides.
 *
 * <p>Shingles don't reach over punctuation, so that clauses may stand in any order. Texts of nearly
 * the same words are the same at a lower index, since two words that change places break many
 * shingles of a short text. Texts that say different things of one attribute are never the same.
 * Not thread-safe.
 */
public final class NearDuplicates {

  /** Jaccard index from which on two texts count as the same. */
  public static final double THRESHOLD = 0.8;

  /** Length of a shingle in characters. */
  public static final int SHINGLE = 3;

  /** Jaccard index of words from which on half the threshold is enough. */
  private static final double SAME_WORDS = 0.85;

  private static final int BANDS = 48;
  private static final int ROWS = 2;

  private static final Pattern BREAKS = Pattern.compile("[\\p{P}\\n]+");
  private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");

  private final double threshold;
  private final Function<String, Map<String, String>> meaning;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Long, List<Integer>> buckets = new HashMap<>();
  private final Map<String, Map<String, String>> said = new HashMap<>();

  private record Entry(String id, String text, Set<String> shingles, List<String> words) {}

  /**
   * An empty index that knows nothing of meaning.
   *
   * @param threshold Jaccard index in (0, 1]
   */
  public NearDuplicates(double threshold) {
    this(threshold, text -> Map.of());
  }

  /**
   * An empty index.
   *
   * @param threshold Jaccard index in (0, 1]
   * @param meaning what a text says: attribute to value
   */
  public NearDuplicates(double threshold, Function<String, Map<String, String>> meaning) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + ", expected in (0, 1]");
    }
    this.threshold = threshold;
    this.meaning = meaning;
  }

  /**
   * Adds a text unless a nearly equal one is there.
   *
   * @param id its id
   * @param text its text
   * @return the id of the nearly equal text, if there is one
   */
  public Optional<String> add(String id, String text) {
    Entry own = new Entry(id, text, shingles(text), words(text));
    long[] keys = bandKeys(own.shingles());
    Set<Integer> seen = new HashSet<>();
    for (long key : keys) {
      for (int candidate : buckets.getOrDefault(key, List.of())) {
        if (seen.add(candidate) && same(own, entries.get(candidate))) {
          return Optional.of(entries.get(candidate).id());
        }
      }
    }
    int index = entries.size();
    entries.add(own);
    for (long key : keys) {
      buckets.computeIfAbsent(key, k -> new ArrayList<>()).add(index);
    }
    return Optional.empty();
  }

  private boolean same(Entry a, Entry b) {
    double index = jaccard(a.shingles(), b.shingles());
    if (index < threshold / 2 || index < threshold && common(a.words(), b.words()) < SAME_WORDS) {
      return false;
    }
    Map<String, String> other = said.computeIfAbsent(b.text(), meaning);
    return said.computeIfAbsent(a.text(), meaning).entrySet().stream()
        .allMatch(e -> other.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
  }

  /**
   * Share of common shingles: size of the intersection over that of the union.
   *
   * @param a a text
   * @param b another
   */
  public static double jaccard(String a, String b) {
    return jaccard(shingles(a), shingles(b));
  }

  private static double jaccard(Set<String> a, Set<String> b) {
    int common = 0;
    for (String shingle : a) {
      if (b.contains(shingle)) {
        common++;
      }
    }
    int union = a.size() + b.size() - common;
    return union == 0 ? 1 : (double) common / union;
  }

  private static Set<String> shingles(String text) {
    Set<String> shingles = new HashSet<>();
    for (String clause : BREAKS.split(text.toLowerCase(Locale.ROOT))) {
      String plain = clause.replaceAll("\\s+", " ").strip();
      for (int i = 0; i + SHINGLE <= plain.length(); i++) {
        shingles.add(plain.substring(i, i + SHINGLE));
      }
      if (plain.length() < SHINGLE && !plain.isEmpty()) {
        shingles.add(plain);
      }
    }
    return shingles;
  }

  /** Jaccard index of two sorted lists in which a word may stand several times. */
  private static double common(List<String> a, List<String> b) {
    int both = 0;
    for (int i = 0, j = 0; i < a.size() && j < b.size(); ) {
      int order = a.get(i).compareTo(b.get(j));
      both += order == 0 ? 1 : 0;
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return (double) both / Math.max(1, a.size() + b.size() - both);
  }

  /** Words, or single Chinese characters, in the order of the alphabet. */
  private static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(r -> r.group())
        .sorted()
        .toList();
  }

  private static long[] bandKeys(Set<String> shingles) {
    long[] minimum = new long[BANDS * ROWS];
    Arrays.fill(minimum, Long.MAX_VALUE);
    for (String shingle : shingles) {
      long hash = shingle.hashCode() * 0x9e3779b97f4a7c15L;
      for (int i = 0; i < minimum.length; i++) {
        long mixed = mix(hash + i * 0xd1342543de82ef95L);
        minimum[i] = Math.min(minimum[i], mixed);
      }
    }
    long[] keys = new long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      long key = band;
      for (int row = 0; row < ROWS; row++) {
        key = mix(key * 31 + minimum[band * ROWS + row]);
      }
      keys[band] = key;
    }
    return keys;
  }

  private static long mix(long z) {
    long x = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
    return x ^ x >>> 31;
  }
}
