package dev.mien.geometry.render;

import dev.mien.geometry.scene.Part;
import java.util.List;
import org.joml.Vector3f;
import org.joml.Vector3fc;

/**
 * A pinhole camera that looks at a point, world +Y up in the picture.
 *
 * <p>The projection is the usual perspective one (OpenGL's, and three.js's {@code
 * PerspectiveCamera} with the same vertical field of view and aspect): a point at right, up and
 * depth (r, u, d) in the camera's frame falls on
 *
 * <pre>
 *   x = width  / 2 + f * r / d        f = height / 2 / tan(verticalFieldOfView / 2)
 *   y = height / 2 - f * u / d
 * </pre>
 *
 * in pixels from the top left corner; the centre of pixel (i, j) is at (i + 0.5, j + 0.5), and a
 * pixel belongs to a triangle if its centre lies inside.
 *
 * @param eye where the camera is, metres
 * @param target what it looks at, metres
 * @param verticalFieldOfView whole angle from the picture's bottom to its top, radians
 */
public record Camera(Vector3fc eye, Vector3fc target, double verticalFieldOfView) {

  /** Vertical field of view of portraits made here: 20 degrees, about an 100 mm lens. */
  public static final double PORTRAIT_FIELD_OF_VIEW = Math.toRadians(20);

  /** From where a head is seen. */
  public enum View {
    /** From the front. */
    FRONT(0, 0),
    /** From the subject's left, half way to the profile. */
    THREE_QUARTER(35, 3),
    /** From the subject's left. */
    PROFILE(90, 0),
    /** From behind. */
    BACK(180, 0);

    private final double yaw;
    private final double pitch;

    View(double yawDegrees, double pitchDegrees) {
      yaw = Math.toRadians(yawDegrees);
      pitch = Math.toRadians(pitchDegrees);
    }
  }

  /** Validates the field of view and that eye and target differ. */
  public Camera {
    if (!(verticalFieldOfView > 0.001 && verticalFieldOfView < 3.1)) {
      throw new IllegalArgumentException(
          "verticalFieldOfView is " + verticalFieldOfView + " rad, expected in (0.001, 3.1)");
    }
    if (!(eye.distanceSquared(target) > 1e-10f)) {
      throw new IllegalArgumentException("eye and target are the same point: " + eye);
    }
    eye = new Vector3f(eye);
    target = new Vector3f(target);
  }

  /**
   * A camera on a sphere round a point.
   *
   * @param centre what it looks at, metres
   * @param yaw radians from the front towards the subject's left
   * @param pitch radians upwards
   * @param visibleHeight how much fits into the picture's height at the centre, metres
   * @param verticalFieldOfView radians
   */
  public static Camera orbit(
      Vector3fc centre,
      double yaw,
      double pitch,
      double visibleHeight,
      double verticalFieldOfView) {
    double distance = visibleHeight / 2 / Math.tan(verticalFieldOfView / 2);
    Vector3f eye =
        new Vector3f(
                (float) (Math.sin(yaw) * Math.cos(pitch)),
                (float) Math.sin(pitch),
                (float) (Math.cos(yaw) * Math.cos(pitch)))
            .mul((float) distance)
            .add(centre);
    return new Camera(eye, centre, verticalFieldOfView);
  }

  /**
   * A square portrait of a head in this library's frame (origin between the ears at the height of
   * the pupils): crown to the collar.
   *
   * @param view from where
   */
  public static Camera portrait(View view) {
    return orbit(
        new Vector3f(0, -0.022f, 0.01f), view.yaw, view.pitch, 0.36, PORTRAIT_FIELD_OF_VIEW);
  }

  /**
   * A square portrait that leaves room for what stands out from the head: high hair, hats, horns,
   * wide ears. From the collar upwards everything is seen.
   *
   * @param parts all of them
   * @param view from where
   */
  public static Camera portraitOf(List<Part> parts, View view) {
    float top = 0.13f;
    float wide = 0.11f;
    for (Part part : parts) {
      float[] p = part.mesh().positions();
      for (int i = 0; i + 2 < p.length; i += 3) {
        if (p[i + 1] > -0.09f) {
          top = Math.max(top, p[i + 1]);
          wide = Math.max(wide, Math.max(Math.abs(p[i]), Math.abs(p[i + 2] - 0.01f)));
        }
      }
    }
    float bottom = -0.202f;
    float height = Math.max((top - bottom) * 1.08f, 2 * wide * 1.12f);
    Vector3f centre = new Vector3f(0, bottom + height / 2, 0.01f);
    return orbit(centre, view.yaw, view.pitch, height, PORTRAIT_FIELD_OF_VIEW);
  }

  /**
   * A camera that sees all vertices of the given parts.
   *
   * @param parts at least one vertex among them
   * @param view from where
   * @param aspect width divided by height of the picture
   * @param margin share of the picture left free on each side, in [0, 0.45]
   */
  public static Camera framing(List<Part> parts, View view, double aspect, double margin) {
    if (!(margin >= 0 && margin <= 0.45)) {
      throw new IllegalArgumentException("margin is " + margin + ", expected in [0, 0.45]");
    }
    Vector3f min = new Vector3f(Float.POSITIVE_INFINITY);
    Vector3f max = new Vector3f(Float.NEGATIVE_INFINITY);
    Vector3f point = new Vector3f();
    for (Part part : parts) {
      float[] p = part.mesh().positions();
      for (int i = 0; i + 2 < p.length; i += 3) {
        point.set(p[i], p[i + 1], p[i + 2]);
        min.min(point);
        max.max(point);
      }
    }
    if (!(min.x <= max.x)) {
      throw new IllegalArgumentException("parts have no vertices to frame");
    }
    Vector3f centre = new Vector3f(min).add(max).mul(0.5f);
    Vector3f half = new Vector3f(max).sub(min).mul(0.5f);
    double c = Math.abs(Math.cos(view.yaw));
    double s = Math.abs(Math.sin(view.yaw));
    double across = half.x * c + half.z * s;
    double deep = half.x * s + half.z * c;
    double free = 1 - 2 * margin;
    double height =
        2 * Math.max(half.y + 0.2 * deep * Math.sin(view.pitch), across / aspect) / free;
    double tan = Math.tan(PORTRAIT_FIELD_OF_VIEW / 2);
    // The nearest face of the box must fit as well, and it looks larger.
    double distance = height / 2 / tan + deep;
    return orbit(centre, view.yaw, view.pitch, distance * 2 * tan, PORTRAIT_FIELD_OF_VIEW);
  }

  /** Unit vector from the eye into the picture. */
  public Vector3f forward() {
    return new Vector3f(target).sub(eye).normalize();
  }

  /** Unit vector to the picture's right. */
  public Vector3f right() {
    Vector3f forward = forward();
    Vector3f right = new Vector3f(forward).cross(0, 1, 0);
    return right.lengthSquared() < 1e-8f ? new Vector3f(1, 0, 0) : right.normalize();
  }

  /** Unit vector to the picture's top. */
  public Vector3f up() {
    return right().cross(forward());
  }

  /**
   * Projects points.
   *
   * @param points metres, interleaved x, y, z
   * @param width pixels
   * @param height pixels
   * @param dest receives pixel x, pixel y and depth along the viewing axis in metres of each point;
   *     depth at or below 0 means behind the camera, and x and y are then meaningless
   */
  public void project(float[] points, int width, int height, float[] dest) {
    Vector3f f = forward();
    Vector3f r = right();
    Vector3f u = up();
    float focal = focalLength(height);
    for (int i = 0; i + 2 < points.length; i += 3) {
      float x = points[i] - eye.x();
      float y = points[i + 1] - eye.y();
      float z = points[i + 2] - eye.z();
      float depth = x * f.x + y * f.y + z * f.z;
      dest[i] = width * 0.5f + focal * (x * r.x + y * r.y + z * r.z) / depth;
      dest[i + 1] = height * 0.5f - focal * (x * u.x + y * u.y + z * u.z) / depth;
      dest[i + 2] = depth;
    }
  }

  /**
   * Focal length in pixels.
   *
   * @param height of the picture, pixels
   */
  public float focalLength(int height) {
    return (float) (height / 2.0 / Math.tan(verticalFieldOfView / 2));
  }
}
