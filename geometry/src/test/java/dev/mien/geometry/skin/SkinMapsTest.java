package dev.mien.geometry.skin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.head.Landmark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkinMapsTest {
  private static final int SIZE = 512;
  private static final long SEED = 11;
  private static final Attributes SMOOTH = Attributes.DEFAULTS.withAmount("identity.age", 24);

  @ParameterizedTest
  @ValueSource(ints = {0xf2d3c0, 0xd9a98b, 0xb07a55, 0x6b4330, 0x3a2419, 0x7fae6a, 0x8899dd})
  void baseColour_cheek_isTheNamedColour(int rgb) {
    SkinMaps maps = SkinMaps.bake(SMOOTH.withColour("skin.colour", rgb), SEED, SIZE);
    for (int side = -1; side <= 1; side += 2) {
      double difference = mean(maps, cheek(), side).deltaE2000(Lab.ofRgb(rgb));
      assertThat(difference).as("colour %06x, side %d", rgb, side).isLessThan(3);
    }
  }

  @Test
  void baseColour_moreFreckles_areMoreDarkSpots() {
    int before = -1;
    for (double amount : new double[] {0, 0.25, 0.5, 0.75, 1}) {
      SkinMaps maps = SkinMaps.bake(SMOOTH.withAmount("skin.freckles", amount), SEED, SIZE);
      int spots = darkSpots(maps);
      assertThat(spots).as("freckles %s", amount).isGreaterThan(before);
      before = spots;
    }
    assertThat(before).isGreaterThan(150);
  }

  @Test
  void baseColour_lipstick_coloursTheLips() {
    int wanted = 0xb3203a;
    Attributes painted =
        SMOOTH.withAmount("makeup.lipstick", 1).withColour("makeup.lipstickColour", wanted);
    SkinChart chart = SkinChart.of(SIZE);
    SkinZones zones = SkinZones.of(chart);
    int[] argb = SkinMaps.bake(painted, SEED, SIZE).baseColour().image().argb();
    double[] sum = new double[4];
    for (int k = 0; k < chart.covered.length; k++) {
      if ((zones.lip[k] & 255) > 250 && (zones.hollow[k] & 255) < 5) {
        add(sum, argb[chart.covered[k]]);
      }
    }
    assertThat(sum[3]).isGreaterThan(50);
    assertThat(lab(sum).deltaE2000(Lab.ofRgb(wanted))).isLessThan(6);
  }

  @Test
  void normal_olderFaces_areMoreWrinkled() {
    double before = 0;
    for (double age : new double[] {8, 30, 50, 75}) {
      double slope = meanSlope(SkinMaps.bake(SMOOTH.withAmount("identity.age", age), SEED, SIZE));
      assertThat(slope).as("age %s", age).isGreaterThan(before);
      before = slope;
    }
  }

  @Test
  void normal_everyTexel_isAUnitVectorOutwards() {
    SkinMaps maps = SkinMaps.bake(SMOOTH.withAmount("identity.age", 80), SEED, SIZE);
    for (int texel : maps.normal().image().argb()) {
      double x = (texel >> 16 & 255) / 127.5 - 1;
      double y = (texel >> 8 & 255) / 127.5 - 1;
      double z = (texel & 255) / 127.5 - 1;
      assertThat(Math.sqrt(x * x + y * y + z * z)).isBetween(0.97, 1.03);
      assertThat(z).isGreaterThan(0);
    }
  }

  @Test
  void baseColour_buzzCut_colourTheScalpLikeTheHair() {
    int hair = 0x15100c;
    SkinMaps maps =
        SkinMaps.bake(
            SMOOTH.withChoice("hair.style", "buzz").withColour("hair.colour", hair), SEED, SIZE);
    SkinChart chart = SkinChart.of(SIZE);
    float above = chart.place(Landmark.TRICHION)[1] + 15;
    int[] argb = maps.baseColour().image().argb();
    double[] sum = new double[4];
    for (int k = 0; k < chart.covered.length; k++) {
      if (chart.y[k] > above) {
        add(sum, argb[chart.covered[k]]);
      }
    }
    assertThat(sum[3]).isGreaterThan(1000);
    double scalp = lab(sum).l();
    assertThat(scalp).isLessThan(mean(maps, cheek(), 1).l() - 30);
  }

  @Test
  void emissive_onlyWithGlow_isThere() {
    assertThat(SkinMaps.bake(SMOOTH, SEED, SIZE).emissive()).isEmpty();
    SkinMaps glowing =
        SkinMaps.bake(
            SMOOTH.withAmount("glow.strength", 1).withColour("glow.colour", 0x00ff00), SEED, SIZE);
    int lit = 0;
    for (int texel : glowing.emissive().orElseThrow().image().argb()) {
      assertThat(texel & 0xFF00FF).isZero();
      lit += (texel >> 8 & 255) > 128 ? 1 : 0;
    }
    assertThat(lit).isGreaterThan(100);
    assertThat(glowing.material("skin").emissive()[0]).isEqualTo(SkinMaps.EMISSIVE_STRENGTH);
  }

  @ParameterizedTest
  @CsvSource({
    "marking,warPaint",
    "marking,tribal",
    "marking,floral",
    "marking,circuit",
    "scar,cheek",
    "scar,brow",
    "scar,lip",
    "scar,nose",
    "scar,chin",
    "makeup.ornament,huadian",
    "makeup.ornament,dot",
    "makeup.ornament,gem",
    "beard.style,stubble"
  })
  void baseColour_choice_paintsItsPlaceAlone(String attribute, String choice) {
    int[] plain = SkinMaps.bake(SMOOTH, SEED, SIZE).baseColour().image().argb();
    int[] painted =
        SkinMaps.bake(SMOOTH.withChoice(attribute, choice), SEED, SIZE).baseColour().image().argb();
    int changed = 0;
    for (int i = 0; i < plain.length; i++) {
      changed += Lab.ofRgb(plain[i]).deltaE76(Lab.ofRgb(painted[i])) > 4 ? 1 : 0;
    }
    assertThat(changed).isBetween(20, plain.length / 6);
  }

  @Test
  void bake_sameSeed_givesTheSameBytesAndAnotherSeedOthers() {
    Attributes spotted = SMOOTH.withAmount("skin.freckles", 0.5).withAmount("skin.moles", 1);
    int[] first = SkinMaps.bake(spotted, SEED, SIZE).baseColour().image().argb();
    assertThat(SkinMaps.bake(spotted, SEED, SIZE).baseColour().image().argb()).isEqualTo(first);
    assertThat(SkinMaps.bake(spotted, SEED + 1, SIZE).baseColour().image().argb())
        .isNotEqualTo(first);
  }

  @Test
  void baseColour_besideCharts_continuesTheirColour() {
    SkinChart chart = SkinChart.of(SIZE);
    int[] argb = SkinMaps.bake(SMOOTH, SEED, SIZE).baseColour().image().argb();
    assertThat(chart.padding.length).isGreaterThan(1000);
    for (int i = 0; i < chart.padding.length; i++) {
      assertThat(chart.order[chart.padding[i]]).isEqualTo(-1);
      assertThat(argb[chart.padding[i]]).isEqualTo(argb[chart.paddingSource[i]]);
    }
  }

  @Test
  void bake_impossibleSize_isRefused() {
    assertThatThrownBy(() -> SkinMaps.bake(SMOOTH, SEED, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7");
  }

  private static float[] cheek() {
    SkinChart chart = SkinChart.of(SIZE);
    float[] eye = chart.place(Landmark.EXOCANTHION_LEFT);
    float[] mouth = chart.place(Landmark.CHEILION_LEFT);
    return new float[] {eye[0] + 2, (eye[1] + mouth[1]) / 2};
  }

  /** Mean over a disc of 9 mm round a place of the unrolled face. */
  private static Lab mean(SkinMaps maps, float[] place, int side) {
    SkinChart chart = SkinChart.of(SIZE);
    int[] argb = maps.baseColour().image().argb();
    double[] sum = new double[4];
    for (int k = 0; k < chart.covered.length; k++) {
      float ds = chart.s[k] - side * place[0];
      float dy = chart.y[k] - place[1];
      if (chart.chart[k] == 0 && ds * ds + dy * dy < 81) {
        add(sum, argb[chart.covered[k]]);
      }
    }
    assertThat(sum[3]).isGreaterThan(100);
    return lab(sum);
  }

  private static void add(double[] sum, int rgb) {
    sum[0] += Srgb.linear(rgb >> 16 & 255);
    sum[1] += Srgb.linear(rgb >> 8 & 255);
    sum[2] += Srgb.linear(rgb & 255);
    sum[3]++;
  }

  private static Lab lab(double[] sum) {
    return Lab.ofLinear(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
  }

  /** Texels of the face that are darker than all around them at two texels' distance. */
  private static int darkSpots(SkinMaps maps) {
    PixelImage image = maps.baseColour().image();
    SkinChart chart = SkinChart.of(SIZE);
    int spots = 0;
    for (int k = 0; k < chart.covered.length; k++) {
      int x = chart.covered[k] % SIZE;
      int y = chart.covered[k] / SIZE;
      if (chart.chart[k] != 0
          || chart.z[k] < 50
          || x < 3
          || y < 3
          || x > SIZE - 4
          || y > SIZE - 4
          || chart.eyeRing[k] > 30
          || chart.mouthRing[k] > 20
          || chart.nostril[k] > 0
          || chart.y[k] > 55
          || chart.y[k] < -100) {
        continue;
      }
      double here = Srgb.luma(image.argb(x, y));
      boolean dark = true;
      for (int d = 0; d < 16 && dark; d++) {
        int dx = (int) Math.round(2.4 * Math.cos(d * Math.PI / 8));
        int dy = (int) Math.round(2.4 * Math.sin(d * Math.PI / 8));
        dark = Srgb.luma(image.argb(x + dx, y + dy)) > here + 9;
      }
      spots += dark ? 1 : 0;
    }
    return spots;
  }

  private static double meanSlope(SkinMaps maps) {
    SkinChart chart = SkinChart.of(SIZE);
    int[] argb = maps.normal().image().argb();
    double sum = 0;
    int count = 0;
    for (int k = 0; k < chart.covered.length; k++) {
      if (chart.chart[k] == 0 && chart.z[k] > 40 && chart.y[k] > -110) {
        int texel = argb[chart.covered[k]];
        sum += Math.hypot((texel >> 16 & 255) - 127.5, (texel >> 8 & 255) - 127.5);
        count++;
      }
    }
    return sum / count;
  }
}
