package dev.mien.io.numpy;

import dev.mien.core.BadFileException;
import dev.mien.io.bundle.NamedTensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One {@code .npy} array in a stream: header read, elements to come. */
final class NpyStream {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MOST_HEADER = 1 << 16;
  private static final int MOST_SIZES = 8;
  private static final int LONGEST_STRING = 1024;
  private static final int BLOCK = 1 << 16;

  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=][a-zA-Z]\\d{1,6})'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

  private final InputStream in;
  private final String source;
  private final String name;
  private final String type;
  private final int[] shape;
  private final int count;

  private NpyStream(InputStream in, String source, String name, String type, int[] shape, int n) {
    this.in = in;
    this.source = source;
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.count = n;
  }

  static NpyStream open(InputStream in, String source, String name) throws IOException {
    byte[] lead = in.readNBytes(8);
    if (lead.length < 8 || !Arrays.equals(lead, 0, 6, MAGIC, 0, 6) || lead[6] < 1 || lead[6] > 3) {
      throw bad(source, name, "doesn't begin as an .npy of version 1 to 3");
    }
    int digits = lead[6] == 1 ? 2 : 4;
    byte[] size = Arrays.copyOf(in.readNBytes(digits), 4);
    long length = ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFFFFFFL;
    if (length > MOST_HEADER) {
      throw bad(source, name, "says its header has " + length + " bytes, at most " + MOST_HEADER);
    }
    byte[] header = in.readNBytes((int) length);
    if (header.length < length) {
      throw bad(source, name, "ends within its header");
    }
    String dictionary = new String(header, StandardCharsets.UTF_8);
    String type = find(TYPE, dictionary, "a simple 'descr'", source, name);
    if (find(ORDER, dictionary, "'fortran_order'", source, name).equals("True")) {
      throw bad(source, name, "is in Fortran's order; save it with numpy.ascontiguousarray");
    }
    String[] sizes = find(SHAPE, dictionary, "'shape'", source, name).split(",");
    List<Integer> shape = new ArrayList<>();
    long count = 1;
    for (String word : sizes) {
      if (word.isBlank()) {
        continue;
      }
      String digitsOnly = word.strip();
      long next = digitsOnly.length() > 10 ? Long.MAX_VALUE : Long.parseLong(digitsOnly);
      if (next > NumpyArchive.MOST
          || count * next > NumpyArchive.MOST
          || shape.size() == MOST_SIZES) {
        throw bad(source, name, "is too large: " + Arrays.toString(sizes));
      }
      count *= next;
      shape.add((int) next);
    }
    int[] array = shape.stream().mapToInt(Integer::intValue).toArray();
    return new NpyStream(in, source, name, type, array, (int) count);
  }

  private static String find(
      Pattern pattern, String dictionary, String what, String source, String name)
      throws BadFileException {
    Matcher matcher = pattern.matcher(dictionary);
    if (!matcher.find()) {
      throw bad(source, name, "its header has no " + what + ": " + dictionary.strip());
    }
    return matcher.group(1);
  }

  int[] shape() {
    return shape.clone();
  }

  NamedTensor numbers() throws IOException {
    int bytes =
        switch (type) {
          case "|b1", "|u1", "|i1" -> 1;
          case "<f2", "<i2", "<u2" -> 2;
          case "<f4", "<i4", "<u4" -> 4;
          case "<f8", "<i8" -> 8;
          default -> throw bad(source, name, "has type " + type + ", expected numbers");
        };
    float[] values = new float[Math.min(count, BLOCK)];
    for (int done = 0; done < count; ) {
      int now = Math.min(count - done, BLOCK / bytes);
      ByteBuffer block = block(now, bytes, done);
      if (done + now > values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * (done + now)));
      }
      for (int i = 0; i < now; i++) {
        values[done + i] = number(block);
      }
      done += now;
    }
    return new NamedTensor(shape, values);
  }

  private float number(ByteBuffer block) {
    return switch (type) {
      case "|b1", "|i1" -> block.get();
      case "|u1" -> block.get() & 0xFF;
      case "<i2" -> block.getShort();
      case "<u2" -> block.getShort() & 0xFFFF;
      case "<i4" -> block.getInt();
      case "<u4" -> block.getInt() & 0xFFFFFFFFL;
      case "<i8" -> block.getLong();
      case "<f2" -> NamedTensor.fromHalf(block.getShort());
      case "<f4" -> block.getFloat();
      default -> (float) block.getDouble();
    };
  }

  List<String> strings() throws IOException {
    if (!type.startsWith("<U")) {
      throw bad(source, name, "has type " + type + ", expected strings");
    }
    int letters = Integer.parseInt(type.substring(2));
    if (letters > LONGEST_STRING) {
      throw bad(source, name, "has strings of " + letters + ", at most " + LONGEST_STRING);
    }
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteBuffer block = block(letters, 4, i);
      StringBuilder text = new StringBuilder();
      while (block.hasRemaining()) {
        int letter = block.getInt();
        if (letter != 0) {
          if (!Character.isValidCodePoint(letter)) {
            throw bad(source, name, "string " + i + " isn't Unicode");
          }
          text.appendCodePoint(letter);
        }
      }
      strings.add(text.toString());
    }
    return strings;
  }

  private ByteBuffer block(int elements, int bytes, int done) throws IOException {
    byte[] read = in.readNBytes(elements * bytes);
    if (read.length < elements * bytes) {
      throw bad(
          source, name, "ends after element " + (done + read.length / bytes) + " of " + count);
    }
    return ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static BadFileException bad(String source, String name, String problem) {
    return new BadFileException(source, "array " + name, problem);
  }
}
