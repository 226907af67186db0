package dev.mien.learn.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.Modality;
import dev.mien.learn.data.FeatureBlock;
import dev.mien.learn.data.FeatureSet;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A17")
class RidgeTest {

  private static FeatureSet set(float[] features, float[] targets) {
    boolean[] present = new boolean[targets.length];
    java.util.Arrays.fill(present, true);
    List<String> keys = new java.util.ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      keys.add("k" + i);
    }
    int width = features.length / targets.length;
    FeatureBlock block = new FeatureBlock(Modality.TEXT, 1, width, features, present);
    return new FeatureSet(keys, keys, List.of(block), 1, targets);
  }

  @Test
  void fit_oneFeature_isTheFormula() {
    float[] x = {1, 2, 4, 7};
    float[] y = {1, 3, 2, 8};
    // means 3.5 and 3.5; Σxy = 22, Σxx = 21, both centred
    double slope = 22 / (21 + 4 * 0.5);
    float[] predicted = Ridge.fit(set(x, y), 0.5).predict(set(new float[] {0, 10}, new float[2]));
    assertThat((double) predicted[0]).isCloseTo(3.5 - 3.5 * slope, within(1e-6));
    assertThat((double) predicted[1]).isCloseTo(3.5 + 6.5 * slope, within(1e-6));
  }

  @Test
  void fit_twoFeatures_solvesTheNormalEquations() {
    float[] x = {1, 0, 2, 1, 0, 3, -1, 2, 4, -2};
    float[] y = {1, 2, 0, -1, 3};
    double penalty = 0.2;
    double[] mean = {1.2, 0.8, 1};
    double aa = 5 * penalty;
    double bb = 5 * penalty;
    double ab = 0;
    double ay = 0;
    double by = 0;
    for (int i = 0; i < 5; i++) {
      double a = x[2 * i] - mean[0];
      double b = x[2 * i + 1] - mean[1];
      aa += a * a;
      ab += a * b;
      bb += b * b;
      ay += a * (y[i] - mean[2]);
      by += b * (y[i] - mean[2]);
    }
    double determinant = aa * bb - ab * ab;
    double wa = (ay * bb - by * ab) / determinant;
    double wb = (by * aa - ay * ab) / determinant;
    float[] predicted = Ridge.fit(set(x, y), penalty).predict(set(x, y));
    for (int i = 0; i < 5; i++) {
      double expected = mean[2] + wa * (x[2 * i] - mean[0]) + wb * (x[2 * i + 1] - mean[1]);
      assertThat((double) predicted[i]).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void fit_validation_choosesWhatPredictsBest() {
    FeatureSplits data = PlantedFeatures.create(40, 1, 3).splits().standardised();
    Ridge chosen = Ridge.fit(data.train(), data.validation());
    double own = error(chosen, data.validation());
    assertThat(own).isLessThanOrEqualTo(error(Ridge.fit(data.train(), 1e-5), data.validation()));
    assertThat(own).isLessThanOrEqualTo(error(Ridge.fit(data.train(), 10), data.validation()));
    assertThat(chosen.penalty()).isBetween(1e-5, 10.0);
  }

  private static double error(Ridge ridge, FeatureSet set) {
    float[] predicted = ridge.predict(set);
    double sum = 0;
    for (int i = 0; i < predicted.length; i++) {
      sum += Math.pow(predicted[i] - set.targets()[i], 2);
    }
    return sum;
  }

  @Test
  void predict_missingModality_isTheMeanOfThat() {
    FeatureSplits data = PlantedFeatures.create(40, 1, 3).splits().standardised();
    Ridge ridge = Ridge.fit(data.train(), 0.1);
    FeatureSet nothing = FeatureChanges.only(data.test(), EnumSet.noneOf(Modality.class));
    float[] predicted = ridge.predict(nothing);
    for (int i = 12; i < predicted.length; i++) {
      assertThat(predicted[i]).isEqualTo(predicted[i % 12]);
    }
  }
}
