package dev.mien.acceptance.looks;

import java.util.ArrayDeque;
import java.util.function.IntPredicate;

/** Counts pixels that belong to something without being connected to most of it. */
final class Islands {

  private Islands() {}

  /**
   * Pixels of all connected regions but the largest, in the lower three quarters of a picture.
   *
   * @param mask a value per pixel, row by row
   * @param wanted which values count
   * @param width pixels per row
   */
  static int below(int[] mask, IntPredicate wanted, int width) {
    boolean[] seen = new boolean[mask.length];
    int largest = 0;
    int all = 0;
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int start = mask.length / 4; start < mask.length; start++) {
      if (seen[start] || !wanted.test(mask[start])) {
        continue;
      }
      int count = 0;
      seen[start] = true;
      open.add(start);
      while (!open.isEmpty()) {
        int at = open.poll();
        count++;
        int x = at % width;
        int[] next = {x > 0 ? at - 1 : -1, x + 1 < width ? at + 1 : -1, at - width, at + width};
        for (int n : next) {
          if (n >= mask.length / 4 && n < mask.length && !seen[n] && wanted.test(mask[n])) {
            seen[n] = true;
            open.add(n);
          }
        }
      }
      all += count;
      largest = Math.max(largest, count);
    }
    return all - largest;
  }
}
