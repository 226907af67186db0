package dev.mien.learn.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.learn.evaluate.PairedBootstrap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What strategies make of a modality that turns into noise, where the others tell the same. Not all
 * of them learn to distrust it; those that are made for it must.
 */
class RobustnessTest {

  private static final String ATTENTION = "modality-attention";
  private static final String INVERSE = "inverse-variance";

  @TempDir static Path folder;

  private static ComparisonTable table;

  @BeforeAll
  static void compare() throws IOException {
    PlantedFeatures planted = PlantedFeatures.redundant(200, 2, 3);
    table =
        Comparison.of(planted.splits())
            .optOracle(planted.oracle())
            .optSeeds(1)
            .optStrategies(List.of(ATTENTION, INVERSE))
            .optTraining(new TrainingSettings(Budget.steps(600), 32, 64, 3e-3, 0.25, 0.2, 100, 10))
            .optBootstrap(new PairedBootstrap(200, 0.95, 1))
            .build()
            .run(folder, Progress.NONE, Cancellation.create());
  }

  private static RunRecord.Disturbed asNoise(String row, String modality) {
    return table.row(row).disturbed().stream()
        .filter(d -> d.modality().equals(modality) && d.kind().equals("noise") && d.level() == 1)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Tag("A15")
  void attention_modalityIsNoise_losesAThirdOfItsWeight() {
    for (String modality : table.modalities()) {
      double before = table.row(ATTENTION).shares().get(modality);
      assertThat(asNoise(ATTENTION, modality).share()).as(modality).isLessThan(0.7 * before);
      assertThat(table.row(ATTENTION).shareDeviations().get(modality))
          .as("weights of %s differ between inputs", modality)
          .isGreaterThan(0.02);
    }
  }

  @Test
  @Tag("A16")
  void inverseVariance_branchIsNoise_hasNoSayAndTheRestIsAsGoodAsTheBestAlone() {
    for (String modality : table.modalities()) {
      RunRecord.Disturbed noise = asNoise(INVERSE, modality);
      assertThat(noise.share()).as(modality).isLessThan(0.1);
      for (String metric : List.of("shape", "expression")) {
        double best =
            table.modalities().stream()
                .mapToDouble(
                    one -> table.row(ComparisonTable.ONLY + one).cells().get(metric).error().mean())
                .min()
                .orElseThrow();
        assertThat(noise.errors().get(metric))
            .as("%s, %s", modality, metric)
            .isLessThanOrEqualTo(1.1 * best);
      }
    }
  }

  @Test
  @Tag("A16")
  void oracle_redundantModalities_isBetterThanAnyOfThemAndThanFusion() {
    double oracle = table.row(ComparisonTable.ORACLE).bySubset().get("TEXT").get("shape");
    double all = table.row(ComparisonTable.ORACLE).cells().get("shape").error().mean();
    assertThat(all).isLessThan(oracle);
    assertThat(all).isLessThan(table.row(INVERSE).cells().get("shape").error().mean());
  }
}
