package dev.mien.acceptance.looks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.attribute.Attributes;
import dev.mien.core.image.Lab;
import dev.mien.core.image.Srgb;
import dev.mien.geometry.assembly.AssemblyOptions;
import dev.mien.geometry.assembly.HeadAssembly;
import dev.mien.geometry.head.LevelOfDetail;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.Lighting;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderStyle;
import dev.mien.geometry.render.RenderedImage;
import dev.mien.geometry.render.Renderer;
import dev.mien.geometry.scene.Part;
import dev.mien.geometry.scene.PartKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was asked for is measured on the whole head again: on its meshes, or in a picture of it. */
class ReadBackTest {

  private static final int SIZE = 160;

  private static final Renderer RENDERER = Renderer.create();

  private record Shot(List<Part> parts, RenderedImage image) {

    /** Mean colour of the pixels of a kind of part, in linear light. */
    Lab mean(PartKind kind) {
      double[] sum = new double[4];
      int[] part = image.part().orElseThrow();
      for (int i = 0; i < part.length; i++) {
        if (part[i] >= 0 && parts.get(part[i]).kind() == kind) {
          int c = image.colour().argb()[i];
          sum[0] += Srgb.linear(c >> 16 & 255);
          sum[1] += Srgb.linear(c >> 8 & 255);
          sum[2] += Srgb.linear(c & 255);
          sum[3]++;
        }
      }
      assertThat(sum[3]).isGreaterThan(50);
      return Lab.ofLinear(sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]);
    }

    long pixels(PartKind kind) {
      int count = 0;
      for (int part : image.part().orElseThrow()) {
        count += part >= 0 && parts.get(part).kind() == kind ? 1 : 0;
      }
      return count;
    }
  }

  private static HeadAssembly head(Attributes attributes) {
    return HeadAssembly.build(attributes, 3, new AssemblyOptions(LevelOfDetail.MEDIUM, 256));
  }

  private static Shot shot(Attributes attributes) {
    List<Part> parts = new ArrayList<>(head(attributes).allParts());
    RenderedImage image =
        RENDERER.render(
            parts,
            Camera.portrait(Camera.View.FRONT),
            RenderStyle.REALISTIC.withLighting(Lighting.even()),
            RenderSettings.of(SIZE, SIZE).withBuffers(RenderSettings.Buffer.PART));
    return new Shot(parts, image);
  }

  @ParameterizedTest
  @CsvSource({
    "skin.colour, SKIN, 8d5524, c68642, f1c27d",
    "hair.colour, HAIR, 201510, 7a4a2a, d8b878",
    "clothing.colour, CLOTHING, 20242c, 4d5a70, b9a98a",
    "eye.colour, EYEBALL, 2a1a10, 6b4a2f, 9ec5e8"
  })
  void colour_threeFromDarkToLight_isReadBackInOrder(
      String id, PartKind kind, String dark, String middle, String light) {
    double[] l = new double[3];
    String[] asked = {dark, middle, light};
    for (int i = 0; i < 3; i++) {
      l[i] =
          shot(Attributes.DEFAULTS.withColour(id, Integer.parseInt(asked[i], 16))).mean(kind).l();
    }
    assertThat(l[1]).isGreaterThan(l[0] + 1);
    assertThat(l[2]).isGreaterThan(l[1] + 1);
  }

  @Test
  void hairLength_longerOnes_reachLower() {
    String[] lengths = {"medium", "long", "veryLong"};
    float previous = Float.POSITIVE_INFINITY;
    for (String length : lengths) {
      Attributes who =
          Attributes.DEFAULTS.withChoice("hair.style", "long").withChoice("hair.length", length);
      float lowest = Float.POSITIVE_INFINITY;
      for (Part part : head(who).allParts()) {
        if (part.kind() == PartKind.HAIR) {
          for (int i = 1; i < part.mesh().positions().length; i += 3) {
            lowest = Math.min(lowest, part.mesh().positions()[i]);
          }
        }
      }
      assertThat(lowest).as(length).isLessThan(previous - 0.01f);
      previous = lowest;
    }
  }

  @Test
  void lashLength_longerOnes_standOutFarther() {
    double previous = 0;
    for (double length : new double[] {0, 0.5, 1}) {
      double extent = 0;
      for (Part part : head(Attributes.DEFAULTS.withAmount("lash.length", length)).allParts()) {
        if (part.kind() == PartKind.LASHES) {
          float[] p = part.mesh().positions();
          for (int i = 2; i < p.length; i += 3) {
            extent = Math.max(extent, p[i]);
          }
        }
      }
      assertThat(extent).as("length %s", length).isGreaterThan(previous);
      previous = extent;
    }
  }

  @Test
  void beard_anyStyle_showsAndNoneDoesNot() {
    Attributes man = Attributes.DEFAULTS.withAmount("identity.femininity", 0);
    assertThat(shot(man).pixels(PartKind.BEARD)).isZero();
    long moustache = shot(man.withChoice("beard.style", "moustache")).pixels(PartKind.BEARD);
    long full = shot(man.withChoice("beard.style", "full")).pixels(PartKind.BEARD);
    assertThat(moustache).isGreaterThan(30);
    assertThat(full).isGreaterThan(3 * moustache);
  }

  @Test
  void freckles_more_makeTheCheeksMoreUneven() {
    double previous = 0;
    for (double amount : new double[] {0, 0.5, 1}) {
      double uneven = unevenness(Attributes.DEFAULTS.withAmount("skin.freckles", amount), 0.06f);
      assertThat(uneven).as("freckles %s", amount).isGreaterThan(previous);
      previous = uneven;
    }
  }

  @Test
  void age_more_makesTheForeheadMoreUneven() {
    Attributes bald = Attributes.DEFAULTS.withChoice("hair.style", "bald");
    double young = unevenness(bald.withAmount("identity.age", 20), -0.06f);
    double old = unevenness(bald.withAmount("identity.age", 85), -0.06f);
    assertThat(old).isGreaterThan(1.1 * young);
  }

  /**
   * Mean difference in lightness between neighbouring pixels of skin in a close picture.
   *
   * @param below height of the band's middle below the pupils, metres
   */
  private static double unevenness(Attributes attributes, float below) {
    List<Part> parts =
        HeadAssembly.build(attributes, 3, new AssemblyOptions(LevelOfDetail.MEDIUM, 512))
            .allParts();
    RenderedImage image =
        RENDERER.render(
            parts,
            Camera.orbit(new org.joml.Vector3f(0, 0.01f - below, 0.08f), 0, 0, 0.06, 0.35),
            RenderStyle.REALISTIC,
            RenderSettings.of(SIZE, SIZE).withBuffers(RenderSettings.Buffer.PART));
    int[] part = image.part().orElseThrow();
    double sum = 0;
    int count = 0;
    for (int i = 1; i < part.length; i++) {
      if (i % SIZE != 0 && part[i] == 0 && part[i - 1] == 0) {
        sum +=
            Math.abs(
                Lab.ofRgb(image.colour().argb()[i]).l()
                    - Lab.ofRgb(image.colour().argb()[i - 1]).l());
        count++;
      }
    }
    assertThat(count).isGreaterThan(1000);
    return sum / count;
  }
}
