package dev.mien.learn.encode;

import dev.mien.core.ActionUnit;
import dev.mien.core.ActionUnitChannel;
import dev.mien.core.ActionUnitTrack;
import dev.mien.core.Side;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads action units, of one frame or of many: the track is resampled to a fixed number of steps,
 * steps look at their neighbours, and each part of the time becomes a token.
 */
public final class ActionEncoder implements Encoder<ActionUnitTrack, float[]> {

  /** Every channel that a step may have: sided units twice. */
  private static final Map<ActionUnitChannel, Integer> CHANNELS = channels();

  /** Raw values are cut off here; scales of captures end at 5. */
  private static final float MOST = 8;

  private final Sizes sizes;
  private final Linear first;
  private final Neighbours second;
  private final Neighbours third;
  private final LayerNorm norm;
  private final LayerNorm last;

  /**
   * Sizes.
   *
   * @param steps that a track is resampled to
   * @param tokens that come out; divides the steps
   * @param width of the tokens
   */
  public record Sizes(int steps, int tokens, int width) {

    /** For training on a processor. */
    public static final Sizes USUAL = new Sizes(16, 4, 64);

    /** Checks the sizes. */
    public Sizes {
      if (tokens < 1 || steps < 1 || steps % tokens != 0 || width < 1) {
        throw new IllegalArgumentException(
            "expected tokens that divide the steps and a width, got "
                + steps
                + ", "
                + tokens
                + ", "
                + width);
      }
    }
  }

  private ActionEncoder(Parameters parameters, Sizes sizes) {
    this.sizes = sizes;
    int width = sizes.width();
    first = Linear.of(parameters.in("0"), perStep(), width, Activation.SILU);
    second = Neighbours.of(parameters.in("1"), width, width);
    norm = LayerNorm.of(parameters.in("norm"), width);
    third = Neighbours.of(parameters.in("2"), width, width);
    last = LayerNorm.of(parameters.in("last"), width);
  }

  /**
   * A network.
   *
   * @param parameters takes what is learned
   * @param sizes of the network
   */
  public static ActionEncoder of(Parameters parameters, Sizes sizes) {
    return new ActionEncoder(parameters, sizes);
  }

  private static Map<ActionUnitChannel, Integer> channels() {
    Map<ActionUnitChannel, Integer> channels = new HashMap<>();
    for (ActionUnit unit : ActionUnit.values()) {
      for (Side side : unit.isSided() ? List.of(Side.LEFT, Side.RIGHT) : List.of(Side.BOTH)) {
        channels.put(new ActionUnitChannel(unit, side), channels.size());
      }
    }
    return channels;
  }

  /** Values, whether they're there, and the track's length. */
  private static int perStep() {
    return 2 * CHANNELS.size() + 1;
  }

  @Override
  public int tokens() {
    return sizes.tokens();
  }

  @Override
  public int width() {
    return sizes.width();
  }

  /**
   * Per step the value of every channel, whether the track has it, and the logarithm of the track's
   * length in seconds.
   */
  @Override
  public float[] prepare(ActionUnitTrack input) {
    float[] steps = new float[sizes.steps() * perStep()];
    double[] times = input.times();
    float[][] values = input.values();
    if (times.length == 0) {
      return steps;
    }
    double from = times[0];
    double length = times[times.length - 1] - from;
    for (int s = 0; s < sizes.steps(); s++) {
      double time = from + length * (s + 0.5) / sizes.steps();
      int after = Arrays.binarySearch(times, time);
      int right = Math.min(times.length - 1, after >= 0 ? after : -after - 1);
      int left = after >= 0 ? right : Math.max(0, right - 1);
      double part = right == left ? 0 : (time - times[left]) / (times[right] - times[left]);
      int at = s * perStep();
      for (int c = 0; c < input.channels().size(); c++) {
        float value = between(values[left][c], values[right][c], part);
        if (!Float.isNaN(value)) {
          put(input.channels().get(c), Math.min(MOST, Math.max(-MOST, value)), steps, at);
        }
      }
      steps[at + perStep() - 1] = (float) Math.log1p(length);
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

  @Override
  public Tensor apply(Tape tape, List<float[]> prepared) {
    int batch = prepared.size();
    int each = sizes.steps() * perStep();
    float[] all = new float[batch * each];
    for (int b = 0; b < batch; b++) {
      System.arraycopy(prepared.get(b), 0, all, b * each, each);
    }
    Tensor x = first.apply(tape.constant(all, batch, sizes.steps(), perStep())).silu();
    x = x.plus(second.apply(x).silu());
    x = norm.apply(x);
    x = x.plus(third.apply(x).silu());
    List<Tensor> tokens = new ArrayList<>();
    int perToken = sizes.steps() / sizes.tokens();
    for (int t = 0; t < sizes.tokens(); t++) {
      tokens.add(x.slice(1, t * perToken, (t + 1) * perToken).mean(1));
    }
    return last.apply(Tensor.concat(1, tokens));
  }
}
