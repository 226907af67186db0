package dev.mien.animation;

/**
 * Which joints move each vertex of a part.
 *
 * @param joints four joint indices per vertex; unused ones are 0
 * @param weights four weights per vertex, none negative, each vertex's sum 1
 */
public record SkinBinding(short[] joints, float[] weights) {

  /** Validates that both have four values per vertex. */
  public SkinBinding {
    if (joints.length != weights.length || joints.length % 4 != 0) {
      throw new IllegalArgumentException(
          joints.length + " joints and " + weights.length + " weights, expected four per vertex");
    }
  }
}
