package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.geometry.mesh.Mesh;
import java.util.Arrays;
import org.joml.Quaterniond;
import org.joml.Vector3d;

/**
 * Lashes that their roots carry, though not about the corner that lids make at their ends: closing,
 * that turns the outermost ones over, into the head.
 */
final class LashMotion implements PartMotion {

  /** Lids turn lashes by no more than this; what turns farther hangs on a fold, radians. */
  private static final double MOST = Math.toRadians(65);

  private final Mesh mesh;
  private final SkinBoundMotion own;

  /** Per vertex the number of its strand. */
  private final int[] strand;

  /** Vertices that are tips, and the root's vertex of each. */
  private final int[] tipOf;

  private final int[] footOf;

  LashMotion(Mesh mesh, SkinBoundMotion own, float[] roots) {
    this.mesh = mesh;
    this.own = own;
    int count = mesh.vertexCount();
    float[] p = mesh.positions();
    float[] reach = new float[count];
    tipOf = new int[own.rootCount()];
    footOf = new int[own.rootCount()];
    Arrays.fill(tipOf, -1);
    Arrays.fill(footOf, -1);
    for (int v = 0; v < count; v++) {
      reach[v] =
          (float)
              Math.hypot(
                  Math.hypot(p[3 * v] - roots[3 * v], p[3 * v + 1] - roots[3 * v + 1]),
                  p[3 * v + 2] - roots[3 * v + 2]);
      int known = tipOf[own.rootIndex(v)];
      if (known < 0 || reach[v] > reach[known]) {
        tipOf[own.rootIndex(v)] = v;
      }
      int foot = footOf[own.rootIndex(v)];
      if (foot < 0 || reach[v] < reach[foot]) {
        footOf[own.rootIndex(v)] = v;
      }
    }
    strand = new int[count];
    for (int v = 0; v < count; v++) {
      strand[v] = own.rootIndex(v);
    }
  }

  @Override
  public boolean move(FacePose pose, PosedSkin skin, float[] positions, float[] normals) {
    if (!own.move(pose, skin, positions, normals)) {
      return false;
    }
    float[] free = positions.clone();
    if (turnBack(positions)) {
      follow(free, positions);
    }
    return true;
  }

  /** Turns strands about their feet as their tips were moved from where they'd be. */
  private void follow(float[] free, float[] positions) {
    Vector3d was = new Vector3d();
    Vector3d is = new Vector3d();
    Quaterniond[] turns = new Quaterniond[tipOf.length];
    for (int i = 0; i < turns.length; i++) {
      offset(free, tipOf[i], footOf[i], was);
      offset(positions, tipOf[i], footOf[i], is);
      turns[i] = new Quaterniond();
      if (was.distanceSquared(is) > 0 && is.lengthSquared() > 0) {
        turns[i].rotationTo(was, is);
      }
    }
    for (int v = 0; v < strand.length; v++) {
      int i = strand[v];
      if (v != tipOf[i]) {
        offset(free, v, footOf[i], was);
        turns[i].transform(was);
        int f = 3 * footOf[i];
        positions[3 * v] = (float) (free[f] + was.x);
        positions[3 * v + 1] = (float) (free[f + 1] + was.y);
        positions[3 * v + 2] = (float) (free[f + 2] + was.z);
      }
    }
  }

  private static void offset(float[] p, int v, int from, Vector3d dest) {
    dest.set(
        p[3 * v] - p[3 * from], p[3 * v + 1] - p[3 * from + 1], p[3 * v + 2] - p[3 * from + 2]);
  }

  /** Takes back what tips turn too far. */
  private boolean turnBack(float[] positions) {
    float[] rest = mesh.positions();
    boolean any = false;
    Vector3d from = new Vector3d();
    Vector3d to = new Vector3d();
    for (int i = 0; i < tipOf.length; i++) {
      int t = 3 * tipOf[i];
      int f = 3 * footOf[i];
      offset(rest, tipOf[i], footOf[i], from);
      offset(positions, tipOf[i], footOf[i], to);
      double angle = from.angle(to);
      Vector3d axis = from.cross(to, new Vector3d());
      if (angle > MOST && axis.lengthSquared() > 0) {
        axis.normalize();
        from.rotateAxis(MOST, axis.x, axis.y, axis.z).normalize(to.length());
        positions[t] = (float) (positions[f] + from.x);
        positions[t + 1] = (float) (positions[f + 1] + from.y);
        positions[t + 2] = (float) (positions[f + 2] + from.z);
        any = true;
      }
    }
    return any;
  }
}
