package dev.mien.model.compute;

/**
 * The sizes of a convolution of pictures x [batch, height, width, channels] with weights w [kernel
 * · kernel · channels, filters] to y [batch, outHeight, outWidth, filters].
 *
 * @param batch pictures
 * @param height of x, pixels
 * @param width of x, pixels
 * @param channels of x
 * @param kernel side of the square kernel
 * @param stride step between outputs, pixels of x
 * @param padding zeros around x, pixels
 * @param filters channels of y
 */
public record Convolution(
    int batch,
    int height,
    int width,
    int channels,
    int kernel,
    int stride,
    int padding,
    int filters) {

  /** Checks that every size is possible. */
  public Convolution {
    if (batch < 1 || height < 1 || width < 1 || channels < 1 || kernel < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "sizes must be positive: batch "
              + batch
              + ", picture "
              + height
              + "×"
              + width
              + "×"
              + channels
              + ", kernel "
              + kernel
              + ", stride "
              + stride);
    }
    if (filters < 1 || padding < 0 || padding >= kernel) {
      throw new IllegalArgumentException(
          "filters " + filters + " must be positive, padding " + padding + " below the kernel");
    }
    if (height + 2 * padding < kernel || width + 2 * padding < kernel) {
      throw new IllegalArgumentException(
          "a kernel of " + kernel + " doesn't fit into " + height + "×" + width);
    }
  }

  /** Height of y. */
  public int outHeight() {
    return (height + 2 * padding - kernel) / stride + 1;
  }

  /** Width of y. */
  public int outWidth() {
    return (width + 2 * padding - kernel) / stride + 1;
  }

  /** Places where the kernel is laid in the whole batch. */
  public int places() {
    return batch * outHeight() * outWidth();
  }

  /** Numbers under the kernel. */
  public int patch() {
    return kernel * kernel * channels;
  }

  /** Numbers in x. */
  public int inputLength() {
    return batch * height * width * channels;
  }

  /** Numbers in y. */
  public int outputLength() {
    return places() * filters;
  }

  /** Numbers in w. */
  public int weightLength() {
    return patch() * filters;
  }
}
