package dev.mien.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SrgbTest {

  @Test
  void code_anyLinear_isTheChannelOrNextToIt() {
    int different = 0;
    for (int i = 0; i <= 100_000; i++) {
      float linear = i / 100_000f;
      int exact = Srgb.channel(linear);
      int fast = Srgb.code(linear);
      assertThat(Math.abs(fast - exact)).as("linear %s", linear).isLessThanOrEqualTo(1);
      different += fast == exact ? 0 : 1;
    }
    assertThat(different).isLessThan(5000);
  }

  @Test
  void code_everyChannelsOwnLinear_isThatChannel() {
    for (int channel = 0; channel < 256; channel++) {
      assertThat(Srgb.code((float) Srgb.linear(channel))).isEqualTo(channel);
    }
  }

  @Test
  void code_outsideOfTheRange_isClamped() {
    assertThat(Srgb.code(-1)).isZero();
    assertThat(Srgb.code(Float.NaN)).isZero();
    assertThat(Srgb.code(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(Srgb.code(0)).isZero();
    assertThat(Srgb.code(1)).isEqualTo(255);
    assertThat(Srgb.code(7)).isEqualTo(255);
    assertThat(Srgb.code(Float.POSITIVE_INFINITY)).isEqualTo(255);
  }
}
