package dev.mien.geometry.head;

import dev.mien.geometry.head.internal.TemplateBuilder;
import java.util.Objects;

/**
 * The skin's topology and what is known of each of its vertices, the same for every head. Vertices
 * here are <em>topological</em>: one per point of the surface; a {@link
 * dev.mien.geometry.mesh.Mesh} splits them where texture charts meet ({@link #vertexOf()}).
 *
 * <p>The vertices of {@link LevelOfDetail#LOW} are the first ones of {@link LevelOfDetail#MEDIUM},
 * and those the first of {@link LevelOfDetail#HIGH}, so that a shape of the finest level is one of
 * the others when cut short.
 *
 * <p>Immutable by convention: arrays are shared, nobody changes them.
 *
 * @param levelOfDetail which level this is
 * @param vertexCount number of topological vertices
 * @param faces four vertices per face, counter-clockwise seen from outside; the fourth is -1 in a
 *     triangle
 * @param mirror per vertex its mirror image; a vertex of the midline is its own
 * @param lip per vertex, 1 on the vermilion, 0 on the skin
 * @param cavity per vertex, 1 inside the mouth
 * @param nostril per vertex, 1 inside a nostril
 * @param eyeRing per vertex: 0 off the lids, 1 orbit to 3 lid, 4 the lid's outer margin, 5 its
 *     inner margin, 6 behind the lid
 * @param eyeUp per vertex round the eyes, sine of its direction: 1 middle of the upper lid, -1 of
 *     the lower, 0 corners
 * @param mouthAngle per vertex round the mouth, cosine of its direction: 1 middle of the upper lip,
 *     -1 of the lower, 0 the corners
 * @param mouthRing per vertex round the mouth: 0 away from it, then loops counted from the skin
 *     inwards: 4 the vermilion border, 7 the seam, 11 the bag's end
 * @param ear per vertex: 0 off the ear, 1 its back, 3 the helix' edge, 9 the concha
 * @param projection per vertex, 1 where the vertex lies on plain skin, 0 on lids, lips and ears
 * @param vertexOf per vertex of the mesh the topological one
 * @param uvs per vertex of the mesh, interleaved u, v; origin top left
 * @param triangles vertices of the mesh, three per triangle
 * @param weld per vertex of the mesh the first one with the same topological vertex
 * @param charts per face, its texture chart: 0 face and neck, 1 left ear, 2 right ear, 3 mouth, 4
 *     crown
 */
public record SkinTemplate(
    LevelOfDetail levelOfDetail,
    int vertexCount,
    int[] faces,
    int[] mirror,
    float[] lip,
    float[] cavity,
    float[] nostril,
    float[] eyeRing,
    float[] eyeUp,
    float[] mouthAngle,
    float[] mouthRing,
    float[] ear,
    float[] projection,
    int[] vertexOf,
    float[] uvs,
    int[] triangles,
    int[] weld,
    int[] charts) {

  /**
   * Names topology, vertex order, texture layout and the meaning of the attributes; what depends on
   * them keeps it and refuses another.
   */
  public static final String TEMPLATE_VERSION = "1";

  /** Checks that the arrays are there. */
  public SkinTemplate {
    Objects.requireNonNull(levelOfDetail);
    if (mirror.length != vertexCount || projection.length != vertexCount) {
      throw new IllegalArgumentException("attributes of " + mirror.length + " vertices");
    }
  }

  /**
   * The template of a level.
   *
   * @param level how fine
   */
  public static SkinTemplate of(LevelOfDetail level) {
    return TemplateBuilder.get(level);
  }

  /** Number of vertices of the mesh, splits included. */
  public int meshVertexCount() {
    return vertexOf.length;
  }

  /**
   * Whether a vertex lies on the midline.
   *
   * @param vertex topological
   */
  public boolean isMidline(int vertex) {
    return mirror[vertex] == vertex;
  }
}
