package dev.mien.learn.evaluate;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile intervals from resampling on both levels at which chance enters: the identities that
 * were tested on and the seeds that were trained with (a two-way bootstrap, Owen 2007). What is
 * compared is resampled together, so that a hard identity is hard for all. Deterministic.
 *
 * @param resamples how many, at least 100
 * @param confidence such as 0.95
 * @param seed of the resampling
 */
public record PairedBootstrap(int resamples, double confidence, long seed) {

  /** 2,000 resamples, 95 %. */
  public static final PairedBootstrap STANDARD = new PairedBootstrap(2000, 0.95, 1);

  /** Checks the settings. */
  public PairedBootstrap {
    if (resamples < 100 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          resamples
              + " resamples at "
              + confidence
              + ", expected at least 100 and a confidence within (0, 1)");
    }
  }

  /**
   * The mean of measured values.
   *
   * @param values [seeds][identities]
   */
  public Interval mean(double[][] values) {
    return statistic(Collections.singletonList(values), means -> means[0]);
  }

  /**
   * The mean difference a − b, paired by identity; by seed as well where both have as many.
   *
   * @param a [seeds][identities]
   * @param b [seeds][identities]
   */
  public Interval difference(double[][] a, double[][] b) {
    return statistic(List.of(a, b), means -> means[0] - means[1]);
  }

  /**
   * Any function of several means.
   *
   * @param values each [seeds][identities]; all of the same identities; those of as many seeds are
   *     resampled alike, a single seed is always taken
   * @param of the means in the same order
   * @throws IllegalArgumentException if the identities differ in number or there are none
   */
  public Interval statistic(List<double[][]> values, ToDoubleFunction<double[]> of) {
    int identities = values.get(0)[0].length;
    int seeds = 1;
    for (double[][] one : values) {
      seeds = Math.max(seeds, one.length);
      for (double[] row : one) {
        if (row.length != identities || identities == 0) {
          throw new IllegalArgumentException(
              "expected values of " + identities + " identities, at least 1, got " + row.length);
        }
      }
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] found = new double[resamples];
    int[] who = new int[identities];
    int[] which = new int[seeds];
    for (int r = 0; r < resamples; r++) {
      for (int i = 0; i < identities; i++) {
        who[i] = random.nextInt(identities);
      }
      for (int s = 0; s < seeds; s++) {
        which[s] = random.nextInt(seeds);
      }
      found[r] = of.applyAsDouble(means(values, who, which));
    }
    for (int i = 0; i < identities; i++) {
      who[i] = i;
    }
    for (int s = 0; s < seeds; s++) {
      which[s] = s;
    }
    Arrays.sort(found);
    double tail = (1 - confidence) / 2;
    return new Interval(
        of.applyAsDouble(means(values, who, which)),
        found[(int) Math.floor(tail * (resamples - 1))],
        found[(int) Math.ceil((1 - tail) * (resamples - 1))]);
  }

  private static double[] means(List<double[][]> values, int[] who, int[] which) {
    double[] means = new double[values.size()];
    for (int k = 0; k < means.length; k++) {
      double[][] rows = values.get(k);
      double sum = 0;
      for (int s : which) {
        double[] row = rows[s % rows.length];
        for (int i : who) {
          sum += row[i];
        }
      }
      means[k] = sum / which.length / who.length;
    }
    return means;
  }
}
