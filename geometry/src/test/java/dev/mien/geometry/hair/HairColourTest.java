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

  private static final int SIZE = 160;
  private static final HeadSkin HEAD = HeadSkin.build(Attributes.DEFAULTS, 1, LevelOfDetail.LOW);

  private static PixelImage paint(HairColours colours, LevelOfDetail detail) {
    return HairGenerator.paint("hair", detail, Atlas.Form.WAVY, false, colours).image();
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

  /** Within hair: at its edges a pixel shows skin or backdrop as well, far brighter than black. */
  @ParameterizedTest
  @CsvSource({
    "long, 4a3324",
    "long, 3355ff",
    "long, d8b878",
    "long, a03020",
    "long, f4f4f4",
    "long, ff7ac0",
    "sidePart, 101012",
    "sidePart, 1f8a4c",
    "sidePart, ff7ac0",
    "sidePart, 8c8c8c",
    "crew, 101012",
    "afro, 4a3324",
    "afro, f4f4f4"
  })
  void generate_rendered_hasTheColourAskedFor(String style, String colour) {
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
                RenderSettings.of(SIZE, SIZE).withBuffers(RenderSettings.Buffer.PART));

    double[] sum = new double[4];
    int[] part = picture.part().orElseThrow();
    for (int i = 0; i < part.length; i++) {
      if (inside(part, i)) {
        int c = picture.colour().argb()[i];
        sum[0] += Srgb.linear(c >> 16 & 255);
        sum[1] += Srgb.linear(c >> 8 & 255);
        sum[2] += Srgb.linear(c & 255);
        sum[3]++;
      }
    }
    Lab mean = Lab.ofLinear(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
    assertThat(sum[3]).isGreaterThan(500);
    assertThat(mean.deltaE2000(Lab.ofRgb(rgb))).isLessThan(6.0);
  }

  private static boolean inside(int[] part, int i) {
    int x = i % SIZE;
    int y = i / SIZE;
    return x > 0
        && y > 0
        && x < SIZE - 1
        && y < SIZE - 1
        && part[i] == 1
        && part[i - 1] == 1
        && part[i + 1] == 1
        && part[i - SIZE] == 1
        && part[i + SIZE] == 1;
  }

  @ParameterizedTest
  @ValueSource(ints = {0x4a3324, 0x3355ff, 0xff7ac0, 0xf4f4f4, 0x0a0a0c, 0xd8b878, 0x1f8a4c})
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
  void paint_streaks_dyeHalfOfTheStrandsInAColumnOfTheirOwn() {
    HairColours colours = new HairColours(0x202020, 0x30c0e0, false, true, 0);
    PixelImage image = paint(colours, LevelOfDetail.HIGH);

    assertThat(dyed(image, Atlas.Column.STREAK)).isBetween(0.35, 0.65);
    assertThat(dyed(image, Atlas.Column.FULL)).isZero();
    assertThat(mean(image, Atlas.Column.FULL, 0, 1).deltaE2000(Lab.ofRgb(0x202020))).isLessThan(4);
  }

  /** Share of a column's opaque pixels that are bluer than red by more than grey ones vary. */
  private static double dyed(PixelImage image, Atlas.Column column) {
    int opaque = 0;
    int blue = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = (int) Math.ceil(column.u0() * image.width());
          x < column.u1() * image.width();
          x++) {
        int c = image.argb(x, y);
        if (c >>> 24 >= 128) {
          opaque++;
          blue += (c & 255) - (c >> 16 & 255) > 60 ? 1 : 0;
        }
      }
    }
    return (double) blue / opaque;
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
