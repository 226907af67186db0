package dev.mien.animation.rig;

import dev.mien.geometry.scene.AnchoredPart;
import dev.mien.geometry.scene.PartKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Throat and chest as seen from the front: how far forward skin and clothing come there. A beard
 * that an opening jaw swings back comes to lie on them. Immutable.
 */
final class Chest {

  /** Spacing of the map, metres. */
  private static final double CELL = 0.003;

  /** The map's upper edge, metres. */
  private static final double HIGHEST = -0.03;

  /** Half the map's width, metres. */
  private static final double HALF = 0.15;

  /** How far a beard keeps off, metres. */
  private static final double CLEARANCE = 1e-3;

  /** Skin that has more of the jaw's turn than this is the chin, which carries the beard. */
  private static final double CHIN = 0.9;

  /** Skin that has less of it than this doesn't move. */
  private static final double STILL = 1e-3;

  /** How far from its root a vertex begins to hang, and from where on it does wholly, metres. */
  private static final double ROOTED = 0.001;

  private static final double HANGING = 0.006;

  private static final int COLUMNS = (int) (2 * HALF / CELL) + 1;

  private final double bottom;
  private final int rows;

  private final int[] vertexOf;

  /** Corners of the throat's triangles, which the jaw moves. */
  private final int[] throat;

  /** Forward-most z of every cell of what doesn't move; negative infinity where there's nothing. */
  private final float[] still;

  /** The same of all at rest. */
  private final float[] atRest;

  /**
   * @param parts whose clothing counts
   */
  Chest(FaceFrame face, JawTissue jaw, List<AnchoredPart> parts) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int v = 0; v < face.count; v++) {
      low = Math.min(low, face.y(v));
      high = Math.max(high, face.y(v));
    }
    bottom = low;
    // the lower half of the face at most
    rows = (int) ((Math.min(high, HIGHEST) - low) / CELL) + 1;
    still = new float[rows * COLUMNS];
    Arrays.fill(still, Float.NEGATIVE_INFINITY);
    vertexOf = face.template.vertexOf();
    int[] corners = face.template.triangles();
    int[] moving = new int[corners.length];
    int count = 0;
    for (int i = 0; i < corners.length; i += 3) {
      double most = 0;
      for (int k = i; k < i + 3; k++) {
        int v = vertexOf[corners[k]];
        most = Math.max(most, face.lipDistance[v] > 0 ? jaw.weight(v) : 1);
      }
      if (most < STILL) {
        fill(still, face.skin.positions(), corners, i, v -> vertexOf[v]);
      } else if (most < CHIN) {
        System.arraycopy(corners, i, moving, count, 3);
        count += 3;
      }
    }
    throat = Arrays.copyOf(moving, count);
    for (AnchoredPart part : parts) {
      if (part.part().kind() == PartKind.CLOTHING) {
        int[] t = part.part().mesh().triangles();
        for (int i = 0; i < t.length; i += 3) {
          fill(still, part.part().mesh().positions(), t, i, v -> v);
        }
      }
    }
    atRest = front(face.skin.positions());
  }

  private float[] front(float[] skin) {
    float[] front = still.clone();
    for (int i = 0; i < throat.length; i += 3) {
      fill(front, skin, throat, i, v -> vertexOf[v]);
    }
    return front;
  }

  /** Raises the cells whose middles a triangle covers. */
  private void fill(float[] front, float[] p, int[] triangles, int i, IntUnaryOperator vertex) {
    int a = 3 * vertex.applyAsInt(triangles[i]);
    int b = 3 * vertex.applyAsInt(triangles[i + 1]);
    int c = 3 * vertex.applyAsInt(triangles[i + 2]);
    double ax = column(p[a]);
    double ay = row(p[a + 1]);
    double bx = column(p[b]) - ax;
    double by = row(p[b + 1]) - ay;
    double cx = column(p[c]) - ax;
    double cy = row(p[c + 1]) - ay;
    double area = bx * cy - by * cx;
    if (Math.abs(area) < 1e-9) {
      return;
    }
    int firstColumn = (int) Math.ceil(Math.max(0, ax + Math.min(0, Math.min(bx, cx))));
    int lastColumn = (int) Math.floor(Math.min(COLUMNS - 1, ax + Math.max(0, Math.max(bx, cx))));
    int firstRow = (int) Math.ceil(Math.max(0, ay + Math.min(0, Math.min(by, cy))));
    int lastRow = (int) Math.floor(Math.min(rows - 1, ay + Math.max(0, Math.max(by, cy))));
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        double x = column - ax;
        double y = row - ay;
        double u = (x * cy - y * cx) / area;
        double v = (bx * y - by * x) / area;
        if (u >= 0 && v >= 0 && u + v <= 1) {
          float z = (float) (p[a + 2] + u * (p[b + 2] - p[a + 2]) + v * (p[c + 2] - p[a + 2]));
          int k = row * COLUMNS + column;
          front[k] = Math.max(front[k], z);
        }
      }
    }
  }

  private static double column(double x) {
    return (x + HALF) / CELL;
  }

  private double row(double y) {
    return (y - bottom) / CELL;
  }

  /** How far forward anything comes about a place; negative infinity where there's nothing. */
  private double front(float[] front, double x, double y) {
    int column = (int) Math.floor(column(x));
    // below the bust as at its rim
    int row = Math.max(0, (int) Math.floor(row(y)));
    if (column < 0 || column + 1 >= COLUMNS || row + 1 >= rows) {
      return Double.NEGATIVE_INFINITY;
    }
    int k = row * COLUMNS + column;
    return Math.max(
        Math.max(front[k], front[k + 1]), Math.max(front[k + COLUMNS], front[k + COLUMNS + 1]));
  }

  /**
   * Lays a beard on throat and chest where it would enter them. What lies nearer than the clearance
   * at rest may do so in the pose; what lies behind their fronts is left alone.
   *
   * @param skin in the pose
   * @param rest the beard at rest
   * @param roots of its vertices
   * @param positions in the pose, corrected in place
   * @return whether any vertex was moved
   */
  boolean hold(PosedSkin skin, float[] rest, float[] roots, float[] positions) {
    boolean any = false;
    float[] front = front(skin.positions);
    for (int v = 0; v < rest.length; v += 3) {
      if (positions[v] == rest[v]
          && positions[v + 1] == rest[v + 1]
          && positions[v + 2] == rest[v + 2]) {
        continue;
      }
      double x = rest[v] - roots[v];
      double y = rest[v + 1] - roots[v + 1];
      double z = rest[v + 2] - roots[v + 2];
      double share = FaceFrame.smooth(ROOTED, HANGING, Math.sqrt(x * x + y * y + z * z));
      double before = rest[v + 2] - front(atRest, rest[v], rest[v + 1]);
      if (share <= 0 || before < -CELL) {
        continue;
      }
      double floor =
          front(front, positions[v], positions[v + 1])
              + Math.min(CLEARANCE, Math.max(0, before))
              - positions[v + 2];
      if (floor > 0) {
        positions[v + 2] += (float) (share * floor);
        any = true;
      }
    }
    return any;
  }
}
