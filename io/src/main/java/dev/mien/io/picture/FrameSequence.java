package dev.mien.io.picture;

import dev.mien.core.image.PixelImage;
import java.util.List;

/** What the frames of an animated picture have to be. */
final class FrameSequence {

  private FrameSequence() {}

  static void check(List<PixelImage> frames, double framesPerSecond) {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("frames is empty, expected at least one");
    }
    if (!(framesPerSecond > 0 && framesPerSecond <= 1000)) {
      throw new IllegalArgumentException(
          "framesPerSecond is " + framesPerSecond + ", expected in (0, 1000]");
    }
    PixelImage first = frames.get(0);
    for (int f = 1; f < frames.size(); f++) {
      PixelImage frame = frames.get(f);
      if (frame.width() != first.width() || frame.height() != first.height()) {
        throw new IllegalArgumentException(
            String.format(
                "frame %d is %d x %d, the first %d x %d",
                f, frame.width(), frame.height(), first.width(), first.height()));
      }
    }
  }
}
