package dev.mien.animation.rig;

import java.util.Arrays;

/**
 * Keeps hair out of skin that moves under it: each vertex near the skin knows the skin's vertex
 * that's nearest at rest and how high it lies there. In a pose it walks over the skin from that
 * vertex to the nearest one, and is pushed straight out where it lies lower than at rest and lower
 * than {@link #FREE}. Immutable.
 */
final class SkinContact {

  /** Hair that's higher than this above the skin is left alone, metres. */
  private static final double FREE = 4e-4;

  /** How far a vertex may be pushed in a step, metres. */
  private static final double MOST = 0.03;

  private static final int STEPS = 60;

  private static final int PASSES = 3;

  /** Says that the nearest vertex at rest is meant, if there is one within reach. */
  static final int NEAREST = Integer.MAX_VALUE;

  private final SkinAnchors anchors;

  /** Hair's vertices, and the skin's vertex and height at rest of each. */
  private final int[] hair;

  private final int[] below;
  private final double[] height;

  private SkinContact(SkinAnchors anchors, int[] hair, int[] below, double[] height) {
    this.anchors = anchors;
    this.hair = hair;
    this.below = below;
    this.height = height;
  }

  /** Where to begin looking for the skin below a vertex. */
  interface Start {

    /**
     * @param v the hair's vertex
     * @return a vertex of the skin, {@link #NEAREST}, or -1 to leave this one alone
     */
    int below(int v, float x, float y, float z);
  }

  /**
   * Ties hair to the skin.
   *
   * @param rest positions of the hair's vertices, metres
   * @param start where the skin below each is sought
   */
  static SkinContact of(FaceFrame face, SkinAnchors anchors, float[] rest, Start start) {
    int count = rest.length / 3;
    int[] hair = new int[count];
    int[] below = new int[count];
    double[] height = new double[count];
    float[] skin = face.skin.positions();
    double[] at = new double[6];
    int n = 0;
    for (int v = 0; v < count; v++) {
      float x = rest[3 * v];
      float y = rest[3 * v + 1];
      float z = rest[3 * v + 2];
      int from = start.below(v, x, y, z);
      if (from == NEAREST) {
        from = anchors.nearest(x, y, z);
      } else if (from >= 0) {
        from = walk(anchors, from, skin, rest, 3 * v);
      }
      if (from >= 0) {
        hair[n] = v;
        below[n] = from;
        height[n] = anchors.height(from, skin, x, y, z, at);
        n++;
      }
    }
    return new SkinContact(
        anchors, Arrays.copyOf(hair, n), Arrays.copyOf(below, n), Arrays.copyOf(height, n));
  }

  /** Whether skin moves below any hair. */
  boolean concerns(PosedSkin skin) {
    for (int v : below) {
      if (skin.moves(v)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Pushes hair out of the posed skin.
   *
   * @param rest the hair's positions at rest
   * @param positions in the pose, corrected in place
   * @return whether any was pushed
   */
  boolean hold(PosedSkin skin, float[] rest, float[] positions) {
    boolean any = false;
    double[] at = new double[6];
    for (int i = 0; i < hair.length; i++) {
      int v = 3 * hair[i];
      boolean still =
          positions[v] == rest[v]
              && positions[v + 1] == rest[v + 1]
              && positions[v + 2] == rest[v + 2];
      if (still && !skin.moves(below[i])) {
        continue;
      }
      double floor = Math.min(FREE, height[i]);
      int nearest = below[i];
      for (int pass = 0; pass < PASSES; pass++) {
        nearest = walk(anchors, nearest, skin.positions, positions, v);
        double h =
            anchors.height(
                nearest, skin.positions, positions[v], positions[v + 1], positions[v + 2], at);
        if (h >= floor) {
          break;
        }
        double by = Math.min(floor - h + 2e-5, MOST);
        for (int c = 0; c < 3; c++) {
          positions[v + c] += (float) (by * at[3 + c]);
        }
        any = true;
      }
    }
    return any;
  }

  // downhill over the skin to the vertex that's nearest
  private static int walk(SkinAnchors anchors, int from, float[] skin, float[] p, int v) {
    int at = from;
    double best = SkinAnchors.squared(skin, at, p[v], p[v + 1], p[v + 2]);
    for (int step = 0; step < STEPS; step++) {
      int next = at;
      for (int neighbour : anchors.around(at)) {
        double d = SkinAnchors.squared(skin, neighbour, p[v], p[v + 1], p[v + 2]);
        if (d < best) {
          best = d;
          next = neighbour;
        }
      }
      if (next == at) {
        break;
      }
      at = next;
    }
    return at;
  }
}
