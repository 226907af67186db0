package dev.mien.learn.generate;

import dev.mien.learn.nn.Activation;
import dev.mien.learn.nn.Convolution2d;
import dev.mien.learn.nn.Linear;
import dev.mien.learn.nn.Mlp;
import dev.mien.learn.nn.Parameters;
import dev.mien.learn.nn.UpConvolution2d;
import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;
import dev.mien.model.compute.CompressedRows;
import dev.mien.model.compute.SparseMatrix;
import java.util.ArrayList;
import java.util.List;

/** The built-in decoders: a linear basis, a perceptron, and pictures on the texture plane. */
public final class Decoders {

  private static final int FIRST_SIDE = 4;

  private Decoders() {}

  /**
   * mean + coefficients(code)·basis: the coefficients are learned and so is the basis, from where
   * it begins.
   *
   * @param parameters takes {@code mean}, {@code basis} and {@code coefficients}
   * @param width of the code
   * @param mean [outputs]
   * @param basis [components, outputs], such as principal components
   */
  public static Decoder linear(Parameters parameters, int width, double[] mean, double[][] basis) {
    double[] flat = new double[basis.length * mean.length];
    for (int c = 0; c < basis.length; c++) {
      System.arraycopy(basis[c], 0, flat, c * mean.length, mean.length);
    }
    Parameter middle = parameters.given("mean", mean, mean.length);
    Parameter rows = parameters.given("basis", flat, basis.length, mean.length);
    Linear coefficients = Linear.of(parameters.in("coefficients"), width, basis.length);
    return code -> {
      Tape tape = code.tape();
      return coefficients.apply(code).matmul(tape.use(rows)).plus(tape.use(middle));
    };
  }

  /**
   * A perceptron with two hidden layers.
   *
   * @param parameters takes {@code 0}, {@code 1} and {@code 2}
   * @param width of the code
   * @param hidden width of the hidden layers
   * @param outputs numbers that go out
   */
  public static Decoder mlp(Parameters parameters, int width, int hidden, int outputs) {
    return Mlp.of(parameters, Activation.SILU, width, hidden, hidden, outputs)::apply;
  }

  /**
   * A code on the texture plane: a picture grows from the code by transposed convolutions, and is
   * read between its pixels wherever a point lies, so that one network serves every resolution of
   * mesh and texture.
   */
  public static final class Plane {

    private final Linear first;
    private final List<UpConvolution2d> layers;
    private final Convolution2d last;
    private final int side;
    private final int channels;

    private Plane(
        Linear first, List<UpConvolution2d> layers, Convolution2d last, int side, int channels) {
      this.first = first;
      this.layers = layers;
      this.last = last;
      this.side = side;
      this.channels = channels;
    }

    /**
     * A network.
     *
     * @param parameters takes {@code first}, {@code up0}, {@code up1}, and so on, and {@code last}
     * @param width of the code
     * @param features channels of the smallest picture; halved with each doubling, at least 8
     * @param side of the picture, pixels: 4, 8, 16, …
     * @param channels of the picture, such as three of displacement and three of colour
     */
    public static Plane of(Parameters parameters, int width, int features, int side, int channels) {
      if (side < FIRST_SIDE || Integer.bitCount(side) != 1) {
        throw new IllegalArgumentException("expected a side of 4, 8, 16, …, got " + side);
      }
      Linear first =
          Linear.of(
              parameters.in("first"), width, FIRST_SIDE * FIRST_SIDE * features, Activation.SILU);
      List<UpConvolution2d> layers = new ArrayList<>();
      int now = features;
      for (int s = FIRST_SIDE; s < side; s *= 2) {
        int next = Math.max(8, now / 2);
        layers.add(
            UpConvolution2d.of(parameters.in("up" + layers.size()), now, next, Activation.SILU));
        now = next;
      }
      Convolution2d last =
          Convolution2d.of(parameters.in("last"), 3, 1, now, channels, Activation.NONE);
      return new Plane(first, layers, last, side, channels);
    }

    /**
     * The picture.
     *
     * @param code [batch, width]
     * @return [batch, side, side, channels]
     */
    public Tensor picture(Tensor code) {
      Tensor x =
          Activation.SILU
              .apply(first.apply(code))
              .reshape(code.size(0), FIRST_SIDE, FIRST_SIDE, -1);
      for (UpConvolution2d layer : layers) {
        x = Activation.SILU.apply(layer.apply(x));
      }
      return last.apply(x);
    }

    /**
     * Reads the picture at points, bilinearly.
     *
     * @param points a matrix of {@link #points}, in the tape's backend
     * @return what each point's first channels hold: [batch, points · channels used]
     */
    public Decoder at(SparseMatrix points, int from, int to) {
      return code -> {
        Tensor flat =
            picture(code).slice(3, from, to).reshape(code.size(0), side * side, to - from);
        return flat.multipliedBy(points).reshape(code.size(0), -1);
      };
    }

    /**
     * The weights with which points lie between pixels.
     *
     * @param uv u, v interleaved, in [0, 1], origin top left
     */
    public CompressedRows points(float[] uv) {
      int count = uv.length / 2;
      int[] starts = new int[count + 1];
      int[] columns = new int[4 * count];
      double[] values = new double[4 * count];
      for (int p = 0; p < count; p++) {
        double x = Math.max(0, Math.min(side - 1, uv[2 * p] * side - 0.5));
        double y = Math.max(0, Math.min(side - 1, uv[2 * p + 1] * side - 0.5));
        int left = Math.min(side - 2, (int) x);
        int top = Math.min(side - 2, (int) y);
        double fx = x - left;
        double fy = y - top;
        starts[p + 1] = 4 * (p + 1);
        for (int corner = 0; corner < 4; corner++) {
          int dx = corner & 1;
          int dy = corner >> 1;
          columns[4 * p + corner] = (top + dy) * side + left + dx;
          values[4 * p + corner] = (dx == 1 ? fx : 1 - fx) * (dy == 1 ? fy : 1 - fy);
        }
      }
      return new CompressedRows(count, side * side, starts, columns, values);
    }

    /** Channels of the picture. */
    public int channels() {
      return channels;
    }
  }
}
