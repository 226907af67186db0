package dev.mien.geometry.head;

/**
 * The skin of one identity at rest as a signed distance: what hair, glasses and clothing are laid
 * on without touching the mesh. Thread-safe.
 *
 * <p>The origin lies midway between the ears' axes at the height of the pupils; the field is a good
 * approximation of distance within a few centimetres of the skin.
 */
public interface HeadSurface {

  /**
   * Approximate signed distance to the skin, metres; negative inside. Eyes are closed over by their
   * lids, lips by the seam; ears are included.
   *
   * @param x metres, +X the subject's left
   * @param y metres, up
   * @param z metres, forward
   */
  float distance(float x, float y, float z);

  /**
   * Unit outward direction of the field at a point.
   *
   * @param x metres
   * @param y metres
   * @param z metres
   * @param dest receives three values from {@code offset}
   * @param offset where to write
   */
  void normal(float x, float y, float z, float[] dest, int offset);

  /**
   * As {@link #distance}, for places far from each other that are asked for once: skips whatever
   * makes many questions close together cheap.
   *
   * @param x metres, +X the subject's left
   * @param y metres, up
   * @param z metres, forward
   */
  default float sparseDistance(float x, float y, float z) {
    return distance(x, y, z);
  }
}
