package dev.mien.io.picture;

import dev.mien.core.image.PixelImage;
import dev.mien.io.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;

/** Writes pictures as PNG or JPEG. The same pixels give the same bytes on one Java runtime. */
public final class PictureWriter {

  /** JPEG quality where none is asked for, in [0, 1]. */
  public static final float DEFAULT_JPEG_QUALITY = 0.92f;

  private static final int FAST = 3;
  private static final int SMALL = 6;

  private PictureWriter() {}

  /**
   * Writes a picture in the format that the file's name ends with.
   *
   * @param image the pixels; a JPEG loses their alpha
   * @param target ends in {@code .png}, {@code .jpg} or {@code .jpeg}; appears whole or not at all
   * @throws IllegalArgumentException if the name ends otherwise
   * @throws IOException if it can't be written
   */
  public static void write(PixelImage image, Path target) throws IOException {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      AtomicFile.write(target, out -> new PngEncoder(SMALL).encode(image, true, out));
    } else if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      AtomicFile.write(target, out -> writeJpeg(image, DEFAULT_JPEG_QUALITY, false, out));
    } else {
      throw new IllegalArgumentException(
          "target is '" + target + "', expected a name that ends in .png, .jpg or .jpeg");
    }
  }

  /**
   * Writes a PNG.
   *
   * @param image the pixels; channels that say nothing (full alpha, no colour) are left out
   * @param out not closed
   * @throws IOException if {@code out} fails
   */
  public static void writePng(PixelImage image, OutputStream out) throws IOException {
    new PngEncoder(SMALL).encode(image, true, out);
  }

  /**
   * A PNG made for speed rather than for size.
   *
   * @param image the pixels
   * @param keepAlpha whether alpha is kept
   */
  public static byte[] toPng(PixelImage image, boolean keepAlpha) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    try {
      new PngEncoder(FAST).encode(image, keepAlpha, out);
    } catch (IOException e) {
      throw new AssertionError("memory can't fail to be written to", e);
    }
    return out.toByteArray();
  }

  /**
   * Writes a JPEG.
   *
   * @param image the pixels; alpha is dropped
   * @param quality in [0, 1]
   * @param fullChroma whether colour keeps the resolution of brightness (4:4:4); needed for maps
   *     that hold directions
   * @param out not closed
   * @throws IOException if {@code out} fails
   */
  public static void writeJpeg(
      PixelImage image, float quality, boolean fullChroma, OutputStream out) throws IOException {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality is " + quality + ", expected in [0, 1]");
    }
    JpegEncoder.encode(image, quality, fullChroma, out);
  }
}
