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
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pictures: convolutions that halve the sides until 4 × 4 places are left, which together
 * with their mean colours, which normalised layers lose, then look at one another. One token per
 * place, row by row from the top left.
 */
public final class PictureEncoder implements Encoder<PixelImage, byte[]> {

  /** Places along a side at the end. */
  private static final int PLACES = 4;

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
    byte[] rgb = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      int top = (int) ((long) y * input.height() / side);
      int bottom = Math.max(top + 1, (int) ((y + 1L) * input.height() / side));
      for (int x = 0; x < side; x++) {
        int left = (int) ((long) x * input.width() / side);
        int right = Math.max(left + 1, (int) ((x + 1L) * input.width() / side));
        average(input, left, top, right, bottom, rgb, 3 * (y * side + x));
      }
    }
    return rgb;
  }

  /** The mean colour of a rectangle; what is transparent counts as black. */
  private static void average(
      PixelImage input, int left, int top, int right, int bottom, byte[] rgb, int at) {
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int argb = input.argb(x, y);
        int alpha = argb >>> 24;
        red += (long) alpha * (argb >> 16 & 255);
        green += (long) alpha * (argb >> 8 & 255);
        blue += (long) alpha * (argb & 255);
      }
    }
    long area = 255L * (right - left) * (bottom - top);
    rgb[at] = (byte) (red / area);
    rgb[at + 1] = (byte) (green / area);
    rgb[at + 2] = (byte) (blue / area);
  }

  @Override
  public Tensor apply(Tape tape, List<byte[]> prepared) {
    int batch = prepared.size();
    int each = 3 * side * side;
    float[] values = new float[batch * each];
    float[] colours = new float[batch * PLACES * PLACES * 3];
    int place = side / PLACES;
    for (int b = 0; b < batch; b++) {
      byte[] rgb = prepared.get(b);
      for (int i = 0; i < each; i++) {
        float value = (rgb[i] & 255) * (1 / 64f) - 2;
        values[b * each + i] = value;
        int at = i / 3 / side / place * PLACES + i / 3 % side / place;
        colours[(b * PLACES * PLACES + at) * 3 + i % 3] += value / (place * place);
      }
    }
    Tensor x = tape.constant(values, batch, side, side, 3);
    // the first layer isn't normalised: it would lose how light the picture is
    x = layers.get(0).apply(x).silu();
    for (int i = 1; i < layers.size(); i++) {
      x = norms.get(i - 1).apply(layers.get(i).apply(x)).silu();
    }
    Tensor seen = x.reshape(batch, PLACES * PLACES, -1);
    Tensor mean = tape.constant(colours, batch, PLACES * PLACES, 3);
    Tensor tokens = projection.apply(Tensor.concat(2, List.of(seen, mean))).plus(tape.use(places));
    return last.apply(mix.apply(tokens, null));
  }
}
