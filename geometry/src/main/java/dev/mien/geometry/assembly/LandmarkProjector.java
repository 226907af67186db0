package dev.mien.geometry.assembly;

import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.render.Camera;
import dev.mien.geometry.render.PosedPart;
import dev.mien.geometry.render.RenderSettings;
import dev.mien.geometry.render.RenderedImage;
import dev.mien.geometry.scene.Part;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joml.Vector3f;
import org.joml.Vector3fc;

/**
 * Where the landmarks of a head fall in a picture of it, in any expression and pose: the true
 * points that detectors are trained on and judged by.
 *
 * <p>Each landmark is tied to the triangle of the skin, or of the eyeball, that is nearest at rest,
 * by its barycentric coordinates and its height above the plane, and follows that triangle.
 * Immutable.
 */
public final class LandmarkProjector {

  /** How far behind the visible surface a point may lie and still count as visible, metres. */
  private static final float TOLERANCE = 0.004f;

  /** How far beside the visible surface it may lie, pixels. */
  private static final int BESIDE = 2;

  private record Tie(String part, int a, int b, int c, float u, float v, float w, float height) {}

  /**
   * A landmark in a picture.
   *
   * @param x pixels from the left edge
   * @param y pixels from the top edge
   * @param depth metres along the viewing axis
   * @param visible whether it lies within the picture with nothing before it; points inside the
   *     head, such as the centres of the eyes, never are
   */
  public record PicturePoint(float x, float y, float depth, boolean visible) {}

  private final Map<Landmark, Tie> ties;

  private LandmarkProjector(Map<Landmark, Tie> ties) {
    this.ties = ties;
  }

  /**
   * Ties the landmarks of a head to its surface.
   *
   * @param head any head
   */
  public static LandmarkProjector of(HeadAssembly head) {
    Map<Landmark, Tie> ties = new EnumMap<>(Landmark.class);
    for (Map.Entry<Landmark, Vector3f> entry : head.skin().landmarks().entrySet()) {
      ties.put(entry.getKey(), tie(carrier(head, entry.getKey()), entry.getValue()));
    }
    return new LandmarkProjector(ties);
  }

  /**
   * Projects the landmarks.
   *
   * @param posed parts of the head in the shapes that were drawn
   * @param camera that drew them
   * @param image the picture, with {@link RenderSettings.Buffer#DEPTH}
   * @return every landmark, in their order
   * @throws IllegalArgumentException if the picture has no depth or a part is missing
   */
  public Map<Landmark, PicturePoint> project(
      List<PosedPart> posed, Camera camera, RenderedImage image) {
    float[] depth =
        image
            .depth()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the picture has no depth buffer: ask for Buffer.DEPTH"));
    int width = image.colour().width();
    int height = image.colour().height();
    Map<Landmark, PicturePoint> points = new EnumMap<>(Landmark.class);
    float[] projected = new float[3];
    ties.forEach(
        (landmark, tie) -> {
          Vector3fc position = position(tie, posed);
          camera.project(
              new float[] {position.x(), position.y(), position.z()}, width, height, projected);
          points.put(landmark, seen(projected, depth, width, height));
        });
    return Collections.unmodifiableMap(points);
  }

  private static PicturePoint seen(float[] projected, float[] depth, int width, int height) {
    int column = (int) Math.floor(projected[0]);
    int row = (int) Math.floor(projected[1]);
    boolean visible = false;
    // Beside the outline the pixel itself may just miss the surface, more so on coarse meshes.
    for (int j = Math.max(row - BESIDE, 0); j <= Math.min(row + BESIDE, height - 1); j++) {
      for (int i = Math.max(column - BESIDE, 0); i <= Math.min(column + BESIDE, width - 1); i++) {
        float surface = depth[j * width + i];
        visible |= Float.isFinite(surface) && projected[2] <= surface + TOLERANCE;
      }
    }
    boolean inside = column >= 0 && column < width && row >= 0 && row < height;
    return new PicturePoint(
        projected[0], projected[1], projected[2], inside && projected[2] > 0 && visible);
  }

  private static Part carrier(HeadAssembly head, Landmark landmark) {
    String name =
        switch (landmark) {
          case PUPIL_LEFT, EYE_CENTRE_LEFT -> "eye_L";
          case PUPIL_RIGHT, EYE_CENTRE_RIGHT -> "eye_R";
          default -> HeadAssembly.SKIN;
        };
    Optional<Part> part =
        head.allParts().stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    return part.orElse(head.skinPart());
  }

  private static Tie tie(Part part, Vector3fc point) {
    Mesh mesh = part.mesh();
    int[] triangles = mesh.triangles();
    float[] p = mesh.positions();
    int best = 0;
    float nearest = Float.POSITIVE_INFINITY;
    for (int t = 0; t + 2 < triangles.length; t += 3) {
      float x = 0;
      float y = 0;
      float z = 0;
      for (int k = 0; k < 3; k++) {
        x += p[3 * triangles[t + k]] / 3;
        y += p[3 * triangles[t + k] + 1] / 3;
        z += p[3 * triangles[t + k] + 2] / 3;
      }
      float distance = point.distanceSquared(x, y, z);
      if (distance < nearest) {
        nearest = distance;
        best = t;
      }
    }
    int a = triangles[best];
    int b = triangles[best + 1];
    int c = triangles[best + 2];
    Vector3f origin = vertex(p, a);
    Vector3f ab = vertex(p, b).sub(origin);
    Vector3f ac = vertex(p, c).sub(origin);
    Vector3f normal = new Vector3f(ab).cross(ac);
    Vector3f offset = new Vector3f(point).sub(origin);
    float twice = normal.lengthSquared();
    float v = new Vector3f(offset).cross(ac).dot(normal) / twice;
    float w = new Vector3f(ab).cross(offset).dot(normal) / twice;
    float height = offset.dot(normal) / (float) Math.sqrt(twice);
    return new Tie(part.name(), a, b, c, 1 - v - w, v, w, height);
  }

  private static Vector3f position(Tie tie, List<PosedPart> posed) {
    float[] p =
        posed.stream()
            .filter(candidate -> candidate.part().name().equals(tie.part))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the drawn parts lack " + tie.part))
            .positions();
    Vector3f a = vertex(p, tie.a);
    Vector3f b = vertex(p, tie.b);
    Vector3f c = vertex(p, tie.c);
    Vector3f normal = new Vector3f(b).sub(a).cross(new Vector3f(c).sub(a)).normalize();
    return a.mul(tie.u).fma(tie.v, b).fma(tie.w, c).fma(tie.height, normal);
  }

  private static Vector3f vertex(float[] positions, int vertex) {
    return new Vector3f(
        positions[3 * vertex], positions[3 * vertex + 1], positions[3 * vertex + 2]);
  }
}
