package dev.mien.examples.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.learn.check.FusionContract;
import dev.mien.learn.compare.Budget;
import dev.mien.learn.compare.Comparison;
import dev.mien.learn.compare.ComparisonReport;
import dev.mien.learn.compare.ComparisonTable;
import dev.mien.learn.compare.PlantedFeatures;
import dev.mien.learn.compare.TrainingSettings;
import dev.mien.learn.fusion.FusionStrategies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("A17")
class ScoredProposalsTest {

  @Test
  void strategy_contract_isKept() {
    assertThat(FusionContract.violations(new ScoredProposals())).isEmpty();
  }

  @Test
  void strategy_registered_isComparedWithTheRest(@TempDir Path folder) throws IOException {
    assertThat(FusionStrategies.byName("example-scored-proposals"))
        .isInstanceOf(ScoredProposals.class);
    PlantedFeatures planted = PlantedFeatures.create(60, 2, 1);
    ComparisonTable table =
        Comparison.of(planted.splits())
            .optOracle(planted.oracle())
            .optStrategies(List.of("example-scored-proposals", "concatenation"))
            .optSeeds(2)
            .optTraining(TrainingSettings.STANDARD.with(Budget.steps(200)))
            .build()
            .run(folder, Progress.NONE, Cancellation.create());
    ComparisonReport.of(table).write(folder);
    assertThat(folder.resolve("table.md")).content().contains("| example-scored-proposals |");
    double own = table.row("example-scored-proposals").cells().get("shape").error().mean();
    assertThat(own)
        .isLessThan(table.row(ComparisonTable.MEAN).cells().get("shape").error().mean())
        .isGreaterThan(table.row(ComparisonTable.ORACLE).cells().get("shape").error().mean());
  }
}
