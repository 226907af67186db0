package dev.mien.io.picture;

import dev.mien.core.image.PixelImage;
import dev.mien.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes animated GIF with one palette of up to 256 colours for all frames (so that colours don't
 * flicker), chosen by median cut from all of them, and an ordered dither that stands still. Alpha
 * below one half is transparent, above it opaque.
 */
public final class GifWriter {

  private GifWriter() {}

  /**
   * Writes a file.
   *
   * @param frames pictures of one size, at least one
   * @param framesPerSecond above 0, up to 1000; GIF counts hundredths of a second, so that rates
   *     are rounded to 100 / n, and viewers slow down above 50
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
   * @param frames as {@link #write(List, double, Path)}
   * @param framesPerSecond as {@link #write(List, double, Path)}
   * @param out not closed
   * @throws IOException if {@code out} fails
   */
  public static void write(List<PixelImage> frames, double framesPerSecond, OutputStream out)
      throws IOException {
    FrameSequence.check(frames, framesPerSecond);
    Palette palette = Palette.of(frames);
    IndexColorModel colours = palette.colourModel();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    int delay = (int) Math.max(1, Math.round(100 / framesPerSecond));
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setProgressiveMode(ImageWriteParam.MODE_DISABLED);
      writer.prepareWriteSequence(null);
      for (int f = 0; f < frames.size(); f++) {
        PixelImage frame = frames.get(f);
        BufferedImage indexed =
            new BufferedImage(
                frame.width(), frame.height(), BufferedImage.TYPE_BYTE_INDEXED, colours);
        indexed
            .getRaster()
            .setDataElements(0, 0, frame.width(), frame.height(), palette.indices(frame));
        IIOMetadata metadata =
            writer.getDefaultImageMetadata(new ImageTypeSpecifier(indexed), parameters);
        describe(metadata, delay, palette.hasTransparency(), f == 0);
        writer.writeToSequence(new IIOImage(indexed, null, metadata), parameters);
      }
      writer.endWriteSequence();
      stream.flush();
    } finally {
      writer.dispose();
    }
  }

  private static void describe(IIOMetadata metadata, int delay, boolean transparent, boolean first)
      throws IOException {
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", transparent ? "restoreToBackgroundColor" : "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", transparent ? "TRUE" : "FALSE");
    control.setAttribute("delayTime", Integer.toString(delay));
    control.setAttribute("transparentColorIndex", "0");
    if (first) {
      IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
      repeat.setAttribute("applicationID", "NETSCAPE");
      repeat.setAttribute("authenticationCode", "2.0");
      repeat.setUserObject(new byte[] {1, 0, 0});
      child(root, "ApplicationExtensions").appendChild(repeat);
    }
    metadata.setFromTree(format, root);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode node = new IIOMetadataNode(name);
    root.appendChild(node);
    return node;
  }
}
