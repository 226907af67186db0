package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.animation.action.JointAxis;
import dev.mien.geometry.head.Landmark;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.joml.Vector3f;

/**
 * The lips: eight joints round them, a muscle ring that slides the vermilion along the lips' own
 * profile (rolling in, pressing, pouting).
 */
final class MouthTissue {

  /** Muscles that this mechanism knows. */
  static final Set<String> MUSCLES =
      Set.of(
          "lipPucker",
          "lipFunnel",
          "lipPress_L",
          "lipPress_R",
          "lipTighten",
          "lipRollUpper",
          "lipRollLower",
          "lipBite",
          "lipSeal",
          "orbicularisOris");

  private static final Map<String, Double> NODES = nodes();

  /** How far from the vermilion skin follows the lips, inter-ocular distances. */
  private static final double REACH = 0.46;

  /** Half the breadth of a mouth that narrows as the tables say, inter-ocular distances. */
  private static final double MOUTH_HALF = 0.36;

  /** How many rings tissue slides inward when a lip is rolled in, by ring. */
  private static final double[] ROLL_RINGS = {1.2, 2.5, 4, 5, 6, 7, 8, 9.2};

  private static final double[] ROLL_AMOUNT = {0, 0.75, 2.15, 2.0, 1.6, 1.15, 0.55, 0};

  private final FaceFrame face;
  private final LipLoops loops;
  private final Map<String, Field> nodes = new LinkedHashMap<>();
  private final double[] follow;
  private final Field wide;

  MouthTissue(FaceFrame face, LipLoops loops) {
    this.face = face;
    this.loops = loops;
    follow = new double[face.count];
    Field.Builder wideBuilder = new Field.Builder();
    for (int v = 0; v < face.count; v++) {
      follow[v] = follow(v, REACH);
      double w = follow(v, 0.75);
      if (w > 0) {
        wideBuilder.add(v, w);
      }
    }
    wide = wideBuilder.build();
    for (Map.Entry<String, Double> node : NODES.entrySet()) {
      Field.Builder field = new Field.Builder();
      for (int v = 0; v < face.count; v++) {
        double d = Math.abs(LipLoops.wrap(face.mouthAngle[v] - node.getValue()));
        if (follow[v] > 0 && d < Math.PI / 4) {
          double w = Math.cos(2 * d);
          field.add(v, w * w * follow[v]);
        }
      }
      nodes.put(node.getKey(), field.build());
    }
  }

  private static Map<String, Double> nodes() {
    Map<String, Double> nodes = new LinkedHashMap<>();
    nodes.put("lip_up_M", 0.0);
    nodes.put("lip_up_L", Math.PI / 4);
    nodes.put("lipcorner_L", Math.PI / 2);
    nodes.put("lip_low_L", 3 * Math.PI / 4);
    nodes.put("lip_low_M", Math.PI);
    nodes.put("lip_low_R", -3 * Math.PI / 4);
    nodes.put("lipcorner_R", -Math.PI / 2);
    nodes.put("lip_up_R", -Math.PI / 4);
    return nodes;
  }

  /** Names of the joints that this mechanism knows. */
  static Set<String> jointNames() {
    return NODES.keySet();
  }

  /** How much a vertex goes along with the nearest lip. */
  private double follow(int v, double reach) {
    double ring = face.mouthRing(v);
    if (face.template.nostril()[v] > 0.3f || face.lipDistance[v] > reach * face.iod) {
      return 0;
    }
    double w = FaceFrame.bump(face.lipDistance[v] / (reach * face.iod));
    w *= FaceFrame.smooth(9.6, 7.6, ring);
    if (face.template.cavity()[v] > 0.5f && ring < 4) {
      return 0;
    }
    // the nose stays
    Vector3f base = face.landmark(Landmark.SUBNASALE);
    Vector3f wing = face.landmark(face.x(v) >= 0 ? Landmark.ALARE_LEFT : Landmark.ALARE_RIGHT);
    double beside =
        FaceFrame.smooth(
            0, 0.12 * face.iod, Math.abs(face.x(v) - base.x) - Math.abs(wing.x - base.x));
    double nose =
        FaceFrame.smooth(-0.08 * face.iod, 0.08 * face.iod, face.y(v) - base.y) * (1 - beside);
    return w * (1 - nose);
  }

  /** Adds what the lips do in a pose. */
  void add(FacePose pose, double[] displacement) {
    slide(pose, displacement);
    moveJoints(pose, displacement);
  }

  private void moveJoints(FacePose pose, double[] displacement) {
    double opening = Math.max(0, JawTissue.pitch(pose)) / JawTissue.SEALED_PITCH;
    for (Map.Entry<String, Field> node : nodes.entrySet()) {
      String name = node.getKey();
      double tx = pose.joint(name, JointAxis.TX);
      double ty = pose.joint(name, JointAxis.TY);
      double tz = pose.joint(name, JointAxis.TZ);
      if (opening > 0) {
        // an opening mouth draws its corners in
        double side = name.endsWith("_L") ? 1 : name.endsWith("_R") ? -1 : 0;
        double corner = name.startsWith("lipcorner") ? 1 : 0.45;
        tx -= 0.055 * side * corner * opening;
      }
      if (tx != 0 || ty != 0 || tz != 0) {
        tx *= narrowing(name, tx);
        translate(node.getValue(), tx * face.iod, ty * face.iod, tz * face.iod, displacement);
      }
    }
    double shift = pose.joint("mouth", JointAxis.TX) * face.iod;
    if (shift != 0) {
      for (int i = 0; i < wide.vertices.length; i++) {
        int v = wide.vertices[i];
        double w = wide.weights[i];
        double t = (face.x(v) - face.mouthX) / face.mouthHalf(face.x(v));
        displacement[3 * v] += w * shift;
        displacement[3 * v + 2] -= w * shift * 0.35 * Math.max(-1.5, Math.min(1.5, t));
      }
    }
  }

  /** Small mouths, as in drawings, have less to narrow. */
  private double narrowing(String node, double tx) {
    double side = node.endsWith("_L") ? 1 : node.endsWith("_R") ? -1 : 0;
    return side * tx < 0 ? Math.min(1, face.mouthHalf(side) / (MOUTH_HALF * face.iod)) : 1;
  }

  /** Lips that narrow leave the mucosa behind them spread over the teeth. */
  private void translate(Field field, double tx, double ty, double tz, double[] displacement) {
    for (int i = 0; i < field.vertices.length; i++) {
      int v = field.vertices[i];
      double w = field.weights[i];
      displacement[3 * v] += w * tx * FaceFrame.smooth(9.6, 7.9, face.mouthRing(v));
      displacement[3 * v + 1] += w * ty;
      displacement[3 * v + 2] += w * tz;
    }
  }

  /** Slides tissue along the lips' profiles. */
  private void slide(FacePose pose, double[] displacement) {
    double tighten = pose.muscle("lipTighten");
    double bite = pose.muscle("lipBite");
    double both =
        0.34 * tighten
            + 0.12 * pose.muscle("orbicularisOris")
            - 0.24 * pose.muscle("lipPucker")
            - 0.46 * pose.muscle("lipFunnel");
    double upper = pose.muscle("lipRollUpper") + both;
    double lower = pose.muscle("lipRollLower") + 0.3 * bite + both;
    double pressLeft = pose.muscle("lipPress_L");
    double pressRight = pose.muscle("lipPress_R");
    if (upper == 0 && lower == 0 && pressLeft == 0 && pressRight == 0) {
      return;
    }
    double[] p = new double[3];
    for (int c = 0; c < loops.columns(); c++) {
      double cos = Math.cos(loops.angle[c]);
      double up = FaceFrame.smooth(-0.25, 0.25, cos);
      double leftShare = FaceFrame.smooth(-0.75, 0.75, Math.sin(loops.angle[c]));
      double press = pressLeft * leftShare + pressRight * (1 - leftShare);
      double inCorner = FaceFrame.smooth(0, 0.75, Math.abs(cos));
      double wanted = up * upper + (1 - up) * lower + 0.42 * press;
      // pressed or tightened lips thin to their very corners; rolled ones stay there
      double thinned = 0.15 * (1 - inCorner) * (0.34 * tighten + 0.42 * press);
      double amount = inCorner * Math.max(-0.7, Math.min(1.15, wanted)) + thinned;
      double back = -(0.03 * press + 0.02 * tighten) * face.iod;
      double biteUp = bite * (1 - up) * inCorner;
      for (int r = 0; r < loops.rings.length; r++) {
        double ring = loops.rings[r];
        double by = amount * table(ring);
        int v = loops.vertices[r][c];
        if (by != 0) {
          loops.profile(c, ring + by, p);
          for (int k = 0; k < 3; k++) {
            displacement[3 * v + k] += p[k] - face.rest[3 * v + k];
          }
        }
        double w = FaceFrame.smooth(1, 4, ring) * FaceFrame.smooth(9.5, 7.5, ring);
        displacement[3 * v + 1] += 0.02 * face.iod * biteUp * w;
        displacement[3 * v + 2] += (back - 0.06 * face.iod * biteUp) * w;
      }
    }
  }

  private static double table(double ring) {
    if (ring <= ROLL_RINGS[0] || ring >= ROLL_RINGS[ROLL_RINGS.length - 1]) {
      return 0;
    }
    int i = 0;
    while (ROLL_RINGS[i + 1] < ring) {
      i++;
    }
    double t = (ring - ROLL_RINGS[i]) / (ROLL_RINGS[i + 1] - ROLL_RINGS[i]);
    return ROLL_AMOUNT[i] + t * (ROLL_AMOUNT[i + 1] - ROLL_AMOUNT[i]);
  }
}
