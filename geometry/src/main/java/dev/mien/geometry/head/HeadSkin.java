package dev.mien.geometry.head;

import dev.mien.core.Side;
import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.head.internal.SkinBuilder;
import dev.mien.geometry.mesh.Mesh;
import java.util.Map;
import java.util.Objects;
import org.joml.Vector3f;

/**
 * The skin of one identity at rest: mesh, surface, landmarks, and what eyes, teeth and muscles need
 * to know of it. Thread-safe; arrays are shared and nobody changes them.
 *
 * @param template topology and per-vertex attributes
 * @param positions metres, interleaved x, y, z, one per topological vertex
 * @param normals unit vectors, interleaved x, y, z, one per topological vertex
 * @param surface signed distance to the skin
 * @param landmarks every landmark, metres
 * @param leftEye the subject's left eye
 * @param rightEye the subject's right eye
 * @param lipSeam the closed lips' seam from the right corner to the left, x, y, z interleaved
 * @param jawAxis the middle of the axis through both condyles, about which the jaw turns; the axis
 *     is parallel to x
 */
public record HeadSkin(
    SkinTemplate template,
    float[] positions,
    float[] normals,
    HeadSurface surface,
    Map<Landmark, Vector3f> landmarks,
    EyeSocket leftEye,
    EyeSocket rightEye,
    float[] lipSeam,
    Vector3f jawAxis) {

  /** Checks that nothing is missing. */
  public HeadSkin {
    Objects.requireNonNull(template);
    if (positions.length != 3 * template.vertexCount()) {
      throw new IllegalArgumentException(
          positions.length + " position values for " + template.vertexCount() + " vertices");
    }
  }

  /**
   * The finest skin of an identity.
   *
   * @param attributes who it is
   * @param seed varies the subtle asymmetry
   */
  public static HeadSkin build(Attributes attributes, long seed) {
    return build(attributes, seed, LevelOfDetail.HIGH);
  }

  /**
   * The skin of an identity. Landmarks, eyes and surface are the same at every level.
   *
   * @param attributes who it is
   * @param seed varies the subtle asymmetry
   * @param level how fine
   */
  public static HeadSkin build(Attributes attributes, long seed, LevelOfDetail level) {
    return SkinBuilder.build(attributes, seed, level);
  }

  /**
   * A landmark's position, metres; a new vector.
   *
   * @param landmark which
   */
  public Vector3f landmark(Landmark landmark) {
    return new Vector3f(Objects.requireNonNull(landmarks.get(landmark)));
  }

  /**
   * An eye.
   *
   * @param side left or right
   * @throws IllegalArgumentException for both
   */
  public EyeSocket eye(Side side) {
    return switch (side) {
      case LEFT -> leftEye;
      case RIGHT -> rightEye;
      case BOTH -> throw new IllegalArgumentException("one eye has one side, not BOTH");
    };
  }

  /**
   * Moves points out of the skin as it's meshed at its level, whose flat faces lie elsewhere than
   * {@link #surface()}: each straight away from the nearest place.
   *
   * @param points metres, interleaved x, y, z; changed in place
   * @param clearance least distance from the mesh, metres
   * @return whether any was moved
   */
  public boolean lift(float[] points, float clearance) {
    return SkinBuilder.lift(this, points, clearance);
  }

  /** The skin as a mesh with texture coordinates. */
  public Mesh mesh() {
    return mesh(positions, normals);
  }

  /**
   * The same mesh at other positions of the topological vertices.
   *
   * @param newPositions as {@link #positions()}
   * @param newNormals as {@link #normals()}
   */
  public Mesh mesh(float[] newPositions, float[] newNormals) {
    int[] of = template.vertexOf();
    float[] p = new float[3 * of.length];
    float[] n = new float[3 * of.length];
    for (int i = 0; i < of.length; i++) {
      System.arraycopy(newPositions, 3 * of[i], p, 3 * i, 3);
      System.arraycopy(newNormals, 3 * of[i], n, 3 * i, 3);
    }
    return new Mesh(p, n, template.uvs(), template.triangles(), template.weld());
  }

  /**
   * Unit normals of the topological vertices, each the sum of its corners' cross products.
   *
   * @param template the topology
   * @param positions metres, interleaved x, y, z, one per topological vertex
   */
  public static float[] normals(SkinTemplate template, float[] positions) {
    return SkinBuilder.normals(template, positions);
  }
}
