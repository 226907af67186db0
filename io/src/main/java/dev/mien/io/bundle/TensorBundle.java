package dev.mien.io.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.core.BadFileException;
import dev.mien.io.AtomicFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named arrays and what is to be known of them, read from and written to safetensors files. What is
 * read is bounded: a file can't make the reader take more memory than the file's own size and
 * {@value #MOST_BYTES} bytes.
 *
 * @param metadata such as version, template version, seed; never null
 * @param tensors by name, in order; never null
 */
public record TensorBundle(Map<String, String> metadata, Map<String, NamedTensor> tensors) {

  /** Longest header, bytes. */
  public static final int MOST_HEADER = 8 << 20;

  /** Most bytes of numbers. */
  public static final long MOST_BYTES = 1L << 30;

  private static final String METADATA = "__metadata__";
  private static final int BLOCK = 1 << 16;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** How numbers are stored in a file. */
  public enum Storage {
    /** 32 bits, exactly. */
    SINGLE("F32", 4),
    /** 16 bits: 11 significant bits, up to 65504. */
    HALF("F16", 2);

    private final String dtype;
    private final int bytes;

    Storage(String dtype, int bytes) {
      this.dtype = dtype;
      this.bytes = bytes;
    }
  }

  /** Copies the maps. */
  public TensorBundle {
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    if (tensors.containsKey(METADATA)) {
      throw new IllegalArgumentException("an array can't be named " + METADATA);
    }
  }

  /**
   * An array of a given shape.
   *
   * @param name of the array
   * @param shape that it must have
   * @throws IllegalArgumentException if there is none of that name, or of another shape
   */
  public float[] values(String name, int... shape) {
    NamedTensor tensor = tensors.get(name);
    if (tensor == null || !Arrays.equals(tensor.shape(), shape)) {
      throw new IllegalArgumentException(
          "expected an array named "
              + name
              + " of "
              + Arrays.toString(shape)
              + ", found "
              + (tensor == null ? "none" : Arrays.toString(tensor.shape())));
    }
    return tensor.values();
  }

  // ---- writing

  /**
   * Writes a file, whole or not at all.
   *
   * @param target written or replaced
   * @throws IOException if it can't be written
   */
  public void write(Path target) throws IOException {
    AtomicFile.write(target, out -> write(out, Storage.SINGLE));
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @param target written or replaced
   * @param storage how numbers are stored
   * @throws IllegalArgumentException if a number is too large for it
   * @throws IOException if it can't be written
   */
  public void write(Path target, Storage storage) throws IOException {
    AtomicFile.write(target, out -> write(out, storage));
  }

  /**
   * Writes a stream; the same bundle gives the same bytes.
   *
   * @param out not closed
   * @param storage how numbers are stored
   * @throws IllegalArgumentException if a number is too large for it
   * @throws IOException if it can't be written
   */
  public void write(OutputStream out, Storage storage) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode known = header.putObject(METADATA);
      metadata.forEach(known::put);
    }
    long at = 0;
    for (Map.Entry<String, NamedTensor> entry : tensors.entrySet()) {
      NamedTensor tensor = entry.getValue();
      ObjectNode node = header.putObject(entry.getKey());
      node.put("dtype", storage.dtype);
      for (int size : tensor.shape()) {
        node.withArray("shape").add(size);
      }
      node.withArray("shape");
      long bytes = (long) storage.bytes * tensor.values().length;
      node.putArray("data_offsets").add(at).add(at + bytes);
      at += bytes;
    }
    byte[] json = JSON.writeValueAsBytes(header);
    // padded with blanks, so that the numbers begin at a multiple of eight
    byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(padded.length).array());
    out.write(padded);
    ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<String, NamedTensor> entry : tensors.entrySet()) {
      for (float value : entry.getValue().values()) {
        if (storage == Storage.SINGLE) {
          block.putFloat(value);
        } else {
          block.putShort(half(entry.getKey(), value));
        }
        if (!block.hasRemaining()) {
          out.write(block.array(), 0, block.position());
          block.clear();
        }
      }
    }
    out.write(block.array(), 0, block.position());
  }

  private static short half(String name, float value) {
    short half = NamedTensor.toHalf(value);
    if (Float.isFinite(value) && Float.isInfinite(NamedTensor.fromHalf(half))) {
      throw new IllegalArgumentException(
          "array " + name + " holds " + value + ", half precision ends at 65504");
    }
    return half;
  }

  // ---- reading

  /**
   * Reads a file.
   *
   * @param file a safetensors file
   * @throws BadFileException if it isn't one, with the byte or the header's entry
   * @throws IOException if it can't be read
   */
  public static TensorBundle read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BLOCK)) {
      return read(in, file.toString());
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param in the file's bytes; not closed
   * @param source what to call it in errors
   * @throws BadFileException as {@link #read(Path)}
   * @throws IOException if it can't be read
   */
  public static TensorBundle read(InputStream in, String source) throws IOException {
    byte[] lead = in.readNBytes(8);
    if (lead.length < 8) {
      throw new BadFileException(source, "byte " + lead.length, "ends within the header's length");
    }
    long length = ByteBuffer.wrap(lead).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MOST_HEADER) {
      throw new BadFileException(
          source,
          "byte 0",
          "expected a header of 2 to " + MOST_HEADER + " bytes, it says " + length);
    }
    byte[] json = in.readNBytes((int) length);
    if (json.length < length) {
      throw new BadFileException(
          source, "byte " + (8 + json.length), "ends within its header of " + length + " bytes");
    }
    return new Reader(in, source, 8 + length).read(header(json, source));
  }

  private static ObjectNode header(byte[] json, String source) throws BadFileException {
    try {
      JsonNode node = JSON.readTree(new String(json, StandardCharsets.UTF_8));
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new BadFileException(source, "byte 8", "the header isn't a JSON object");
    } catch (JsonProcessingException e) {
      throw new BadFileException(
          source,
          "byte "
              + (8 + Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getCharOffset())),
          "the header isn't JSON: " + e.getOriginalMessage(),
          e);
    }
  }

  /** Where an array lies. */
  private record Entry(String name, int[] shape, int bytesEach, long from, long to) {}

  private record Reader(InputStream in, String source, long start) {

    TensorBundle read(ObjectNode header) throws IOException {
      Map<String, String> metadata = new TreeMap<>();
      List<Entry> entries = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : header.properties()) {
        if (field.getKey().equals(METADATA)) {
          for (Map.Entry<String, JsonNode> known : field.getValue().properties()) {
            metadata.put(known.getKey(), known.getValue().asText());
          }
        } else {
          entries.add(entry(field.getKey(), field.getValue()));
        }
      }
      List<Entry> byOffset = new ArrayList<>(entries);
      byOffset.sort((a, b) -> Long.compare(a.from(), b.from()));
      Map<String, NamedTensor> read = new LinkedHashMap<>();
      long at = 0;
      for (Entry entry : byOffset) {
        if (entry.from() != at) {
          throw bad(entry.name(), "begins at " + entry.from() + " where " + at + " is expected");
        }
        read.put(entry.name(), new NamedTensor(entry.shape(), numbers(entry)));
        at = entry.to();
      }
      if (in.read() >= 0) {
        throw new BadFileException(
            source, "byte " + (start + at), "more bytes than the header says");
      }
      Map<String, NamedTensor> ordered = new LinkedHashMap<>();
      for (Entry entry : entries) {
        NamedTensor tensor = read.get(entry.name());
        if (tensor != null) {
          ordered.put(entry.name(), tensor);
        }
      }
      return new TensorBundle(metadata, ordered);
    }

    private Entry entry(String name, JsonNode node) throws BadFileException {
      String type = node.path("dtype").asText();
      int each =
          switch (type) {
            case "F32" -> 4;
            case "F16" -> 2;
            default -> throw bad(name, "dtype must be F32 or F16, is " + type);
          };
      JsonNode sizes = node.path("shape");
      JsonNode offsets = node.path("data_offsets");
      if (!sizes.isArray() || sizes.size() > 8 || !offsets.isArray() || offsets.size() != 2) {
        throw bad(name, "expected a shape of at most 8 sizes and two data_offsets");
      }
      int[] shape = new int[sizes.size()];
      long bytes = each;
      for (int i = 0; i < shape.length; i++) {
        long size = sizes.get(i).isIntegralNumber() ? sizes.get(i).asLong() : -1;
        if (size < 0 || size > Integer.MAX_VALUE || (size > 0 && bytes > MOST_BYTES / size)) {
          throw bad(name, "impossible size " + sizes.get(i) + " in its shape");
        }
        shape[i] = (int) size;
        bytes *= size;
      }
      long from = offsets.get(0).asLong(-1);
      long to = offsets.get(1).asLong(-1);
      if (from < 0 || to - from != bytes || to > MOST_BYTES) {
        throw bad(name, "data_offsets " + offsets + " don't hold the " + bytes + " bytes it needs");
      }
      return new Entry(name, shape, each, from, to);
    }

    private float[] numbers(Entry entry) throws IOException {
      long bytes = entry.to() - entry.from();
      // in blocks, so that a short file fails before its claimed size is allocated
      float[] values = new float[(int) Math.min(bytes / entry.bytesEach(), BLOCK)];
      int count = (int) (bytes / entry.bytesEach());
      int done = 0;
      while (done < count) {
        int now = Math.min(count - done, BLOCK / entry.bytesEach());
        byte[] block = in.readNBytes(now * entry.bytesEach());
        if (block.length < now * entry.bytesEach()) {
          throw new BadFileException(
              source,
              "byte " + (start + entry.from() + (long) done * entry.bytesEach() + block.length),
              "ends within " + entry.name());
        }
        if (done + now > values.length) {
          values = Arrays.copyOf(values, (int) Math.min(count, 2L * (done + now)));
        }
        ByteBuffer from = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < now; i++) {
          float value =
              entry.bytesEach() == 4 ? from.getFloat() : NamedTensor.fromHalf(from.getShort());
          if (!Float.isFinite(value)) {
            throw bad(entry.name(), "number " + (done + i) + " is " + value);
          }
          values[done + i] = value;
        }
        done += now;
      }
      return values.length == count ? values : Arrays.copyOf(values, count);
    }

    private BadFileException bad(String name, String problem) {
      return new BadFileException(source, "array " + name, problem);
    }
  }
}
