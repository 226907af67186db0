package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.animation.action.JointAxis;
import dev.mien.geometry.head.Landmark;
import org.joml.Vector3f;

/**
 * Turns the lower face about the axis through the condyles. Round the mouth the share of the turn
 * follows the lips' loop, so that the opening is an ellipse; with {@code lipSeal} the lips stay
 * closed while the jaw drops.
 */
final class JawTissue {

  /** The jaw turn that a full {@code lipSeal} makes up for: jawOpen's, degrees and distances. */
  static final double SEALED_PITCH = 24;

  static final double SEALED_SLIDE = 0.055;

  /** How far a human jaw turns at most, degrees. */
  static final double LARGEST_PITCH = 28;

  /** Share of the jaw's turn that sealed lips follow. */
  private static final double SEAL_SHARE = 0.40;

  private final FaceFrame face;
  private final double[] open;
  private final double[] sealed;
  private final double axisY;
  private final double axisZ;
  private final double axisX;

  JawTissue(FaceFrame face) {
    this.face = face;
    Vector3f axis = face.skin.jawAxis();
    axisX = axis.x;
    axisY = axis.y;
    axisZ = axis.z;
    open = new double[face.count];
    sealed = new double[face.count];
    double reach = 0.3 * face.iod;
    for (int v = 0; v < face.count; v++) {
      double skin = skinWeight(v);
      double near = FaceFrame.smooth(1, 0, face.lipDistance[v] / reach);
      open[v] = skin + near * (lipShare(face.mouthAngle[v], face.mouthRing(v)) - skin);
      double depth = FaceFrame.smooth(7.4, 9, face.mouthRing(v));
      double closed = SEAL_SHARE + depth * (open[v] - SEAL_SHARE);
      double wide = FaceFrame.smooth(1, 0, face.lipDistance[v] / (0.34 * face.iod));
      sealed[v] = (skin + wide * (closed - skin)) * (1 - onNose(v));
    }
  }

  /** Share of the jaw's turn at each vertex. */
  double weight(int v) {
    return open[v];
  }

  /**
   * Half at the corners, near the middle of each lip almost none or all: nearly an ellipse. The
   * fold between lip and gum stays with its own jaw but for the very corners: dragged along, it
   * would lie over the canines.
   */
  private static double lipShare(double angle, double ring) {
    double c = Math.cos(angle);
    double bend = 0.95 - 0.7 * FaceFrame.smooth(8.2, 9, ring);
    return 0.5 - 0.5 * Math.copySign(Math.pow(Math.abs(c), bend), c);
  }

  /** 1 on the nose, which a sealed upper lip doesn't draw down. */
  private double onNose(int v) {
    Vector3f base = face.landmark(Landmark.SUBNASALE);
    Vector3f wing = face.landmark(face.x(v) >= 0 ? Landmark.ALARE_LEFT : Landmark.ALARE_RIGHT);
    double beside =
        FaceFrame.smooth(
            0, 0.15 * face.iod, Math.abs(face.x(v) - base.x) - Math.abs(wing.x - base.x));
    return FaceFrame.smooth(-0.11 * face.iod, 0.07 * face.iod, face.y(v) - base.y) * (1 - beside);
  }

  private double skinWeight(int v) {
    double x = face.x(v);
    double y = face.y(v);
    double z = face.z(v);
    double unit = face.iod / 0.064;
    Vector3f corner = face.landmark(x >= 0 ? Landmark.CHEILION_LEFT : Landmark.CHEILION_RIGHT);
    Vector3f menton = face.landmark(Landmark.MENTON);
    double back = Math.max(0, Math.min(1, (corner.z - z) / Math.max(1e-6, corner.z - axisZ)));
    double line = corner.y + (axisY - 0.012 * unit - corner.y) * Math.pow(back, 1.2);
    double w = FaceFrame.smooth(0.010 * unit, -0.016 * unit, y - line);
    w *= FaceFrame.smooth(axisZ - 0.02 * unit, axisZ + 0.04 * unit, z);
    double below = -0.9 * (y - menton.y + 0.004 * unit) - 0.436 * (z - menton.z + 0.012 * unit);
    return w * FaceFrame.smooth(0.06 * unit, -0.012 * unit, below);
  }

  /** The jaw's pitch in a pose, degrees, limited to what a jaw can do. */
  static double pitch(FacePose pose) {
    return Math.min(LARGEST_PITCH, pose.joint("jaw", JointAxis.RX));
  }

  /** Adds what the jaw does in a pose. */
  void add(FacePose pose, double[] displacement) {
    double pitch = Math.toRadians(pitch(pose));
    double yaw = Math.toRadians(pose.joint("jaw", JointAxis.RY));
    double tx = pose.joint("jaw", JointAxis.TX) * face.iod;
    double ty = pose.joint("jaw", JointAxis.TY) * face.iod;
    double tz = pose.joint("jaw", JointAxis.TZ) * face.iod;
    double seal = pose.muscle("lipSeal");
    if (pitch == 0 && yaw == 0 && tx == 0 && ty == 0 && tz == 0 && seal == 0) {
      return;
    }
    double[] q = new double[3];
    for (int v = 0; v < face.count; v++) {
      double w = open[v];
      if (w > 1e-6) {
        turn(v, w * pitch, w * yaw, w * tx, w * ty, w * tz, q);
        add(v, q, 1, displacement);
      }
      if (seal != 0 && (w > 1e-6 || sealed[v] > 1e-6)) {
        double a = Math.toRadians(SEALED_PITCH);
        double s = SEALED_SLIDE * face.iod;
        turn(v, sealed[v] * a, 0, 0, 0, sealed[v] * s, q);
        // the teeth behind them keep the lips from going back
        double kept =
            FaceFrame.smooth(1, 0.3, face.lipDistance[v] / (0.34 * face.iod))
                * FaceFrame.smooth(9.4, 8, face.mouthRing(v))
                * (0.3 + 0.7 * FaceFrame.smooth(0, 0.9, Math.abs(Math.cos(face.mouthAngle[v]))));
        q[2] += 0.75 * kept * Math.max(0, face.rest[3 * v + 2] - q[2]);
        add(v, q, seal, displacement);
        turn(v, w * a, 0, 0, 0, w * s, q);
        add(v, q, -seal, displacement);
      }
    }
  }

  /** Where a point that the jaw carries rigidly goes. */
  void carry(FacePose pose, double x, double y, double z, double[] dest) {
    turn(
        x,
        y,
        z,
        Math.toRadians(pitch(pose)),
        Math.toRadians(pose.joint("jaw", JointAxis.RY)),
        pose.joint("jaw", JointAxis.TX) * face.iod,
        pose.joint("jaw", JointAxis.TY) * face.iod,
        pose.joint("jaw", JointAxis.TZ) * face.iod,
        dest);
  }

  /**
   * Where a point that the jaw carries rigidly comes from.
   *
   * @param pose what the jaw does
   * @param p the point, changed
   */
  void carryBack(FacePose pose, double[] p) {
    double x = p[0] - axisX - pose.joint("jaw", JointAxis.TX) * face.iod;
    double y = p[1] - axisY - pose.joint("jaw", JointAxis.TY) * face.iod;
    double z = p[2] - axisZ - pose.joint("jaw", JointAxis.TZ) * face.iod;
    double yaw = Math.toRadians(pose.joint("jaw", JointAxis.RY));
    double pitch = Math.toRadians(pitch(pose));
    double ux = x * Math.cos(yaw) - z * Math.sin(yaw);
    double uz = x * Math.sin(yaw) + z * Math.cos(yaw);
    p[0] = axisX + ux;
    p[1] = axisY + y * Math.cos(pitch) + uz * Math.sin(pitch);
    p[2] = axisZ - y * Math.sin(pitch) + uz * Math.cos(pitch);
  }

  /**
   * Turns a direction with the jaw.
   *
   * @param pose what the jaw does
   * @param d the direction, changed
   */
  void turn(FacePose pose, double[] d) {
    double yaw = Math.toRadians(pose.joint("jaw", JointAxis.RY));
    double pitch = Math.toRadians(pitch(pose));
    double y = d[1] * Math.cos(pitch) - d[2] * Math.sin(pitch);
    double z = d[1] * Math.sin(pitch) + d[2] * Math.cos(pitch);
    double x = d[0] * Math.cos(yaw) + z * Math.sin(yaw);
    d[2] = z * Math.cos(yaw) - d[0] * Math.sin(yaw);
    d[0] = x;
    d[1] = y;
  }

  private void turn(
      int v, double pitch, double yaw, double tx, double ty, double tz, double[] dest) {
    turn(face.x(v), face.y(v), face.z(v), pitch, yaw, tx, ty, tz, dest);
  }

  private void turn(
      double x,
      double y,
      double z,
      double pitch,
      double yaw,
      double tx,
      double ty,
      double tz,
      double[] dest) {
    double px = x - axisX;
    double py = y - axisY;
    double pz = z - axisZ;
    double c = Math.cos(pitch);
    double s = Math.sin(pitch);
    double ry = py * c - pz * s;
    double rz = py * s + pz * c;
    double cy = Math.cos(yaw);
    double sy = Math.sin(yaw);
    dest[0] = axisX + px * cy + rz * sy + tx;
    dest[1] = axisY + ry + ty;
    dest[2] = axisZ - px * sy + rz * cy + tz;
  }

  private void add(int v, double[] to, double factor, double[] displacement) {
    for (int c = 0; c < 3; c++) {
      displacement[3 * v + c] += factor * (to[c] - face.rest[3 * v + c]);
    }
  }
}
