package dev.mien.geometry.hair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Lab;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.head.HeadSkin;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.RenderedImage;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import dev.mien.geometry.scene.Shading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HairColourTest {

  private static final HeadSkin HEAD = HeadSkin.build(Attributes.DEFAULTS, 1, LevelOfDetail.LOW);

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

  private static Lab lightened(int rgb) {
    double[] c = new double[3];
    double luminance = Srgb.luminance(rgb);
    double gain = Atlas.LIGHTENING;
    gain *= 1 + Math.min(1, Math.max(0, (0.045 - luminance) / 0.035)) * (1 / gain - 1);
    for (int k = 0; k < 3; k++) {
      c[k] = Math.min(1, Srgb.linear(rgb >> 16 - 8 * k & 255) * gain);
    }
    return Lab.ofLinear(c[0], c[1], c[2]);
  }

  /**
   * White and full channels can't be lightened against the shade between strips, and highlights
   * show on black: hence their own limits.
   */
  @ParameterizedTest
  @CsvSource({
    "long, 4a3324, 6",
    "long, 3355ff, 6",
    "long, d8b878, 6",
    "long, a03020, 6",
    "long, f4f4f4, 9.5",
    "sidePart, 101012, 8.5",
    "sidePart, 1f8a4c, 6",
    "sidePart, ff7ac0, 7.5",
    "afro, 4a3324, 6"
  })
  void generate_rendered_hasTheColourAskedFor(String style, String colour, double limit) {
    int rgb = Integer.parseInt(colour, 16);
    Attributes attributes =
        Attributes.DEFAULTS.withChoice("hair.style", style).withColour("hair.colour", rgb);
    Part skin =
        new Part(
            "skin",
            PartKind.SKIN,
            HEAD.mesh(),
            Material.plain("skin", Shading.SKIN, 0xd9a98b, 0.5f));
    Part hair =
        HairGenerator.generate(
                attributes,
                HEAD.surface(),
                HEAD.landmarks(),
                1,
                LevelOfDetail.HIGH,
                HairOptions.NONE)
            .parts()
            .get(0)
            .part();
    RenderedImage picture =
        Renderer.create()
            .render(
                List.of(skin, hair),
                Camera.portrait(Camera.View.FRONT),
                RenderStyle.REALISTIC,
                RenderSettings.of(160, 160).withBuffers(RenderSettings.Buffer.PART));

    double[] sum = new double[4];
    int[] part = picture.part().orElseThrow();
    for (int i = 0; i < part.length; i++) {
      if (part[i] == 1) {
        int c = picture.colour().argb()[i];
        sum[0] += Srgb.linear(c >> 16 & 255);
        sum[1] += Srgb.linear(c >> 8 & 255);
        sum[2] += Srgb.linear(c & 255);
        sum[3]++;
      }
    }
    Lab mean = Lab.ofLinear(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
    assertThat(sum[3]).isGreaterThan(500);
    assertThat(mean.deltaE2000(Lab.ofRgb(rgb))).isLessThan(limit);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x4a3324, 0x3355ff, 0xff7ac0, 0xf4f4f4, 0x0a0a0c, 0xd8b878, 0x1f8a4c})
  void paint_anyColour_hasItLightenedAsMean(int rgb) {
    for (LevelOfDetail detail : LevelOfDetail.values()) {
      PixelImage image = paint(HairColours.plain(rgb, 0), detail);
      for (Atlas.Column column : Atlas.Column.values()) {
        if (column != Atlas.Column.UNDER) {
          assertThat(mean(image, column, 0, 1).deltaE2000(lightened(rgb)))
              .as("%s %s", detail, column)
              .isLessThan(4.0);
        }
      }
    }
  }

  @Test
  void paint_gradient_passesFromTheFirstToTheSecondColour() {
    Attributes attributes =
        Attributes.DEFAULTS
            .withColour("hair.colour", 0x202020)
            .withColour("hair.colour2", 0xe02020)
            .withChoice("hair.colouring", "gradient");
    PixelImage image = paint(HairColours.ofHair(attributes), LevelOfDetail.HIGH);

    assertThat(mean(image, Atlas.Column.FULL, 0.1, 0.25).deltaE2000(lightened(0x202020)))
        .isLessThan(8);
    assertThat(mean(image, Atlas.Column.FULL, 0.85, 1).deltaE2000(lightened(0xe02020)))
        .isLessThan(8);
  }

  @Test
  void paint_streaks_haveAColumnOfTheirOwn() {
    HairColours colours = new HairColours(0x202020, 0x30c0e0, false, true, 0);
    PixelImage image = paint(colours, LevelOfDetail.HIGH);

    assertThat(mean(image, Atlas.Column.STREAK, 0, 1).deltaE2000(lightened(0x30c0e0)))
        .isLessThan(4);
    assertThat(mean(image, Atlas.Column.FULL, 0, 1).deltaE2000(lightened(0x202020))).isLessThan(4);
  }

  @Test
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
