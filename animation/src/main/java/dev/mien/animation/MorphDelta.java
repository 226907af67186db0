package dev.mien.animation;

/**
 * How a blendshape at full weight moves the vertices of one part; vertices that aren't listed stay.
 *
 * @param vertices indices into the part's mesh, increasing
 * @param positions metres, x, y, z per listed vertex
 * @param normals change of the unit normal, x, y, z per listed vertex
 */
public record MorphDelta(int[] vertices, float[] positions, float[] normals) {

  /** Validates the lengths. */
  public MorphDelta {
    if (positions.length != vertices.length * 3 || normals.length != positions.length) {
      throw new IllegalArgumentException(
          "deltas don't belong together: "
              + vertices.length
              + " vertices, "
              + positions.length
              + " position and "
              + normals.length
              + " normal values");
    }
  }
}
