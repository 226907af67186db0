package dev.mien.geometry.render;

import dev.mien.geometry.scene.Part;
import java.util.List;

/**
 * A part and where its vertices are now. Arrays are shared with the caller, frames being many.
 *
 * @param part mesh topology, texture coordinates and material
 * @param positions metres, interleaved x, y, z, as many as the mesh has
 * @param normals unit vectors, interleaved x, y, z, as many as the mesh has
 */
public record PosedPart(Part part, float[] positions, float[] normals) {

  /** Validates that the arrays fit the mesh. */
  public PosedPart {
    int expected = part.mesh().positions().length;
    if (positions.length != expected || normals.length != expected) {
      throw new IllegalArgumentException(
          "part "
              + part.name()
              + " has "
              + expected
              + " coordinates, got "
              + positions.length
              + " of positions and "
              + normals.length
              + " of normals");
    }
  }

  /**
   * A part in its rest shape.
   *
   * @param part any part
   */
  public static PosedPart atRest(Part part) {
    return new PosedPart(part, part.mesh().positions(), part.mesh().normals());
  }

  /**
   * Parts in their rest shapes.
   *
   * @param parts in any order
   */
  public static List<PosedPart> atRest(List<Part> parts) {
    return parts.stream().map(PosedPart::atRest).toList();
  }
}
