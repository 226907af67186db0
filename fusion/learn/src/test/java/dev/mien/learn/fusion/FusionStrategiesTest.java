package dev.mien.learn.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mien.learn.check.FusionContract;
import dev.mien.learn.fusion.intermediate.ChainedModulation;
import dev.mien.learn.modulation.Modulations;
import dev.mien.learn.nn.Parameters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("A14")
@Tag("A15")
@Tag("A21")
class FusionStrategiesTest {

  static Stream<String> names() {
    return FusionStrategies.all().stream().map(FusionStrategy::name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyStrategy_fulfilsTheContract(String name) {
    assertThat(FusionContract.violations(FusionStrategies.byName(name))).isEmpty();
  }

  @Test
  void chainedModulation_everyFormula_fulfilsTheContract() {
    Modulations.all()
        .values()
        .forEach(
            formula ->
                assertThat(FusionContract.violations(ChainedModulation.with(formula))).isEmpty());
  }

  @Test
  void all_eachLevel_hasSix() {
    Map<FusionLevel, Integer> counts = new EnumMap<>(FusionLevel.class);
    FusionStrategies.all().forEach(s -> counts.merge(s.level(), 1, Integer::sum));
    assertThat(counts.values()).containsExactly(6, 6, 6);
  }

  @Test
  void byName_unknown_namesTheKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FusionStrategies.byName("magic"))
        .withMessageContaining("gated-sum");
  }

  /** A strategy that lets a missing modality through and forgets to normalise its weights. */
  @Test
  void contract_brokenStrategy_isFound() {
    FusionStrategy broken =
        new FusionStrategy() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public FusionLevel level() {
            return FusionLevel.FEATURE;
          }

          @Override
          public String source() {
            return "none";
          }

          @Override
          public Fusion create(Parameters parameters, FusionSizes sizes) {
            return inputs ->
                new Fused(
                    inputs.get(0).tokens().sum(1).reshape(-1, sizes.width()).slice(1, 0, 5),
                    inputs.get(0).tokens().tape().filled(0.7, 4, sizes.count(), 5),
                    List.of());
          }
        };
    assertThat(FusionContract.violations(broken))
        .anyMatch(v -> v.contains("sum to"))
        .anyMatch(v -> v.contains("same output without modality 1"));
  }
}
