package dev.mien.learn.nn;

import dev.mien.learn.tape.Parameter;
import dev.mien.learn.tape.Tape;
import dev.mien.learn.tape.Tensor;

/** A convolution of pictures [batch, height, width, channels] with a learned kernel and bias. */
public final class Convolution2d {

  private final Parameter weight;
  private final Parameter bias;
  private final int stride;
  private final int padding;

  private Convolution2d(Parameter weight, Parameter bias, int stride, int padding) {
    this.weight = weight;
    this.bias = bias;
    this.stride = stride;
    this.padding = padding;
  }

  /**
   * A layer that keeps the picture's size, or divides it by the stride.
   *
   * @param parameters takes {@code weight} [kernel, kernel, channels, filters] and {@code bias}
   * @param kernel side of the kernel, odd
   * @param stride step between outputs
   * @param channels that come in
   * @param filters that go out
   * @param next what its output goes through; not applied here
   */
  public static Convolution2d of(
      Parameters parameters, int kernel, int stride, int channels, int filters, Activation next) {
    if (kernel % 2 == 0) {
      throw new IllegalArgumentException("expected an odd kernel, got " + kernel);
    }
    double deviation = next.gain() / Math.sqrt(kernel * kernel * channels);
    return new Convolution2d(
        parameters.normal("weight", deviation, kernel, kernel, channels, filters),
        parameters.filled("bias", 0, filters),
        stride,
        kernel / 2);
  }

  /**
   * Applies it.
   *
   * @param x [batch, height, width, channels]
   * @return [batch, ⌈height / stride⌉, ⌈width / stride⌉, filters]
   */
  public Tensor apply(Tensor x) {
    Tape tape = x.tape();
    return x.convolve(tape.use(weight), stride, padding).plus(tape.use(bias));
  }
}
