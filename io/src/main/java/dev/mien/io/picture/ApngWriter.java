package dev.mien.io.picture;

import dev.mien.core.image.PixelImage;
import dev.mien.io.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes animated PNG (PNG third edition, "Animation information"): every frame whole, in RGB or
 * RGBA. Programs that don't know animation show the first frame.
 */
public final class ApngWriter {

  private static final int LEVEL = 6;

  private ApngWriter() {}

  /**
   * Writes a file.
   *
   * @param frames pictures of one size, at least one
   * @param framesPerSecond above 0, up to 1000
   * @param target the file; appears whole or not at all
   * @throws IOException if it can't be written
   */
  public static void write(List<PixelImage> frames, double framesPerSecond, Path target)
      throws IOException {
    AtomicFile.write(target, out -> write(frames, framesPerSecond, out));
  }

  /**
   * Writes to a stream; the animation repeats for ever.
   *
   * @param frames pictures of one size, at least one
   * @param framesPerSecond above 0, up to 1000
   * @param out not closed
   * @throws IOException if {@code out} fails
   */
  public static void write(List<PixelImage> frames, double framesPerSecond, OutputStream out)
      throws IOException {
    FrameSequence.check(frames, framesPerSecond);
    int width = frames.get(0).width();
    int height = frames.get(0).height();
    PngEncoder.Layout layout = PngEncoder.Layout.RGB;
    for (PixelImage frame : frames) {
      if (PngEncoder.layoutOf(frame, true) == PngEncoder.Layout.RGBA) {
        layout = PngEncoder.Layout.RGBA;
      }
    }
    PngEncoder encoder = new PngEncoder(LEVEL);
    out.write(PngEncoder.SIGNATURE);
    PngEncoder.chunk(out, "IHDR", PngEncoder.header(width, height, layout));
    byte[] control = ByteBuffer.allocate(8).putInt(frames.size()).putInt(0).array();
    PngEncoder.chunk(out, "acTL", control);
    int sequence = 0;
    for (int f = 0; f < frames.size(); f++) {
      short delay = (short) Math.max(1, Math.round(1000 / framesPerSecond));
      byte[] frame =
          ByteBuffer.allocate(26)
              .putInt(sequence++)
              .putInt(width)
              .putInt(height)
              .putInt(0)
              .putInt(0)
              .putShort(delay)
              .putShort((short) 1000)
              .array();
      PngEncoder.chunk(out, "fcTL", frame);
      byte[] data = encoder.compress(frames.get(f), layout);
      if (f == 0) {
        PngEncoder.chunk(out, "IDAT", data);
      } else {
        byte[] numbered = ByteBuffer.allocate(data.length + 4).putInt(sequence++).put(data).array();
        PngEncoder.chunk(out, "fdAT", numbered);
      }
    }
    PngEncoder.chunk(out, "IEND", new byte[0]);
  }
}
