package dev.mien.learn.compare;

import dev.mien.core.Modality;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Feature sets with something taken away or made worse. The given sets stay as they are. */
public final class FeatureChanges {

  private FeatureChanges() {}

  /**
   * Others than some modalities are missing.
   *
   * @param set to change
   * @param kept what stays where it is there
   */
  public static FeatureSet only(FeatureSet set, Set<Modality> kept) {
    return changed(
        set,
        block ->
            kept.contains(block.modality())
                ? block
                : new FeatureBlock(
                    block.modality(),
                    block.tokens(),
                    block.width(),
                    new float[block.values().length],
                    new boolean[block.size()]));
  }

  /**
   * One modality is mixed with noise: √(1 − level²)·x + level·n, n standard normal; of unit
   * deviation like x where features are standardised.
   *
   * @param set to change
   * @param modality to make worse
   * @param level 0 changes nothing, 1 leaves noise alone
   * @param seed of the noise
   */
  public static FeatureSet noisy(FeatureSet set, Modality modality, double level, long seed) {
    if (!(level >= 0 && level <= 1)) {
      throw new IllegalArgumentException("level is " + level + ", expected within [0, 1]");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double kept = Math.sqrt(1 - level * level);
    return changed(
        set,
        block -> {
          if (block.modality() != modality) {
            return block;
          }
          float[] values = new float[block.values().length];
          int row = block.tokens() * block.width();
          for (int i = 0; i < values.length; i++) {
            if (block.present()[i / row]) {
              values[i] = (float) (kept * block.values()[i] + level * random.nextGaussian());
            }
          }
          return with(block, values);
        });
  }

  /**
   * One modality speaks of another example.
   *
   * @param set to change
   * @param modality whose rows go round: each example gets that of the next of another identity
   */
  public static FeatureSet permuted(FeatureSet set, Modality modality) {
    return changed(
        set,
        block -> {
          if (block.modality() != modality) {
            return block;
          }
          int row = block.tokens() * block.width();
          float[] values = new float[block.values().length];
          boolean[] present = new boolean[block.size()];
          for (int i = 0; i < block.size(); i++) {
            int from = (i + 1) % block.size();
            while (from != i && set.identities().get(from).equals(set.identities().get(i))) {
              from = (from + 1) % block.size();
            }
            System.arraycopy(block.values(), from * row, values, i * row, row);
            present[i] = block.present()[from];
          }
          return new FeatureBlock(block.modality(), block.tokens(), block.width(), values, present);
        });
  }

  static FeatureSet blocksOf(FeatureSet set, Set<Modality> kept) {
    return new FeatureSet(
        set.keys(),
        set.identities(),
        set.blocks().stream().filter(block -> kept.contains(block.modality())).toList(),
        set.outputs(),
        set.targets());
  }

  /** Mean and deviation of each number of a token, over what is present. */
  static double[][] scale(FeatureBlock block) {
    int width = block.width();
    double[] mean = new double[width];
    double[] deviation = new double[width];
    long count = 0;
    for (int i = 0; i < block.size(); i++) {
      count += block.present()[i] ? block.tokens() : 0;
    }
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < block.values().length; i++) {
        if (block.present()[i / (block.tokens() * width)]) {
          double x = block.values()[i];
          int w = i % width;
          if (pass == 0) {
            mean[w] += x / count;
          } else {
            deviation[w] += (x - mean[w]) * (x - mean[w]) / count;
          }
        }
      }
    }
    for (int w = 0; w < width; w++) {
      // what doesn't vary in training is left at zero
      deviation[w] = deviation[w] > 1e-12 ? Math.sqrt(deviation[w]) : Double.POSITIVE_INFINITY;
    }
    return new double[][] {mean, deviation};
  }

  static FeatureSet scaled(FeatureSet set, List<double[][]> scales) {
    List<FeatureBlock> blocks = new ArrayList<>();
    for (int b = 0; b < scales.size(); b++) {
      FeatureBlock block = set.blocks().get(b);
      double[][] scale = scales.get(b);
      float[] values = new float[block.values().length];
      for (int i = 0; i < values.length; i++) {
        if (block.present()[i / (block.tokens() * block.width())]) {
          int w = i % block.width();
          values[i] = (float) ((block.values()[i] - scale[0][w]) / scale[1][w]);
        }
      }
      blocks.add(with(block, values));
    }
    return new FeatureSet(set.keys(), set.identities(), blocks, set.outputs(), set.targets());
  }

  private static FeatureBlock with(FeatureBlock block, float[] values) {
    return new FeatureBlock(
        block.modality(), block.tokens(), block.width(), values, block.present());
  }

  private static FeatureSet changed(FeatureSet set, UnaryOperator<FeatureBlock> change) {
    return new FeatureSet(
        set.keys(),
        set.identities(),
        set.blocks().stream().map(change).toList(),
        set.outputs(),
        set.targets());
  }
}
