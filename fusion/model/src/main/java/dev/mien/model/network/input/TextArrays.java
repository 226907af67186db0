package dev.mien.model.network.input;

import java.util.Arrays;
import java.util.List;

/**
 * Texts as a network reads them.
 *
 * @param words positions per text
 * @param pieces [batch, words, {@link TextPieces#PIECES}]: numbers of pieces, 0 for none
 * @param shares [batch, words, {@link TextPieces#PIECES}]: 1 / the word's pieces, 0 for none
 * @param there [batch, words]: 1 where there is a word, else 0
 * @param hidden [batch, words]: added to attention, 0 where there is a word, else {@value #NEVER}
 */
public record TextArrays(int words, int[] pieces, float[] shares, float[] there, float[] hidden) {

  /** Added to what attention mustn't see. */
  private static final float NEVER = -1e4f;

  /** Name of the input {@link #pieces}. */
  public static final String PIECES = "text.pieces";

  /** Name of the input {@link #shares}. */
  public static final String SHARES = "text.shares";

  /** Name of the input {@link #there}. */
  public static final String THERE = "text.there";

  /** Name of the input {@link #hidden}. */
  public static final String HIDDEN = "text.hidden";

  /**
   * A batch.
   *
   * @param batch numbers of pieces per text, as {@link TextPieces#of} gives them
   * @param words positions per text; at least as many as the longest text has
   */
  public static TextArrays of(List<int[]> batch, int words) {
    int perText = words * TextPieces.PIECES;
    int[] pieces = new int[batch.size() * perText];
    float[] shares = new float[pieces.length];
    float[] there = new float[batch.size() * words];
    float[] hidden = new float[batch.size() * words];
    for (int b = 0; b < batch.size(); b++) {
      int[] ids = batch.get(b);
      System.arraycopy(ids, 0, pieces, b * perText, ids.length);
      int count = ids.length / TextPieces.PIECES;
      Arrays.fill(there, b * words, b * words + count, 1);
      Arrays.fill(hidden, b * words + count, (b + 1) * words, NEVER);
      for (int w = 0; w < count; w++) {
        share(ids, w * TextPieces.PIECES, shares, b * perText + w * TextPieces.PIECES);
      }
    }
    return new TextArrays(words, pieces, shares, there, hidden);
  }

  /** Each piece of a word counts as much as the others. */
  private static void share(int[] ids, int from, float[] shares, int to) {
    int count = 0;
    for (int p = 0; p < TextPieces.PIECES; p++) {
      count += ids[from + p] == 0 ? 0 : 1;
    }
    for (int p = 0; p < TextPieces.PIECES; p++) {
      shares[to + p] = ids[from + p] == 0 ? 0 : 1f / count;
    }
  }

  /** The longest text of a batch, positions; at least 1. */
  public static int longest(List<int[]> batch) {
    int longest = 1;
    for (int[] ids : batch) {
      longest = Math.max(longest, ids.length / TextPieces.PIECES);
    }
    return longest;
  }
}
