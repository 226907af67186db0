package dev.mien.learn.factory;

import dev.mien.core.Modality;
import dev.mien.learn.data.Witness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What could be known of targets by somebody who reads every given modality perfectly: a ridge
 * regression from the factors that were seen, from which were seen, and from random features of
 * both, which stand for products such as manner times capture. An estimate from finite data, so a
 * bound in practice, not in theory. Immutable and thread-safe.
 */
public final class Oracle {

  private final List<String> factors;
  private final Set<Modality> given;
  private final double[][] random;
  private final double[][] weights;

  private Oracle(List<String> factors, Set<Modality> given, double[][] random, double[][] weights) {
    this.factors = factors;
    this.given = given;
    this.random = random;
    this.weights = weights;
  }

  /**
   * Fits an oracle.
   *
   * @param witnesses of training examples, at least one
   * @param targets one row per example, all of one length
   * @param given what the oracle reads
   * @param randomFeatures how many random features there are, 0 for a linear oracle
   * @param ridge penalty on squared weights, relative to the number of examples, above 0
   * @param seed of the random features
   */
  public static Oracle fit(
      List<Witness> witnesses,
      float[][] targets,
      Set<Modality> given,
      int randomFeatures,
      double ridge,
      long seed) {
    if (witnesses.isEmpty() || witnesses.size() != targets.length || !(ridge > 0)) {
      throw new IllegalArgumentException(
          witnesses.size()
              + " witnesses, "
              + targets.length
              + " targets and ridge "
              + ridge
              + ", expected as many targets as witnesses and a ridge above 0");
    }
    Set<Modality> reads = EnumSet.noneOf(Modality.class);
    reads.addAll(given);
    Set<String> names = new TreeSet<>();
    for (Witness witness : witnesses) {
      for (String factor : witness.factors().keySet()) {
        if (witness.tells(factor, reads)) {
          names.add(factor);
        }
      }
    }
    List<String> factors = List.copyOf(names);
    SplittableRandom roll = new SplittableRandom(seed);
    double scale = 1 / Math.sqrt(Math.max(1, factors.size()));
    double[][] random = new double[randomFeatures][2 * factors.size() + 1];
    for (double[] feature : random) {
      for (int i = 0; i < feature.length; i++) {
        feature[i] = 3 * scale * (2 * roll.nextDouble() - 1);
      }
    }
    Oracle blank = new Oracle(factors, reads, random, new double[0][]);
    List<double[]> rows = new ArrayList<>();
    witnesses.forEach(witness -> rows.add(blank.features(witness)));
    return new Oracle(factors, reads, random, Ridge.solve(rows, targets, ridge * witnesses.size()));
  }

  /**
   * The best guess.
   *
   * @param witness of an example
   * @return as many values as each row that was fitted to
   */
  public float[] predict(Witness witness) {
    double[] features = features(witness);
    float[] guess = new float[weights[0].length];
    for (int o = 0; o < guess.length; o++) {
      double sum = 0;
      for (int i = 0; i < features.length; i++) {
        sum += features[i] * weights[i][o];
      }
      guess[o] = (float) sum;
    }
    return guess;
  }

  /** One, the seen factors, which are seen, and random features of these. */
  private double[] features(Witness witness) {
    int count = factors.size();
    double[] row = new double[1 + 2 * count + random.length];
    row[0] = 1;
    for (int i = 0; i < count; i++) {
      if (witness.tells(factors.get(i), given)) {
        row[1 + i] = witness.factors().getOrDefault(factors.get(i), 0f);
        row[1 + count + i] = 1;
      }
    }
    for (int r = 0; r < random.length; r++) {
      double sum = 0;
      for (int i = 0; i < random[r].length; i++) {
        sum += random[r][i] * row[i];
      }
      row[1 + 2 * count + r] = Math.tanh(sum);
    }
    return row;
  }
}
