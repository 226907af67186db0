package dev.mien.io.obj;

import java.util.List;

/**
 * The polygons of an OBJ file, as they stand there: triangles, quads and larger ones. Arrays are
 * shared and must not be changed.
 *
 * @param positions interleaved x, y, z, in the file's own unit
 * @param uvs interleaved u, v, origin bottom left as in the file
 * @param normals interleaved x, y, z
 * @param faces one per polygon
 */
public record ObjMesh(float[] positions, float[] uvs, float[] normals, List<Face> faces) {

  /** Copies the list. */
  public ObjMesh {
    faces = List.copyOf(faces);
  }

  /**
   * A polygon, counter-clockwise seen from outside.
   *
   * @param group name of the group or object that it belongs to; empty if none
   * @param material name of its material; empty if none
   * @param positions indices into the positions, at least three
   * @param uvs indices into the texture coordinates, one per corner; empty if there are none
   * @param normals indices into the normals, one per corner; empty if there are none
   */
  public record Face(String group, String material, int[] positions, int[] uvs, int[] normals) {}

  /** Number of positions. */
  public int vertexCount() {
    return positions.length / 3;
  }
}
