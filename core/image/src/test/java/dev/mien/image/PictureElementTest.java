package dev.mien.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.core.attribute.Vocabulary;
import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.face.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A09")
class PictureElementTest {

  private static final int SIDE = 200;
  private static final int WALL = 0xff8090a0;
  private static final int SKIN = 0xffd8a888;

  /** Eyes 24 pixels apart, in the middle and above it. */
  private static final Face FACE = new Face(60, 50, 80, new Point(88, 80), new Point(112, 80), 0.9);

  private static PixelImage person(int wall, int belowTheChin) {
    int[] argb = new int[SIDE * SIDE];
    Arrays.fill(argb, wall);
    fill(argb, 70, 45, 130, 125, SKIN);
    fill(argb, 50, 135, 150, SIDE, belowTheChin);
    return PixelImage.wrap(SIDE, SIDE, argb);
  }

  private static void fill(int[] argb, int left, int top, int right, int bottom, int colour) {
    for (int y = top; y < bottom; y++) {
      Arrays.fill(argb, y * SIDE + left, y * SIDE + right, colour);
    }
  }

  private static Set<PictureElement> elements(PixelImage image) {
    return PictureElement.of(image, Optional.of(FACE), Optional.empty());
  }

  @Test
  void of_clothes_showsThem() {
    assertThat(elements(person(WALL, 0xff902020)))
        .containsExactlyInAnyOrder(PictureElement.FACE, PictureElement.COSTUME);
    assertThat(elements(person(WALL, WALL))).doesNotContain(PictureElement.COSTUME);
  }

  @Test
  void of_pictureThatEndsAtTheChin_showsNoClothes() {
    PixelImage whole = person(WALL, 0xff902020);
    int rows = 128;
    PixelImage cut = PixelImage.wrap(SIDE, rows, Arrays.copyOf(whole.argb(), SIDE * rows));

    assertThat(elements(cut)).containsExactly(PictureElement.FACE);
  }

  @Test
  void of_thingsBehind_showsABackgroundAndNothingThroughGlass() {
    PixelImage image = person(WALL, 0xff902020);
    int[] garden = image.argb().clone();
    fill(garden, 0, 0, 40, 60, 0xff205020);
    fill(garden, 160, 0, SIDE, 90, 0xffe0d080);

    assertThat(elements(PixelImage.wrap(SIDE, SIDE, garden))).contains(PictureElement.BACKGROUND);
    assertThat(elements(image)).doesNotContain(PictureElement.BACKGROUND);
    assertThat(elements(person(0, 0xff902020)))
        .containsExactlyInAnyOrder(PictureElement.FACE, PictureElement.COSTUME);
  }

  @Test
  void of_noFace_showsNothing() {
    assertThat(PictureElement.of(person(WALL, 0xff902020), Optional.empty(), Optional.empty()))
        .isEmpty();
  }

  @Test
  void requiredFor_everyStyle_hasARow() {
    for (String style : Vocabulary.get("style").choices()) {
      assertThat(PictureElement.requiredFor(style)).as(style).contains(PictureElement.FACE);
    }
    assertThat(PictureElement.requiredFor("ancientChinese"))
        .containsAll(
            List.of(PictureElement.HAIR, PictureElement.COSTUME, PictureElement.BACKGROUND));
    assertThatThrownBy(() -> PictureElement.requiredFor("baroque"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("realistic");
  }
}
