package dev.mien.image.face;

/**
 * A place in a picture.
 *
 * @param x from the left edge, in pixels
 * @param y from the upper edge, in pixels
 */
public record Point(double x, double y) {

  /**
   * Distance to another place, in pixels.
   *
   * @param other anywhere
   */
  public double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  /**
   * The place half way to another.
   *
   * @param other anywhere
   */
  public Point middle(Point other) {
    return new Point((x + other.x) / 2, (y + other.y) / 2);
  }
}
