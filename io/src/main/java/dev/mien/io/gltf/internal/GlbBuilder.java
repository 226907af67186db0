package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A GLB file in the making: its JSON and the buffer views of its binary chunk. */
public final class GlbBuilder {

  /** glTF's number for unsigned bytes. */
  public static final int UNSIGNED_BYTE = 5121;

  /** glTF's number for unsigned 16-bit integers. */
  public static final int UNSIGNED_SHORT = 5123;

  /** glTF's number for unsigned 32-bit integers. */
  public static final int UNSIGNED_INT = 5125;

  /** glTF's number for 32-bit floats. */
  public static final int FLOAT = 5126;

  /** Buffer view target of vertex attributes. */
  public static final int ARRAY_BUFFER = 34962;

  /** Buffer view target of indices. */
  public static final int ELEMENT_ARRAY_BUFFER = 34963;

  /** First four bytes of a GLB file, little endian. */
  public static final int MAGIC = 0x46546C67;

  /** Type of the JSON chunk. */
  public static final int JSON_CHUNK = 0x4E4F534A;

  /** Type of the binary chunk. */
  public static final int BINARY_CHUNK = 0x004E4942;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ArrayNode accessors = JsonNodeFactory.instance.arrayNode();
  private final List<View> views = new ArrayList<>();

  /** A buffer view that bytes are appended to. */
  public static final class View {

    private final int index;
    private final int target;
    private final int stride;
    private byte[] array;
    private ByteBuffer bytes;

    private View(int index, int target, int stride, int capacity) {
      this.index = index;
      this.target = target;
      this.stride = stride;
      this.array = new byte[capacity];
      this.bytes = wrap(array);
    }

    private static ByteBuffer wrap(byte[] array) {
      return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Its place in the file's list of buffer views. */
    public int index() {
      return index;
    }

    /** Bytes written so far. */
    public int size() {
      return bytes.position();
    }

    /**
     * The buffer to write to, at the first multiple of four.
     *
     * @param room bytes that will be written
     */
    public ByteBuffer reserve(int room) {
      int start = (bytes.position() + 3) & ~3;
      if (start + (long) room > Integer.MAX_VALUE - 64) {
        throw new IllegalArgumentException("a buffer view would exceed 2 GB");
      }
      if (start + room > bytes.capacity()) {
        int grown = (int) Math.min(Integer.MAX_VALUE - 64, (start + (long) room) * 3 / 2);
        array = Arrays.copyOf(array, grown);
        bytes = wrap(array);
      }
      bytes.position(start);
      return bytes;
    }
  }

  /** The file's JSON, without accessors and buffers, which {@link #writeTo} adds. */
  public ObjectNode root() {
    return root;
  }

  /**
   * A new buffer view; something has to be written to it.
   *
   * @param target {@link #ARRAY_BUFFER}, {@link #ELEMENT_ARRAY_BUFFER}, or 0 for none
   * @param capacity expected bytes
   */
  public View view(int target, int capacity) {
    return view(target, 0, capacity);
  }

  /**
   * A new buffer view that several vertex attributes share.
   *
   * @param target as in {@link #view(int, int)}
   * @param stride bytes from one element to the next, or 0 to leave it out
   * @param capacity expected bytes
   */
  public View view(int target, int stride, int capacity) {
    View view = new View(views.size(), target, stride, capacity);
    views.add(view);
    return view;
  }

  /**
   * A new accessor without a buffer view.
   *
   * @param componentType such as {@link #FLOAT}
   * @param count elements
   * @param type such as {@code "VEC3"}
   * @return its JSON, to be completed; its index is {@link #lastAccessor()}
   */
  public ObjectNode accessor(int componentType, int count, String type) {
    ObjectNode accessor = accessors.addObject();
    accessor.put("componentType", componentType).put("count", count).put("type", type);
    return accessor;
  }

  /** Index of the accessor that was made last. */
  public int lastAccessor() {
    return accessors.size() - 1;
  }

  /**
   * Appends floats and describes them.
   *
   * @param view where to
   * @param values finite numbers
   * @param type such as {@code "VEC3"}
   * @param width values per element
   * @param bounds whether smallest and largest values are told
   * @return the accessor's index
   */
  public int floats(View view, float[] values, String type, int width, boolean bounds) {
    ByteBuffer buffer = view.reserve(values.length * 4);
    ObjectNode accessor = accessor(FLOAT, values.length / width, type);
    place(accessor, view, buffer.position());
    buffer.asFloatBuffer().put(values);
    buffer.position(buffer.position() + values.length * 4);
    if (bounds) {
      bounds(accessor, values, width, false);
    }
    return lastAccessor();
  }

  /**
   * Points an accessor to its bytes.
   *
   * @param accessor its JSON
   * @param view where the bytes are
   * @param offset first byte in the view
   */
  public static void place(ObjectNode accessor, View view, int offset) {
    accessor.put("bufferView", view.index());
    if (offset > 0) {
      accessor.put("byteOffset", offset);
    }
  }

  /**
   * Adds the smallest and largest value of each component.
   *
   * @param accessor its JSON
   * @param values interleaved
   * @param width components
   * @param withZero whether an element of zeros belongs to the values
   */
  public static void bounds(ObjectNode accessor, float[] values, int width, boolean withZero) {
    ArrayNode least = accessor.putArray("min");
    ArrayNode most = accessor.putArray("max");
    for (int c = 0; c < width; c++) {
      float min = withZero ? 0 : Float.POSITIVE_INFINITY;
      float max = withZero ? 0 : Float.NEGATIVE_INFINITY;
      for (int i = c; i < values.length; i += width) {
        min = Math.min(min, values[i]);
        max = Math.max(max, values[i]);
      }
      // Adding 0 turns -0 into 0.
      least.add(min + 0f);
      most.add(max + 0f);
    }
  }

  /**
   * Writes the file.
   *
   * @param out not closed
   * @throws IOException if {@code out} fails
   */
  public void writeTo(OutputStream out) throws IOException {
    long binary = 0;
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (View view : views) {
      ObjectNode node = list.addObject();
      node.put("buffer", 0);
      if (binary > 0) {
        node.put("byteOffset", binary);
      }
      node.put("byteLength", view.size());
      if (view.stride != 0) {
        node.put("byteStride", view.stride);
      }
      if (view.target != 0) {
        node.put("target", view.target);
      }
      binary += padded(view.size());
    }
    if (!accessors.isEmpty()) {
      root.set("accessors", accessors);
    }
    if (!views.isEmpty()) {
      root.set("bufferViews", list);
      root.putArray("buffers").addObject().put("byteLength", binary);
    }
    byte[] json = MAPPER.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    int jsonLength = padded(json.length);
    long total = 12L + 8 + jsonLength + (views.isEmpty() ? 0 : 8 + binary);
    if (total > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("the file would have " + total + " bytes, more than 2 GB");
    }
    byte[] head = new byte[20];
    View.wrap(head)
        .putInt(MAGIC)
        .putInt(2)
        .putInt((int) total)
        .putInt(jsonLength)
        .putInt(JSON_CHUNK);
    out.write(head);
    out.write(json);
    for (int i = json.length; i < jsonLength; i++) {
      out.write(' ');
    }
    if (!views.isEmpty()) {
      byte[] chunk = new byte[8];
      View.wrap(chunk).putInt((int) binary).putInt(BINARY_CHUNK);
      out.write(chunk);
      for (View view : views) {
        out.write(view.array, 0, view.size());
        for (int i = view.size(); i < padded(view.size()); i++) {
          out.write(0);
        }
      }
    }
  }

  private static int padded(int length) {
    return (length + 3) & ~3;
  }
}
