package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.animation.action.JointAxis;
import dev.mien.geometry.mesh.Mesh;
import org.joml.Matrix3d;
import org.joml.Vector3d;
import org.joml.Vector3f;

/** A part that moves rigidly with the jaw or with an eyeball. */
final class RigidMotion implements PartMotion {

  private final Mesh mesh;
  private final String joint;
  private final Vector3f centre;
  private final double unit;
  private final boolean jaw;

  private RigidMotion(Mesh mesh, String joint, Vector3f centre, double unit, boolean jaw) {
    this.mesh = mesh;
    this.joint = joint;
    this.centre = centre;
    this.unit = unit;
    this.jaw = jaw;
  }

  static RigidMotion jaw(FaceFrame face, Mesh mesh) {
    return new RigidMotion(mesh, "jaw", face.skin.jawAxis(), face.iod, true);
  }

  static RigidMotion eye(String joint, Vector3f centre, Mesh mesh) {
    return new RigidMotion(mesh, joint, centre, 0, false);
  }

  static boolean movesJaw(FacePose pose) {
    for (JointAxis axis : JointAxis.values()) {
      if (pose.joint("jaw", axis) != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean move(FacePose pose, PosedSkin skin, float[] positions, float[] normals) {
    double pitch = jaw ? JawTissue.pitch(pose) : pose.joint(joint, JointAxis.RX);
    double yaw = pose.joint(joint, JointAxis.RY);
    double tx = unit * pose.joint(joint, JointAxis.TX);
    double ty = unit * pose.joint(joint, JointAxis.TY);
    double tz = unit * pose.joint(joint, JointAxis.TZ);
    if (pitch == 0 && yaw == 0 && tx == 0 && ty == 0 && tz == 0) {
      return false;
    }
    Matrix3d turn = new Matrix3d().rotateY(Math.toRadians(yaw)).rotateX(Math.toRadians(pitch));
    Vector3d p = new Vector3d();
    float[] rest = mesh.positions();
    float[] restNormals = mesh.normals();
    for (int i = 0; i < rest.length; i += 3) {
      p.set(rest[i] - centre.x, rest[i + 1] - centre.y, rest[i + 2] - centre.z);
      turn.transform(p);
      positions[i] = (float) (centre.x + p.x + tx);
      positions[i + 1] = (float) (centre.y + p.y + ty);
      positions[i + 2] = (float) (centre.z + p.z + tz);
      p.set(restNormals[i], restNormals[i + 1], restNormals[i + 2]);
      turn.transform(p);
      normals[i] = (float) p.x;
      normals[i + 1] = (float) p.y;
      normals[i + 2] = (float) p.z;
    }
    return true;
  }
}
