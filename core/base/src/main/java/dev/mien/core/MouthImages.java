package dev.mien.core;

import dev.mien.core.image.PixelImage;
import java.util.List;

/**
 * Pictures of a mouth over time.
 *
 * @param frames the pictures, all of one size
 * @param frameRate frames per second, above 0
 */
public record MouthImages(List<PixelImage> frames, double frameRate) {

  /** Validates and copies the list. */
  public MouthImages {
    frames = List.copyOf(frames);
    if (!(frameRate > 0)) {
      throw new IllegalArgumentException("frameRate is " + frameRate + ", expected above 0");
    }
    for (PixelImage frame : frames) {
      if (frame.width() != frames.get(0).width() || frame.height() != frames.get(0).height()) {
        throw new IllegalArgumentException("frames differ in size, expected one size for all");
      }
    }
  }
}
