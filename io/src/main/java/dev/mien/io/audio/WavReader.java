package dev.mien.io.audio;

import dev.mien.core.BadFileException;
import dev.mien.core.SpeechClip;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads RIFF WAVE files: PCM of 8, 16, 24 and 32 bits, floats of 32 and 64 bits, plain or as
 * WAVE_FORMAT_EXTENSIBLE. Channels are averaged to one.
 *
 * <p>By hand because {@code javax.sound} isn't on Android, takes the header's sizes for granted and
 * doesn't read 24-bit extensible files everywhere. What the file really holds counts: a data chunk
 * that says it's longer than the file, as recorders leave it when they're stopped, is read to the
 * file's end.
 */
public final class WavReader {

  /** Longest clip, in samples over all channels: an hour of stereo at 48 kHz. */
  public static final int MOST_SAMPLES = 2 * 48_000 * 3600;

  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int MOST_CHANNELS = 64;
  private static final int HIGHEST_RATE = 768_000;
  private static final int BLOCK = 1 << 16;

  private final InputStream in;
  private final String source;
  private long position;

  private record Format(int encoding, int channels, int sampleRate, int bits) {}

  private WavReader(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /**
   * Reads a file.
   *
   * @param file a WAV file
   * @throws BadFileException if it isn't one that can be read, with the byte
   * @throws IOException if it can't be read
   */
  public static SpeechClip read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BLOCK)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads a stream.
   *
   * @param in the file's bytes; not closed
   * @param source what to call it in errors
   * @throws BadFileException as {@link #read(Path)}
   * @throws IOException if it can't be read
   */
  public static SpeechClip read(InputStream in, String source) throws IOException {
    return new WavReader(in, source).readClip();
  }

  private SpeechClip readClip() throws IOException {
    byte[] riff = in.readNBytes(12);
    position = riff.length;
    boolean wave = riff.length == 12 && tag(riff, 0).equals("RIFF") && tag(riff, 8).equals("WAVE");
    if (!wave) {
      String text = new String(riff, StandardCharsets.ISO_8859_1);
      throw bad(
          0,
          text.startsWith("version ")
              ? "is a Git LFS pointer, not the sound itself"
              : "doesn't begin as a WAV file (RIFF … WAVE)");
    }
    Format format = null;
    while (true) {
      long start = position;
      byte[] head = in.readNBytes(8);
      position += head.length;
      if (head.length < 8) {
        throw bad(start, "ends without a data chunk");
      }
      String id = tag(head, 0);
      long size = Integer.toUnsignedLong(little(head).getInt(4));
      if (id.equals("fmt ")) {
        format = format(start, size);
      } else if (id.equals("data")) {
        if (format == null) {
          throw bad(start, "the data chunk comes before the format chunk");
        }
        return samples(start, format, size);
      } else {
        skip(size + (size & 1));
      }
    }
  }

  private Format format(long start, long size) throws IOException {
    if (size < 16 || size > 1 << 16) {
      throw bad(start, "format chunk of " + size + " bytes, expected 16 to 65536");
    }
    byte[] bytes = in.readNBytes((int) size);
    position += bytes.length;
    if (bytes.length < size) {
      throw bad(position, "ends within the format chunk");
    }
    skip(size & 1);
    ByteBuffer buffer = little(bytes);
    int encoding = buffer.getShort(0) & 0xFFFF;
    final int channels = buffer.getShort(2) & 0xFFFF;
    final long rate = Integer.toUnsignedLong(buffer.getInt(4));
    final int bits = buffer.getShort(14) & 0xFFFF;
    if (encoding == EXTENSIBLE) {
      if (size < 40) {
        throw bad(start, "extensible format chunk of " + size + " bytes, expected 40");
      }
      encoding = buffer.getShort(24) & 0xFFFF;
    }
    boolean known =
        encoding == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32)
            || encoding == FLOAT && (bits == 32 || bits == 64);
    if (!known) {
      throw bad(
          start,
          "encoding "
              + encoding
              + " of "
              + bits
              + " bits, expected PCM of 8, 16, 24 or 32 bits or"
              + " floats of 32 or 64");
    }
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw bad(start, channels + " channels, expected 1 to " + MOST_CHANNELS);
    }
    if (rate < 1 || rate > HIGHEST_RATE) {
      throw bad(start, rate + " samples per second, expected 1 to " + HIGHEST_RATE);
    }
    return new Format(encoding, channels, (int) rate, bits);
  }

  private SpeechClip samples(long start, Format format, long size) throws IOException {
    int frame = format.channels * format.bits / 8;
    // 0 and the largest size are what recorders write before they know; the rest may lie too.
    long left = size == 0 ? Long.MAX_VALUE : size;
    float[] samples = new float[4096];
    int count = 0;
    byte[] block = new byte[Math.max(frame, BLOCK / frame * frame)];
    while (left >= frame) {
      int wanted = (int) Math.min(block.length, left / frame * frame);
      int got = in.readNBytes(block, 0, wanted);
      position += got;
      left -= got;
      int frames = got / frame;
      if ((long) (count + frames) * format.channels > MOST_SAMPLES) {
        throw bad(position, "is longer than " + MOST_SAMPLES + " samples");
      }
      if (count + frames > samples.length) {
        samples = Arrays.copyOf(samples, Math.max(samples.length * 2, count + frames));
      }
      ByteBuffer buffer = little(block);
      for (int f = 0; f < frames; f++) {
        samples[count++] = mix(buffer, f * frame, format);
      }
      if (got < wanted) {
        break;
      }
    }
    if (count == 0) {
      throw bad(start, "the data chunk holds no sample");
    }
    return new SpeechClip(Arrays.copyOf(samples, count), format.sampleRate);
  }

  private float mix(ByteBuffer buffer, int at, Format format) throws BadFileException {
    double sum = 0;
    int width = format.bits / 8;
    for (int c = 0; c < format.channels; c++) {
      int byteAt = at + c * width;
      sum += format.encoding == FLOAT ? real(buffer, byteAt, width) : whole(buffer, byteAt, width);
    }
    float mean = (float) (sum / format.channels);
    if (!Float.isFinite(mean)) {
      throw bad(position, "holds a sample that isn't a finite number");
    }
    return mean;
  }

  private static double real(ByteBuffer buffer, int at, int width) {
    return width == 4 ? buffer.getFloat(at) : buffer.getDouble(at);
  }

  private static double whole(ByteBuffer buffer, int at, int width) {
    return switch (width) {
      case 1 -> ((buffer.get(at) & 0xFF) - 128) / 128.0;
      case 2 -> buffer.getShort(at) / 32768.0;
      case 3 -> {
        int value =
            buffer.get(at + 2) << 16 | (buffer.get(at + 1) & 0xFF) << 8 | buffer.get(at) & 0xFF;
        yield value / 8388608.0;
      }
      default -> buffer.getInt(at) / 2147483648.0;
    };
  }

  private void skip(long bytes) throws IOException {
    byte[] block = new byte[(int) Math.min(BLOCK, Math.max(1, bytes))];
    long left = bytes;
    while (left > 0) {
      int got = in.readNBytes(block, 0, (int) Math.min(block.length, left));
      if (got == 0) {
        throw bad(position, "ends within a chunk");
      }
      left -= got;
      position += got;
    }
  }

  private BadFileException bad(long at, String problem) {
    return new BadFileException(source, "byte " + at, problem);
  }

  private static String tag(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
