package dev.mien.animation.rig;

import dev.mien.animation.Joint;
import dev.mien.animation.SkinBinding;
import dev.mien.core.Side;
import dev.mien.geometry.head.Landmark;
import dev.mien.geometry.mesh.Mesh;
import dev.mien.geometry.scene.Attachment;
import java.util.ArrayList;
import java.util.List;
import org.joml.Vector3f;

/** The joints of a head and how they share its skin. */
final class Skeleton {

  static final int ROOT = 0;
  static final int NECK = 1;
  static final int HEAD = 2;
  static final int JAW = 3;
  static final int EYE_LEFT = 4;
  static final int EYE_RIGHT = 5;
  static final int TONGUE = 6;

  private final FaceFrame face;
  private final double bottom;
  private final List<Joint> joints = new ArrayList<>();

  Skeleton(FaceFrame face) {
    this.face = face;
    double lowest = Double.POSITIVE_INFINITY;
    for (int v = 0; v < face.count; v++) {
      lowest = Math.min(lowest, face.y(v));
    }
    bottom = lowest;
    Vector3f jaw = face.skin.jawAxis();
    Vector3f cervicale = face.landmark(Landmark.CERVICALE);
    Vector3f stomion = face.landmark(Landmark.STOMION);
    Vector3f left = face.skin.eye(Side.LEFT).centre();
    Vector3f right = face.skin.eye(Side.RIGHT).centre();
    float back = jaw.z - 0.012f;
    float neckY = (float) Math.max(bottom + 0.02, cervicale.y - 0.06);
    joints.add(new Joint("root", -1, 0, (float) bottom, back - 0.02f));
    joints.add(new Joint("neck", ROOT, 0, neckY, back - 0.015f));
    joints.add(new Joint("head", NECK, 0, (jaw.y + cervicale.y) / 2 + 0.01f, back));
    joints.add(new Joint("jaw", HEAD, jaw.x, jaw.y, jaw.z));
    joints.add(new Joint("eye_L", HEAD, left.x, left.y, left.z));
    joints.add(new Joint("eye_R", HEAD, right.x, right.y, right.z));
    float step = (stomion.z - jaw.z) * 0.2f;
    for (int i = 0; i < 3; i++) {
      joints.add(
          new Joint(
              "tongue_" + (i + 1),
              i == 0 ? JAW : TONGUE + i - 1,
              0,
              stomion.y - 0.008f,
              stomion.z - step * (2.6f - i)));
    }
  }

  List<Joint> joints() {
    return joints;
  }

  /** Weights of root, neck, head and jaw at a vertex of the skin. */
  double[] skinWeights(int v, JawTissue jaw) {
    Vector3f menton = face.landmark(Landmark.MENTON);
    Vector3f gonion = face.landmark(Landmark.GONION_LEFT);
    double unit = face.iod / 0.064;
    double t = Math.max(0, Math.min(1, (face.z(v) - gonion.z + 0.03 * unit) / (0.09 * unit)));
    double top = gonion.y + t * (menton.y + 0.004 * unit - gonion.y);
    double head = FaceFrame.smooth(top - 0.04 * unit, top, face.y(v));
    double root = shoulders(face.x(v), face.y(v), face.z(v)) * (1 - head);
    double share = head * jaw.weight(v);
    return new double[] {root, 1 - head - root, head - share, share};
  }

  /** Share of the root at a place of neck, chest or shoulders: these stay when the neck turns. */
  private double shoulders(double x, double y, double z) {
    double unit = face.iod / 0.064;
    double low = FaceFrame.smooth(bottom + 0.055, bottom + 0.012, y);
    double axis = joints.get(NECK).z() + 0.012 * unit;
    double far = FaceFrame.smooth(0.062 * unit, 0.145 * unit, Math.hypot(x, z - axis));
    return Math.max(low, far);
  }

  /**
   * A binding of clothing: it turns with the neck as the skin under it does, but never with head or
   * jaw, which slide inside the collar.
   */
  SkinBinding clothing(float[] positions) {
    int vertices = positions.length / 3;
    short[] bound = new short[4 * vertices];
    float[] weights = new float[4 * vertices];
    for (int v = 0; v < vertices; v++) {
      double root = shoulders(positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]);
      weights[4 * v] = (float) root;
      weights[4 * v + 1] = 1 - weights[4 * v];
      bound[4 * v] = ROOT;
      bound[4 * v + 1] = weights[4 * v + 1] > 0 ? (short) NECK : ROOT;
    }
    return new SkinBinding(bound, weights);
  }

  /**
   * Hair on the skull turns with the head; what hangs lower follows neck and shoulders: the more
   * the farther down it is, and wholly where it lies before, on or behind the shoulders, so that it
   * stays on them when the head turns.
   *
   * @param mesh hair at rest
   */
  SkinBinding hair(Mesh mesh) {
    double unit = face.iod / 0.064;
    double chin = face.landmark(Landmark.MENTON).y;
    double top = chin + 0.012 * unit;
    double middle = chin - 0.055 * unit;
    double low = Math.max(bottom + 0.03, chin - 0.125 * unit);
    double axis = joints.get(NECK).z() + 0.012 * unit;
    float[] p = mesh.positions();
    short[] bound = new short[4 * mesh.vertexCount()];
    float[] weights = new float[4 * mesh.vertexCount()];
    for (int v = 0; v < mesh.vertexCount(); v++) {
      double head = FaceFrame.smooth(middle, top, p[3 * v + 1]);
      double root = FaceFrame.smooth(top - 0.02 * unit, low, p[3 * v + 1]);
      // what hangs away from the neck lies on shoulders, which stay, or close before or behind them
      double beside = Math.hypot(p[3 * v], p[3 * v + 2] - axis);
      double lying = FaceFrame.smooth(0.062 * unit, 0.120 * unit, beside);
      root = Math.max(root, lying) * (1 - head);
      weights[4 * v] = (float) head;
      weights[4 * v + 1] = (float) Math.max(0, 1 - head - root);
      weights[4 * v + 2] = (float) root;
      // a joint without a share isn't named
      bound[4 * v] = weights[4 * v] > 0 ? (short) HEAD : ROOT;
      bound[4 * v + 1] = weights[4 * v + 1] > 0 ? (short) NECK : ROOT;
      bound[4 * v + 2] = ROOT;
    }
    return new SkinBinding(bound, weights);
  }

  /** One joint that has all of every vertex. */
  static SkinBinding rigid(int joint, int vertices) {
    short[] joints = new short[4 * vertices];
    float[] weights = new float[4 * vertices];
    for (int v = 0; v < vertices; v++) {
      joints[4 * v] = (short) joint;
      weights[4 * v] = 1;
    }
    return new SkinBinding(joints, weights);
  }

  static int joint(Attachment attachment) {
    return switch (attachment) {
      case HEAD, SKIN -> HEAD;
      case JAW -> JAW;
      case EYE_LEFT -> EYE_LEFT;
      case EYE_RIGHT -> EYE_RIGHT;
      case NECK -> NECK;
      case SHOULDERS -> ROOT;
    };
  }
}
