package dev.mien.learn.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.learn.compare.GeneratorChoice.Need;
import dev.mien.learn.compare.GeneratorComparison.Family;
import dev.mien.learn.compare.GeneratorComparison.Measured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A20")
class GeneratorComparisonTest {

  private static Measured measured(Family family, int seed, double precision, double recall) {
    return new Measured(family, seed, 0, 0, precision, recall, 1, 0, 0, 0);
  }

  @Test
  void choice_clearDifferences_followsFromTheMeasures() {
    List<Measured> runs = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      double luck = 0.01 * seed;
      runs.add(measured(Family.VAE, seed, 0.5 + luck, 0.9 + luck));
      runs.add(measured(Family.GAN, seed, 0.9 + 5 * luck, 0.5 + 5 * luck));
      runs.add(measured(Family.VAE_GAN, seed, 0.7, 0.7));
    }
    GeneratorChoice choice = GeneratorChoice.of(runs);
    assertThat(choice.chosen().get(Need.SHARPNESS).family()).isEqualTo(Family.GAN);
    assertThat(choice.chosen().get(Need.DIVERSITY).family()).isEqualTo(Family.VAE);
    assertThat(choice.chosen().get(Need.STABILITY).family()).isEqualTo(Family.VAE_GAN);
    assertThat(choice.chosen().get(Need.SHARPNESS).reason()).contains("GAN 0.925");
  }

  @Test
  void choice_withinLuck_takesTheSteadier() {
    List<Measured> runs =
        List.of(
            measured(Family.VAE, 0, 0.80, 0.5),
            measured(Family.VAE, 1, 0.81, 0.5),
            measured(Family.GAN, 0, 0.65, 0.5),
            measured(Family.GAN, 1, 0.99, 0.5),
            measured(Family.VAE_GAN, 0, 0.1, 0.5),
            measured(Family.VAE_GAN, 1, 0.1, 0.5));
    GeneratorChoice.Choice sharp = GeneratorChoice.of(runs).chosen().get(Need.SHARPNESS);
    assertThat(sharp.family()).isEqualTo(Family.VAE);
    assertThat(sharp.reason()).contains("steadier");
  }

  @Test
  @Tag("A18")
  @Tag("A19")
  void run_gridOfModes_measuresEveryFamilyAndGivesAReason() {
    GeneratorChoice choice =
        GeneratorComparison.run(
            GeneratorComparison.Data.grid(1000, 1), 700, 2, Progress.NONE, Cancellation.create());
    assertThat(choice.runs()).hasSize(6);
    for (Measured run : choice.runs()) {
      assertThat(run.precision()).isBetween(0.0, 1.0);
      assertThat(run.modesCovered()).isBetween(0, 25);
      assertThat(run.oscillation()).isPositive();
      if (run.family() == Family.VAE) {
        // the grid has two dimensions of four
        assertThat(run.activeUnits()).isGreaterThanOrEqualTo(0.5);
        assertThat(run.varianceRatio()).isBetween(0.4, 1.6);
      }
    }
    assertThat(choice.chosen()).hasSize(3);
    assertThat(choice.markdown()).contains("sharpness", "diversity", "stability");
  }
}
