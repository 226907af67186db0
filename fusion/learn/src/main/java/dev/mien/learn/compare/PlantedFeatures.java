package dev.mien.learn.compare;

import dev.mien.core.Modality;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.target.TargetBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Features of which all is known, to try strategies on in seconds. Each of text (a), picture (b)
 * and action units (c) tells three independent standard normal factors that the others don't. Shape
 * is a and b of the identity and two products aᵢ·bᵢ that only both tell; expression is c of the
 * example and one product c₀·b₀; all with noise of deviation {@link #NOISE} that nobody can tell.
 * The oracle is exact: the expectation given the factors that are seen.
 *
 * @param splits the features
 * @param oracle of the test set
 */
public record PlantedFeatures(FeatureSplits splits, OracleRow oracle) {

  /** Deviation of what nobody can tell. */
  public static final double NOISE = 0.1;

  private static final List<Modality> MODALITIES =
      List.of(Modality.TEXT, Modality.IMAGE, Modality.ACTION_UNITS);
  private static final int[] TOKENS = {2, 3, 1};
  private static final int WIDTH = 12;
  private static final int FACTORS = 3;
  private static final int OUTPUTS = 12;
  private static final double BLUR = 0.05;

  /** Deviation with which each modality sees a factor that all see. */
  private static final double VIEW = 0.3;

  /** Whether modalities tell different things or all the same. */
  private enum Kind {
    COMPLEMENTARY,
    REDUNDANT
  }

  /**
   * Features of modalities that each tell something of their own.
   *
   * @param identities to learn from; a quarter as many each to choose with and to judge with, at
   *     least 8
   * @param each examples of an identity, at least 1
   * @param seed of everything
   */
  public static PlantedFeatures create(int identities, int each, long seed) {
    return create(Kind.COMPLEMENTARY, identities, each, seed);
  }

  /**
   * Features of modalities that all tell the same three factors, each with an error of its own: one
   * that is spoilt can be made up for by the others.
   *
   * @param identities to learn from, as {@link #create}
   * @param each examples of an identity, at least 1
   * @param seed of everything
   */
  public static PlantedFeatures redundant(int identities, int each, long seed) {
    return create(Kind.REDUNDANT, identities, each, seed);
  }

  private static PlantedFeatures create(Kind kind, int identities, int each, long seed) {
    if (identities < 1 || each < 1) {
      throw new IllegalArgumentException(
          identities + " identities with " + each + " examples, expected at least 1 of each");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[][][] maps = new double[MODALITIES.size()][][];
    for (int m = 0; m < maps.length; m++) {
      maps[m] = new double[TOKENS[m] * WIDTH][FACTORS];
      for (double[] row : maps[m]) {
        Arrays.setAll(row, i -> random.nextGaussian() / Math.sqrt(FACTORS));
      }
    }
    Map<String, double[]> views = new HashMap<>();
    int fewer = Math.max(8, identities / 4);
    FeatureSet train = set("train", kind, identities, each, maps, random, views);
    FeatureSet validation = set("validation", kind, fewer, each, maps, random, views);
    FeatureSet test = set("test", kind, fewer, each, maps, random, views);
    List<TargetBlock> blocks =
        List.of(
            new TargetBlock("shape", TargetBlock.Kind.COMPONENTS, 0, 8),
            new TargetBlock("expression", TargetBlock.Kind.COMPONENTS, 8, OUTPUTS));
    OracleRow oracle =
        (asked, given) -> {
          float[] predicted = new float[asked.size() * OUTPUTS];
          for (int i = 0; i < asked.size(); i++) {
            double[] seen = views.getOrDefault(asked.keys().get(i), new double[0]);
            double[] row = outputs(kind, expected(kind, seen, given));
            for (int o = 0; o < OUTPUTS; o++) {
              predicted[i * OUTPUTS + o] = (float) row[o];
            }
          }
          return predicted;
        };
    return new PlantedFeatures(new FeatureSplits(train, validation, test, blocks), oracle);
  }

  /** Factors as they're expected; they are independent and of mean 0. */
  private static double[] expected(Kind kind, double[] views, Set<Modality> given) {
    double[] factors = new double[views.length];
    // one view more than none: the prior, which is as sure as a view of deviation 1
    double weight = kind == Kind.REDUNDANT ? 1 / (VIEW * VIEW) : 1;
    for (int f = 0; f < views.length; f++) {
      if (given.contains(MODALITIES.get(f / FACTORS))) {
        int to = kind == Kind.REDUNDANT ? f % FACTORS : f;
        factors[to] +=
            kind == Kind.REDUNDANT ? weight * views[f] / (1 + weight * given.size()) : views[f];
      }
    }
    return factors;
  }

  private static double[] outputs(Kind kind, double[] f) {
    if (kind == Kind.REDUNDANT) {
      double[] all = new double[OUTPUTS];
      Arrays.setAll(all, o -> f[o % FACTORS]);
      return all;
    }
    return new double[] {
      f[0], f[1], f[2], f[3], f[4], f[5], f[0] * f[3], f[1] * f[4], f[6], f[7], f[8], f[6] * f[3]
    };
  }

  private static FeatureSet set(
      String name,
      Kind kind,
      int identities,
      int each,
      double[][][] maps,
      SplittableRandom random,
      Map<String, double[]> views) {
    int size = identities * each;
    List<String> keys = new ArrayList<>();
    List<String> who = new ArrayList<>();
    List<float[]> values = new ArrayList<>();
    for (int tokens : TOKENS) {
      values.add(new float[size * tokens * WIDTH]);
    }
    float[] targets = new float[size * OUTPUTS];
    double[] own = new double[MODALITIES.size() * FACTORS];
    for (int i = 0; i < size; i++) {
      for (int f = 0; f < own.length; f++) {
        if (i % each == 0 || f >= 2 * FACTORS) {
          own[f] = random.nextGaussian();
        }
      }
      keys.add(name + "-" + i);
      who.add(name + "-person-" + i / each);
      double[] seen = own.clone();
      if (kind == Kind.REDUNDANT) {
        Arrays.setAll(seen, f -> own[f % FACTORS] + VIEW * random.nextGaussian());
      }
      views.put(keys.get(i), seen);
      for (int m = 0; m < maps.length; m++) {
        for (int k = 0; k < maps[m].length; k++) {
          double sum = BLUR * random.nextGaussian();
          for (int f = 0; f < FACTORS; f++) {
            sum += maps[m][k][f] * seen[m * FACTORS + f];
          }
          values.get(m)[i * maps[m].length + k] = (float) sum;
        }
      }
      double[] row = outputs(kind, own);
      for (int o = 0; o < OUTPUTS; o++) {
        targets[i * OUTPUTS + o] = (float) (row[o] + NOISE * random.nextGaussian());
      }
    }
    List<FeatureBlock> blocks = new ArrayList<>();
    for (int m = 0; m < maps.length; m++) {
      boolean[] present = new boolean[size];
      Arrays.fill(present, true);
      blocks.add(new FeatureBlock(MODALITIES.get(m), TOKENS[m], WIDTH, values.get(m), present));
    }
    return new FeatureSet(keys, who, blocks, OUTPUTS, targets);
  }
}
