package dev.mien.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A17")
class PairedBootstrapTest {

  private static final int TRIALS = 400;

  /** Error of a seed on an identity: both have effects of their own, and there is noise. */
  private static double[][] draw(SplittableRandom random, double mean, double[] hard, int seeds) {
    double[][] values = new double[seeds][hard.length];
    for (double[] row : values) {
      double luck = 0.1 * random.nextGaussian();
      for (int i = 0; i < row.length; i++) {
        row[i] = mean + hard[i] + luck + 0.5 * random.nextGaussian();
      }
    }
    return values;
  }

  private static double[] hardness(SplittableRandom random) {
    double[] hard = new double[60];
    for (int i = 0; i < hard.length; i++) {
      hard[i] = random.nextGaussian();
    }
    return hard;
  }

  @Test
  void mean_simulatedTrials_coversAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(11);
    int covered = 0;
    for (int t = 0; t < TRIALS; t++) {
      double[][] values = draw(random, 3, hardness(random), 5);
      covered += new PairedBootstrap(400, 0.95, t).mean(values).excludes(3) ? 0 : 1;
    }
    // three standard errors of 400 trials are 0.033
    assertThat((double) covered / TRIALS).isBetween(0.915, 0.985);
  }

  @Test
  void difference_simulatedTrials_coversAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(12);
    int covered = 0;
    for (int t = 0; t < TRIALS; t++) {
      double[] hard = hardness(random);
      double[][] a = draw(random, 3, hard, 5);
      double[][] b = draw(random, 2.5, hard, 5);
      covered += new PairedBootstrap(400, 0.95, t).difference(a, b).excludes(0.5) ? 0 : 1;
    }
    assertThat((double) covered / TRIALS).isBetween(0.9, 0.99);
  }

  @Test
  void difference_sameHardIdentities_isMuchSurerThanTheMeans() {
    SplittableRandom random = new SplittableRandom(13);
    double[] hard = hardness(random);
    double[][] a = draw(random, 3, hard, 5);
    double[][] b = draw(random, 2.5, hard, 5);
    Interval mean = PairedBootstrap.STANDARD.mean(a);
    Interval difference = PairedBootstrap.STANDARD.difference(a, b);
    assertThat(difference.high() - difference.low()).isLessThan(0.75 * (mean.high() - mean.low()));
    assertThat(difference).isEqualTo(PairedBootstrap.STANDARD.difference(a, b));
  }

  @Test
  void difference_withItself_isZero() {
    double[][] a = {{1, 2, 3}};
    assertThat(PairedBootstrap.STANDARD.difference(a, a)).isEqualTo(new Interval(0, 0, 0));
    assertThat(PairedBootstrap.STANDARD.mean(a).mean()).isCloseTo(2, within(1e-12));
  }

  @Test
  void difference_otherIdentities_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairedBootstrap.STANDARD.difference(new double[1][3], new double[1][4]))
        .withMessageContaining("identities");
  }
}
