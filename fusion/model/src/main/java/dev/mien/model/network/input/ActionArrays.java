package dev.mien.model.network.input;

import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.Side;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Action units as a network reads them: a track resampled to a fixed number of steps. */
public final class ActionArrays {

  /** Name of the input: [batch, steps, {@link #PER_STEP}]. */
  public static final String STEPS = "actions.steps";

  /** Every channel that a step may have: sided units twice. */
  private static final Map<ActionUnitChannel, Integer> CHANNELS = channels();

  /** Numbers in a step: values, whether they're there, and the track's length. */
  public static final int PER_STEP = 2 * CHANNELS.size() + 1;

  /** Raw values are cut off here; scales of captures end at 5. */
  private static final float MOST = 8;

  private ActionArrays() {}

  private static Map<ActionUnitChannel, Integer> channels() {
    Map<ActionUnitChannel, Integer> channels = new HashMap<>();
    for (ActionUnit unit : ActionUnit.values()) {
      for (Side side : unit.isSided() ? List.of(Side.LEFT, Side.RIGHT) : List.of(Side.BOTH)) {
        channels.put(new ActionUnitChannel(unit, side), channels.size());
      }
    }
    return channels;
  }

  /**
   * Per step the value of every channel, whether the track has it, and the logarithm of the track's
   * length in seconds.
   *
   * @param input any length
   * @param count steps
   * @return [steps, {@link #PER_STEP}]
   */
  public static float[] of(ActionUnitTrack input, int count) {
    float[] steps = new float[count * PER_STEP];
    double[] times = input.times();
    float[][] values = input.values();
    if (times.length == 0) {
      return steps;
    }
    double from = times[0];
    double length = times[times.length - 1] - from;
    for (int s = 0; s < count; s++) {
      double time = from + length * (s + 0.5) / count;
      int after = Arrays.binarySearch(times, time);
      int right = Math.min(times.length - 1, after >= 0 ? after : -after - 1);
      int left = after >= 0 ? right : Math.max(0, right - 1);
      double part = right == left ? 0 : (time - times[left]) / (times[right] - times[left]);
      int at = s * PER_STEP;
      for (int c = 0; c < input.channels().size(); c++) {
        float value = between(values[left][c], values[right][c], part);
        if (!Float.isNaN(value)) {
          put(input.channels().get(c), Math.min(MOST, Math.max(-MOST, value)), steps, at);
        }
      }
      steps[at + PER_STEP - 1] = (float) Math.log1p(length);
    }
    return steps;
  }

  /** Where one of two neighbours is missing, the other stands for both. */
  private static float between(float left, float right, double part) {
    if (Float.isNaN(left)) {
      return right;
    }
    return Float.isNaN(right) ? left : (float) (left + (right - left) * part);
  }

  private static void put(ActionUnitChannel channel, float value, float[] steps, int at) {
    boolean both = channel.side() == Side.BOTH && channel.unit().isSided();
    List<Side> sides = both ? List.of(Side.LEFT, Side.RIGHT) : List.of(channel.side());
    for (Side side : sides) {
      Integer index = CHANNELS.get(new ActionUnitChannel(channel.unit(), side));
      if (index != null) {
        steps[at + 2 * index] = value;
        steps[at + 2 * index + 1] = 1;
      }
    }
  }
}
