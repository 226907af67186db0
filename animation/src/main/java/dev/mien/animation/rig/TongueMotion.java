package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.animation.action.JointAxis;
import dev.mien.geometry.mesh.VertexNormals;

/**
 * The tongue: its root stays, its body stretches forward over the lower teeth ({@code tongue.tz}),
 * its tip droops or rises ({@code tongue.rx}), and the jaw carries all of it.
 */
final class TongueMotion implements PartMotion {

  private final FaceFrame face;
  private final JawTissue jaw;
  private final float[] rest;
  private final double back;
  private final double front;
  private final double middleY;
  private final int[] triangles;
  private final int[] weld;

  TongueMotion(FaceFrame face, JawTissue jaw, dev.mien.geometry.mesh.Mesh mesh) {
    this.face = face;
    this.jaw = jaw;
    rest = mesh.positions();
    triangles = mesh.triangles();
    weld = mesh.weld();
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = 0; i < rest.length; i += 3) {
      min = Math.min(min, rest[i + 2]);
      max = Math.max(max, rest[i + 2]);
      sum += rest[i + 1];
    }
    back = min;
    front = max;
    middleY = sum / Math.max(1, rest.length / 3);
  }

  /** Where a vertex lies between root (0) and tip (1). */
  double along(int vertex) {
    return (rest[3 * vertex + 2] - back) / (front - back);
  }

  @Override
  public boolean move(FacePose pose, PosedSkin skin, float[] positions, float[] normals) {
    double tz = pose.joint("tongue", JointAxis.TZ);
    double rx = Math.toRadians(pose.joint("tongue", JointAxis.RX));
    boolean own = tz != 0 || rx != 0;
    boolean carried = RigidMotion.movesJaw(pose);
    if (!own && !carried) {
      return false;
    }
    double out = Math.max(0, Math.min(1, tz / 0.35));
    double iod = face.iod;
    double[] p = new double[3];
    for (int v = 0; v < rest.length / 3; v++) {
      double s = along(v);
      double x = rest[3 * v];
      double y = rest[3 * v + 1];
      double z = rest[3 * v + 2];
      double body = FaceFrame.smooth(0.05, 1, s);
      double tip = Math.max(0, (s - 0.45) / 0.55);
      // thinner and a little narrower when out
      y = middleY + (y - middleY) * (1 - 0.35 * out * body);
      x *= 1 - 0.12 * out * body;
      z += tz * iod * body;
      y += 0.085 * iod * out * FaceFrame.smooth(0.15, 0.6, s);
      double reach = (rx > 0 ? 0.75 : 0.55) * iod * tip * tip;
      y -= Math.sin(rx) * reach;
      z -= (1 - Math.cos(rx)) * reach;
      jaw.carry(pose, x, y, z, p);
      positions[3 * v] = (float) p[0];
      positions[3 * v + 1] = (float) p[1];
      positions[3 * v + 2] = (float) p[2];
    }
    VertexNormals.compute(positions, triangles, weld, normals);
    return true;
  }
}
