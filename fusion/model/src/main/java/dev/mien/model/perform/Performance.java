package dev.mien.model.perform;

import dev.mien.animation.AnimationClip;
import dev.mien.animation.AvatarRig;
import dev.mien.animation.Blendshape;
import dev.mien.animation.action.RigExpression;
import dev.mien.animation.action.ShapeMapper;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joml.Quaternionf;
import org.joml.Quaternionfc;

/** Turns a take into action units or into a clip of blendshape weights and joint rotations. */
public final class Performance {

  /** Share of a head rotation that the joint {@code head} takes; {@code neck} takes the rest. */
  public static final float HEAD_SHARE = 0.6f;

  private Performance() {}

  /**
   * The take's action units: its own where it has them, else those that its ARKit coefficients
   * show.
   *
   * @param take of any format
   * @throws IllegalArgumentException if it has neither
   */
  public static ActionUnitTrack actionUnits(Take take) {
    if (take.actionUnits().isPresent()) {
      return take.actionUnits().get();
    }
    if (take.shapes().isEmpty()) {
      throw new IllegalArgumentException(
          take.source() + " has neither action units nor ARKit coefficients");
    }
    ShapeMapper mapper = ShapeMapper.bundled();
    List<ActionUnits> frames = new ArrayList<>();
    TreeSet<ActionUnitChannel> channels = new TreeSet<>();
    for (float[] frame : take.weights()) {
      Map<String, Float> weights = new TreeMap<>();
      for (int s = 0; s < frame.length; s++) {
        weights.put(take.shapes().get(s), Math.min(1, Math.max(0, frame[s])));
      }
      ActionUnits units = mapper.toActionUnits(weights);
      frames.add(units);
      channels.addAll(units.asMap().keySet());
    }
    List<ActionUnitChannel> columns = List.copyOf(channels);
    float[][] values = new float[frames.size()][columns.size()];
    for (int f = 0; f < values.length; f++) {
      for (int c = 0; c < columns.size(); c++) {
        values[f][c] = frames.get(f).get(columns.get(c).unit(), columns.get(c).side());
      }
    }
    return new ActionUnitTrack(columns, take.times(), values);
  }

  /**
   * A clip and what of the take isn't in it.
   *
   * @param clip names only shapes and joints that the rig has
   * @param unshown channels that the rig can't show, or not wholly
   */
  public record Result(AnimationClip clip, Set<ActionUnitChannel> unshown) {}

  /**
   * The take as a clip for a rig: ARKit coefficients as they are where the rig has any of their
   * shapes, else action units as {@link RigExpression} shows them. Measured head rotations are
   * shared between head and neck; without them, AU51 to AU58 turn these. Gaze is left to the
   * blendshapes, so that nothing turns an eye twice.
   *
   * @param take of any format
   * @param name of the clip
   * @param rig who plays it
   */
  public static Result clip(Take take, String name, AvatarRig rig) {
    Set<String> known = new HashSet<>();
    for (Blendshape shape : rig.blendshapes()) {
      known.add(shape.name());
    }
    if (take.shapes().stream().anyMatch(known::contains)) {
      List<Integer> kept = new ArrayList<>();
      List<String> shapes = new ArrayList<>();
      for (int s = 0; s < take.shapes().size(); s++) {
        if (known.contains(take.shapes().get(s))) {
          kept.add(s);
          shapes.add(take.shapes().get(s));
        }
      }
      float[][] weights = new float[take.frameCount()][kept.size()];
      for (int f = 0; f < weights.length; f++) {
        for (int s = 0; s < kept.size(); s++) {
          weights[f][s] = take.weights()[f][kept.get(s)];
        }
      }
      return new Result(
          new AnimationClip(name, take.times(), shapes, weights, measuredHead(take)), Set.of());
    }
    return played(take, name, rig);
  }

  private static Result played(Take take, String name, AvatarRig rig) {
    ActionUnitTrack track = actionUnits(take);
    List<RigExpression> frames = new ArrayList<>();
    TreeSet<String> shapes = new TreeSet<>();
    for (ActionUnitChannel channel : track.channels()) {
      // What the take says is at rest is at rest, whatever expression the avatar has at first.
      ActionUnits alone = ActionUnits.NEUTRAL.with(channel.unit(), channel.side(), 1);
      shapes.addAll(RigExpression.of(rig, alone).weights().keySet());
    }
    TreeSet<String> joints = new TreeSet<>();
    TreeSet<ActionUnitChannel> unshown = new TreeSet<>();
    for (int f = 0; f < track.frameCount(); f++) {
      RigExpression frame = RigExpression.of(rig, track.at(f));
      frames.add(frame);
      shapes.addAll(frame.weights().keySet());
      joints.addAll(frame.rotations().keySet());
      unshown.addAll(frame.unshown());
    }
    List<String> names = List.copyOf(shapes);
    float[][] weights = new float[frames.size()][names.size()];
    for (int f = 0; f < weights.length; f++) {
      for (int s = 0; s < names.size(); s++) {
        weights[f][s] = frames.get(f).weights().getOrDefault(names.get(s), 0f);
      }
    }
    Map<String, float[]> turns = measuredHead(take);
    if (turns.isEmpty()) {
      for (String joint : joints) {
        float[] turn = new float[4 * frames.size()];
        for (int f = 0; f < frames.size(); f++) {
          put(frames.get(f).rotations().getOrDefault(joint, new Quaternionf()), turn, 4 * f);
        }
        turns.put(joint, turn);
      }
    }
    return new Result(new AnimationClip(name, take.times(), names, weights, turns), unshown);
  }

  private static Map<String, float[]> measuredHead(Take take) {
    Map<String, float[]> joints = new LinkedHashMap<>();
    float[][] rotations = take.headRotations();
    if (rotations.length == 0) {
      return joints;
    }
    float[] head = new float[4 * rotations.length];
    float[] neck = new float[4 * rotations.length];
    for (int f = 0; f < rotations.length; f++) {
      put(turn(rotations[f], HEAD_SHARE), head, 4 * f);
      put(turn(rotations[f], 1 - HEAD_SHARE), neck, 4 * f);
    }
    joints.put("head", head);
    joints.put("neck", neck);
    return joints;
  }

  private static Quaternionf turn(float[] yawPitchRoll, float share) {
    return new Quaternionf()
        .rotateY(yawPitchRoll[0] * share)
        .rotateX(yawPitchRoll[1] * share)
        .rotateZ(yawPitchRoll[2] * share);
  }

  private static void put(Quaternionfc rotation, float[] dest, int at) {
    dest[at] = rotation.x();
    dest[at + 1] = rotation.y();
    dest[at + 2] = rotation.z();
    dest[at + 3] = rotation.w();
  }
}
