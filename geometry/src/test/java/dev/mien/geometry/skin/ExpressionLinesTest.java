package dev.mien.geometry.skin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.head.SkinTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExpressionLinesTest {
  private static final ExpressionLines LINES = ExpressionLines.get();
  private static final int REGIONS = ExpressionLines.Region.values().length;

  @ParameterizedTest
  @EnumSource(ExpressionLines.Region.class)
  void amounts_oneRegionOnOneSide_staysThereAndReachesOne(ExpressionLines.Region region) {
    HeadSkin skin =
        HeadSkin.build(Attributes.DEFAULTS.withAmount("face.asymmetry", 0), 0, LevelOfDetail.HIGH);
    SkinTemplate template = skin.template();
    float[] left = new float[REGIONS];
    left[region.index()] = 1;
    float[] amounts = LINES.amounts(template.uvs(), left, new float[REGIONS]);
    float most = 0;
    for (int i = 0; i < amounts.length; i++) {
      most = Math.max(most, amounts[i]);
      if (skin.positions()[3 * template.vertexOf()[i]] < -0.006f) {
        assertThat(amounts[i]).as("vertex %s on the right", i).isZero();
      }
    }
    assertThat(most).isBetween(0.9f, 1.0001f);
  }

  @Test
  void amounts_allRegions_overlapNowhereByMuch() {
    float[] all = new float[REGIONS];
    java.util.Arrays.fill(all, 1);
    for (float amount : LINES.amounts(SkinTemplate.of(LevelOfDetail.HIGH).uvs(), all, all)) {
      assertThat(amount).isBetween(0f, 1.25f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GLABELLA, 0, 33, 30", // forehead
    "EXOCANTHION_LEFT, 12, 2, 9", // crow's feet
    "CHEILION_LEFT, 9, 8, 6", // nasolabial fold
    "POGONION, 0, 2, 8" // chin
  })
  void map_whereLinesRun_isSteepAndElsewhereFlat(
      Landmark landmark, float ds, float dy, float reach) {
    SkinChart chart = SkinChart.of(LINES.map().image().width());
    float[] place = chart.place(landmark);
    int steep = 0;
    int counted = 0;
    for (int k = 0; k < chart.covered.length; k++) {
      if (chart.chart[k] == 0
          && Math.hypot(chart.s[k] - place[0] - ds, chart.y[k] - place[1] - dy) < reach) {
        int texel = LINES.map().image().argb()[chart.covered[k]];
        counted++;
        steep += Math.hypot((texel >> 16 & 255) - 127.5, (texel >> 8 & 255) - 127.5) > 16 ? 1 : 0;
      }
    }
    assertThat(counted).isGreaterThan(100);
    assertThat((double) steep / counted).isGreaterThan(0.1);
    int behind = 0;
    for (int k = 0; k < chart.covered.length; k++) {
      if (chart.z[k] < 0) {
        behind += (LINES.map().image().argb()[chart.covered[k]] & 0xFFFF00) != 0x808000 ? 1 : 0;
      }
    }
    assertThat(behind).isZero();
  }
}
