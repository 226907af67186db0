package dev.mien.io.picture;

import dev.mien.core.image.PixelImage;
import java.util.Arrays;
import java.util.Optional;

/**
 * A picture of few colours as places in a list of them.
 *
 * @param colours red, green and blue of each entry
 * @param alphas of the first entries; those behind are opaque
 * @param indices row by row, one byte a pixel
 */
record IndexedPixels(byte[] colours, byte[] alphas, byte[] indices) {

  private static final int MOST = 256;

  /** Places in the hash table, a power of two far above {@link #MOST}. */
  private static final int SLOTS = 2048;

  /**
   * The picture with a palette, where it has at most 256 colours. Pixels that can't be seen through
   * to their end keep their colour, as filters mix it into their neighbours.
   *
   * @param image any picture
   * @param keepAlpha whether alpha counts; where false all is opaque
   */
  static Optional<IndexedPixels> of(PixelImage image, boolean keepAlpha) {
    int[] pixels = image.argb();
    int[] found = new int[MOST];
    int[] slots = new int[SLOTS];
    byte[] indices = new byte[pixels.length];
    int count = 0;
    for (int i = 0; i < pixels.length; i++) {
      int pixel = keepAlpha ? pixels[i] : pixels[i] | 0xFF000000;
      int slot = pixel * 0x9E3779B1 >>> 21;
      while (slots[slot] != 0 && found[slots[slot] - 1] != pixel) {
        slot = slot + 1 & SLOTS - 1;
      }
      if (slots[slot] == 0) {
        if (count == MOST) {
          return Optional.empty();
        }
        found[count++] = pixel;
        slots[slot] = count;
      }
      indices[i] = (byte) (slots[slot] - 1);
    }
    return Optional.of(sorted(Arrays.copyOf(found, count), indices));
  }

  /** Puts what is transparent first, so that alpha need not be told of the rest. */
  private static IndexedPixels sorted(int[] found, byte[] indices) {
    byte[] colours = new byte[found.length * 3];
    byte[] alphas = new byte[found.length];
    byte[] place = new byte[found.length];
    int transparent = 0;
    int next = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < found.length; i++) {
        boolean opaque = found[i] >>> 24 == 0xFF;
        if (opaque == (pass == 1)) {
          place[i] = (byte) next;
          colours[3 * next] = (byte) (found[i] >> 16);
          colours[3 * next + 1] = (byte) (found[i] >> 8);
          colours[3 * next + 2] = (byte) found[i];
          alphas[next++] = (byte) (found[i] >>> 24);
        }
      }
      transparent = pass == 0 ? next : transparent;
    }
    for (int i = 0; i < indices.length; i++) {
      indices[i] = place[indices[i] & 0xFF];
    }
    return new IndexedPixels(colours, Arrays.copyOf(alphas, transparent), indices);
  }
}
