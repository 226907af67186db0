package dev.mien.image.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Chooses few pictures that stand for many: only those that show every required element, then
 * greedily the one that adds most coverage, weighted by its quality.
 *
 * <p>Coverage is the facility-location function, the sum over all pictures of their likeness to the
 * nearest chosen one; greedy choice is within 1 − 1/e of the best (G. Nemhauser, L. Wolsey, M.
 * Fisher, "An analysis of approximations for maximizing submodular set functions", 1978).
 */
public final class RepresentativeSelection {

  /** How strongly quality counts: a picture of the best decile outweighs the median e² times. */
  private static final double QUALITY_WEIGHT = 5;

  /** Width of likeness, as a share of the median distance between pictures. */
  private static final double LIKENESS = 0.5;

  private RepresentativeSelection() {}

  /**
   * Chooses.
   *
   * @param pool all pictures; embeddings of one length
   * @param count how many to choose at most, at least 1
   * @param requiredTags elements that each chosen picture must show; may be empty
   * @return the chosen ones, the most telling first; fewer than {@code count} if fewer qualify
   */
  public static List<Candidate> select(List<Candidate> pool, int count, Set<String> requiredTags) {
    if (count < 1) {
      throw new IllegalArgumentException("count is " + count + ", expected at least 1");
    }
    List<Candidate> eligible =
        pool.stream().filter(c -> c.tags().containsAll(requiredTags)).toList();
    int n = eligible.size();
    double[][] likeness = likeness(eligible);
    double[] rank = qualityRanks(eligible);
    double[] covered = new double[n];
    boolean[] chosen = new boolean[n];
    List<Candidate> result = new ArrayList<>();
    while (result.size() < Math.min(count, n)) {
      int best = -1;
      double bestGain = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < n; j++) {
        double gain = 1e-9;
        for (int i = 0; i < n; i++) {
          gain += Math.max(0, likeness[i][j] - covered[i]);
        }
        gain *= Math.exp(QUALITY_WEIGHT * rank[j]);
        if (!chosen[j] && gain > bestGain) {
          bestGain = gain;
          best = j;
        }
      }
      chosen[best] = true;
      result.add(eligible.get(best));
      for (int i = 0; i < n; i++) {
        covered[i] = Math.max(covered[i], likeness[i][best]);
      }
    }
    return result;
  }

  private static double[][] likeness(List<Candidate> candidates) {
    int n = candidates.size();
    float[][] embeddings = candidates.stream().map(Candidate::embedding).toArray(float[][]::new);
    double[][] distance = new double[n][n];
    double[] all = new double[n * (n - 1) / 2];
    int next = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (embeddings[i].length != embeddings[j].length) {
          throw new IllegalArgumentException(
              "embedding of "
                  + candidates.get(i).id()
                  + " has length "
                  + embeddings[i].length
                  + ", expected as the others: "
                  + embeddings[j].length);
        }
        double sum = 0;
        for (int k = 0; k < embeddings[i].length; k++) {
          double d = embeddings[i][k] - embeddings[j][k];
          sum += d * d;
        }
        distance[i][j] = Math.sqrt(sum);
        distance[j][i] = distance[i][j];
        all[next++] = distance[i][j];
      }
    }
    Arrays.sort(all);
    double width = all.length == 0 ? 1 : Math.max(1e-12, LIKENESS * all[all.length / 2]);
    for (double[] row : distance) {
      for (int j = 0; j < n; j++) {
        double x = row[j] / width;
        row[j] = Math.exp(-x * x / 2);
      }
    }
    return distance;
  }

  /** Share of pictures that are no better, in (0, 1]. */
  private static double[] qualityRanks(List<Candidate> candidates) {
    double[] sorted = candidates.stream().mapToDouble(Candidate::quality).sorted().toArray();
    double[] ranks = new double[sorted.length];
    for (int i = 0; i < ranks.length; i++) {
      double quality = candidates.get(i).quality();
      int atMost = 0;
      while (atMost < sorted.length && sorted[atMost] <= quality) {
        atMost++;
      }
      ranks[i] = (double) atMost / sorted.length;
    }
    return ranks;
  }
}
