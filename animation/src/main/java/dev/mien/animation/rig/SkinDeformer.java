package dev.mien.animation.rig;

import dev.mien.animation.action.FacePose;
import dev.mien.animation.action.JointAxis;
import dev.mien.animation.action.JointMotion;
import dev.mien.core.Side;
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

  private final FaceFrame face;
  private final TissueFields fields;
  private final MouthTissue mouth;
  private final JawTissue jaw;
  private final LidTissue leftLids;
  private final LidTissue rightLids;
  private final FoldRemover folds;
  private final Set<String> joints = new TreeSet<>(OTHER_JOINTS);
  private final Set<String> muscles = new TreeSet<>(MouthTissue.MUSCLES);

  SkinDeformer(FaceFrame face, EyeballProfile leftBall, EyeballProfile rightBall) {
    this.face = face;
    fields = new TissueFields(face);
    mouth = new MouthTissue(face);
    jaw = new JawTissue(face);
    leftLids = new LidTissue(face, Side.LEFT, leftBall);
    rightLids = new LidTissue(face, Side.RIGHT, rightBall);
    folds = new FoldRemover(face);
    joints.addAll(fields.jointNames());
    joints.addAll(MouthTissue.jointNames());
    muscles.addAll(fields.muscleNames());
  }

  JawTissue jaw() {
    return jaw;
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
    // closed lips mean something on an open jaw only: their share is what they change there
    double missing =
        JawTissue.SEALED_PITCH * pose.muscle("lipSeal") - pose.joint("jaw", JointAxis.RX);
    if (pose.muscle("lipSeal") > 0 && missing > 1e-3) {
      double share = missing / JawTissue.SEALED_PITCH;
      FacePose open =
          FacePose.REST
              .plus(new JointMotion("jaw", JointAxis.RX, (float) missing))
              .plus(new JointMotion("jaw", JointAxis.TZ, (float) (share * JawTissue.SEALED_SLIDE)));
      double[] both = move(pose.plus(open));
      double[] alone = move(open);
      for (int i = 0; i < both.length; i++) {
        both[i] -= alone[i];
      }
      return both;
    }
    return move(pose);
  }

  private double[] move(FacePose pose) {
    double[] displacement = new double[3 * face.count];
    fields.add(pose, displacement);
    mouth.add(pose, displacement);
    jaw.add(pose, displacement);
    leftLids.add(pose, displacement);
    rightLids.add(pose, displacement);
    folds.unfold(displacement);
    return displacement;
  }
}
