package dev.mien.geometry.hair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.head.LevelOfDetail;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HairColourTest {

  private static PixelImage paint(HairColours colours, LevelOfDetail detail) {
    return HairGenerator.paint("hair", detail, Atlas.Form.WAVY, colours).image();
  }

  /** Mean linear colour of the opaque pixels of a column between two heights. */
  private static Lab mean(PixelImage image, Atlas.Column column, double v0, double v1) {
    double[] sum = new double[4];
    for (int y = (int) (v0 * image.height()); y < v1 * image.height(); y++) {
      for (int x = (int) (column.u0() * image.width()); x < column.u1() * image.width(); x++) {
        int c = image.argb(x, y);
        if (c >>> 24 >= 128) {
          sum[0] += Srgb.linear(c >> 16 & 255);
          sum[1] += Srgb.linear(c >> 8 & 255);
          sum[2] += Srgb.linear(c & 255);
          sum[3]++;
        }
      }
    }
    return Lab.ofLinear(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x4a3324, 0x3355ff, 0xff7ac0, 0xf4f4f4, 0x0a0a0c, 0xd8b878, 0x1f8a4c})
  @Tag("A12")
  void paint_anyColour_hasItAsMean(int rgb) {
    for (LevelOfDetail detail : LevelOfDetail.values()) {
      PixelImage image = paint(HairColours.plain(rgb, 0), detail);
      for (Atlas.Column column : Atlas.Column.values()) {
        if (column != Atlas.Column.UNDER) {
          assertThat(mean(image, column, 0, 1).deltaE2000(Lab.ofRgb(rgb)))
              .as("%s %s", detail, column)
              .isLessThan(4.0);
        }
      }
    }
  }

  @Test
  @Tag("A12")
  void paint_gradient_passesFromTheFirstToTheSecondColour() {
    Attributes attributes =
        Attributes.DEFAULTS
            .withColour("hair.colour", 0x202020)
            .withColour("hair.colour2", 0xe02020)
            .withChoice("hair.colouring", "gradient");
    PixelImage image = paint(HairColours.ofHair(attributes), LevelOfDetail.HIGH);

    assertThat(mean(image, Atlas.Column.FULL, 0.1, 0.25).deltaE2000(Lab.ofRgb(0x202020)))
        .isLessThan(8);
    assertThat(mean(image, Atlas.Column.FULL, 0.85, 1).deltaE2000(Lab.ofRgb(0xe02020)))
        .isLessThan(8);
  }

  @Test
  @Tag("A12")
  void paint_streaks_haveAColumnOfTheirOwn() {
    HairColours colours = new HairColours(0x202020, 0x30c0e0, false, true, 0);
    PixelImage image = paint(colours, LevelOfDetail.HIGH);

    assertThat(mean(image, Atlas.Column.STREAK, 0, 1).deltaE2000(Lab.ofRgb(0x30c0e0)))
        .isLessThan(4);
    assertThat(mean(image, Atlas.Column.FULL, 0, 1).deltaE2000(Lab.ofRgb(0x202020))).isLessThan(4);
  }

  @Test
  @Tag("A12")
  void paint_moreGrey_isLighter() {
    double before = 0;
    for (float grey : new float[] {0, 0.25f, 0.5f, 0.75f, 1}) {
      PixelImage image = paint(HairColours.plain(0x201510, grey), LevelOfDetail.HIGH);
      double lightness = mean(image, Atlas.Column.FULL, 0, 1).l();
      assertThat(lightness).as("grey %f", grey).isGreaterThan(before + 3);
      before = lightness;
    }
  }
}
