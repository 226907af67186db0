package dev.mien.model.network.input;

import dev.mien.core.image.PixelImage;
import java.util.List;

/**
 * Pictures as a network reads them.
 *
 * @param values [batch, side, side, 3]: red, green and blue from −2 to 2, row by row from the top
 * @param means [batch, places, places, 3]: their means over a coarse grid
 */
public record PictureArrays(float[] values, float[] means) {

  /** Name of the input {@link #values}. */
  public static final String VALUES = "picture.values";

  /** Name of the input {@link #means}. */
  public static final String MEANS = "picture.means";

  /**
   * A picture at a network's size.
   *
   * @param input any size; averaged or repeated
   * @param side of the result, pixels
   * @return red, green, blue, row by row from the top; what is transparent counts as black
   */
  public static byte[] resampled(PixelImage input, int side) {
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

  /**
   * A batch.
   *
   * @param batch pictures as {@link #resampled} gives them
   * @param side of each, pixels
   * @param places of the grid along a side; divides the side
   */
  public static PictureArrays of(List<byte[]> batch, int side, int places) {
    int each = 3 * side * side;
    float[] values = new float[batch.size() * each];
    float[] means = new float[batch.size() * places * places * 3];
    int place = side / places;
    for (int b = 0; b < batch.size(); b++) {
      byte[] rgb = batch.get(b);
      for (int i = 0; i < each; i++) {
        float value = (rgb[i] & 255) * (1 / 64f) - 2;
        values[b * each + i] = value;
        int at = i / 3 / side / place * places + i / 3 % side / place;
        means[(b * places * places + at) * 3 + i % 3] += value / (place * place);
      }
    }
    return new PictureArrays(values, means);
  }
}
