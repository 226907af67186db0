package dev.mien.animation.rig;

import dev.mien.geometry.mesh.Mesh;
import java.util.List;
import org.joml.Vector3f;

/**
 * How far an eyeball with its cornea reaches from its centre, by the angle off its axis. The axis
 * goes from the centre to the farthest point.
 */
final class EyeballProfile {

  private static final int BINS = 64;

  final Vector3f centre;
  final Vector3f axis;
  private final double[] reach = new double[BINS + 2];
  private final double radius;

  /**
   * Measures meshes.
   *
   * @param centre of the ball
   * @param radius of the ball, taken where there is no mesh
   * @param meshes ball and cornea; may be none
   */
  EyeballProfile(Vector3f centre, double radius, List<Mesh> meshes) {
    this.centre = centre;
    this.radius = radius;
    Vector3f best = new Vector3f(0, 0, 1);
    double sumZ = 0;
    Vector3f mean = new Vector3f();
    double farthest = 0;
    for (Mesh mesh : meshes) {
      float[] p = mesh.positions();
      for (int i = 0; i < p.length; i += 3) {
        Vector3f d = new Vector3f(p[i], p[i + 1], p[i + 2]).sub(centre);
        if (d.length() > farthest) {
          farthest = d.length();
        }
      }
    }
    for (Mesh mesh : meshes) {
      float[] p = mesh.positions();
      for (int i = 0; i < p.length; i += 3) {
        Vector3f d = new Vector3f(p[i], p[i + 1], p[i + 2]).sub(centre);
        double over = d.length() - radius * 1.01;
        if (over > 0) {
          mean.add(d.normalize().mul((float) over));
          sumZ += over;
        }
      }
    }
    if (sumZ > 0 && mean.length() > 1e-9) {
      best = mean.normalize();
    }
    axis = best;
    for (Mesh mesh : meshes) {
      float[] p = mesh.positions();
      for (int i = 0; i < p.length; i += 3) {
        Vector3f d = new Vector3f(p[i], p[i + 1], p[i + 2]).sub(centre);
        double length = d.length();
        double angle = Math.acos(Math.max(-1, Math.min(1, d.dot(axis) / Math.max(1e-9, length))));
        double bin = angle / Math.PI * BINS;
        for (int b = (int) Math.floor(bin); b <= (int) Math.ceil(bin) + 1; b++) {
          if (b >= 0 && b < reach.length) {
            reach[b] = Math.max(reach[b], length);
          }
        }
      }
    }
    fillGaps();
  }

  /** Between the rings of a coarse ball, and behind its shell, it reaches as far as beside them. */
  private void fillGaps() {
    double last = 0;
    for (double r : reach) {
      last = last == 0 ? r : last;
    }
    for (int b = 0; b < reach.length; b++) {
      last = reach[b] > 0 ? reach[b] : last;
      reach[b] = last > 0 ? last : radius;
    }
  }

  /** Farthest that anything reaches at an angle off the axis, metres. */
  double reach(double angle) {
    double bin = Math.max(0, Math.min(BINS, angle / Math.PI * BINS));
    int b = (int) bin;
    double t = bin - b;
    return reach[b] + t * (reach[b + 1] - reach[b]);
  }
}
