package dev.mien.model.perform;

import dev.mien.animation.AnimationClip;
import dev.mien.animation.action.ShapeMapper;
import dev.mien.animation.track.GapFiller;
import dev.mien.animation.track.HampelFilter;
import dev.mien.animation.track.SavitzkyGolay;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.ActionUnits;
import dev.mien.io.capture.Capture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joml.Quaternionf;

/** Turns a capture into action units or into a clip of blendshape weights and joint rotations. */
public final class Performance {

  /** Share of a head rotation that the joint {@code head} takes; {@code neck} takes the rest. */
  public static final float HEAD_SHARE = 0.6f;

  private static final SavitzkyGolay SMOOTHING = SavitzkyGolay.of(7, 3);

  private Performance() {}

  /**
   * The capture's action units: its own where it has them, else those that its ARKit coefficients
   * show.
   *
   * @param capture any format
   * @throws IllegalArgumentException if it has neither
   */
  public static ActionUnitTrack actionUnits(Capture capture) {
    if (capture.actionUnits().isPresent()) {
      return capture.actionUnits().get();
    }
    if (capture.shapes().isEmpty()) {
      throw new IllegalArgumentException(
          capture.source() + " has neither action units nor ARKit coefficients");
    }
    ShapeMapper mapper = ShapeMapper.bundled();
    List<ActionUnits> frames = new ArrayList<>();
    TreeSet<ActionUnitChannel> channels = new TreeSet<>();
    for (float[] frame : capture.weights()) {
      Map<String, Float> weights = new TreeMap<>();
      for (int s = 0; s < frame.length; s++) {
        if (!Float.isNaN(frame[s])) {
          weights.put(capture.shapes().get(s), Math.min(1, Math.max(0, frame[s])));
        }
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
    return new ActionUnitTrack(columns, capture.times(), values);
  }

  /**
   * The capture as a clip: ARKit coefficients as they are, action units as the blendshapes that
   * show them, head rotations shared between head and neck. Gaze is left to the blendshapes, so
   * that nothing turns an eye twice.
   *
   * @param capture any format
   * @param name of the clip
   * @param clean whether to repair outliers and gaps and to smooth
   */
  public static AnimationClip clip(Capture capture, String name, boolean clean) {
    double[] times = capture.times();
    List<String> shapes = new ArrayList<>(capture.shapes());
    float[][] weights;
    if (!shapes.isEmpty()) {
      weights = copy(capture.weights());
      if (clean) {
        clean(times, weights, shapes.size());
      } else {
        zeroMissing(weights);
      }
    } else {
      ActionUnitTrack track = actionUnits(capture);
      float[][] intensities = track.values();
      if (clean) {
        clean(times, intensities, track.channels().size());
      }
      weights = shapes(new ActionUnitTrack(track.channels(), times, intensities), shapes);
    }
    return new AnimationClip(name, times, shapes, weights, head(capture));
  }

  private static float[][] shapes(ActionUnitTrack track, List<String> names) {
    ShapeMapper mapper = ShapeMapper.bundled();
    List<Map<String, Float>> frames = new ArrayList<>();
    TreeSet<String> used = new TreeSet<>();
    for (int f = 0; f < track.frameCount(); f++) {
      Map<String, Float> weights = mapper.toShapes(track.at(f));
      frames.add(weights);
      used.addAll(weights.keySet());
    }
    names.addAll(used);
    float[][] values = new float[frames.size()][names.size()];
    for (int f = 0; f < values.length; f++) {
      for (int s = 0; s < names.size(); s++) {
        values[f][s] = frames.get(f).getOrDefault(names.get(s), 0f);
      }
    }
    return values;
  }

  private static Map<String, float[]> head(Capture capture) {
    float[][] rotations = capture.headRotations();
    if (rotations.length == 0) {
      return Map.of();
    }
    float[] head = new float[4 * rotations.length];
    float[] neck = new float[4 * rotations.length];
    for (int f = 0; f < rotations.length; f++) {
      put(rotations[f], HEAD_SHARE, head, 4 * f);
      put(rotations[f], 1 - HEAD_SHARE, neck, 4 * f);
    }
    Map<String, float[]> joints = new LinkedHashMap<>();
    joints.put("head", head);
    joints.put("neck", neck);
    return joints;
  }

  private static void put(float[] yawPitchRoll, float share, float[] dest, int at) {
    Quaternionf rotation =
        new Quaternionf()
            .rotateY(finite(yawPitchRoll[0]) * share)
            .rotateX(finite(yawPitchRoll[1]) * share)
            .rotateZ(finite(yawPitchRoll[2]) * share);
    dest[at] = rotation.x;
    dest[at + 1] = rotation.y;
    dest[at + 2] = rotation.z;
    dest[at + 3] = rotation.w;
  }

  private static float finite(float angle) {
    return Float.isFinite(angle) ? angle : 0;
  }

  private static void clean(double[] times, float[][] values, int columns) {
    float[] channel = new float[values.length];
    for (int c = 0; c < columns; c++) {
      for (int f = 0; f < values.length; f++) {
        channel[f] = values[f][c];
      }
      HampelFilter.FOR_INTENSITIES.filter(channel, channel);
      GapFiller.DEFAULT.fill(times, channel);
      float[] smooth = SMOOTHING.smooth(channel);
      for (int f = 0; f < values.length; f++) {
        values[f][c] = Math.min(1, Math.max(0, smooth[f]));
      }
    }
  }

  private static void zeroMissing(float[][] values) {
    for (float[] frame : values) {
      for (int c = 0; c < frame.length; c++) {
        frame[c] = Float.isNaN(frame[c]) ? 0 : frame[c];
      }
    }
  }

  private static float[][] copy(float[][] values) {
    float[][] copy = new float[values.length][];
    for (int f = 0; f < copy.length; f++) {
      copy[f] = values[f].clone();
    }
    return copy;
  }
}
