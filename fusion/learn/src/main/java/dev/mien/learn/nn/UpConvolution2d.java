package dev.mien.learn.nn;

import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;

/** A transposed convolution that doubles a picture's sides. */
public final class UpConvolution2d {

  private static final int KERNEL = 4;

  private final Parameter weight;
  private final Parameter bias;

  private UpConvolution2d(Parameter weight, Parameter bias) {
    this.weight = weight;
    this.bias = bias;
  }

  /**
   * A layer.
   *
   * @param parameters takes {@code weight} [4, 4, filters, channels] and {@code bias}
   * @param channels that come in
   * @param filters that go out
   * @param next what its output goes through; not applied here
   */
  public static UpConvolution2d of(
      Parameters parameters, int channels, int filters, Activation next) {
    // every output sees a quarter of the kernel
    double deviation = next.gain() / Math.sqrt(KERNEL * KERNEL / 4.0 * channels);
    return new UpConvolution2d(
        parameters.normal("weight", deviation, KERNEL, KERNEL, filters, channels),
        parameters.filled("bias", 0, filters));
  }

  /**
   * Applies it.
   *
   * @param x [batch, height, width, channels]
   * @return [batch, 2·height, 2·width, filters]
   */
  public Tensor apply(Tensor x) {
    Tape tape = x.tape();
    return x.convolveTransposed(tape.use(weight), 2, 1, 2 * x.size(1), 2 * x.size(2))
        .plus(tape.use(bias));
  }
}
