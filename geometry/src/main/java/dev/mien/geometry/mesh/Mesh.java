package dev.mien.geometry.mesh;

/**
 * A triangle mesh. Vertices are split where texture coordinates or normals jump; {@code weld} says
 * which of them are one point.
 *
 * <p>Arrays are shared with the creator on purpose, meshes being large: nobody changes them after
 * construction.
 *
 * @param positions metres, interleaved x, y, z, one per vertex
 * @param normals unit vectors, interleaved x, y, z, one per vertex
 * @param uvs texture coordinates, interleaved u, v, one per vertex; origin top left
 * @param triangles vertex indices, three per triangle, counter-clockwise seen from outside
 * @param weld per vertex, the smallest index of a vertex at the same point of the surface
 */
public record Mesh(float[] positions, float[] normals, float[] uvs, int[] triangles, int[] weld) {

  /** Validates that the arrays belong together. */
  public Mesh {
    int vertices = positions.length / 3;
    if (positions.length != vertices * 3
        || normals.length != positions.length
        || uvs.length != vertices * 2
        || weld.length != vertices
        || triangles.length % 3 != 0) {
      throw new IllegalArgumentException(
          "arrays don't belong together: "
              + positions.length
              + " position, "
              + normals.length
              + " normal, "
              + uvs.length
              + " uv, "
              + weld.length
              + " weld and "
              + triangles.length
              + " index values");
    }
    for (int index : triangles) {
      if (index < 0 || index >= vertices) {
        throw new IllegalArgumentException(
            "triangle index " + index + ", expected below " + vertices);
      }
    }
  }

  /** Number of vertices, splits included. */
  public int vertexCount() {
    return positions.length / 3;
  }

  /** Number of triangles. */
  public int triangleCount() {
    return triangles.length / 3;
  }
}
