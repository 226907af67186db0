package dev.mien.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Intensities of action units over time. Immutable; arrays are copied in and out.
 *
 * @param channels one per column
 * @param times one per frame, seconds, strictly increasing
 * @param values [frame][channel], raw or normalised; NaN where a value is missing
 */
public record ActionUnitTrack(List<ActionUnitChannel> channels, double[] times, float[][] values) {

  /** Validates and copies. */
  public ActionUnitTrack {
    channels = List.copyOf(channels);
    times = times.clone();
    if (values.length != times.length) {
      throw new IllegalArgumentException(
          "values has " + values.length + " frames, expected one per time: " + times.length);
    }
    float[][] copy = new float[values.length][];
    for (int frame = 0; frame < copy.length; frame++) {
      if (values[frame].length != channels.size()) {
        throw new IllegalArgumentException(
            "frame "
                + frame
                + " has "
                + values[frame].length
                + " values, expected "
                + channels.size());
      }
      if (frame > 0 && !(times[frame] > times[frame - 1])) {
        throw new IllegalArgumentException(
            "times must increase strictly, but frame "
                + frame
                + " is at "
                + times[frame]
                + " s after "
                + times[frame - 1]
                + " s");
      }
      copy[frame] = values[frame].clone();
    }
    values = copy;
  }

  /** Number of frames. */
  public int frameCount() {
    return times.length;
  }

  @Override
  public double[] times() {
    return times.clone();
  }

  @Override
  public float[][] values() {
    float[][] copy = new float[values.length][];
    for (int frame = 0; frame < copy.length; frame++) {
      copy[frame] = values[frame].clone();
    }
    return copy;
  }

  /**
   * The frame as intensities: missing values are left out, others clamped to [0, 1].
   *
   * @param frame index of the frame
   */
  public ActionUnits at(int frame) {
    ActionUnits units = ActionUnits.NEUTRAL;
    for (int c = 0; c < channels.size(); c++) {
      float value = values[frame][c];
      if (!Float.isNaN(value)) {
        ActionUnitChannel channel = channels.get(c);
        units = units.with(channel.unit(), channel.side(), Math.min(1, Math.max(0, value)));
      }
    }
    return units;
  }

  /** The channels' labels, in order. */
  public List<String> labels() {
    List<String> labels = new ArrayList<>();
    for (ActionUnitChannel channel : channels) {
      labels.add(channel.label());
    }
    return labels;
  }
}
