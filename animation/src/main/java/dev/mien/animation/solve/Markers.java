package dev.mien.animation.solve;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.MorphDelta;
import dev.mien.geometry.mesh.Mesh;
import java.util.Arrays;

/** Chooses points of a skin to track, as a marker-based capture would glue them on. */
public final class Markers {

  private static final double SMALLEST_MOTION = 2e-4;

  private Markers() {}

  /**
   * Spreads markers evenly over what any blendshape moves, and a few over what none does, which
   * tell the head's pose. The choice depends on the mesh and the rig alone.
   *
   * @param skin the skin at rest
   * @param part the skin's part name in the rig
   * @param rig whose shapes count
   * @param count how many, at least 10
   * @return vertices of the mesh
   */
  public static int[] spread(Mesh skin, String part, AvatarRig rig, int count) {
    if (count < 10) {
      throw new IllegalArgumentException("count is " + count + ", expected at least 10");
    }
    double[] motion = new double[skin.vertexCount()];
    for (Blendshape shape : rig.blendshapes()) {
      MorphDelta delta = shape.deltas().get(part);
      if (delta != null) {
        for (int i = 0; i < delta.vertices().length; i++) {
          double length =
              Math.sqrt(
                  square(delta.positions()[3 * i])
                      + square(delta.positions()[3 * i + 1])
                      + square(delta.positions()[3 * i + 2]));
          motion[delta.vertices()[i]] = Math.max(motion[delta.vertices()[i]], length);
        }
      }
    }
    double[] distance = new double[skin.vertexCount()];
    int[] chosen = new int[count];
    int resting = Math.max(4, count / 8);
    int crowded = peaks(skin, part, rig, chosen, (count - resting) / 2);
    fill(skin, motion, distance, true, chosen, crowded, count - resting);
    fill(skin, motion, distance, false, chosen, count - resting, count);
    return chosen;
  }

  /** The vertices that each shape moves most, shape by shape in turns, until the room is used. */
  private static int peaks(Mesh skin, String part, AvatarRig rig, int[] chosen, int room) {
    int used = 0;
    boolean[] taken = new boolean[skin.vertexCount()];
    for (int turn = 0; turn < 6; turn++) {
      for (Blendshape shape : rig.blendshapes()) {
        MorphDelta delta = shape.deltas().get(part);
        int best = -1;
        double longest = 0;
        for (int i = 0; delta != null && i < delta.vertices().length; i++) {
          int v = delta.vertices()[i];
          double length =
              square(delta.positions()[3 * i])
                  + square(delta.positions()[3 * i + 1])
                  + square(delta.positions()[3 * i + 2]);
          if (length > longest && !taken[v] && skin.weld()[v] == v && visible(skin, v)) {
            longest = length;
            best = v;
          }
        }
        if (best >= 0 && used < room) {
          taken[best] = true;
          chosen[used++] = best;
        }
      }
    }
    return used;
  }

  /** Farthest-point sampling: each next marker is the vertex farthest from all chosen ones. */
  private static void fill(
      Mesh skin,
      double[] motion,
      double[] distance,
      boolean moving,
      int[] chosen,
      int from,
      int to) {
    Arrays.fill(distance, Double.MAX_VALUE);
    for (int c = 0; c < from; c++) {
      approach(skin, chosen[c], distance);
    }
    for (int c = from; c < to; c++) {
      int best = -1;
      for (int v = 0; v < distance.length; v++) {
        boolean fits = motion[v] > SMALLEST_MOTION == moving && distance[v] > 0 && visible(skin, v);
        if (fits && (best < 0 || distance[v] > distance[best])) {
          best = v;
        }
      }
      if (best < 0) {
        throw new IllegalArgumentException("the skin has too few vertices for " + to + " markers");
      }
      chosen[c] = best;
      approach(skin, best, distance);
    }
  }

  /** Lowers each vertex' squared distance from the nearest marker where a new one is nearer. */
  private static void approach(Mesh skin, int marker, double[] distance) {
    float[] p = skin.positions();
    for (int v = 0; v < distance.length; v++) {
      double squared =
          square(p[3 * v] - p[3 * marker])
              + square(p[3 * v + 1] - p[3 * marker + 1])
              + square(p[3 * v + 2] - p[3 * marker + 2]);
      distance[v] = Math.min(distance[v], squared);
    }
  }

  /**
   * On the front of the head, facing outwards: not in the mouth, behind the ears or on the bust.
   */
  private static boolean visible(Mesh skin, int v) {
    return skin.positions()[3 * v + 2] > 0.03f
        && skin.positions()[3 * v + 1] > -0.12f
        && skin.normals()[3 * v + 2] > -0.1f;
  }

  private static double square(double value) {
    return value * value;
  }
}
