package dev.mien.geometry.eye;

import java.util.Arrays;
import org.joml.Vector3f;

/**
 * One eye of an identity at rest: where the ball is and the opening that the lids leave.
 *
 * @param centre centre of the eyeball, metres
 * @param radius of the eyeball's sclera, metres, above 0
 * @param upperMargin free edge of the upper lid, from the inner to the outer corner, both included
 * @param lowerMargin free edge of the lower lid, from the inner to the outer corner, both included
 */
public record EyeShape(
    Vector3f centre, float radius, Vector3f[] upperMargin, Vector3f[] lowerMargin) {

  /** Validates and copies. */
  public EyeShape {
    if (!(radius > 0)) {
      throw new IllegalArgumentException("radius must be above 0, got " + radius);
    }
    if (upperMargin.length < 3 || lowerMargin.length < 3) {
      throw new IllegalArgumentException(
          "a lid margin needs 3 points or more, got "
              + upperMargin.length
              + " upper and "
              + lowerMargin.length
              + " lower ones");
    }
    centre = new Vector3f(centre);
    upperMargin = copy(upperMargin);
    lowerMargin = copy(lowerMargin);
  }

  /**
   * An eye whose lids' margin is one closed loop.
   *
   * @param centre centre of the eyeball, metres
   * @param radius of the eyeball's sclera, metres, above 0
   * @param loop an even number of points, x, y, z interleaved, metres: from the inner corner over
   *     the upper lid to the outer corner, which lies halfway, and back along the lower lid
   */
  public static EyeShape ofLoop(Vector3f centre, float radius, float[] loop) {
    int points = loop.length / 3;
    if (loop.length != points * 3 || points % 2 != 0) {
      throw new IllegalArgumentException(
          "the loop needs an even number of points, got " + loop.length + " values");
    }
    Vector3f[] upper = new Vector3f[points / 2 + 1];
    Vector3f[] lower = new Vector3f[points / 2 + 1];
    for (int i = 0; i <= points / 2; i++) {
      upper[i] = new Vector3f(loop[i * 3], loop[i * 3 + 1], loop[i * 3 + 2]);
      int k = (points - i) % points * 3;
      lower[i] = new Vector3f(loop[k], loop[k + 1], loop[k + 2]);
    }
    return new EyeShape(centre, radius, upper, lower);
  }

  /** Centre of the eyeball, metres; a copy. */
  @Override
  public Vector3f centre() {
    return new Vector3f(centre);
  }

  /** Free edge of the upper lid from the inner to the outer corner; a copy. */
  @Override
  public Vector3f[] upperMargin() {
    return copy(upperMargin);
  }

  /** Free edge of the lower lid from the inner to the outer corner; a copy. */
  @Override
  public Vector3f[] lowerMargin() {
    return copy(lowerMargin);
  }

  /** Distance from the inner to the outer corner, metres. */
  public float fissureWidth() {
    return upperMargin[0].distance(upperMargin[upperMargin.length - 1]);
  }

  /** The same eye on the other side of the face. */
  public EyeShape mirrored() {
    Vector3f[] upper = copy(upperMargin);
    Vector3f[] lower = copy(lowerMargin);
    for (Vector3f p : upper) {
      p.x = -p.x;
    }
    for (Vector3f p : lower) {
      p.x = -p.x;
    }
    return new EyeShape(new Vector3f(-centre.x, centre.y, centre.z), radius, upper, lower);
  }

  private static Vector3f[] copy(Vector3f[] points) {
    return Arrays.stream(points).map(Vector3f::new).toArray(Vector3f[]::new);
  }

  /**
   * Points at equal steps of arc length.
   *
   * @param line two points or more
   * @param count how many points to make
   * @param from where to begin, as a share of the length
   * @param to where to end, as a share of the length
   */
  static Vector3f[] resample(Vector3f[] line, int count, float from, float to) {
    float[] length = new float[line.length];
    for (int i = 1; i < line.length; i++) {
      length[i] = length[i - 1] + line[i].distance(line[i - 1]);
    }
    Vector3f[] points = new Vector3f[count];
    int segment = 0;
    for (int i = 0; i < count; i++) {
      float target = length[line.length - 1] * (from + (to - from) * i / (count - 1));
      while (segment < line.length - 2 && length[segment + 1] < target) {
        segment++;
      }
      float span = length[segment + 1] - length[segment];
      float t = span > 0 ? (target - length[segment]) / span : 0;
      points[i] = new Vector3f(line[segment]).lerp(line[segment + 1], t);
    }
    return points;
  }
}
