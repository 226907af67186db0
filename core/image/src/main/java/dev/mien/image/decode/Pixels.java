package dev.mien.image.decode;

import dev.mien.core.image.PixelImage;
import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** Turns ImageIO's pictures of any layout into straight 8-bit sRGB pixels. */
final class Pixels {

  private Pixels() {}

  static PixelImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (isGrey(image)) {
      return PixelImage.wrap(width, height, grey(image));
    }
    BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    if (image.getColorModel().getColorSpace().isCS_sRGB()) {
      Graphics2D graphics = target.createGraphics();
      graphics.setComposite(AlphaComposite.Src);
      graphics.drawImage(image, 0, 0, null);
      graphics.dispose();
    } else {
      new ColorConvertOp(null).filter(image, target);
    }
    return PixelImage.wrap(
        width, height, ((DataBufferInt) target.getRaster().getDataBuffer()).getData());
  }

  private static boolean isGrey(BufferedImage image) {
    return !(image.getColorModel() instanceof IndexColorModel)
        && image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /** Java's grey colour space is linear but files hold encoded values, so samples are taken raw. */
  private static int[] grey(BufferedImage image) {
    Raster raster = image.getRaster();
    int width = image.getWidth();
    int[] argb = new int[width * image.getHeight()];
    int max = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
    boolean alpha = raster.getNumBands() > 1;
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = 0xFF000000 | scale(row[x], max) * 0x010101;
      }
      if (alpha) {
        raster.getSamples(0, y, width, 1, 1, row);
        for (int x = 0; x < width; x++) {
          argb[y * width + x] = argb[y * width + x] & 0xFFFFFF | scale(row[x], max) << 24;
        }
      }
    }
    return argb;
  }

  private static int scale(int sample, int max) {
    return (int) ((sample * 255L + max / 2) / max);
  }
}
