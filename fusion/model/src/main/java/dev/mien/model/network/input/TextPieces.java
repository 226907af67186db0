package dev.mien.model.network.input;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts Chinese and English into pieces and numbers them without a vocabulary: a Latin word is
 * itself and its runs of three to five letters with its ends marked, a Chinese character is itself
 * and the runs of two and three characters that begin with it, as in fastText (Bojanowski et al.
 * 2017, hashed). Words never seen share pieces with words that were.
 */
public final class TextPieces {

  /** Pieces per position: the first is the whole word or character. */
  public static final int PIECES = 12;

  /** Longest word whose runs are counted, letters. */
  private static final int LONGEST = 24;

  private static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private final int positions;
  private final int buckets;

  /**
   * Pieces of a size.
   *
   * @param positions words and characters that are read at most; the rest is cut off
   * @param buckets numbers that pieces are hashed to, from 1; 0 is nothing
   */
  public TextPieces(int positions, int buckets) {
    this.positions = positions;
    this.buckets = buckets;
  }

  /**
   * Words, single Chinese characters and marks of punctuation, in lower case.
   *
   * @param text any
   * @param most the rest is cut off
   */
  public static List<String> words(String text, int most) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < plain.length() && words.size() < most) {
      int c = plain.codePointAt(at);
      int next = at + Character.charCount(c);
      if (Character.isIdeographic(c)) {
        words.add(plain.substring(at, next));
      } else if (Character.isLetterOrDigit(c)) {
        while (next < plain.length() && continues(plain.codePointAt(next))) {
          next += Character.charCount(plain.codePointAt(next));
        }
        words.add(plain.substring(at, next));
      } else if (!Character.isWhitespace(c) && !Character.isISOControl(c)) {
        words.add(plain.substring(at, next));
      }
      at = next;
    }
    return words;
  }

  private static boolean continues(int c) {
    return Character.isLetterOrDigit(c) && !Character.isIdeographic(c);
  }

  /**
   * The numbers of a text's pieces.
   *
   * @param text any
   * @return [words · {@link #PIECES}], 0 where there are fewer pieces; one word of nothing for an
   *     empty text
   */
  public int[] of(String text) {
    List<String> words = words(text, positions);
    int[] ids = new int[Math.max(1, words.size()) * PIECES];
    for (int w = 0; w < words.size(); w++) {
      String word = words.get(w);
      int at = w * PIECES;
      ids[at] = number(word, 0, word.length());
      if (Character.isIdeographic(word.codePointAt(0))) {
        StringBuilder run = new StringBuilder(word);
        for (int n = 1; n <= 2 && w + n < words.size(); n++) {
          run.append(words.get(w + n));
          ids[at + n] = number(run, 0, run.length());
        }
      } else if (word.length() > 2) {
        letters(word.substring(0, Math.min(LONGEST, word.length())), ids, at + 1);
      }
    }
    return ids;
  }

  /** Runs from both ends inwards, so that prefixes and suffixes survive in long words. */
  private void letters(String word, int[] ids, int from) {
    String marked = '<' + word + '>';
    int at = from;
    int end = from + PIECES - 1;
    for (int step = 0; at < end && step <= marked.length() / 2; step++) {
      for (int length = 3; length <= 5; length++) {
        int last = marked.length() - length - step;
        if (step <= last && at < end) {
          ids[at++] = number(marked, step, step + length);
        }
        if (last > step && at < end) {
          ids[at++] = number(marked, last, last + length);
        }
      }
    }
  }

  /** FNV-1a over the characters, folded into the buckets. */
  private int number(CharSequence text, int from, int to) {
    int hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash ^= hash >>> 15;
    return 1 + Math.floorMod(hash, buckets - 1);
  }
}
