package dev.mien.image.decode;

import dev.mien.core.image.PixelImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera held the picture: EXIF tag 0x0112 (CIPA DC-008), named by where the file's first row
 * and column belong.
 */
enum ExifOrientation {
  TOP_LEFT(false, false, false),
  TOP_RIGHT(false, true, false),
  BOTTOM_RIGHT(false, true, true),
  BOTTOM_LEFT(false, false, true),
  LEFT_TOP(true, false, false),
  RIGHT_TOP(true, false, true),
  RIGHT_BOTTOM(true, true, true),
  LEFT_BOTTOM(true, true, false);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;

  private final boolean swap;
  private final boolean mirrorX;
  private final boolean mirrorY;

  /**
   * Describes where an upright pixel comes from.
   *
   * @param swap rows and columns change places
   * @param mirrorX the file's columns run backwards
   * @param mirrorY the file's rows run backwards
   */
  ExifOrientation(boolean swap, boolean mirrorX, boolean mirrorY) {
    this.swap = swap;
    this.mirrorX = mirrorX;
    this.mirrorY = mirrorY;
  }

  /**
   * Reads the tag; a block that lacks it or can't be understood says nothing, so the picture is
   * taken as it is.
   *
   * @param bytes the whole file
   * @param tiff the TIFF structure inside its EXIF block
   */
  static ExifOrientation read(byte[] bytes, Container.Range tiff) {
    if (tiff.length() < 14) {
      return TOP_LEFT;
    }
    ByteBuffer block = ByteBuffer.wrap(bytes, tiff.start(), tiff.length()).slice();
    int mark = block.getShort(0);
    if (mark == 0x4949) {
      block.order(ByteOrder.LITTLE_ENDIAN);
    } else if (mark != 0x4D4D) {
      return TOP_LEFT;
    }
    int directory = block.getInt(4);
    if (block.getShort(2) != 42 || directory < 8 || directory > block.limit() - 2) {
      return TOP_LEFT;
    }
    int entries = block.getShort(directory) & 0xFFFF;
    for (int i = 0; i < entries && directory + 2 + 12L * (i + 1) <= block.limit(); i++) {
      int entry = directory + 2 + 12 * i;
      if ((block.getShort(entry) & 0xFFFF) == TAG && block.getShort(entry + 2) == SHORT) {
        int value = block.getShort(entry + 8) & 0xFFFF;
        return value >= 1 && value <= 8 ? values()[value - 1] : TOP_LEFT;
      }
    }
    return TOP_LEFT;
  }

  /**
   * The picture turned upright.
   *
   * @param stored the picture as its file has it
   */
  PixelImage upright(PixelImage stored) {
    if (this == TOP_LEFT) {
      return stored;
    }
    int width = swap ? stored.height() : stored.width();
    int height = swap ? stored.width() : stored.height();
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = swap ? y : x;
        int row = swap ? x : y;
        argb[y * width + x] =
            stored.argb(
                mirrorX ? stored.width() - 1 - column : column,
                mirrorY ? stored.height() - 1 - row : row);
      }
    }
    return PixelImage.wrap(width, height, argb);
  }
}
