package dev.mien.model.compute.heap;

import dev.mien.model.compute.Convolution;
import java.util.Arrays;

/** Lays what is under a convolution's kernel out as rows of a matrix, and adds such rows back. */
public final class Patches {

  private Patches() {}

  /**
   * Rows for one picture.
   *
   * @param c sizes
   * @param picture which of the batch
   * @param x pictures
   * @param y [outHeight · outWidth, patch], filled from its beginning
   */
  public static void gather(Convolution c, int picture, float[] x, float[] y) {
    int wide = c.kernel() * c.channels();
    int to = 0;
    for (int i = 0; i < c.outHeight(); i++) {
      for (int j = 0; j < c.outWidth(); j++) {
        int left = j * c.stride() - c.padding();
        int from = Math.max(0, -left);
        int end = Math.min(c.kernel(), c.width() - left);
        for (int u = 0; u < c.kernel(); u++, to += wide) {
          int h = i * c.stride() - c.padding() + u;
          if (h < 0 || h >= c.height()) {
            Arrays.fill(y, to, to + wide, 0f);
            continue;
          }
          Arrays.fill(y, to, to + from * c.channels(), 0f);
          Arrays.fill(y, to + end * c.channels(), to + wide, 0f);
          Kernels.copy(
              (end - from) * c.channels(),
              x,
              ((picture * c.height() + h) * c.width() + left + from) * c.channels(),
              y,
              to + from * c.channels());
        }
      }
    }
  }

  /**
   * Adds rows back to one picture.
   *
   * @param c sizes
   * @param picture which of the batch
   * @param y [outHeight · outWidth, patch]
   * @param x pictures, added to
   */
  public static void scatter(Convolution c, int picture, float[] y, float[] x) {
    int wide = c.kernel() * c.channels();
    int at = 0;
    for (int i = 0; i < c.outHeight(); i++) {
      for (int j = 0; j < c.outWidth(); j++) {
        int left = j * c.stride() - c.padding();
        int from = Math.max(0, -left);
        int end = Math.min(c.kernel(), c.width() - left);
        for (int u = 0; u < c.kernel(); u++, at += wide) {
          int h = i * c.stride() - c.padding() + u;
          if (h >= 0 && h < c.height()) {
            Kernels.add(
                (end - from) * c.channels(),
                y,
                at + from * c.channels(),
                x,
                ((picture * c.height() + h) * c.width() + left + from) * c.channels());
          }
        }
      }
    }
  }
}
