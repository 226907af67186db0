package dev.mien.geometry.eye;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.TreeMap;

/** Where the pixels of an eye's map lie, whoever's eye it is. Immutable and shared. */
final class EyeGrid {

  /** Radius of the iris with its border, as a share of the iris's. */
  static final float DISC = 1.06f;

  private static final Map<Integer, SoftReference<EyeGrid>> CACHE = new TreeMap<>();

  /** Distance from the middle, 1 at the map's border, row by row from the top. */
  final float[] radius;

  /** Turns about the middle, in [0, 1]. */
  final float[] turn;

  /** Pixels of the iris and its border. */
  final int[] disc;

  private EyeGrid(int size) {
    radius = new float[size * size];
    turn = new float[size * size];
    int[] within = new int[size * size];
    int count = 0;
    for (int i = 0; i < radius.length; i++) {
      int x = i % size;
      int y = i / size;
      float dx = (x + 0.5f) / size * 2 - 1;
      float dy = (y + 0.5f) / size * 2 - 1;
      radius[i] = (float) Math.sqrt(dx * dx + dy * dy);
      double angle = Math.atan2(size / 2.0 - (y + 0.5), x + 0.5 - size / 2.0);
      turn[i] = (float) (angle / (2 * Math.PI) + 0.5);
      if (radius[i] / IrisShape.MAP_SHARE <= DISC) {
        within[count++] = i;
      }
    }
    disc = java.util.Arrays.copyOf(within, count);
  }

  /**
   * The grid of a size.
   *
   * @param size columns and rows
   */
  static synchronized EyeGrid of(int size) {
    SoftReference<EyeGrid> kept = CACHE.get(size);
    EyeGrid grid = kept == null ? null : kept.get();
    if (grid == null) {
      grid = new EyeGrid(size);
      CACHE.put(size, new SoftReference<>(grid));
    }
    return grid;
  }
}
