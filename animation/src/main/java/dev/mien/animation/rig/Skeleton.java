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

  /** Hair nearer than this moves as the skin does, farther off than the other by itself, metres. */
  private static final double ON_SKIN = 0.022;

  private static final double OFF_SKIN = 0.05;

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
    double head = head(face.y(v), face.z(v));
    double root = shoulders(face.x(v), face.y(v), face.z(v)) * (1 - head);
    double share = head * jaw.weight(v);
    return new double[] {root, 1 - head - root, head - share, share};
  }

  /** Share of head and jaw at a height of the skin: they end along the jaw and at the nape. */
  private double head(double y, double z) {
    Vector3f menton = face.landmark(Landmark.MENTON);
    Vector3f gonion = face.landmark(Landmark.GONION_LEFT);
    double unit = face.iod / 0.064;
    double t = Math.max(0, Math.min(1, (z - gonion.z + 0.03 * unit) / (0.09 * unit)));
    double top = gonion.y + t * (menton.y + 0.004 * unit - gonion.y);
    return FaceFrame.smooth(top - 0.04 * unit, top, y);
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
   * stays on them when the head turns. What lies close to the skin moves as that does.
   *
   * @param mesh hair at rest
   * @param near weights of the skin about a place
   */
  SkinBinding hair(Mesh mesh, SkinShare near) {
    float[] p = mesh.positions();
    double[][] weights = new double[mesh.vertexCount()][];
    for (int v = 0; v < weights.length; v++) {
      weights[v] = hanging(p[3 * v], p[3 * v + 1], p[3 * v + 2], near);
    }
    short[] bound = new short[4 * weights.length];
    float[] shares = new float[4 * weights.length];
    for (int v = 0; v < weights.length; v++) {
      double[] w = weights[v];
      shares[4 * v] = (float) w[2];
      shares[4 * v + 1] = (float) Math.max(0, 1 - w[2] - w[0]);
      shares[4 * v + 2] = (float) w[0];
      // a joint without a share isn't named
      bound[4 * v] = shares[4 * v] > 0 ? (short) HEAD : ROOT;
      bound[4 * v + 1] = shares[4 * v + 1] > 0 ? (short) NECK : ROOT;
      bound[4 * v + 2] = ROOT;
    }
    return new SkinBinding(bound, shares);
  }

  /** How joints share the skin about a place. */
  interface SkinShare {

    /** Weights of root, neck, head and jaw at the place of the skin nearest to a point. */
    double[] at(double x, double y, double z);
  }

  /** Weights of root, neck and head, and none of the jaw, at a place of hair. */
  double[] hanging(float x, float y, float z, SkinShare near) {
    double unit = face.iod / 0.064;
    double chin = face.landmark(Landmark.MENTON).y;
    double top = chin + 0.012 * unit;
    double low = Math.max(bottom + 0.03, chin - 0.125 * unit);
    double head = FaceFrame.smooth(chin - 0.055 * unit, top, y);
    double root = FaceFrame.smooth(top - 0.02 * unit, low, y);
    // what hangs away from the neck lies on shoulders, which stay, or close before or behind them
    double beside = Math.hypot(x, z - joints.get(NECK).z() - 0.012 * unit);
    double lying = FaceFrame.smooth(0.062 * unit, 0.120 * unit, beside);
    root = Math.max(root, lying) * (1 - head);
    if (head < 1 || head(y, z) < 1) {
      double share =
          FaceFrame.smooth(
              OFF_SKIN * unit, ON_SKIN * unit, face.skin.surface().sparseDistance(x, y, z));
      if (share > 0) {
        double[] skin = near.at(x, y, z);
        head += share * (skin[2] + skin[3] - head);
        root += share * (skin[0] - root);
      }
    }
    // the mix of shares may leave them by a rounding
    head = Math.max(0, Math.min(1, head));
    root = Math.max(0, Math.min(1 - head, root));
    return new double[] {root, 1 - head - root, head, 0};
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
