package dev.mien.model.learned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.image.PixelImage;
import dev.mien.image.face.Face;
import dev.mien.image.face.Point;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A21")
class FaceFramingTest {

  private static final int SIDE = 128;
  private static final int RED = 0xFFFF0000;
  private static final int BLUE = 0xFF0000FF;

  /** A grey picture with a red left and a blue right eye. */
  private static PixelImage picture(Point left, Point right) {
    int[] argb = new int[600 * 600];
    Arrays.fill(argb, 0xFF808080);
    for (int y = 0; y < 600; y++) {
      for (int x = 0; x < 600; x++) {
        Point here = new Point(x + 0.5, y + 0.5);
        if (here.distance(left) < 6) {
          argb[y * 600 + x] = RED;
        } else if (here.distance(right) < 6) {
          argb[y * 600 + x] = BLUE;
        }
      }
    }
    return PixelImage.wrap(600, 600, argb);
  }

  /** The training's pictures show 370 mm, eyes 62 mm apart and 25 mm above the middle. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 20, -35})
  void frame_leaningHead_putsTheEyesUprightWhereTrainingHasThem(double degrees) {
    double lean = Math.toRadians(degrees);
    double half = 30;
    Point left = new Point(300 - half * Math.cos(lean), 280 - half * Math.sin(lean));
    Point right = new Point(300 + half * Math.cos(lean), 280 + half * Math.sin(lean));
    Face face = new Face(250, 240, 100, left, right, 1);

    PixelImage framed = FaceFraming.frame(picture(left, right), face, SIDE);

    double millimetre = SIDE / 370.0;
    int row = (int) (SIDE / 2 - 25 * millimetre);
    assertThat(framed.argb((int) (SIDE / 2 - 31 * millimetre), row)).isEqualTo(RED);
    assertThat(framed.argb((int) (SIDE / 2 + 31 * millimetre), row)).isEqualTo(BLUE);
    assertThat(framed.argb(SIDE / 2, row)).isEqualTo(0xFF808080);
  }

  @Test
  void frame_faceAtTheEdge_isBlackBeyondThePicture() {
    Point left = new Point(5, 5);
    Point right = new Point(65, 5);
    PixelImage framed =
        FaceFraming.frame(picture(left, right), new Face(0, 0, 100, left, right, 1), SIDE);
    assertThat(framed.argb(0, 0)).isEqualTo(0xFF000000);
    assertThat(framed.argb(SIDE - 1, SIDE - 1)).isEqualTo(0xFF808080);
  }
}
