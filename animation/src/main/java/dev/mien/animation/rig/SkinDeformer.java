package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.animation.action.JointAxis;
import dev.mien.animation.action.JointMotion;
import dev.mien.core.Side;
import dev.mien.geometry.scene.AnchoredPart;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Moves the skin of one head as joints and muscles ask. Thread-safe. */
final class SkinDeformer {

  private static final Set<String> OTHER_JOINTS =
      Set.of(
          "jaw",
          "mouth",
          "eye_L",
          "eye_R",
          "upperlid_L",
          "upperlid_R",
          "lowerlid_L",
          "lowerlid_R",
          "tongue",
          "head",
          "neck");

  /** How often lids are pushed out of the eyeballs and what that folds is unfolded. */
  private static final int LAST_ROUNDS = 5;

  private final FaceFrame face;
  private final TissueFields fields;
  private final MouthTissue mouth;
  private final JawTissue jaw;
  private final LipContact contact;
  private final TeethContact teeth;
  private final LidTissue leftLids;
  private final LidTissue rightLids;
  private final FoldRemover folds;
  private final LastFolds last;
  private final Set<String> joints = new TreeSet<>(OTHER_JOINTS);
  private final Set<String> muscles = new TreeSet<>(MouthTissue.MUSCLES);

  SkinDeformer(
      FaceFrame face, EyeballProfile leftBall, EyeballProfile rightBall, List<AnchoredPart> parts) {
    this.face = face;
    fields = new TissueFields(face);
    LipLoops loops = new LipLoops(face);
    mouth = new MouthTissue(face, loops);
    contact = new LipContact(face, loops);
    jaw = new JawTissue(face);
    teeth = new TeethContact(face, jaw, parts);
    leftLids = new LidTissue(face, Side.LEFT, leftBall);
    rightLids = new LidTissue(face, Side.RIGHT, rightBall);
    folds = new FoldRemover(face);
    last = new LastFolds(face, loops);
    joints.addAll(fields.jointNames());
    joints.addAll(MouthTissue.jointNames());
    muscles.addAll(fields.muscleNames());
  }

  JawTissue jaw() {
    return jaw;
  }

  /**
   * The jaw's opening that a pose's sealed lips presuppose and the pose lacks; at rest if none.
   * Closed lips mean something on an open jaw only: their shape is what they change there.
   */
  static FacePose presupposed(FacePose pose) {
    float seal = pose.muscle("lipSeal");
    double missing = JawTissue.SEALED_PITCH * seal - pose.joint("jaw", JointAxis.RX);
    if (seal <= 0 || missing < 1e-3) {
      return FacePose.REST;
    }
    double share = missing / JawTissue.SEALED_PITCH;
    return FacePose.REST
        .plus(new JointMotion("jaw", JointAxis.RX, (float) missing))
        .plus(new JointMotion("jaw", JointAxis.TZ, (float) (share * JawTissue.SEALED_SLIDE)));
  }

  /**
   * Displacements of all vertices in a pose, metres, interleaved x, y, z.
   *
   * @throws IllegalArgumentException if the pose names a joint or muscle that isn't there
   */
  double[] displace(FacePose pose) {
    for (Map.Entry<String, Float> joint : pose.joints().entrySet()) {
      String name = joint.getKey().substring(0, joint.getKey().lastIndexOf('.'));
      if (!joints.contains(name)) {
        throw new IllegalArgumentException(
            "there is no joint '" + name + "', expected one of " + joints);
      }
    }
    for (String muscle : pose.muscles().keySet()) {
      if (!muscles.contains(muscle)) {
        throw new IllegalArgumentException(
            "there is no muscle '" + muscle + "', expected one of " + muscles);
      }
    }
    double[] displacement = new double[3 * face.count];
    fields.add(pose, displacement);
    mouth.add(pose, displacement);
    jaw.add(pose, displacement);
    leftLids.add(pose, displacement);
    rightLids.add(pose, displacement);
    meet(pose, displacement);
    if (folds.unfold(displacement)) {
      // what was folded may have been the lips
      meet(pose, displacement);
    }
    int round = 0;
    do {
      leftLids.keepOut(pose, displacement);
      rightLids.keepOut(pose, displacement);
    } while (round++ < LAST_ROUNDS && last.unfold(displacement));
    return displacement;
  }

  /** Lips lie on one another and on the teeth. */
  private void meet(FacePose pose, double[] displacement) {
    contact.close(pose, displacement);
    if (teeth.push(pose, displacement)) {
      contact.close(pose, displacement);
    }
  }

  /**
   * Displacements in a pose together with the one that it presupposes, such that nothing is turned
   * over where what the pose adds is played alone.
   *
   * @param pose what is added
   * @param presupposed as {@link #presupposed}
   */
  double[] displaceOver(FacePose pose, FacePose presupposed) {
    FacePose both = pose.plus(presupposed);
    double[] before = displace(presupposed);
    double[] after = displace(both);
    for (int i = 0; i < after.length; i++) {
      after[i] -= before[i];
    }
    last.unfold(after);
    for (int i = 0; i < after.length; i++) {
      after[i] += before[i];
    }
    return after;
  }
}
