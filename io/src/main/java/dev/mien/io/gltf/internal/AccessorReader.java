package dev.mien.io.gltf.internal;

import dev.mien.core.BadFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** Decodes accessors, sparse and normalised ones too. */
final class AccessorReader {

  private static final Map<String, Integer> WIDTHS =
      Map.of("SCALAR", 1, "VEC2", 2, "VEC3", 3, "VEC4", 4, "MAT4", 16);

  private final BufferSource buffers;
  private final MemoryBudget budget;
  private final List<JsonCursor> accessors;

  AccessorReader(GltfDocument document, BufferSource buffers, MemoryBudget budget)
      throws BadFileException {
    this.buffers = buffers;
    this.budget = budget;
    this.accessors = document.list("accessors");
  }

  /** Number of elements of the accessor that a reference names. */
  int count(JsonCursor reference) throws BadFileException {
    return accessor(reference).get("count").integer(1, Integer.MAX_VALUE);
  }

  private JsonCursor accessor(JsonCursor reference) throws BadFileException {
    return accessors.get(reference.index(accessors.size()));
  }

  /** Whether an accessor has elements of a type, such as {@code "VEC3"}. */
  boolean isOfType(JsonCursor reference, String type) throws BadFileException {
    return accessor(reference).get("type").text("").equals(type);
  }

  /**
   * The values of an accessor as floats; normalised integers become [0, 1] or [-1, 1].
   *
   * @param type that it must have, such as {@code "VEC3"}
   * @param expected its number of elements, or -1 for any
   */
  float[] floats(JsonCursor reference, String type, int expected) throws IOException {
    JsonCursor accessor = accessor(reference);
    int width = width(accessor, type);
    int count = count(reference);
    if (expected >= 0 && count != expected) {
      throw accessor.get("count").bad("is " + count + ", expected " + expected);
    }
    int componentType = componentType(accessor.get("componentType"));
    boolean normalised = accessor.get("normalized").flag();
    long elements = (long) count * width;
    checkExtent(accessor, count, width * size(componentType));
    budget.take(accessor, elements * 4);
    float[] values = new float[(int) elements];
    if (accessor.get("bufferView").exists()) {
      ByteBuffer bytes = bytes(accessor);
      int stride = stride(accessor, width * size(componentType));
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < width; c++) {
          int at = i * stride + c * size(componentType);
          values[i * width + c] = value(bytes, at, componentType, normalised);
        }
      }
    }
    JsonCursor sparse = accessor.get("sparse");
    if (sparse.exists()) {
      substitute(sparse, count, width, componentType, normalised, values);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw accessor.bad("element " + i / width + " holds " + values[i]);
      }
    }
    return values;
  }

  /** The values of an accessor of unsigned integers. */
  int[] integers(JsonCursor reference, String type, int expected) throws IOException {
    JsonCursor accessor = accessor(reference);
    JsonCursor typeOfComponent = accessor.get("componentType");
    if (componentType(typeOfComponent) == GlbBuilder.FLOAT) {
      throw typeOfComponent.bad("is float, expected unsigned integers");
    }
    if (accessor.get("componentType").integer(0, 9999) == GlbBuilder.UNSIGNED_INT) {
      return wideIntegers(accessor, reference, type, expected);
    }
    float[] values = floats(reference, type, expected);
    int[] integers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      integers[i] = (int) values[i];
    }
    return integers;
  }

  private int[] wideIntegers(JsonCursor accessor, JsonCursor reference, String type, int expected)
      throws IOException {
    int width = width(accessor, type);
    int count = count(reference);
    if (expected >= 0 && count != expected || !accessor.get("bufferView").exists()) {
      throw accessor.bad("has " + count + " elements, expected " + expected + " in a buffer view");
    }
    checkExtent(accessor, count, width * 4);
    budget.take(accessor, (long) count * width * 4);
    ByteBuffer bytes = bytes(accessor);
    int stride = stride(accessor, width * 4);
    int[] integers = new int[count * width];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = bytes.getInt(i / width * stride + i % width * 4);
      if (integers[i] < 0) {
        throw accessor.bad("element " + i / width + " exceeds 2147483647");
      }
    }
    return integers;
  }

  private void substitute(
      JsonCursor sparse,
      int count,
      int width,
      int componentType,
      boolean normalised,
      float[] values)
      throws IOException {
    int changed = sparse.get("count").integer(1, count);
    JsonCursor indices = sparse.get("indices");
    JsonCursor replacements = sparse.get("values");
    int indexType = componentType(indices.get("componentType"));
    int elementSize = width * size(componentType);
    checkExtent(indices, changed, size(indexType));
    checkExtent(replacements, changed, elementSize);
    ByteBuffer indexBytes = bytes(indices);
    ByteBuffer valueBytes = bytes(replacements);
    long previous = -1;
    for (int i = 0; i < changed; i++) {
      long index =
          switch (indexType) {
            case GlbBuilder.UNSIGNED_BYTE -> indexBytes.get(i) & 0xFF;
            case GlbBuilder.UNSIGNED_SHORT -> indexBytes.getShort(i * 2) & 0xFFFF;
            case GlbBuilder.UNSIGNED_INT -> Integer.toUnsignedLong(indexBytes.getInt(i * 4));
            default -> throw indices.get("componentType").bad("isn't an unsigned type");
          };
      if (index <= previous || index >= count) {
        throw indices.bad(
            "element "
                + i
                + " is "
                + index
                + " after "
                + previous
                + ", below "
                + count
                + " and increasing expected");
      }
      previous = index;
      for (int c = 0; c < width; c++) {
        int at = i * elementSize + c * size(componentType);
        values[(int) index * width + c] = value(valueBytes, at, componentType, normalised);
      }
    }
  }

  /** Refuses elements that reach beyond their buffer view, before anything is allocated. */
  private void checkExtent(JsonCursor owner, int count, int elementSize) throws IOException {
    if (!owner.get("bufferView").exists()) {
      if (!owner.get("sparse").exists() && owner.get("byteOffset").exists()) {
        throw owner.get("byteOffset").bad("needs a bufferView");
      }
      return;
    }
    BufferSource.Slice slice = buffers.view(owner.get("bufferView"));
    int offset = owner.get("byteOffset").integer(0, Integer.MAX_VALUE, 0);
    int stride = slice.stride() == 0 ? elementSize : slice.stride();
    if (stride < elementSize) {
      throw owner.get("bufferView").bad("its stride " + stride + " is below " + elementSize);
    }
    long end = offset + (count - 1L) * stride + elementSize;
    if (end > slice.length()) {
      throw owner.bad(
          count + " elements reach to byte " + end + " of a buffer view of " + slice.length());
    }
  }

  private ByteBuffer bytes(JsonCursor owner) throws IOException {
    if (!owner.get("bufferView").exists()) {
      throw owner.get("bufferView").bad("is missing");
    }
    BufferSource.Slice slice = buffers.view(owner.get("bufferView"));
    int offset = owner.get("byteOffset").integer(0, slice.length(), 0);
    return ByteBuffer.wrap(slice.bytes(), slice.offset() + offset, slice.length() - offset)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private int stride(JsonCursor accessor, int elementSize) throws IOException {
    int stride = buffers.view(accessor.get("bufferView")).stride();
    return stride == 0 ? elementSize : stride;
  }

  private static int width(JsonCursor accessor, String type) throws BadFileException {
    String actual = accessor.get("type").text("");
    if (!actual.equals(type)) {
      throw accessor.get("type").bad("is '" + actual + "', expected " + type);
    }
    Integer width = WIDTHS.get(type);
    if (width == null) {
      throw new IllegalArgumentException("no such type of accessor: " + type);
    }
    return width;
  }

  private static int componentType(JsonCursor type) throws BadFileException {
    int value = type.integer(5120, 5126);
    if (value == 5124) {
      throw type.bad("is 5124, which glTF doesn't have");
    }
    return value;
  }

  private static int size(int componentType) {
    return switch (componentType) {
      case 5120, GlbBuilder.UNSIGNED_BYTE -> 1;
      case 5122, GlbBuilder.UNSIGNED_SHORT -> 2;
      default -> 4;
    };
  }

  private static float value(ByteBuffer bytes, int at, int type, boolean normalised) {
    return switch (type) {
      case 5120 -> normalised ? Math.max(-1, bytes.get(at) / 127f) : bytes.get(at);
      case GlbBuilder.UNSIGNED_BYTE -> (bytes.get(at) & 0xFF) / (normalised ? 255f : 1f);
      case 5122 -> normalised ? Math.max(-1, bytes.getShort(at) / 32767f) : bytes.getShort(at);
      case GlbBuilder.UNSIGNED_SHORT -> (bytes.getShort(at) & 0xFFFF) / (normalised ? 65535f : 1f);
      case GlbBuilder.UNSIGNED_INT -> Integer.toUnsignedLong(bytes.getInt(at));
      default -> bytes.getFloat(at);
    };
  }
}
