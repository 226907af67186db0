package dev.mien.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionUnitsTest {

  @Test
  void parse_everySeparatorAndSpelling_setsItsChannels() {
    ActionUnits units = ActionUnits.parse(" AU6=0.5, au12_L=0.8;AU25\n 04=0.25 AU012_r=1e-1 ");

    assertThat(units.get(ActionUnit.AU6, Side.LEFT)).isEqualTo(0.5f);
    assertThat(units.get(ActionUnit.AU6, Side.RIGHT)).isEqualTo(0.5f);
    assertThat(units.get(ActionUnit.AU12, Side.LEFT)).isEqualTo(0.8f);
    assertThat(units.get(ActionUnit.AU12, Side.RIGHT)).isEqualTo(0.1f);
    assertThat(units.get(ActionUnit.AU12, Side.BOTH)).isCloseTo(0.45f, within(1e-6f));
    assertThat(units.get(ActionUnit.AU25, Side.BOTH)).isEqualTo(1);
    assertThat(units.get(ActionUnit.AU4, Side.LEFT)).isEqualTo(0.25f);
    assertThat(units.get(ActionUnit.AU1, Side.LEFT)).isZero();
  }

  @Test
  void parse_unitTwice_theLaterWins() {
    assertThat(ActionUnits.parse("AU12_L=0.2 AU12=0.7"))
        .isEqualTo(ActionUnits.of(ActionUnit.AU12, 0.7f));
    assertThat(ActionUnits.parse("AU12=0.7 AU12_L=0.2").get(ActionUnit.AU12, Side.LEFT))
        .isEqualTo(0.2f);
  }

  @Test
  void parse_ofItsOwnText_givesTheSame() {
    ActionUnits units = ActionUnits.parse("AU1_L=0.3 AU26=0.123 AU45");

    assertThat(ActionUnits.parse(units.toString())).isEqualTo(units).hasSameHashCodeAs(units);
    assertThat(ActionUnits.parse("  ")).isEqualTo(ActionUnits.NEUTRAL);
  }

  @ParameterizedTest
  @CsvSource({
    "AU3, AU3",
    "AU99=1, AU99",
    "smile, smile",
    "AU12=, 'AU12='",
    "AU12=much, AU12=much",
    "AU12=-0.1, -0.1",
    "AU12=1.01, 1.01",
    "AU12=NaN, NaN",
    "AU26_L=1, AU26",
    "AU1=0.5 AU4=x, AU4=x"
  })
  void parse_wrongEntry_isNamed(String text, String named) {
    assertThatThrownBy(() -> ActionUnits.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @Test
  void with_doesNotChangeTheOriginal() {
    ActionUnits before = ActionUnits.of(ActionUnit.AU12, 0.5f);

    ActionUnits after = before.with(ActionUnit.AU12, Side.LEFT, 1);

    assertThat(after).isNotEqualTo(before);
    assertThat(before.get(ActionUnit.AU12, Side.LEFT)).isEqualTo(0.5f);
  }
}
