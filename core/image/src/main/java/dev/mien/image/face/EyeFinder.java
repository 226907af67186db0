package dev.mien.image.face;

import dev.mien.image.internal.GreyImage;
import dev.mien.image.internal.SummedArea;
import java.util.List;

/** Looks for both eyes inside a face's box, with two cascades and where eyes usually are. */
final class EyeFinder {

  /** Width to which a face is scaled before its eyes are looked for, in pixels. */
  private static final int FACE = 240;

  /** Share of the box, from above, in which eyes may be. */
  private static final double UPPER = 0.6;

  // Where eyes usually are in the box, and the standard deviations, as shares of its size.
  private static final double LEFT_X = 0.31;
  private static final double RIGHT_X = 0.69;
  private static final double EYE_Y = 0.39;
  private static final double SIGMA_X = 0.09;
  private static final double SIGMA_Y = 0.07;

  private static final double SMALLEST = 0.18;
  private static final double LARGEST = 0.42;

  // Distance between the eyes, as a share of the box; 0.38 is usual.
  private static final double NEAREST = 0.22;
  private static final double FARTHEST = 0.6;

  /** Beyond so many standard deviations from the usual place no eye is looked for. */
  private static final double REACH = 2;

  private final List<CascadeDetector> detectors;

  EyeFinder(List<CascadeDetector> detectors) {
    this.detectors = detectors;
  }

  /**
   * Both eyes.
   *
   * @param left the eye on the left of the picture
   * @param right the eye on the right of the picture
   * @param score the weaker eye's agreeing windows, weighted by how usual its place is; 0 if one is
   *     missing
   */
  record Eyes(Point left, Point right, double score) {}

  /**
   * Finds the eyes.
   *
   * @param image the picture
   * @param area its sums
   * @param box a face in it
   */
  Eyes find(GreyImage image, SummedArea area, Detection box) {
    GreyImage crop = crop(image, area, box);
    SummedArea sums = new SummedArea(crop);
    double[] left = new double[3];
    double[] right = new double[3];
    for (CascadeDetector detector : detectors) {
      double[] bestLeft = new double[3];
      double[] bestRight = new double[3];
      for (Detection eye :
          CascadeDetector.join(
              detector.windows(sums, FACE * SMALLEST, FACE * LARGEST, EyeFinder::isUsual))) {
        keepBest(bestLeft, eye, LEFT_X);
        keepBest(bestRight, eye, RIGHT_X);
      }
      merge(left, bestLeft);
      merge(right, bestRight);
    }
    double score = Math.min(left[2], right[2]);
    if (score == 0) {
      return new Eyes(
          place(box, LEFT_X * FACE, EYE_Y * FACE), place(box, RIGHT_X * FACE, EYE_Y * FACE), 0);
    }
    double distance = Math.hypot(right[0] - left[0], right[1] - left[1]);
    double[] leftIris = IrisFinder.find(crop, left[0], left[1], distance);
    double[] rightIris = IrisFinder.find(crop, right[0], right[1], distance);
    double apart = Math.hypot(rightIris[0] - leftIris[0], rightIris[1] - leftIris[1]);
    // Eyes nearly on top of one another are curls or folds, whatever the cascades say.
    boolean plausible = apart > NEAREST * FACE && apart < FARTHEST * FACE;
    return plausible
        ? new Eyes(
            place(box, leftIris[0], leftIris[1]), place(box, rightIris[0], rightIris[1]), score)
        : new Eyes(
            place(box, LEFT_X * FACE, EYE_Y * FACE), place(box, RIGHT_X * FACE, EYE_Y * FACE), 0);
  }

  private static Point place(Detection box, double x, double y) {
    return new Point(box.x() + x / FACE * box.width(), box.y() + y / FACE * box.width());
  }

  private static GreyImage crop(GreyImage image, SummedArea area, Detection box) {
    int height = (int) (FACE * UPPER);
    double scale = box.width() / FACE;
    if (scale >= 1
        && box.x() >= 0
        && box.y() >= 0
        && box.x() + box.width() <= image.width()
        && box.y() + height * scale <= image.height()) {
      return area.resized(
          box.x(), box.y(), box.x() + box.width(), box.y() + height * scale, FACE, height);
    }
    float[] values = new float[FACE * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < FACE; x++) {
        values[y * FACE + x] =
            image.sample(box.x() + (x + 0.5) * scale - 0.5, box.y() + (y + 0.5) * scale - 0.5);
      }
    }
    return new GreyImage(FACE, height, values);
  }

  private static boolean isUsual(double centreX, double centreY) {
    return Math.abs(centreY / FACE - EYE_Y) < REACH * SIGMA_Y
        && (Math.abs(centreX / FACE - LEFT_X) < REACH * SIGMA_X
            || Math.abs(centreX / FACE - RIGHT_X) < REACH * SIGMA_X);
  }

  private static void keepBest(double[] best, Detection eye, double expectedX) {
    double dx = (eye.centreX() / FACE - expectedX) / SIGMA_X;
    double dy = (eye.centreY() / FACE - EYE_Y) / SIGMA_Y;
    double score = eye.neighbours() * Math.exp(-(dx * dx + dy * dy) / 2);
    if (score > best[2]) {
      best[0] = eye.centreX();
      best[1] = eye.centreY();
      best[2] = score;
    }
  }

  /** Two cascades that agree average their places; otherwise the surer one stands. */
  private static void merge(double[] eye, double[] other) {
    if (other[2] == 0) {
      return;
    }
    double apart = Math.hypot(eye[0] - other[0], eye[1] - other[1]);
    if (eye[2] > 0 && apart < FACE * 0.08) {
      double share = other[2] / (eye[2] + other[2]);
      eye[0] += (other[0] - eye[0]) * share;
      eye[1] += (other[1] - eye[1]) * share;
      eye[2] = Math.max(eye[2], other[2]);
    } else if (other[2] > eye[2]) {
      System.arraycopy(other, 0, eye, 0, 3);
    }
  }
}
