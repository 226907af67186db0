package dev.mien.animation.action;

import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.Joint;
import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnits;
import dev.mien.core.FaceRegion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;

/**
 * How one rig shows action units. Immutable.
 *
 * <p>Faces move by ARKit's and the extra blendshapes where the rig has them, else by the shapes
 * that are named after the units. Heads (AU51 to AU58) move by the joints {@code neck} and {@code
 * head}; forward and back (AU57 and AU58) are what they are in people: the neck bends one way and
 * the head the other, by the angle whose sine is the way divided by the neck's length.
 *
 * @param weights blendshape weights above 0 in (0, 1], by the shape's name
 * @param rotations joint rotations by the joint's name, relative to the parent
 * @param unshown channels that the rig can't show, or not wholly
 */
public record RigExpression(
    Map<String, Float> weights,
    Map<String, Quaternionfc> rotations,
    List<ActionUnitChannel> unshown) {

  private static final ActionTable TABLE = ActionTable.bundled();
  private static final ShapeMapper MAPPER = ShapeMapper.bundled();

  /** Metres between the pupils of a head whose rig has no joints for the eyes. */
  private static final double USUAL_PUPILS = 0.063;

  /** Largest sine of the angle by which a neck bends for a head that moves forward or back. */
  private static final double STEEPEST = 0.4;

  /** Copies the collections. */
  public RigExpression {
    weights = Map.copyOf(weights);
    rotations = Map.copyOf(rotations);
    unshown = List.copyOf(unshown);
  }

  /**
   * What a rig does to show some units.
   *
   * @param rig any rig
   * @param units intensities
   */
  public static RigExpression of(AvatarRig rig, ActionUnits units) {
    Set<String> names = new HashSet<>();
    for (Blendshape shape : rig.blendshapes()) {
      names.add(shape.name());
    }
    Map<String, Joint> joints = new HashMap<>();
    for (Joint joint : rig.joints()) {
      joints.put(joint.name(), joint);
    }
    ActionUnits mapped = ActionUnits.NEUTRAL;
    Map<String, Float> own = new TreeMap<>();
    List<ActionUnitChannel> unshown = new ArrayList<>();
    for (Map.Entry<ActionUnitChannel, Float> entry : units.asMap().entrySet()) {
      ActionUnitChannel channel = entry.getKey();
      float intensity = entry.getValue();
      if (intensity <= 0) {
        continue;
      }
      Optional<ActionRow> row = TABLE.row(channel);
      if (channel.unit().region() == FaceRegion.HEAD) {
        if (row.isEmpty() || !joints.containsKey("head") || !joints.containsKey("neck")) {
          unshown.add(channel);
        }
      } else if (row.isPresent()
          && !row.get().blendshapes().isEmpty()
          && names.containsAll(row.get().blendshapes().keySet())) {
        mapped = mapped.with(channel.unit(), channel.side(), intensity);
      } else if (row.isPresent() && names.contains(channel.label())) {
        own.put(channel.label(), row.get().response(intensity));
      } else {
        mapped = mapped.with(channel.unit(), channel.side(), intensity);
        unshown.add(channel);
      }
    }
    Map<String, Float> weights = new TreeMap<>(MAPPER.toShapes(mapped));
    weights.keySet().retainAll(names);
    shareJaw(own);
    own.forEach((name, weight) -> weights.merge(name, weight, Math::max));
    return new RigExpression(weights, turns(joints, units), unshown);
  }

  /** AU26 and AU27 are one movement of the jaw; together they don't open it wider than AU27. */
  private static void shareJaw(Map<String, Float> own) {
    float stretch = own.getOrDefault(ActionUnit.AU27.name(), 0f);
    own.computeIfPresent(
        ActionUnit.AU26.name(),
        (name, drop) -> {
          float left = Math.min(drop, 2 * (1 - stretch));
          return left > 0 ? left : null;
        });
  }

  private static Map<String, Quaternionfc> turns(Map<String, Joint> joints, ActionUnits units) {
    Map<String, Float> motion = MAPPER.toHeadMotion(units);
    Joint neck = joints.get("neck");
    Joint head = joints.get("head");
    if (motion.isEmpty() || neck == null || head == null) {
      return Map.of();
    }
    double length = Math.hypot(head.y() - neck.y(), head.z() - neck.z());
    double way = motion.getOrDefault("head.tz", 0f) * pupils(joints);
    double bend = Math.asin(Math.max(-STEEPEST, Math.min(STEEPEST, way / length)));
    Map<String, Quaternionfc> turns = new TreeMap<>();
    put(turns, "neck", motion, bend);
    put(turns, "head", motion, -bend);
    return turns;
  }

  private static void put(
      Map<String, Quaternionfc> turns, String joint, Map<String, Float> motion, double bend) {
    double yaw = Math.toRadians(motion.getOrDefault(joint + ".ry", 0f));
    double pitch = Math.toRadians(motion.getOrDefault(joint + ".rx", 0f)) + bend;
    double roll = Math.toRadians(motion.getOrDefault(joint + ".rz", 0f));
    if (yaw != 0 || pitch != 0 || roll != 0) {
      turns.put(
          joint,
          new Quaternionf()
              .rotateY((float) yaw)
              .rotateX((float) pitch)
              .rotateZ((float) roll)
              .normalize());
    }
  }

  private static double pupils(Map<String, Joint> joints) {
    Joint left = joints.get("eye_L");
    Joint right = joints.get("eye_R");
    return left == null || right == null ? USUAL_PUPILS : Math.abs(left.x() - right.x());
  }
}
