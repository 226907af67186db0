package dev.mien.io.picture;

import dev.mien.core.image.PixelImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Encodes PNG (ISO/IEC 15948): 8 bits per channel, grey, RGB or RGBA, whichever the pixels need, or
 * a palette where up to 256 colours do with alpha or RGB.
 *
 * <p>By hand because ImageIO's encoder takes three times as long and knows no animation; the same
 * pixels give the same bytes on one Java runtime.
 */
final class PngEncoder {

  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** How pixels become bytes. */
  enum Layout {
    GREY(1, 0),
    RGB(3, 2),
    RGBA(4, 6),
    PALETTE(1, 3);

    final int channels;
    final int colourType;

    Layout(int channels, int colourType) {
      this.channels = channels;
      this.colourType = colourType;
    }
  }

  private final int level;

  PngEncoder(int level) {
    this.level = level;
  }

  static Layout layoutOf(PixelImage image, boolean keepAlpha) {
    boolean grey = true;
    for (int pixel : image.argb()) {
      if (keepAlpha && pixel >>> 24 != 0xFF) {
        return Layout.RGBA;
      }
      int blue = pixel & 0xFF;
      grey &= (pixel >> 16 & 0xFF) == blue && (pixel >> 8 & 0xFF) == blue;
    }
    return grey ? Layout.GREY : Layout.RGB;
  }

  void encode(PixelImage image, boolean keepAlpha, OutputStream out) throws IOException {
    Layout layout = layoutOf(image, keepAlpha);
    Optional<IndexedPixels> indexed =
        layout == Layout.GREY ? Optional.empty() : IndexedPixels.of(image, keepAlpha);
    if (indexed.isPresent()) {
      layout = Layout.PALETTE;
    }
    out.write(SIGNATURE);
    chunk(out, "IHDR", header(image.width(), image.height(), layout));
    if (indexed.isPresent()) {
      chunk(out, "PLTE", indexed.get().colours());
      if (indexed.get().alphas().length > 0) {
        chunk(out, "tRNS", indexed.get().alphas());
      }
      chunk(out, "IDAT", compress(indexed.get().indices(), image.width()));
    } else {
      chunk(out, "IDAT", compress(image, layout));
    }
    chunk(out, "IEND", new byte[0]);
  }

  /** Indices as they are: differences between places in a palette mean nothing. */
  private byte[] compress(byte[] indices, int width) {
    byte[] row = new byte[width + 1];
    Deflater deflater = new Deflater(level);
    ByteArrayOutputStream packed = new ByteArrayOutputStream(indices.length / 2 + 1024);
    byte[] buffer = new byte[1 << 16];
    try {
      for (int from = 0; from < indices.length; from += width) {
        System.arraycopy(indices, from, row, 1, width);
        deflater.setInput(row);
        drain(deflater, buffer, packed);
      }
      deflater.finish();
      drain(deflater, buffer, packed);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream packed) {
    for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) {
      packed.write(buffer, 0, n);
    }
  }

  static byte[] header(int width, int height, Layout layout) {
    return ByteBuffer.allocate(13)
        .putInt(width)
        .putInt(height)
        .put((byte) 8)
        .put((byte) layout.colourType)
        .array();
  }

  static void chunk(OutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.write(ByteBuffer.allocate(4).putInt(data.length).array());
    out.write(name);
    out.write(data);
    out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  byte[] compress(PixelImage image, Layout layout) {
    int channels = layout.channels;
    int stride = image.width() * channels;
    byte[] row = new byte[stride];
    byte[] above = new byte[stride];
    byte[][] candidates = new byte[3][stride + 1];
    Deflater deflater = new Deflater(level);
    ByteArrayOutputStream packed = new ByteArrayOutputStream(stride * image.height() / 4 + 1024);
    byte[] buffer = new byte[1 << 16];
    try {
      for (int y = 0; y < image.height(); y++) {
        unpack(image, y, layout, row);
        deflater.setInput(filter(row, above, channels, candidates));
        drain(deflater, buffer, packed);
        byte[] swap = above;
        above = row;
        row = swap;
      }
      deflater.finish();
      drain(deflater, buffer, packed);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }

  private static void unpack(PixelImage image, int y, Layout layout, byte[] row) {
    int[] pixels = image.argb();
    int from = y * image.width();
    int to = 0;
    for (int x = 0; x < image.width(); x++) {
      int pixel = pixels[from + x];
      switch (layout) {
        case GREY -> row[to++] = (byte) pixel;
        case RGB -> {
          row[to++] = (byte) (pixel >> 16);
          row[to++] = (byte) (pixel >> 8);
          row[to++] = (byte) pixel;
        }
        case RGBA -> {
          row[to++] = (byte) (pixel >> 16);
          row[to++] = (byte) (pixel >> 8);
          row[to++] = (byte) pixel;
          row[to++] = (byte) (pixel >> 24);
        }
        case PALETTE -> throw new IllegalArgumentException("palettes are packed as indices");
      }
    }
  }

  /** The row under the filter with the smallest sum of differences: Sub, Up or Paeth. */
  private static byte[] filter(byte[] row, byte[] above, int channels, byte[][] candidates) {
    int length = row.length;
    byte[] sub = candidates[0];
    byte[] up = candidates[1];
    byte[] paeth = candidates[2];
    sub[0] = 1;
    up[0] = 2;
    paeth[0] = 4;
    int subSum = 0;
    int upSum = 0;
    int paethSum = 0;
    for (int i = 0; i < length; i++) {
      int a = i < channels ? 0 : row[i - channels] & 0xFF;
      int b = above[i] & 0xFF;
      int c = i < channels ? 0 : above[i - channels] & 0xFF;
      int value = row[i];
      byte s = (byte) (value - a);
      byte u = (byte) (value - b);
      int pa = Math.abs(b - c);
      int pb = Math.abs(a - c);
      int pc = Math.abs(a + b - 2 * c);
      byte p = (byte) (value - (pa <= pb && pa <= pc ? a : pb <= pc ? b : c));
      sub[i + 1] = s;
      up[i + 1] = u;
      paeth[i + 1] = p;
      subSum += Math.abs(s);
      upSum += Math.abs(u);
      paethSum += Math.abs(p);
    }
    if (paethSum < subSum && paethSum < upSum) {
      return paeth;
    }
    return subSum < upSum ? sub : up;
  }
}
