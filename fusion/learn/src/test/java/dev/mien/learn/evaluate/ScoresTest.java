package dev.mien.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.core.ActionUnits;
import dev.mien.core.attribute.AttributeValue;
import dev.mien.core.attribute.AttributeValue.Amount;
import dev.mien.core.attribute.AttributeValue.Choice;
import dev.mien.core.attribute.AttributeValue.Colour;
import dev.mien.core.image.Lab;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A29")
class ScoresTest {

  private static Map<String, AttributeValue> head(String style, double age, int hair) {
    return Map.of("style", new Choice(style), "age", new Amount(age), "hair", new Colour(hair));
  }

  @Test
  void attributes_knownAnswers_areScoredByClass() {
    List<Map<String, AttributeValue>> truth =
        List.of(
            head("elf", 1, 0x102030),
            head("elf", 2, 0x102030),
            head("elf", 3, 0x102030),
            head("robot", 4, 0x102030));
    List<Map<String, AttributeValue>> said =
        List.of(
            head("elf", 2, 0x102030),
            head("elf", 4, 0x102030),
            head("robot", 6, 0x102030),
            head("elf", 8, 0x902030));
    AttributeScores scores = AttributeScores.of(said, truth);
    // two of three elves, no robot: not the half that plain accuracy would say
    assertThat(scores.choices().get("style")).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(scores.recall().get("style")).containsEntry("robot", 0.0);
    assertThat(scores.amounts().get("age")).isCloseTo(1, within(1e-12));
    double apart = Lab.ofRgb(0x102030).deltaE2000(Lab.ofRgb(0x902030));
    assertThat(scores.colours().get("hair")).isCloseTo(apart / 4, within(1e-12));
  }

  @Test
  void attributes_nothingSaid_isWrong() {
    AttributeScores scores = AttributeScores.of(List.of(Map.of()), List.of(head("elf", 1, 0)));
    assertThat(scores.choices()).containsEntry("style", 0.0);
    assertThat(scores.amounts()).isEmpty();
  }

  @Test
  void actionUnits_channelsOfEitherSide_count() {
    // AU9 has a left and a right channel
    assertThat(
            ActionUnitError.of(
                ActionUnits.parse("AU9=0.5"), ActionUnits.parse("AU9=0.2, AU17=0.5")))
        .isCloseTo((0.3 + 0.3 + 0.5) / 3, within(1e-6));
    assertThat(ActionUnitError.of(ActionUnits.NEUTRAL, ActionUnits.NEUTRAL)).isZero();
  }

  @Test
  void recallAt_ranks_countsTiesAgainst() {
    double[][] similarity = {{3, 1, 2}, {5, 4, 6}, {1, 1, 1}};
    assertThat(Retrieval.recallAt(similarity, 1)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(Retrieval.recallAt(similarity, 3)).isEqualTo(1);
  }

  @Test
  void energyScore_threePoints_isTheFormula() {
    double[][] samples = {{0}, {2}, {4}};
    // |0-1|+|2-1|+|4-1| over 3, less (2+4+2)/(3·2)
    assertThat(SampleQuality.energyScore(samples, new double[] {1}))
        .isCloseTo(5 / 3.0 - 8 / 6.0, within(1e-12));
  }

  @Test
  void energyScore_rightDistribution_isBetterThanTooNarrowOrTooWide() {
    SplittableRandom random = new SplittableRandom(8);
    double[] scores = new double[3];
    double[] widths = {0.3, 1, 3};
    for (int n = 0; n < 4000; n++) {
      double[] truth = {random.nextGaussian(), random.nextGaussian()};
      for (int w = 0; w < 3; w++) {
        double[][] samples = new double[SampleQuality.SAMPLES][2];
        for (double[] sample : samples) {
          sample[0] = widths[w] * random.nextGaussian();
          sample[1] = widths[w] * random.nextGaussian();
        }
        scores[w] += SampleQuality.energyScore(samples, truth);
      }
    }
    assertThat(scores[1]).isLessThan(scores[0]).isLessThan(scores[2]);
  }

  @Test
  void precisionRecall_halfOfTheData_isPreciseAndForgetful() {
    SplittableRandom random = new SplittableRandom(2);
    double[][] data = new double[200][1];
    double[][] samples = new double[200][1];
    for (int i = 0; i < 200; i++) {
      data[i][0] = (i % 2 == 0 ? 0 : 100) + random.nextDouble();
      samples[i][0] = random.nextDouble();
    }
    SampleQuality.PrecisionRecall found = SampleQuality.precisionRecall(data, samples, 3);
    assertThat(found.precision()).isGreaterThan(0.95);
    assertThat(found.recall()).isBetween(0.45, 0.51);
  }

  @Test
  void coverage80_calibratedSamples_isFourFifths() {
    SplittableRandom random = new SplittableRandom(3);
    double[][][] samples = new double[4000][SampleQuality.SAMPLES][1];
    double[][] truth = new double[4000][1];
    for (int i = 0; i < truth.length; i++) {
      truth[i][0] = random.nextGaussian();
      for (double[] sample : samples[i]) {
        sample[0] = random.nextGaussian();
      }
    }
    assertThat(SampleQuality.coverage80(samples, truth)).isCloseTo(0.8, within(0.02));
    assertThat(SampleQuality.varianceRatio(samples[0], samples[0])).isEqualTo(1);
  }

  @Test
  void varianceRatio_twiceAsWide_isFour() {
    double[][] data = {{0, 1}, {2, 3}, {5, 5}};
    double[][] wide = {{0, 2}, {4, 6}, {10, 10}};
    assertThat(SampleQuality.varianceRatio(wide, data)).isCloseTo(4, within(1e-12));
  }
}
