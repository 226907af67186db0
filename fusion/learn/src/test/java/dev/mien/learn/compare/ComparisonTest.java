package dev.mien.learn.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.Cancellation;
import dev.mien.core.Progress;
import dev.mien.learn.evaluate.PairedBootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("A17")
@Tag("A29")
class ComparisonTest {

  private static final List<String> STRATEGIES =
      List.of("concatenation", "low-rank-tensor-fusion", "inverse-variance");
  private static final String ALL = "TEXT+IMAGE+ACTION_UNITS";

  @TempDir static Path folder;

  private static ComparisonTable table;

  private static TrainingSettings steps(int steps) {
    return new TrainingSettings(Budget.steps(steps), 32, 64, 3e-3, 0.25, 0.15, 100, 10);
  }

  private static Comparison comparison(int steps, int seeds, String... strategies) {
    PlantedFeatures planted = PlantedFeatures.create(200, 2, 3);
    return Comparison.of(planted.splits())
        .optOracle(planted.oracle())
        .optSeeds(seeds)
        .optStrategies(List.of(strategies))
        .optTraining(steps(steps))
        .optBootstrap(new PairedBootstrap(500, 0.95, 1))
        .build();
  }

  @BeforeAll
  static void compare() throws IOException {
    table =
        comparison(600, 2, STRATEGIES.toArray(String[]::new))
            .run(folder, Progress.NONE, Cancellation.create());
  }

  private static double error(String row, String metric) {
    return table.row(row).cells().get(metric).error().mean();
  }

  @Test
  void run_plantedFactors_fusionBeatsEveryModalityAlone() {
    for (String metric : List.of("shape", "expression")) {
      ComparisonTable.Row best = table.best(metric).orElseThrow();
      assertThat(best.cells().get(metric).gapClosed().orElseThrow().low())
          .as("%s of %s: share of the gap that is closed, lower end", metric, best.name())
          .isPositive();
      for (String modality : table.modalities()) {
        assertThat(best.cells().get(metric).error().mean())
            .isLessThan(error(ComparisonTable.ONLY + modality, metric));
      }
    }
  }

  @Test
  void run_products_lowRankFusionBeatsRidgeForCertain() {
    ComparisonTable.Cell cell = table.row("low-rank-tensor-fusion").cells().get("shape");
    assertThat(cell.difference().high()).isNegative();
    assertThat(cell.error().mean()).isLessThan(0.9 * error(ComparisonTable.RIDGE, "shape"));
  }

  @Test
  void run_anyRow_theOracleIsBetter() {
    for (ComparisonTable.Row row : table.rows()) {
      for (String metric : List.of("shape", "expression")) {
        if (!row.name().equals(ComparisonTable.ORACLE)) {
          assertThat(error(ComparisonTable.ORACLE, metric))
              .as("%s, %s", row.name(), metric)
              .isLessThan(error(row.name(), metric));
        }
      }
    }
    assertThat(error(ComparisonTable.ORACLE, "shape"))
        .as("what nobody can tell is left")
        .isBetween(0.8 * PlantedFeatures.NOISE, 1.05 * PlantedFeatures.NOISE);
  }

  @Test
  @Tag("A14")
  void run_modalityTakenAway_costsAFifthOfItsOwnMetric() {
    Map<String, Map<String, Double>> errors = table.row("concatenation").bySubset();
    assertThat(errors).hasSize(7);
    double shape = errors.get(ALL).get("shape");
    double expression = errors.get(ALL).get("expression");
    assertThat(errors.get("IMAGE+ACTION_UNITS").get("shape")).isGreaterThan(1.2 * shape);
    assertThat(errors.get("TEXT+ACTION_UNITS").get("shape")).isGreaterThan(1.2 * shape);
    assertThat(errors.get("TEXT+IMAGE").get("expression")).isGreaterThan(1.2 * expression);
  }

  @Test
  void run_again_readsWhatIsDoneAndGivesTheSameReport(@TempDir Path other) throws IOException {
    ComparisonReport.of(table).write(other.resolve("first"));
    ComparisonTable again =
        comparison(600, 2, STRATEGIES.toArray(String[]::new))
            .run(folder, Progress.NONE, Cancellation.create());
    ComparisonReport.of(again).write(other.resolve("second"));
    for (String file : List.of("table.md", "table.csv", "table.json", "shape.svg", "timing.csv")) {
      assertThat(other.resolve("second").resolve(file))
          .hasSameTextualContentAs(other.resolve("first").resolve(file));
    }
  }

  @Test
  void run_interrupted_goesOnToTheSameTable(@TempDir Path whole, @TempDir Path parts)
      throws IOException {
    String expected =
        ComparisonReport.of(
                comparison(40, 1, "concatenation").run(whole, Progress.NONE, Cancellation.create()))
            .json();
    Cancellation cancellation = Cancellation.create();
    Progress impatient =
        (step, done) -> {
          if (done > 0.4) {
            cancellation.cancel();
          }
        };
    assertThatThrownBy(() -> comparison(40, 1, "concatenation").run(parts, impatient, cancellation))
        .isInstanceOf(CancellationException.class);
    int finished = parts.resolve("runs").toFile().list().length;
    assertThat(finished).isBetween(1, 3);
    List<String> trained = new ArrayList<>();
    Progress listening =
        (step, done) -> {
          if (step.contains("seed")) {
            trained.add(step);
          }
        };
    ComparisonTable resumed =
        comparison(40, 1, "concatenation").run(parts, listening, Cancellation.create());
    assertThat(ComparisonReport.of(resumed).json()).isEqualTo(expected);
    assertThat(trained.stream().distinct()).hasSize(4 - finished);
  }

  @Test
  void run_brokenRunFile_isNamed(@TempDir Path broken) throws IOException {
    Files.createDirectories(broken.resolve("runs"));
    Files.writeString(broken.resolve("runs/only-TEXT-0.json"), "{\"key\":");
    assertThatThrownBy(
            () ->
                comparison(1, 1, "concatenation").run(broken, Progress.NONE, Cancellation.create()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("only-TEXT-0.json");
  }

  @Test
  void build_unknownStrategy_isRefusedWithThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> comparison(1, 1, "telepathy"))
        .withMessageContaining("concatenation");
  }

  @Test
  void features_writtenAndRead_areTheSame(@TempDir Path files) throws IOException {
    FeatureSplits splits = PlantedFeatures.create(8, 1, 1).splits();
    splits.write(files);
    FeatureSplits read = FeatureSplits.read(files);
    assertThat(read.blocks()).isEqualTo(splits.blocks());
    assertThat(read.test().identities()).isEqualTo(splits.test().identities());
    assertThat(read.test().targets()).isEqualTo(splits.test().targets());
    assertThat(read.train().blocks().get(1).values())
        .isEqualTo(splits.train().blocks().get(1).values());
  }

  @Test
  void budget_words_areUnderstood() {
    assertThat(Budget.parse("60s")).isEqualTo(new Budget(60, Budget.Unit.SECONDS));
    assertThat(Budget.parse("3m")).isEqualTo(Budget.STANDARD);
    assertThat(Budget.parse("200")).isEqualTo(Budget.steps(200));
    assertThatIllegalArgumentException().isThrownBy(() -> Budget.parse("soon"));
  }
}
