package dev.mien.learn.compare;

import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Linear regression with a penalty, in closed form: W = (XᵀX + λnI)⁻¹XᵀY on centred features and
 * targets (Hoerl and Kennard 1970). What a fusion has to beat. Features are all numbers of a
 * modality's tokens, or their mean where these are more than {@link #MOST}; zero where missing.
 */
public final class Ridge {

  /** Numbers of one modality above which its tokens are averaged. */
  public static final int MOST = 512;

  private static final double[] PENALTIES = {1e-5, 1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1, 3, 10};

  private final DMatrixRMaj weights;
  private final double[] featureMeans;
  private final double[] targetMeans;
  private final double penalty;

  private Ridge(DMatrixRMaj weights, double[] featureMeans, double[] targetMeans, double penalty) {
    this.weights = weights;
    this.featureMeans = featureMeans;
    this.targetMeans = targetMeans;
    this.penalty = penalty;
  }

  /**
   * With a given penalty.
   *
   * @param train to fit
   * @param penalty λ, positive
   */
  public static Ridge fit(FeatureSet train, double penalty) {
    return new Normal(train).solve(penalty);
  }

  /**
   * With the penalty, of ten from 10⁻⁵ to 10, that has the smallest mean square on validation.
   *
   * @param train to fit
   * @param validation to choose with
   */
  public static Ridge fit(FeatureSet train, FeatureSet validation) {
    Normal normal = new Normal(train);
    Ridge best = normal.solve(PENALTIES[0]);
    double least = best.error(validation);
    for (int i = 1; i < PENALTIES.length; i++) {
      Ridge next = normal.solve(PENALTIES[i]);
      double error = next.error(validation);
      if (error < least) {
        least = error;
        best = next;
      }
    }
    return best;
  }

  /** λ. */
  public double penalty() {
    return penalty;
  }

  /** Numbers learned. */
  public int parameters() {
    return weights.getNumElements() + targetMeans.length;
  }

  /**
   * Predicts.
   *
   * @param set of the kind fitted to
   * @return [examples, outputs]
   */
  public float[] predict(FeatureSet set) {
    DMatrixRMaj x = features(set);
    centre(x, featureMeans);
    DMatrixRMaj y = new DMatrixRMaj(x.numRows, weights.numCols);
    CommonOps_DDRM.mult(x, weights, y);
    float[] predicted = new float[y.getNumElements()];
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = (float) (y.data[i] + targetMeans[i % weights.numCols]);
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

  private static DMatrixRMaj features(FeatureSet set) {
    int columns = 0;
    for (FeatureBlock block : set.blocks()) {
      columns += columns(block);
    }
    DMatrixRMaj x = new DMatrixRMaj(set.size(), columns);
    int at = 0;
    for (FeatureBlock block : set.blocks()) {
      int own = columns(block);
      int row = block.tokens() * block.width();
      double scale = (double) own / row;
      for (int i = 0; i < set.size(); i++) {
        if (block.present()[i]) {
          for (int k = 0; k < row; k++) {
            x.data[i * columns + at + k % own] += scale * block.values()[i * row + k];
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

  private static void centre(DMatrixRMaj matrix, double[] means) {
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] -= means[i % matrix.numCols];
    }
  }

  private static double[] means(DMatrixRMaj matrix) {
    double[] means = new double[matrix.numCols];
    for (int i = 0; i < matrix.getNumElements(); i++) {
      means[i % matrix.numCols] += matrix.data[i] / matrix.numRows;
    }
    return means;
  }

  /** The normal equations, gathered once for all penalties. */
  private static final class Normal {
    private final DMatrixRMaj gram;
    private final DMatrixRMaj right;
    private final double[] featureMeans;
    private final double[] targetMeans;
    private final int rows;

    Normal(FeatureSet train) {
      DMatrixRMaj x = features(train);
      rows = train.size();
      DMatrixRMaj y = new DMatrixRMaj(rows, train.outputs());
      for (int i = 0; i < y.getNumElements(); i++) {
        y.data[i] = train.targets()[i];
      }
      featureMeans = means(x);
      targetMeans = means(y);
      centre(x, featureMeans);
      centre(y, targetMeans);
      gram = new DMatrixRMaj(x.numCols, x.numCols);
      CommonOps_DDRM.multInner(x, gram);
      right = new DMatrixRMaj(x.numCols, y.numCols);
      CommonOps_DDRM.multTransA(x, y, right);
    }

    Ridge solve(double penalty) {
      DMatrixRMaj matrix = gram.copy();
      for (int i = 0; i < matrix.numRows; i++) {
        matrix.add(i, i, penalty * rows);
      }
      DMatrixRMaj weights = new DMatrixRMaj(matrix.numRows, right.numCols);
      if (!CommonOps_DDRM.solveSPD(matrix, right, weights)) {
        throw new ArithmeticException(
            "normal equations with penalty " + penalty + " aren't positive definite");
      }
      return new Ridge(weights, featureMeans, targetMeans, penalty);
    }
  }
}
