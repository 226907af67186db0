package dev.mien.geometry.head;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What makes random heads for data in a hurry uses a coarse skin: its vertices lie where the finest
 * skin has them, so that displacements learned on one are displacements on the other.
 */
class FastPathTest {

  private static final int IDENTITIES = 40;

  /** Metres. */
  private static final double MOST_APART = 0.3e-3;

  @ParameterizedTest
  @EnumSource(
      value = LevelOfDetail.class,
      names = {"MEDIUM", "LOW"})
  void build_coarseLevel_hasTheFinestSkinsVertices(LevelOfDetail level) {
    for (long seed = 0; seed < IDENTITIES; seed++) {
      float[] fine = HeadSkin.build(RandomIdentities.of(seed), seed).positions();
      float[] coarse = HeadSkin.build(RandomIdentities.of(seed), seed, level).positions();
      assertThat(coarse.length).isLessThan(fine.length);
      double worst = 0;
      for (int i = 0; i < coarse.length; i += 3) {
        double dx = coarse[i] - fine[i];
        double dy = coarse[i + 1] - fine[i + 1];
        double dz = coarse[i + 2] - fine[i + 2];
        worst = Math.max(worst, Math.sqrt(dx * dx + dy * dy + dz * dz));
      }
      assertThat(worst).as("seed %s", seed).isLessThan(MOST_APART);
    }
  }
}
