package dev.mien.learn.compare;

import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import dev.mien.learn.linear.RidgeRegression;
import java.util.Arrays;

/**
 * Linear regression with a penalty, in closed form: W = (XᵀX + λnI)⁻¹XᵀY on centred features and
 * targets (Hoerl and Kennard 1970). What a fusion has to beat. Features are all numbers of a
 * modality's tokens, or their mean where these are more than {@link #MOST}; zero where missing.
 */
public final class Ridge {

  /** Numbers of one modality above which its tokens are averaged. */
  public static final int MOST = 512;

  private static final double[] PENALTIES = {1e-5, 1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1, 3, 10};

  private final RidgeRegression.Fit fit;

  private Ridge(RidgeRegression.Fit fit) {
    this.fit = fit;
  }

  /**
   * With a given penalty.
   *
   * @param train to fit
   * @param penalty λ, positive
   */
  public static Ridge fit(FeatureSet train, double penalty) {
    return new Ridge(regression(train).solve(penalty));
  }

  /**
   * With the penalty, of ten from 10⁻⁵ to 10, that has the smallest mean square on validation.
   *
   * @param train to fit
   * @param validation to choose with
   */
  public static Ridge fit(FeatureSet train, FeatureSet validation) {
    RidgeRegression regression = regression(train);
    Ridge best = new Ridge(regression.solve(PENALTIES[0]));
    double least = best.error(validation);
    for (int i = 1; i < PENALTIES.length; i++) {
      Ridge next = new Ridge(regression.solve(PENALTIES[i]));
      double error = next.error(validation);
      if (error < least) {
        least = error;
        best = next;
      }
    }
    return best;
  }

  private static RidgeRegression regression(FeatureSet train) {
    float[][] targets = new float[train.size()][];
    for (int i = 0; i < targets.length; i++) {
      targets[i] =
          Arrays.copyOfRange(train.targets(), i * train.outputs(), (i + 1) * train.outputs());
    }
    return RidgeRegression.centred(features(train), targets);
  }

  /** λ. */
  public double penalty() {
    return fit.penalty();
  }

  /** Numbers learned. */
  public int parameters() {
    return fit.parameters();
  }

  /**
   * Predicts.
   *
   * @param set of the kind fitted to
   * @return [examples, outputs]
   */
  public float[] predict(FeatureSet set) {
    float[] predicted = new float[set.size() * set.outputs()];
    float[][] features = features(set);
    for (int i = 0; i < features.length; i++) {
      float[] row = fit.predict(features[i]);
      System.arraycopy(row, 0, predicted, i * set.outputs(), row.length);
    }
    return predicted;
  }

  private double error(FeatureSet set) {
    float[] predicted = predict(set);
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      double error = predicted[i] - set.targets()[i];
      sum += error * error;
    }
    return sum;
  }

  private static float[][] features(FeatureSet set) {
    int columns = 0;
    for (FeatureBlock block : set.blocks()) {
      columns += columns(block);
    }
    float[][] x = new float[set.size()][columns];
    int at = 0;
    for (FeatureBlock block : set.blocks()) {
      int own = columns(block);
      int row = block.tokens() * block.width();
      float scale = (float) own / row;
      for (int i = 0; i < set.size(); i++) {
        if (block.present()[i]) {
          for (int k = 0; k < row; k++) {
            x[i][at + k % own] += scale * block.values()[i * row + k];
          }
        }
      }
      at += own;
    }
    return x;
  }

  private static int columns(FeatureBlock block) {
    int all = block.tokens() * block.width();
    return all <= MOST ? all : block.width();
  }
}
