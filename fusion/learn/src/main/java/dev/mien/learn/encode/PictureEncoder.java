package dev.mien.learn.encode;

import dev.mien.core.image.PixelImage;
import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Convolution2d;
import dev.mien.learn.nn.LayerNorm;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.nn.TransformerBlock;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.network.input.PictureArrays;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pictures: convolutions that halve the sides until 4 × 4 places are left, which together
 * with their mean colours, which normalised layers lose, then look at one another. One token per
 * place, row by row from the top left.
 */
public final class PictureEncoder implements Encoder<PixelImage, byte[]> {

  /** Places along a side at the end. */
  public static final int PLACES = 4;

  private final int side;
  private final int width;
  private final List<Convolution2d> layers = new ArrayList<>();
  private final List<LayerNorm> norms = new ArrayList<>();
  private final Linear projection;
  private final Parameter places;
  private final TransformerBlock mix;
  private final LayerNorm last;

  /**
   * Sizes.
   *
   * @param side of the picture that is read, pixels: 8, 16, 32, …; others are resampled to it
   * @param channels of the first layer; doubled with each halving, up to eight times as many
   * @param width of the tokens, divisible by four
   */
  public record Sizes(int side, int channels, int width) {

    /** For training on a processor. */
    public static final Sizes USUAL = new Sizes(128, 12, 64);

    /** Checks the sizes. */
    public Sizes {
      if (side < 2 * PLACES || Integer.bitCount(side) != 1 || channels < 1 || width % 4 != 0) {
        throw new IllegalArgumentException(
            "expected a side of 8, 16, 32, …, channels and a width divisible by 4, got "
                + side
                + ", "
                + channels
                + ", "
                + width);
      }
    }
  }

  private PictureEncoder(Parameters parameters, Sizes sizes) {
    side = sizes.side();
    width = sizes.width();
    int in = 3;
    int out = sizes.channels();
    for (int s = side; s > PLACES; s /= 2) {
      String name = Integer.toString(layers.size());
      layers.add(
          Convolution2d.of(parameters.in("convolution" + name), 3, 2, in, out, Activation.SILU));
      if (s < side) {
        norms.add(LayerNorm.of(parameters.in("norm" + name), out));
      }
      in = out;
      out = Math.min(8 * sizes.channels(), 2 * out);
    }
    projection = Linear.of(parameters.in("projection"), in + 3, width);
    places = parameters.normal("places", 0.1, PLACES * PLACES, width);
    mix = TransformerBlock.of(parameters.in("mix"), width, 4, 2 * width);
    last = LayerNorm.of(parameters.in("last"), width);
  }

  /**
   * A network.
   *
   * @param parameters takes what is learned
   * @param sizes of the network
   */
  public static PictureEncoder of(Parameters parameters, Sizes sizes) {
    return new PictureEncoder(parameters, sizes);
  }

  @Override
  public int tokens() {
    return PLACES * PLACES;
  }

  @Override
  public int width() {
    return width;
  }

  /** The picture at the network's size, as bytes: red, green, blue, row by row from the top. */
  @Override
  public byte[] prepare(PixelImage input) {
    return PictureArrays.resampled(input, side);
  }

  @Override
  public Tensor apply(Tape tape, List<byte[]> prepared) {
    int batch = prepared.size();
    PictureArrays arrays = PictureArrays.of(prepared, side, PLACES);
    Tensor x = tape.input(PictureArrays.VALUES, arrays.values(), batch, side, side, 3);
    // the first layer isn't normalised: it would lose how light the picture is
    x = layers.get(0).apply(x).silu();
    for (int i = 1; i < layers.size(); i++) {
      x = norms.get(i - 1).apply(layers.get(i).apply(x)).silu();
    }
    Tensor seen = x.reshape(batch, PLACES * PLACES, -1);
    Tensor mean = tape.input(PictureArrays.MEANS, arrays.means(), batch, PLACES * PLACES, 3);
    Tensor tokens = projection.apply(Tensor.concat(2, List.of(seen, mean))).plus(tape.use(places));
    return last.apply(mix.apply(tokens, null));
  }
}
