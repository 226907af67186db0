package dev.mien.animation.solve;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Joint;
import dev.mien.animation.action.RigExpression;
import dev.mien.animation.action.ShapeMapper;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnits;
import dev.mien.core.Side;
import java.util.Map;
import org.joml.Matrix4d;
import org.joml.Quaterniond;
import org.joml.Quaternionf;
import org.joml.Vector3d;

/**
 * Reads action units of the head (AU51 to AU58) off its pose: turns, nods and tilts off the angles,
 * forward and back off how far the head is from where these angles alone would take it.
 */
final class HeadUnits {

  private static final ShapeMapper MAPPER = ShapeMapper.bundled();

  private HeadUnits() {}

  /**
   * The units that a pose shows on a body that stands still.
   *
   * @param rig with joints {@code neck} and {@code head}
   * @param pose from the head's rest frame to the world
   * @throws IllegalArgumentException if the rig lacks a joint
   */
  static ActionUnits of(AvatarRig rig, RigidAlignment pose) {
    Vector3d angles = pose.rotation().getEulerAnglesYXZ(new Vector3d());
    ActionUnits units = ActionUnits.NEUTRAL;
    units = with(units, ActionUnit.AU51, ActionUnit.AU52, angles.y / full(ActionUnit.AU51, "ry"));
    units = with(units, ActionUnit.AU53, ActionUnit.AU54, angles.x / full(ActionUnit.AU53, "rx"));
    units = with(units, ActionUnit.AU55, ActionUnit.AU56, angles.z / full(ActionUnit.AU55, "rz"));
    double ahead = beyond(rig, pose, units);
    double whole = beyond(rig, ActionUnits.of(ActionUnit.AU57, 1));
    return with(units, ActionUnit.AU57, ActionUnit.AU58, ahead / whole);
  }

  private static ActionUnits with(
      ActionUnits units, ActionUnit positive, ActionUnit negative, double amount) {
    ActionUnit shown = amount >= 0 ? positive : negative;
    return units.with(shown, Side.BOTH, (float) Math.min(1, Math.abs(amount)));
  }

  /** Radians about an axis at intensity 1, neck and head together. */
  private static double full(ActionUnit unit, String axis) {
    Map<String, Float> motion = MAPPER.toHeadMotion(ActionUnits.of(unit, 1));
    return Math.toRadians(
        motion.getOrDefault("head." + axis, 0f) + motion.getOrDefault("neck." + axis, 0f));
  }

  /** How far the pose takes the head's joint beyond where the units do, metres forward. */
  private static double beyond(AvatarRig rig, RigidAlignment pose, ActionUnits units) {
    Joint head = joint(rig, "head");
    double[] at = pose.apply(new double[] {head.x(), head.y(), head.z()});
    return at[2] - carried(rig, units).z;
  }

  private static double beyond(AvatarRig rig, ActionUnits units) {
    return carried(rig, units).z - joint(rig, "head").z();
  }

  /** Where the neck takes the head's joint. */
  private static Vector3d carried(AvatarRig rig, ActionUnits units) {
    Joint neck = joint(rig, "neck");
    Joint head = joint(rig, "head");
    Quaterniond bent =
        new Quaterniond(
            RigExpression.of(rig, units).rotations().getOrDefault("neck", new Quaternionf()));
    return new Matrix4d()
        .translate(neck.x(), neck.y(), neck.z())
        .rotate(bent)
        .translate(-neck.x(), -neck.y(), -neck.z())
        .transformPosition(new Vector3d(head.x(), head.y(), head.z()));
  }

  private static Joint joint(AvatarRig rig, String name) {
    return rig.joints().stream()
        .filter(joint -> joint.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the rig has no joint " + name));
  }
}
