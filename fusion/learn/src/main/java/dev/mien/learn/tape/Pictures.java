package dev.mien.learn.tape;

import dev.mien.model.compute.Convolution;

/** Convolution, and its gradients as operations: the three are one another's derivatives. */
final class Pictures {

  private Pictures() {}

  static Tensor convolve(Tensor x, Tensor w, int stride, int padding) {
    checkRank(x, w);
    return convolve(
        sizes(w, x.size(0), x.size(1), x.size(2), stride, padding), checked(x, w.size(2)), w);
  }

  static Tensor convolveTransposed(
      Tensor y, Tensor w, int stride, int padding, int height, int width) {
    checkRank(y, w);
    Convolution c = sizes(w, y.size(0), height, width, stride, padding);
    if (y.size(1) != c.outHeight() || y.size(2) != c.outWidth()) {
      throw new IllegalArgumentException(
          "a picture of "
              + height
              + "×"
              + width
              + " has a convolution of "
              + c.outHeight()
              + "×"
              + c.outWidth()
              + ", got "
              + y);
    }
    return transposed(c, checked(y, w.size(3)), w);
  }

  private static void checkRank(Tensor x, Tensor w) {
    if (x.rank() != 4 || w.rank() != 4 || w.size(0) != w.size(1)) {
      throw new IllegalArgumentException(
          "expected [batch, height, width, channels] and [kernel, kernel, channels, filters], got "
              + x
              + " and "
              + w);
    }
  }

  private static Tensor checked(Tensor x, int channels) {
    if (x.size(3) != channels) {
      throw new IllegalArgumentException("expected " + channels + " channels, got " + x);
    }
    return x;
  }

  private static Convolution sizes(
      Tensor w, int batch, int height, int width, int stride, int padding) {
    return new Convolution(batch, height, width, w.size(2), w.size(0), stride, padding, w.size(3));
  }

  private static Tensor convolve(Convolution c, Tensor x, Tensor w) {
    Tensor y = x.tape().fresh(c.batch(), c.outHeight(), c.outWidth(), c.filters());
    x.tape().backend().convolve(c, x.buffer(), w.buffer(), y.buffer());
    return x.tape()
        .record(
            y,
            (up, slopes) -> {
              if (slopes.wants(0)) {
                slopes.add(0, transposed(c, up, w));
              }
              if (slopes.wants(1)) {
                slopes.add(1, weights(c, x, up));
              }
            },
            x,
            w);
  }

  private static Tensor transposed(Convolution c, Tensor y, Tensor w) {
    Tensor x = y.tape().fresh(c.batch(), c.height(), c.width(), c.channels());
    y.tape().backend().convolveInputGradient(c, y.buffer(), w.buffer(), x.buffer());
    return y.tape()
        .record(
            x,
            (up, slopes) -> {
              if (slopes.wants(0)) {
                slopes.add(0, convolve(c, up, w));
              }
              if (slopes.wants(1)) {
                slopes.add(1, weights(c, up, y));
              }
            },
            y,
            w);
  }

  private static Tensor weights(Convolution c, Tensor x, Tensor y) {
    Tensor w = x.tape().fresh(c.kernel(), c.kernel(), c.channels(), c.filters());
    x.tape().backend().convolveWeightGradient(c, x.buffer(), y.buffer(), w.buffer());
    return x.tape()
        .record(
            w,
            (up, slopes) -> {
              if (slopes.wants(0)) {
                slopes.add(0, transposed(c, y, up));
              }
              if (slopes.wants(1)) {
                slopes.add(1, convolve(c, x, up));
              }
            },
            x,
            y);
  }
}
