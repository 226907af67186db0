package dev.mien.image.decode;

import dev.mien.core.image.PixelImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Picture files made in memory. */
final class TestPictures {

  private TestPictures() {}

  /** A picture in which every pixel of a coarse grid tells where it is. */
  static BufferedImage gradient(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int alpha = image.getColorModel().hasAlpha() ? 255 - x * 7 % 200 : 255;
        image.setRGB(x, y, alpha << 24 | (x * 255 / width) << 16 | (y * 255 / height) << 8 | 0x40);
      }
    }
    return image;
  }

  static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer for " + format);
    }
    return out.toByteArray();
  }

  /** A TIFF structure whose only tag is the orientation. */
  static byte[] orientationTiff(int orientation, ByteOrder order) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
    tiff.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return tiff.array();
  }

  /** The JPEG with an EXIF segment put behind its first marker. */
  static byte[] withJpegExif(byte[] jpeg, byte[] tiff) {
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + tiff.length);
    out.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (8 + tiff.length));
    out.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
    out.put(jpeg, 2, jpeg.length - 2);
    return out.array();
  }

  /** The PNG with an eXIf chunk put behind its header chunk. */
  static byte[] withPngExif(byte[] png, byte[] tiff) {
    byte[] chunk = pngChunk("eXIf", tiff);
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, 33)
        .put(chunk)
        .put(png, 33, png.length - 33)
        .array();
  }

  static byte[] pngChunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }

  /** A PNG that says it has any size, with as many compressed zeros as asked for. */
  static byte[] pngBomb(int width, int height, int zeros) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(new byte[zeros]);
    deflater.finish();
    byte[] packed = new byte[zeros / 500 + 1000];
    int length = deflater.deflate(packed);
    byte[] header =
        pngChunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array());
    byte[] data = pngChunk("IDAT", java.util.Arrays.copyOf(packed, length));
    byte[] end = pngChunk("IEND", new byte[0]);
    return ByteBuffer.allocate(8 + header.length + data.length + end.length)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A})
        .put(header)
        .put(data)
        .put(end)
        .array();
  }

  /**
   * A lossless WebP whose channels have two values each (WebP Lossless Bitstream Specification:
   * simple prefix codes, no transforms).
   */
  static byte[] webp(PixelImage image) {
    BitWriter bits = new BitWriter();
    bits.write(0x2F, 8);
    bits.write(image.width() - 1, 14);
    bits.write(image.height() - 1, 14);
    bits.write(1, 1);
    bits.write(0, 3);
    bits.write(0, 3); // no transform, no colour cache, one prefix-code group
    int[] shifts = {8, 16, 0, 24};
    int[] low = new int[4];
    for (int c = 0; c < 4; c++) {
      int first = image.argb(0, 0) >>> shifts[c] & 255;
      int second = first;
      for (int pixel : image.argb()) {
        int value = pixel >>> shifts[c] & 255;
        second = value != first ? value : second;
      }
      if (second == first) {
        second = first ^ 1;
      }
      low[c] = Math.min(first, second);
      bits.write(0b11, 2);
      bits.write(1, 1);
      bits.write(low[c], 8);
      bits.write(Math.max(first, second), 8);
    }
    bits.write(0b01, 2);
    bits.write(0, 2);
    for (int pixel : image.argb()) {
      for (int c = 0; c < 4; c++) {
        bits.write((pixel >>> shifts[c] & 255) == low[c] ? 0 : 1, 1);
      }
    }
    byte[] payload = bits.bytes();
    int padded = payload.length + (payload.length & 1);
    return ByteBuffer.allocate(20 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(12 + padded)
        .put("WEBPVP8L".getBytes(StandardCharsets.US_ASCII))
        .putInt(payload.length)
        .put(payload)
        .array();
  }

  private static final class BitWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int pending;
    private int count;

    void write(int value, int bits) {
      for (int i = 0; i < bits; i++) {
        pending |= (value >> i & 1) << count;
        if (++count == 8) {
          out.write(pending);
          pending = 0;
          count = 0;
        }
      }
    }

    byte[] bytes() {
      if (count > 0) {
        out.write(pending);
        pending = 0;
        count = 0;
      }
      return out.toByteArray();
    }
  }
}
