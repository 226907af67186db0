package dev.mien.geometry.scene;

/**
 * A part and what it moves with.
 *
 * @param part the part at rest
 * @param attachment what carries it
 * @param roots the point of the skin at rest that each vertex hangs on, metres, interleaved x, y,
 *     z, one per vertex; empty unless {@code attachment} is {@link Attachment#SKIN}. Vertices that
 *     are to stay rigid among themselves, such as those of one strand or earring, share a root.
 */
public record AnchoredPart(Part part, Attachment attachment, float[] roots) {

  /** Validates that there is a root per vertex where the part hangs on the skin, else none. */
  public AnchoredPart {
    int expected = attachment == Attachment.SKIN ? part.mesh().positions().length : 0;
    if (roots.length != expected) {
      throw new IllegalArgumentException(
          part.name() + " has " + roots.length + " root values, expected " + expected);
    }
  }

  /**
   * A part that moves rigidly with a joint.
   *
   * @param part the part at rest
   * @param attachment anything but {@link Attachment#SKIN}
   */
  public static AnchoredPart rigid(Part part, Attachment attachment) {
    return new AnchoredPart(part, attachment, new float[0]);
  }
}
