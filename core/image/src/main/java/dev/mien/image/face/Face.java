package dev.mien.image.face;

/**
 * A face found in a picture, in pixels of that picture.
 *
 * <p>The box is a square from about the middle of the forehead to below the lower lip, turned with
 * the face; {@code x} and {@code y} are its upper left corner before turning about its centre.
 *
 * @param x left edge of the box
 * @param y upper edge of the box
 * @param size width and height of the box
 * @param imageLeftEye centre of the iris that is on the left of the picture: the subject's right
 * @param imageRightEye centre of the iris that is on the right of the picture: the subject's left
 * @param confidence how likely this is a face with its eyes there, in [0, 1]
 */
public record Face(
    double x, double y, double size, Point imageLeftEye, Point imageRightEye, double confidence) {

  /** Validates size and confidence. */
  public Face {
    if (!(size > 0) || !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "size is " + size + ", expected above 0; confidence is " + confidence + ", in [0, 1]");
    }
  }

  /** Centre of the box. */
  public Point centre() {
    return new Point(x + size / 2, y + size / 2);
  }

  /** The point midway between the eyes. */
  public Point eyeMiddle() {
    return imageLeftEye.middle(imageRightEye);
  }

  /** Distance between the eyes, in pixels. */
  public double eyeDistance() {
    return imageLeftEye.distance(imageRightEye);
  }

  /**
   * How far the head leans, in radians: the angle of the line through the eyes, above 0 if the eye
   * on the right of the picture is lower.
   */
  public double tilt() {
    return Math.atan2(imageRightEye.y() - imageLeftEye.y(), imageRightEye.x() - imageLeftEye.x());
  }

  /**
   * A place given in the face's own frame.
   *
   * @param right towards the right of the picture along the line through the eyes, in eye distances
   *     from their middle
   * @param down towards the chin, in eye distances
   */
  public Point at(double right, double down) {
    Point middle = eyeMiddle();
    double ux = imageRightEye.x() - imageLeftEye.x();
    double uy = imageRightEye.y() - imageLeftEye.y();
    return new Point(middle.x() + ux * right - uy * down, middle.y() + uy * right + ux * down);
  }
}
