package dev.mien.image.decode;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.mien.core.BadFileException;
import dev.mien.core.image.ImageDecoder;
import dev.mien.core.image.PixelImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes PNG, JPEG (CMYK too), WebP, BMP and GIF (first frame) with ImageIO and TwelveMonkeys.
 *
 * <p>A file may have up to {@link #MAX_BYTES} bytes and {@link #MAX_PIXELS} pixels; both are
 * checked before anything is decompressed. EXIF orientation is applied, alpha kept, an embedded
 * colour profile converted to sRGB where the reader understands it. Nothing is written to disk and
 * no setting of ImageIO is changed. Thread-safe.
 */
public final class ImageIoDecoder implements ImageDecoder {

  /** Largest file, in bytes: 64 MiB. */
  public static final int MAX_BYTES = 64 << 20;

  /** Largest picture, in pixels: 64 million. */
  public static final long MAX_PIXELS = 64_000_000;

  private final int maxBytes;
  private final long maxPixels;

  /** A decoder with the bounds {@link #MAX_BYTES} and {@link #MAX_PIXELS}. */
  public ImageIoDecoder() {
    this(MAX_BYTES, MAX_PIXELS);
  }

  private ImageIoDecoder(int maxBytes, long maxPixels) {
    this.maxBytes = maxBytes;
    this.maxPixels = maxPixels;
  }

  /**
   * A decoder with bounds of one's own.
   *
   * @param maxBytes largest file, above 0
   * @param maxPixels largest width × height, above 0
   */
  public static ImageIoDecoder withLimits(int maxBytes, long maxPixels) {
    if (maxBytes <= 0 || maxPixels <= 0) {
      throw new IllegalArgumentException(
          "maxBytes is " + maxBytes + ", maxPixels is " + maxPixels + ", expected both above 0");
    }
    return new ImageIoDecoder(maxBytes, maxPixels);
  }

  @Override
  public PixelImage decode(InputStream in, String source) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes);
    if (bytes.length == maxBytes && in.read() >= 0) {
      throw new BadFileException(
          source, "byte " + maxBytes, "the file is larger than " + maxBytes + " bytes");
    }
    Container container = Container.scan(bytes, source);
    ImageReader reader = readerFor(container.format(), source);
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      PixelImage stored = read(reader, stream, container.format(), source);
      return ExifOrientation.read(bytes, container.exif()).upright(stored);
    } finally {
      reader.dispose();
    }
  }

  private PixelImage read(
      ImageReader reader, ImageInputStream stream, Container.Format format, String source)
      throws IOException {
    try {
      // Forward-only; without metadata, PNG's text chunks stay compressed.
      reader.setInput(stream, true, format == Container.Format.PNG);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (width <= 0 || height <= 0 || (long) width * height > maxPixels) {
        throw new BadFileException(
            source,
            "header",
            String.format(
                Locale.ROOT,
                "the picture is %d x %d, expected 1 to %d pixels",
                width,
                height,
                maxPixels));
      }
      BufferedImage image = reader.read(0);
      return Pixels.of(image);
    } catch (BadFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // ImageIO's readers answer damaged data with unchecked exceptions of many kinds as well.
      throw new BadFileException(
          source,
          "byte " + stream.getStreamPosition(),
          "the " + format + " can't be decoded: " + reason(e),
          e);
    }
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static ImageReader readerFor(Container.Format format, String source) throws IOException {
    return switch (format) {
      case WEBP -> new WebPImageReaderSpi().createReaderInstance();
      case BMP -> new BMPImageReaderSpi().createReaderInstance();
      case JPEG, PNG, GIF -> registered(format.name(), source);
    };
  }

  /** TwelveMonkeys' reader where there is one (for JPEG it reads CMYK too), else Java's own. */
  private static ImageReader registered(String format, String source) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    ImageReader chosen = null;
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (chosen == null || reader.getClass().getName().startsWith("com.twelvemonkeys.")) {
        chosen = reader;
      }
    }
    if (chosen == null) {
      throw new IOException(source + ": this Java runtime can't read " + format);
    }
    return chosen;
  }
}
