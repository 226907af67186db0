package dev.mien.geometry.hair;

import org.joml.Vector3f;

/**
 * How far hair stands out from the skin, by direction from the middle of the skull: what a hat or a
 * headband has to clear.
 */
public final class HairHull {

  private static final int COLUMNS = 36;
  private static final int ROWS = 14;
  private static final float LOWEST = (float) Math.toRadians(-50);

  /** No hair anywhere. */
  public static final HairHull NONE = new HairHull(new Vector3f(), new float[ROWS * COLUMNS]);

  private final Vector3f centre;
  private final float[] heights;

  private HairHull(Vector3f centre, float[] heights) {
    this.centre = centre;
    this.heights = heights;
  }

  static HairHull of(StrandMesh mesh, SkinField field, Scalp scalp) {
    float[] heights = new float[ROWS * COLUMNS];
    float[] positions = mesh.positions();
    Vector3f p = new Vector3f();
    for (int i = 0; i < mesh.vertexCount(); i++) {
      p.set(positions[i * 3], positions[i * 3 + 1], positions[i * 3 + 2]);
      int cell = cell(scalp.azimuth(p), scalp.elevation(p));
      if (cell >= 0) {
        heights[cell] = Math.max(heights[cell], scalp.distance(p));
      }
    }
    return new HairHull(new Vector3f(scalp.centre()), heights);
  }

  /**
   * Greatest height of hair above the skin near a direction.
   *
   * @param x metres, any point in that direction from the skull's middle
   * @param y metres
   * @param z metres
   * @return metres, 0 where there is no hair
   */
  public float height(float x, float y, float z) {
    float dx = x - centre.x;
    float dy = y - centre.y;
    float dz = z - centre.z;
    int cell = cell((float) Math.atan2(dx, dz), (float) Math.atan2(dy, Math.hypot(dx, dz)));
    return cell < 0 ? 0 : heights[cell];
  }

  private static int cell(float azimuth, float elevation) {
    if (elevation < LOWEST) {
      return -1;
    }
    int row = (int) ((elevation - LOWEST) / (Math.PI / 2 - LOWEST) * ROWS);
    int column = Math.floorMod((int) Math.floor(azimuth / (2 * Math.PI) * COLUMNS), COLUMNS);
    return Math.min(row, ROWS - 1) * COLUMNS + column;
  }
}
