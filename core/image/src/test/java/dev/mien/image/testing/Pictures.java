package dev.mien.image.testing;

import dev.mien.core.ReferenceImage;
import dev.mien.core.image.PixelImage;
import dev.mien.core.image.Srgb;
import dev.mien.testkit.SharedData;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Random;

/** Controlled changes of pictures. */
public final class Pictures {

  private Pictures() {}

  /** A picture of the shared test data; the calling test is skipped if it isn't there. */
  public static PixelImage shared(String path) throws IOException {
    return ReferenceImage.read(SharedData.path(path)).pixels();
  }

  /**
   * A picture of the shared test data, or one that lies beside this class if its path begins with
   * {@code renders/}.
   */
  public static PixelImage open(String path) throws IOException {
    if (!path.startsWith("renders/")) {
      return shared(path);
    }
    try (InputStream in = Objects.requireNonNull(Pictures.class.getResourceAsStream(path), path)) {
      return ReferenceImage.read(in, path).pixels();
    }
  }

  /** The pixels of Java's picture. */
  public static PixelImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return PixelImage.wrap(width, height, image.getRGB(0, 0, width, height, null, 0, width));
  }

  /** The picture for drawing on. */
  public static BufferedImage toAwt(PixelImage image) {
    BufferedImage awt =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_ARGB);
    awt.setRGB(0, 0, image.width(), image.height(), image.argb(), 0, image.width());
    return awt;
  }

  /** The picture scaled, bilinear from a pyramid of halves so that shrinking doesn't alias. */
  public static PixelImage scaled(PixelImage image, double factor) {
    BufferedImage awt = toAwt(image);
    double left = factor;
    while (left < 0.6) {
      awt = draw(awt, 0.5);
      left *= 2;
    }
    return of(draw(awt, left));
  }

  private static BufferedImage draw(BufferedImage image, double factor) {
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = target.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(image, 0, 0, width, height, null);
    g.dispose();
    return target;
  }

  /** The picture turned clockwise about its centre on a grey ground of the same size. */
  public static PixelImage turned(PixelImage image, double degrees) {
    BufferedImage target =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = target.createGraphics();
    g.setColor(new java.awt.Color(128, 128, 128));
    g.fillRect(0, 0, image.width(), image.height());
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(
        toAwt(image),
        AffineTransform.getRotateInstance(
            Math.toRadians(degrees), image.width() / 2.0, image.height() / 2.0),
        null);
    g.dispose();
    return of(target);
  }

  /** The picture under light of another strength, in linear light. */
  public static PixelImage lit(PixelImage image, double red, double green, double blue) {
    int[] argb = image.argb().clone();
    for (int i = 0; i < argb.length; i++) {
      int p = argb[i];
      argb[i] =
          p & 0xFF000000
              | Srgb.rgb(
                  Srgb.linear(p >> 16 & 255) * red,
                  Srgb.linear(p >> 8 & 255) * green,
                  Srgb.linear(p & 255) * blue);
    }
    return PixelImage.wrap(image.width(), image.height(), argb);
  }

  /** The picture with Gaussian noise on each channel. */
  public static PixelImage noisy(PixelImage image, double sigma, long seed) {
    Random random = new Random(seed);
    int[] argb = image.argb().clone();
    for (int i = 0; i < argb.length; i++) {
      int pixel = argb[i] & 0xFF000000;
      for (int shift = 0; shift <= 16; shift += 8) {
        double value = (argb[i] >> shift & 255) + random.nextGaussian() * sigma;
        pixel |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
      }
      argb[i] = pixel;
    }
    return PixelImage.wrap(image.width(), image.height(), argb);
  }

  /** The picture blurred by a Gaussian. */
  public static PixelImage blurred(PixelImage image, double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    double[] kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      kernel[i + radius] = Math.exp(-i * i / (2 * sigma * sigma));
      sum += kernel[i + radius];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    int[] across = pass(image.argb(), image.width(), image.height(), kernel, true);
    return PixelImage.wrap(
        image.width(), image.height(), pass(across, image.width(), image.height(), kernel, false));
  }

  private static int[] pass(int[] argb, int width, int height, double[] kernel, boolean across) {
    int radius = kernel.length / 2;
    int[] result = new int[argb.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double r = 0;
        double g = 0;
        double b = 0;
        for (int i = -radius; i <= radius; i++) {
          int px = across ? Math.max(0, Math.min(width - 1, x + i)) : x;
          int py = across ? y : Math.max(0, Math.min(height - 1, y + i));
          int p = argb[py * width + px];
          r += kernel[i + radius] * (p >> 16 & 255);
          g += kernel[i + radius] * (p >> 8 & 255);
          b += kernel[i + radius] * (p & 255);
        }
        result[y * width + x] =
            argb[y * width + x] & 0xFF000000
                | (int) Math.round(r) << 16
                | (int) Math.round(g) << 8
                | (int) Math.round(b);
      }
    }
    return result;
  }

  /** A rectangle of the picture; parts outside repeat its edge. */
  public static PixelImage cropped(PixelImage image, int left, int top, int width, int height) {
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        argb[y * width + x] =
            image.argb(
                Math.max(0, Math.min(image.width() - 1, left + x)),
                Math.max(0, Math.min(image.height() - 1, top + y)));
      }
    }
    return PixelImage.wrap(width, height, argb);
  }
}
