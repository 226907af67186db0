package dev.mien.io.gltf.internal;

import dev.mien.core.image.PixelImage;
import dev.mien.io.gltf.TextureFormat;
import dev.mien.io.picture.PictureWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Turns textures into PNG or JPEG files. */
public final class TextureEncoder {

  private static final float COLOUR_QUALITY = 0.9f;
  private static final float VECTOR_QUALITY = 0.93f;

  /** Share of pixels that equal their left neighbour from which PNG may be the smaller format. */
  private static final double FLAT = 0.5;

  private TextureEncoder() {}

  /**
   * Encodes all textures, in parallel where the machine can; the order and the bytes don't depend
   * on it.
   *
   * @param uses the textures
   * @param format what to make
   * @throws IOException if an encoder fails
   */
  public static List<EncodedTexture> encode(
      List<MaterialEncoder.TextureUse> uses, TextureFormat format) throws IOException {
    try {
      return uses.parallelStream().map(use -> encode(use, format)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static EncodedTexture encode(MaterialEncoder.TextureUse use, TextureFormat format) {
    PixelImage image = use.texture().image();
    boolean alpha = use.alpha() && hasTransparentPixel(image);
    if (alpha || format == TextureFormat.PNG) {
      return png(image, alpha);
    }
    EncodedTexture jpeg = jpeg(image, use.vectors());
    if (format == TextureFormat.SMALLEST && flatShare(image) > FLAT) {
      EncodedTexture png = png(image, false);
      return png.bytes().length <= jpeg.bytes().length ? png : jpeg;
    }
    return jpeg;
  }

  private static EncodedTexture png(PixelImage image, boolean alpha) {
    return new EncodedTexture("image/png", PictureWriter.toPng(image, alpha));
  }

  private static EncodedTexture jpeg(PixelImage image, boolean vectors) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
    try {
      PictureWriter.writeJpeg(image, vectors ? VECTOR_QUALITY : COLOUR_QUALITY, vectors, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EncodedTexture("image/jpeg", out.toByteArray());
  }

  private static boolean hasTransparentPixel(PixelImage image) {
    for (int pixel : image.argb()) {
      if (pixel >>> 24 != 0xFF) {
        return true;
      }
    }
    return false;
  }

  private static double flatShare(PixelImage image) {
    int[] pixels = image.argb();
    int same = 0;
    for (int i = 1; i < pixels.length; i++) {
      if (pixels[i] == pixels[i - 1]) {
        same++;
      }
    }
    return same / (double) pixels.length;
  }
}
