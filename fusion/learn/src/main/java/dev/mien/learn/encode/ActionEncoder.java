package dev.mien.learn.encode;

import dev.mien.core.ActionUnitTrack;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.network.input.ActionArrays;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads action units, of one frame or of many: the track is resampled to a fixed number of steps,
 * steps look at their neighbours, and each part of the time becomes a token.
 */
public final class ActionEncoder implements Encoder<ActionUnitTrack, float[]> {

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
    first = Linear.of(parameters.in("0"), ActionArrays.PER_STEP, width, Activation.SILU);
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

  @Override
  public int tokens() {
    return sizes.tokens();
  }

  @Override
  public int width() {
    return sizes.width();
  }

  @Override
  public float[] prepare(ActionUnitTrack input) {
    return ActionArrays.of(input, sizes.steps());
  }

  @Override
  public Tensor apply(Tape tape, List<float[]> prepared) {
    int batch = prepared.size();
    int each = sizes.steps() * ActionArrays.PER_STEP;
    float[] all = new float[batch * each];
    for (int b = 0; b < batch; b++) {
      System.arraycopy(prepared.get(b), 0, all, b * each, each);
    }
    Tensor x =
        first
            .apply(tape.input(ActionArrays.STEPS, all, batch, sizes.steps(), ActionArrays.PER_STEP))
            .silu();
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
