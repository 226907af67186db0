package dev.mien.core.image;

import java.io.IOException;
import java.io.InputStream;

/**
 * Turns a picture file into pixels; found with {@link java.util.ServiceLoader} (mien-image has
 * one).
 */
public interface ImageDecoder {

  /**
   * Decodes a whole picture, upright by its own orientation tag.
   *
   * @param in the file's bytes; not closed
   * @param source what to call it in errors
   * @throws dev.mien.core.BadFileException if it isn't a picture, is damaged, or would be larger
   *     than the decoder's documented bound
   * @throws IOException if it can't be read
   */
  PixelImage decode(InputStream in, String source) throws IOException;
}
