package dev.mien.image.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.image.face.Face;
import dev.mien.image.face.FaceFinder;
import dev.mien.image.face.Point;
import dev.mien.image.testing.Pictures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("A08")
class QualityScoresTest {

  private static final int LEVELS = 6;

  /** Height of the eyes in a well-composed portrait, as a share of the picture. */
  private static final double EYE_LINE = 0.42;

  private enum Change {
    SHIFT,
    CROP,
    DESATURATE,
    CLIP,
    BLUR,
    COVER
  }

  /** The matching score of a change must fall steadily, and lose more than the others. */
  @ParameterizedTest
  @ValueSource(
      strings = {"mediapipe/portrait/portrait.jpg", "photos/astronaut.png", "photos/cartoon.jpg"})
  void of_aChangedPicture_lowersTheMatchingScoreMost(String path) throws IOException {
    assertThat(failures(path)).as(path).isEmpty();
  }

  /** The same for nine tenths of the changes, since brightening a dim render clips it late. */
  @Test
  void of_changedRenders_lowersTheMatchingScoreMostInNineOfTen() throws IOException {
    List<String> failures = new ArrayList<>();
    List<String> names = List.of("realistic600", "realistic606", "ancientChinese606");
    for (String name : names) {
      failures.addAll(failures("renders/" + name + ".jpg"));
    }
    assertThat(failures).hasSizeLessThanOrEqualTo(names.size() * Change.values().length / 10);
  }

  private static List<String> failures(String path) throws IOException {
    PixelImage original = Pictures.open(path);
    PixelImage small =
        Pictures.scaled(original, 400.0 / Math.max(original.width(), original.height()));
    Face found = FaceFinder.create().find(small).orElseThrow();
    // A well-composed portrait to begin with: the eyes in the middle and a little above.
    double d = found.eyeDistance();
    int left = (int) (found.eyeMiddle().x() - 2.5 * d);
    int top = (int) (found.eyeMiddle().y() - EYE_LINE * 5.6 * d);
    PixelImage image = Pictures.cropped(small, left, top, (int) (5 * d), (int) (5.6 * d));
    Face face = moved(found, left, top);
    QualityScores before = QualityScores.of(image, Optional.of(face));
    List<String> failures = new ArrayList<>();
    for (Change change : Change.values()) {
      double[] matching = new double[LEVELS + 1];
      matching[0] = score(before, change);
      for (int level = 1; level <= LEVELS; level++) {
        QualityScores after = changed(image, face, change, level / (double) LEVELS);
        matching[level] = score(after, change);
        if (level == LEVELS && !isLargestDrop(before, after, change)) {
          failures.add(change + " lowers another score more: " + before + " -> " + after);
        }
      }
      if (spearman(matching) > -0.9) {
        failures.add(change + " isn't monotonic: " + java.util.Arrays.toString(matching));
      }
    }
    return failures;
  }

  private static double score(QualityScores scores, Change change) {
    return switch (change) {
      case SHIFT, CROP -> scores.composition();
      case DESATURATE, CLIP -> scores.colour();
      case BLUR, COVER -> scores.detail();
    };
  }

  private static boolean isLargestDrop(QualityScores before, QualityScores after, Change change) {
    double own = score(before, change) - score(after, change);
    double most =
        Math.max(
            before.composition() - after.composition(),
            Math.max(before.colour() - after.colour(), before.detail() - after.detail()));
    return own > 0.05 && own >= most;
  }

  private static QualityScores changed(PixelImage image, Face face, Change change, double level) {
    int width = image.width();
    int height = image.height();
    return switch (change) {
      case SHIFT -> {
        // Towards a corner; the face's place is known, so nothing else changes.
        int dx = (int) (level * face.eyeMiddle().x() * 0.9);
        int dy = (int) (level * face.eyeMiddle().y() * 0.9);
        yield QualityScores.of(
            Pictures.cropped(image, dx, dy, width, height), Optional.of(moved(face, dx, dy)));
      }
      case CROP -> {
        // Tighter around the eyes, which keep their place in the frame.
        double scale = 1 - 0.75 * level;
        int left = (int) (face.eyeMiddle().x() - scale * width / 2);
        int top = (int) (face.eyeMiddle().y() - EYE_LINE * scale * height);
        yield QualityScores.of(
            Pictures.cropped(image, left, top, (int) (scale * width), (int) (scale * height)),
            Optional.of(moved(face, left, top)));
      }
      case DESATURATE -> QualityScores.of(desaturated(image, level), Optional.of(face));
      case CLIP -> {
        double gain = 1 + 6 * level;
        yield QualityScores.of(Pictures.lit(image, gain, gain, gain), Optional.of(face));
      }
      case BLUR -> QualityScores.of(Pictures.blurred(image, 3 * level), Optional.of(face));
      case COVER -> QualityScores.of(covered(image, face, level), Optional.of(face));
    };
  }

  private static Face moved(Face face, int dx, int dy) {
    return new Face(
        face.x() - dx,
        face.y() - dy,
        face.size(),
        new Point(face.imageLeftEye().x() - dx, face.imageLeftEye().y() - dy),
        new Point(face.imageRightEye().x() - dx, face.imageRightEye().y() - dy),
        face.confidence());
  }

  private static PixelImage desaturated(PixelImage image, double level) {
    int[] argb = image.argb().clone();
    for (int i = 0; i < argb.length; i++) {
      double luma = Srgb.luma(argb[i]);
      int pixel = 0xFF000000;
      for (int shift = 0; shift <= 16; shift += 8) {
        int value = argb[i] >> shift & 255;
        pixel |= (int) Math.round(value + (luma - value) * level) << shift;
      }
      argb[i] = pixel;
    }
    return PixelImage.wrap(image.width(), image.height(), argb);
  }

  /** A flat board of the skin's colour in front of the face, from the chin upwards. */
  private static PixelImage covered(PixelImage image, Face face, double level) {
    int[] argb = image.argb().clone();
    Point middle = face.eyeMiddle();
    double d = face.eyeDistance();
    Point cheek = face.at(0.45, 0.55);
    int colour = image.argb((int) cheek.x(), (int) cheek.y());
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        boolean across = Math.abs(x - middle.x()) < 1.1 * d;
        if (across && y > middle.y() + (2 - 2.8 * level) * d && y < middle.y() + 2 * d) {
          argb[y * image.width() + x] = colour;
        }
      }
    }
    return PixelImage.wrap(image.width(), image.height(), argb);
  }

  /** Rank correlation of values with their index; no ties are expected beyond rounding. */
  private static double spearman(double[] values) {
    int n = values.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double rank = 0;
      for (int k = 0; k < n; k++) {
        rank += values[k] < values[i] ? 1 : values[k] == values[i] && k != i ? 0.5 : 0;
      }
      sum += (rank - i) * (rank - i);
    }
    return 1 - 6 * sum / (n * (n * n - 1.0));
  }
}
