package dev.mien.learn.evaluate;

/** How often the right one is among the first, when everything is ranked by similarity. */
public final class Retrieval {

  private Retrieval() {}

  /**
   * Recall at k: the share of queries whose own item has fewer than k others that are at least as
   * similar. Ties count against the right one, so that a constant similarity earns nothing.
   *
   * @param similarity [queries][items], larger is nearer; item i belongs to query i
   * @param k how many are looked at, at least 1
   * @return in [0, 1]
   */
  public static double recallAt(double[][] similarity, int k) {
    if (k < 1 || similarity.length == 0) {
      throw new IllegalArgumentException(
          "k is " + k + " of " + similarity.length + " queries, expected at least 1 of each");
    }
    int found = 0;
    for (int q = 0; q < similarity.length; q++) {
      int before = 0;
      for (int i = 0; i < similarity[q].length; i++) {
        before += i != q && similarity[q][i] >= similarity[q][q] ? 1 : 0;
      }
      found += before < k ? 1 : 0;
    }
    return (double) found / similarity.length;
  }
}
