package dev.mien.image.decode;

import dev.mien.core.BadFileException;
import java.util.Locale;

/**
 * What a walk over a picture file's blocks tells before anything is decompressed: its format, that
 * it is complete, and where its EXIF block lies.
 *
 * @param format how it is coded
 * @param exif the TIFF structure inside the EXIF block; empty if there is none
 */
record Container(Format format, Range exif) {

  /** Codings that can be decoded. */
  enum Format {
    PNG,
    JPEG,
    WEBP,
    BMP,
    GIF
  }

  /**
   * A run of bytes.
   *
   * @param start offset of the first
   * @param length how many
   */
  record Range(int start, int length) {
    static final Range EMPTY = new Range(0, 0);
  }

  /** libjpeg-turbo's own guard against files that repeat scans to burn time. */
  private static final int MAX_JPEG_SCANS = 500;

  /**
   * Recognises a file by its first bytes and checks that its blocks are all there.
   *
   * @param bytes the whole file
   * @param source what to call it in errors
   * @throws BadFileException if it is no known picture or is cut short, with the offset
   */
  static Container scan(byte[] bytes, String source) throws BadFileException {
    if (bytes.length == 0) {
      throw new BadFileException(source, "byte 0", "the file is empty, expected a picture");
    }
    if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return new Container(Format.PNG, walkPng(bytes, source));
    }
    if (startsWith(bytes, 0, 0xFF, 0xD8, 0xFF)) {
      return new Container(Format.JPEG, walkJpeg(bytes, source));
    }
    if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
      return new Container(Format.WEBP, walkWebp(bytes, source));
    }
    if (startsWith(bytes, 0, 'G', 'I', 'F', '8')) {
      walkGif(bytes, source);
      return new Container(Format.GIF, Range.EMPTY);
    }
    if (startsWith(bytes, 0, 'B', 'M') && bytes.length > 26) {
      return new Container(Format.BMP, Range.EMPTY);
    }
    throw new BadFileException(
        source,
        "byte 0",
        "not a picture: starts with " + describe(bytes) + ", expected PNG, JPEG, WebP, BMP or GIF");
  }

  private static Range walkPng(byte[] bytes, String source) throws BadFileException {
    Range exif = Range.EMPTY;
    int at = 8;
    while (true) {
      if (at + 12 > bytes.length) {
        throw cutShort(source, at, bytes, "a PNG chunk");
      }
      long length = uint32(bytes, at);
      if (at + 12L + length > bytes.length) {
        throw cutShort(source, at, bytes, "a PNG chunk of " + length + " bytes");
      }
      if (startsWith(bytes, at + 4, 'I', 'E', 'N', 'D')) {
        return exif;
      }
      if (startsWith(bytes, at + 4, 'e', 'X', 'I', 'f')) {
        exif = new Range(at + 8, (int) length);
      }
      at += 12 + (int) length;
    }
  }

  private static Range walkJpeg(byte[] bytes, String source) throws BadFileException {
    Range exif = Range.EMPTY;
    int scans = 0;
    int at = 2;
    while (true) {
      // Fill bytes (0xFF) may precede a marker.
      while (at + 1 < bytes.length && (bytes[at] & 255) == 0xFF && (bytes[at + 1] & 255) == 0xFF) {
        at++;
      }
      if (at + 1 >= bytes.length) {
        throw cutShort(source, at, bytes, "a JPEG marker");
      }
      if ((bytes[at] & 255) != 0xFF || bytes[at + 1] == 0) {
        // Some writers leave stray bytes between segments; every decoder skips them.
        at = nextMarker(bytes, at);
        continue;
      }
      int marker = bytes[at + 1] & 255;
      if (marker == 0xD9) {
        return exif;
      }
      if (marker >= 0xD0 && marker <= 0xD8 || marker == 0x01) {
        at += 2;
        continue;
      }
      if (at + 4 > bytes.length) {
        throw cutShort(source, at, bytes, "a JPEG segment");
      }
      int length = (bytes[at + 2] & 255) << 8 | bytes[at + 3] & 255;
      if (length < 2 || at + 2 + length > bytes.length) {
        throw cutShort(source, at, bytes, "a JPEG segment of " + length + " bytes");
      }
      if (marker == 0xE1 && startsWith(bytes, at + 4, 'E', 'x', 'i', 'f', 0, 0)) {
        exif = new Range(at + 10, length - 8);
      }
      at += 2 + length;
      if (marker == 0xDA) {
        if (++scans > MAX_JPEG_SCANS) {
          throw new BadFileException(
              source, "byte " + at, "the JPEG has more than " + MAX_JPEG_SCANS + " scans");
        }
        at = nextMarker(bytes, at);
      }
    }
  }

  private static int nextMarker(byte[] bytes, int from) {
    for (int at = from; at + 1 < bytes.length; at++) {
      if ((bytes[at] & 255) == 0xFF) {
        int next = bytes[at + 1] & 255;
        if (next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) {
          return at;
        }
      }
    }
    return bytes.length;
  }

  private static Range walkWebp(byte[] bytes, String source) throws BadFileException {
    Range exif = Range.EMPTY;
    long end = 8 + uint32LittleEndian(bytes, 4);
    if (end > bytes.length) {
      throw cutShort(source, bytes.length, bytes, "a WebP of " + end + " bytes");
    }
    long at = 12;
    boolean picture = false;
    while (at + 8 <= end) {
      int chunk = (int) at;
      long length = uint32LittleEndian(bytes, chunk + 4);
      if (at + 8 + length > end) {
        throw cutShort(source, chunk, bytes, "a WebP chunk of " + length + " bytes");
      }
      picture |= startsWith(bytes, chunk, 'V', 'P', '8') || startsWith(bytes, chunk, 'A', 'N', 'M');
      if (startsWith(bytes, chunk, 'E', 'X', 'I', 'F')) {
        // Some writers keep JPEG's "Exif\0\0" in front.
        int skip = startsWith(bytes, chunk + 8, 'E', 'x', 'i', 'f', 0, 0) ? 6 : 0;
        exif = new Range(chunk + 8 + skip, (int) length - skip);
      }
      at += 8 + length + (length & 1);
    }
    if (!picture) {
      throw cutShort(source, (int) Math.min(at, end), bytes, "a WebP picture chunk");
    }
    return exif;
  }

  private static void walkGif(byte[] bytes, String source) throws BadFileException {
    if (bytes.length < 13) {
      throw cutShort(source, bytes.length, bytes, "a GIF header");
    }
    int at = 13 + colourTable(bytes[10]);
    while (at < bytes.length) {
      int block = bytes[at] & 255;
      if (block == 0x21) {
        at = endOfSubBlocks(bytes, at + 2);
      } else if (block == 0x2C && at + 10 < bytes.length) {
        if (endOfSubBlocks(bytes, at + 11 + colourTable(bytes[at + 9])) > bytes.length) {
          break;
        }
        return;
      } else {
        break;
      }
    }
    throw cutShort(source, Math.min(at, bytes.length), bytes, "a whole first GIF frame");
  }

  private static int colourTable(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  /** Offset after the terminator; beyond the end if there is none. */
  private static int endOfSubBlocks(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length) {
      int size = bytes[at] & 255;
      at += 1 + size;
      if (size == 0) {
        return at;
      }
    }
    return bytes.length + 1;
  }

  private static BadFileException cutShort(String source, int at, byte[] bytes, String expected) {
    return new BadFileException(
        source,
        "byte " + at,
        "the picture is cut short: expected " + expected + ", the file ends at " + bytes.length);
  }

  static long uint32(byte[] bytes, int at) {
    return (bytes[at] & 255L) << 24
        | (bytes[at + 1] & 255) << 16
        | (bytes[at + 2] & 255) << 8
        | bytes[at + 3] & 255;
  }

  private static long uint32LittleEndian(byte[] bytes, int at) {
    return (bytes[at + 3] & 255L) << 24
        | (bytes[at + 2] & 255) << 16
        | (bytes[at + 1] & 255) << 8
        | bytes[at] & 255;
  }

  private static boolean startsWith(byte[] bytes, int at, int... expected) {
    if (at + expected.length > bytes.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[at + i] & 255) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static String describe(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(8, bytes.length); i++) {
      text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02x", bytes[i] & 255));
    }
    return text.toString();
  }
}
