package dev.mien.text.clean;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds texts that are nearly equal: MinHash signatures of character shingles narrow the candidates
 * by banding (Broder, 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4), and
 * the exact Jaccard index decides. Not thread-safe.
 */
public final class NearDuplicates {

  /** Jaccard index from which on two texts count as the same. */
  public static final double THRESHOLD = 0.8;

  /** Length of a shingle in characters. */
  public static final int SHINGLE = 3;

  private static final int BANDS = 20;
  private static final int ROWS = 4;

  private final double threshold;
  private final List<Set<String>> shingles = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final Map<Long, List<Integer>> buckets = new HashMap<>();

  /**
   * An empty index.
   *
   * @param threshold Jaccard index in (0, 1]
   */
  public NearDuplicates(double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold is " + threshold + ", expected in (0, 1]");
    }
    this.threshold = threshold;
  }

  /**
   * Adds a text unless a nearly equal one is there.
   *
   * @param id its id
   * @param text its text
   * @return the id of the nearly equal text, if there is one
   */
  public Optional<String> add(String id, String text) {
    Set<String> own = shingles(text);
    long[] keys = bandKeys(own);
    Set<Integer> seen = new HashSet<>();
    for (long key : keys) {
      for (int candidate : buckets.getOrDefault(key, List.of())) {
        if (seen.add(candidate) && jaccard(own, shingles.get(candidate)) >= threshold) {
          return Optional.of(ids.get(candidate));
        }
      }
    }
    int index = ids.size();
    ids.add(id);
    shingles.add(own);
    for (long key : keys) {
      buckets.computeIfAbsent(key, k -> new ArrayList<>()).add(index);
    }
    return Optional.empty();
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
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{P}]+", " ").strip();
    Set<String> shingles = new HashSet<>();
    for (int i = 0; i + SHINGLE <= plain.length(); i++) {
      shingles.add(plain.substring(i, i + SHINGLE));
    }
    if (shingles.isEmpty()) {
      shingles.add(plain);
    }
    return shingles;
  }

  private static long[] bandKeys(Set<String> shingles) {
    long[] minimum = new long[BANDS * ROWS];
    java.util.Arrays.fill(minimum, Long.MAX_VALUE);
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
