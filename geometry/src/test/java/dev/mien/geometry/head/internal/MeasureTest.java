package dev.mien.geometry.head.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("A23")
class MeasureTest {

  /** Points are x y z in centimetres, results worked out by hand. */
  @ParameterizedTest
  @CsvSource({
    "x A,                 3 1 2,                         60",
    "dx A B,              3 1 2 1 5 5,                   20",
    "y A B,               3 1 2 1 5 5,                  -40",
    "z A B,               3 1 2 1 5 5,                  -30",
    "angle A B C,         7 1 0 8 0 0 9 0 1,             90",
    "angle A B C,         0 1 0 0 0 0 0 -1 1,           135",
    "slope A B,           0 0 1 0 1 0,                   45",
    "slope A B,           0 0 0 0 2 1,                  -26.565",
    "rise A B,            0 0 0 0 1 1,                   45",
    "rise A B,            0 0 0 0 -1 2,                 -26.565",
    "off A B C,           0 1 2 0 2 0 0 0 0,             20",
    "off A B C,           5 0 2 7 1 1 9 -1 -1,           14.142"
  })
  void of_pointsAtRightAngles_isWhatGeometrySays(String cell, String points, double expected) {
    assertThat(Measure.parse(cell).of(numbers(points))).isCloseTo(expected, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({
    "x A,         3 1 2",
    "dx A B,      3 1 2 1 5 5",
    "angle A B C, 0 1 0.3 0 0.2 0 0 -1 1",
    "slope A B,   0 0 1 0 4 0.5",
    "rise A B,    0 0 0 0 1 3",
    "off A B C,   5 0 2 7 3 1 9 -1 -1"
  })
  void gradient_alongAnyDirection_isTheMeasuresChange(String cell, String points) {
    Measure measure = Measure.parse(cell);
    double[] p = numbers(points);
    double[] g = measure.gradient(p);
    double[] q = p.clone();
    double expected = 0;
    for (int i = 0; i < p.length; i++) {
      double step = 1e-4 * Math.sin(3 * i + 1);
      q[i] += step;
      expected += g[i] * step;
    }
    assertThat(measure.of(q) - measure.of(p)).isCloseTo(expected, within(2e-6));
  }

  @Test
  void parse_unknownKindOrTooFewProbes_isRefused() {
    assertThatThrownBy(() -> Measure.parse("girth A"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GIRTH");
    assertThatThrownBy(() -> Measure.parse("angle A B"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 probes, expected 3");
  }

  private static double[] numbers(String points) {
    return java.util.Arrays.stream(points.trim().split(" +"))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
