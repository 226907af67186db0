package dev.mien.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabTest {

  // Pairs of the supplementary test data of Sharma, Wu and Dalal (2005), four decimals.
  @ParameterizedTest
  @CsvSource({
    "50.0000, 2.6772, -79.7751, 50.0000, 0.0000, -82.7485, 2.0425",
    "50.0000, 3.1571, -77.2803, 50.0000, 0.0000, -82.7485, 2.8615",
    "50.0000, 2.8361, -74.0200, 50.0000, 0.0000, -82.7485, 3.4412",
    "50.0000, -1.3802, -84.2814, 50.0000, 0.0000, -82.7485, 1.0000",
    "50.0000, 0.0000, 0.0000, 50.0000, -1.0000, 2.0000, 2.3669",
    "50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0009, 7.1792",
    "50.0000, 2.4900, -0.0010, 50.0000, -2.4900, 0.0011, 7.2195",
    "50.0000, 2.5000, 0.0000, 50.0000, 0.0000, -2.5000, 4.3065",
    "50.0000, 2.5000, 0.0000, 73.0000, 25.0000, -18.0000, 27.1492",
    "50.0000, 2.5000, 0.0000, 58.0000, 24.0000, 15.0000, 19.4535",
    "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
    "22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373",
    "90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441",
    "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
  })
  void deltaE2000_ofPublishedPairs_isThePublishedDifference(
      double l1, double a1, double b1, double l2, double a2, double b2, double expected) {
    Lab first = new Lab(l1, a1, b1);
    Lab second = new Lab(l2, a2, b2);

    assertThat(first.deltaE2000(second)).isCloseTo(expected, within(5e-5));
    assertThat(second.deltaE2000(first)).isCloseTo(expected, within(5e-5));
  }

  @Test
  void toRgb_ofEveryColourSampled_invertsOfRgb() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      int rgb = random.nextInt(1 << 24);
      assertThat(Lab.ofRgb(rgb).toRgb()).as("#%06x", rgb).isEqualTo(rgb);
    }
  }

  @Test
  void ofRgb_ofWhiteAndGrey_isNeutral() {
    Lab white = Lab.ofRgb(0xFFFFFF);
    assertThat(white.l()).isCloseTo(100, within(1e-9));
    assertThat(white.chroma()).isLessThan(1e-9);
    Lab grey = Lab.ofRgb(0x777777);
    assertThat(grey.l()).isCloseTo(50.03, within(0.01));
    assertThat(grey.chroma()).isLessThan(1e-9);
  }

  // CSS Color 4, sample conversions of the sRGB primaries under D65.
  @Test
  void ofRgb_ofRed_isRedInLab() {
    Lab red = Lab.ofRgb(0xFF0000);
    assertThat(red.l()).isCloseTo(53.24, within(0.01));
    assertThat(red.a()).isCloseTo(80.09, within(0.02));
    assertThat(red.b()).isCloseTo(67.20, within(0.02));
  }

  @Test
  void channel_ofEveryEncodedValue_invertsLinear() {
    for (int i = 0; i < 256; i++) {
      assertThat(Srgb.channel(Srgb.linear(i))).isEqualTo(i);
    }
    assertThat(Srgb.channel(-0.5)).isZero();
    assertThat(Srgb.channel(Double.NaN)).isZero();
    assertThat(Srgb.channel(1.5)).isEqualTo(255);
  }

  @Test
  void luminance_ofWhite_isOne() {
    assertThat(Srgb.luminance(0xFFFFFF)).isCloseTo(1, within(1e-12));
    assertThat(Srgb.luminance(0x00FF00)).isCloseTo(0.71517, within(1e-5));
  }
}
