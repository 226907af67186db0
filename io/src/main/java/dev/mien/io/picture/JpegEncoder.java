package dev.mien.io.picture;

import dev.mien.core.image.PixelImage;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Encodes JPEG with ImageIO. */
final class JpegEncoder {

  private static final ColorModel RGB = new DirectColorModel(24, 0xFF0000, 0xFF00, 0xFF);

  private JpegEncoder() {}

  /**
   * Encodes without alpha.
   *
   * @param quality in [0, 1]
   * @param fullChroma whether colour differences keep the full resolution
   */
  static void encode(PixelImage image, float quality, boolean fullChroma, OutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      BufferedImage picture = wrap(image);
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), parameters);
      if (fullChroma) {
        setFullChroma(metadata);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, metadata), parameters);
      stream.flush();
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage wrap(PixelImage image) {
    DataBufferInt data = new DataBufferInt(image.argb(), image.argb().length);
    int[] masks = {0xFF0000, 0xFF00, 0xFF};
    WritableRaster raster =
        Raster.createPackedRaster(
            data, image.width(), image.height(), image.width(), masks, new Point(0, 0));
    return new BufferedImage(RGB, raster, false, null);
  }

  private static void setFullChroma(IIOMetadata metadata) throws IIOInvalidTreeException {
    String format = metadata.getNativeMetadataFormatName();
    Node tree = metadata.getAsTree(format);
    NodeList components = ((Element) tree).getElementsByTagName("componentSpec");
    for (int i = 0; i < components.getLength(); i++) {
      Element component = (Element) components.item(i);
      component.setAttribute("HsamplingFactor", "1");
      component.setAttribute("VsamplingFactor", "1");
    }
    metadata.setFromTree(format, tree);
  }
}
