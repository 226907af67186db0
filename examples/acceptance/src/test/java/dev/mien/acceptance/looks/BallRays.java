package dev.mien.acceptance.looks;

import java.util.ArrayList;
import java.util.List;
import org.joml.Intersectionf;
import org.joml.Vector3f;

/**
 * How far meshes round an eye's centre reach in a direction, by their triangles: each is filed
 * under the cells that it covers as seen from the centre (stereographic from behind), so that a
 * question meets few of them.
 */
final class BallRays {

  private static final int CELLS = 40;

  /** Half the side of the square that's covered; 1 is the centre's own plane. */
  private static final float COVERED = 1.3f;

  private final Vector3f centre;
  private final List<List<Vector3f[]>> cells = new ArrayList<>();

  BallRays(Vector3f centre) {
    this.centre = centre;
    for (int i = 0; i < CELLS * CELLS; i++) {
      cells.add(new ArrayList<>());
    }
  }

  void add(float[] p, int[] triangles) {
    for (int t = 0; t < triangles.length; t += 3) {
      Vector3f[] corners = new Vector3f[3];
      float[] low = {9, 9};
      float[] high = {-9, -9};
      boolean behind = false;
      for (int k = 0; k < 3; k++) {
        corners[k] = Folds.at(p, triangles[t + k]);
        Vector3f way = new Vector3f(corners[k]).sub(centre).normalize();
        behind |= way.z < -0.5f;
        float[] at = {way.x / (1 + way.z), way.y / (1 + way.z)};
        for (int c = 0; c < 2; c++) {
          low[c] = Math.min(low[c], at[c]);
          high[c] = Math.max(high[c], at[c]);
        }
      }
      if (behind) {
        continue;
      }
      // edges bend a little in this picture
      float room = 0.02f + 0.15f * Math.max(high[0] - low[0], high[1] - low[1]);
      for (int x = cell(low[0] - room); x <= cell(high[0] + room); x++) {
        for (int y = cell(low[1] - room); y <= cell(high[1] + room); y++) {
          cells.get(x * CELLS + y).add(corners);
        }
      }
    }
  }

  private static int cell(float at) {
    return Math.max(0, Math.min(CELLS - 1, (int) ((at / COVERED + 1) / 2 * CELLS)));
  }

  /** Farthest crossing of a ray from the centre, metres; 0 if there is none. */
  float reach(Vector3f direction) {
    if (direction.z < -0.2f) {
      return 0;
    }
    int x = cell(direction.x / (1 + direction.z));
    int y = cell(direction.y / (1 + direction.z));
    float farthest = 0;
    for (Vector3f[] t : cells.get(x * CELLS + y)) {
      farthest =
          Math.max(
              farthest,
              Intersectionf.intersectRayTriangle(centre, direction, t[0], t[1], t[2], 1e-9f));
    }
    return farthest;
  }
}
