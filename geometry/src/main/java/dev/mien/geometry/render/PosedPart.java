package dev.mien.geometry.render;

import dev.mien.geometry.scene.Part;
import java.util.List;
import java.util.Optional;

/**
 * A part and where its vertices are now. Arrays are shared with the caller, frames being many.
 *
 * @param part mesh topology, texture coordinates and material
 * @param positions metres, interleaved x, y, z, as many as the mesh has
 * @param normals unit vectors, interleaved x, y, z, as many as the mesh has
 * @param wrinkling lines of the moment, on parts that have a normal map
 */
public record PosedPart(
    Part part, float[] positions, float[] normals, Optional<Wrinkling> wrinkling) {

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
    if (wrinkling.isPresent() && 3 * wrinkling.get().amounts().length != expected) {
      throw new IllegalArgumentException(
          "part "
              + part.name()
              + " has "
              + expected / 3
              + " vertices, got "
              + wrinkling.get().amounts().length
              + " amounts of wrinkling");
    }
  }

  /**
   * A part without lines.
   *
   * @param part mesh topology, texture coordinates and material
   * @param positions metres, interleaved x, y, z, as many as the mesh has
   * @param normals unit vectors, interleaved x, y, z, as many as the mesh has
   */
  public PosedPart(Part part, float[] positions, float[] normals) {
    this(part, positions, normals, Optional.empty());
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
