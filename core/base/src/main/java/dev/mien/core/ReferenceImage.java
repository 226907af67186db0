package dev.mien.core;

import dev.mien.core.image.ImageDecoder;
import dev.mien.core.image.PixelImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * A picture of the person or character to resemble: a photograph or a drawing.
 *
 * @param pixels the picture, upright
 * @param source what to call it in reports and errors, such as its file name
 */
public record ReferenceImage(PixelImage pixels, String source) {

  /**
   * A reference picture from pixels in memory.
   *
   * @param pixels the picture, upright
   */
  public static ReferenceImage of(PixelImage pixels) {
    return new ReferenceImage(pixels, "picture");
  }

  /**
   * Reads a picture file.
   *
   * @param path PNG, JPEG, WebP, BMP or GIF with mien-image on the class path
   * @throws BadFileException if it isn't a sound picture of an acceptable size
   * @throws IOException if it can't be read
   */
  public static ReferenceImage read(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      return read(in, path.toString());
    }
  }

  /**
   * Reads a picture from a stream.
   *
   * @param in the file's bytes; not closed
   * @param source what to call it in reports and errors
   * @throws BadFileException if it isn't a sound picture of an acceptable size
   * @throws IOException if it can't be read
   */
  public static ReferenceImage read(InputStream in, String source) throws IOException {
    ImageDecoder decoder =
        ServiceLoader.load(ImageDecoder.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no ImageDecoder found: add mien-image to the class path"));
    return new ReferenceImage(decoder.decode(in, source), source);
  }
}
