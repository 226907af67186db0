package dev.mien.io.gltf.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mien.core.BadFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON of a glTF file and its binary chunk, both checked for size. */
final class GltfDocument {

  private static final Set<String> UNDERSTOOD =
      Set.of("KHR_mesh_quantization", "KHR_materials_emissive_strength", "KHR_materials_unlit");
  private static final int HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(200)
                          .maxTokenCount(8_000_000)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .build();

  final JsonCursor root;
  final byte @Nullable [] binary;
  final long size;

  private GltfDocument(JsonCursor root, byte @Nullable [] binary, long size) {
    this.root = root;
    this.binary = binary;
    this.size = size;
  }

  /**
   * Reads a whole stream.
   *
   * @param limit most bytes that are read
   */
  static GltfDocument read(InputStream in, String source, long limit) throws IOException {
    byte[] head = in.readNBytes(4);
    boolean glb =
        head.length == 4
            && ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() == GlbBuilder.MAGIC;
    if (glb) {
      return readBinary(in, source, limit);
    }
    int first = 0;
    while (first < head.length && Character.isWhitespace(head[first])) {
      first++;
    }
    boolean json = first < head.length && head[first] == '{';
    if (!json && first < head.length) {
      throw new BadFileException(source, "byte 0", "is neither GLB (glTF …) nor glTF JSON ({ …)");
    }
    int most = (int) Math.min(limit, Integer.MAX_VALUE - 64);
    byte[] rest = in.readNBytes(most);
    if (rest.length == most && in.read() >= 0) {
      throw new BadFileException(source, "", "is larger than the limit of " + limit + " bytes");
    }
    if (head.length < 4) {
      throw new BadFileException(
          source, "byte " + head.length, "ends before a glTF file's first four bytes");
    }
    byte[] all = new byte[head.length + rest.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(rest, 0, all, head.length, rest.length);
    return of(source, all, 0, null, all.length);
  }

  private static GltfDocument readBinary(InputStream in, String source, long limit)
      throws IOException {
    int version = integer(in, source, 4);
    long length = Integer.toUnsignedLong(integer(in, source, 8));
    if (version != 2) {
      throw new BadFileException(source, "byte 4", "is GLB version " + version + ", expected 2");
    }
    if (length < HEADER + CHUNK_HEADER) {
      throw new BadFileException(
          source, "byte 8", "says that it has " + length + " bytes, expected 20 or more");
    }
    if (length > limit) {
      throw new BadFileException(
          source, "byte 8", "says that it has " + length + " bytes, more than the limit " + limit);
    }
    byte[] json = null;
    byte[] binary = null;
    long position = HEADER;
    int chunks = 0;
    while (position < length) {
      if (length - position < CHUNK_HEADER) {
        throw new BadFileException(source, "byte " + position, "ends within the header of a chunk");
      }
      long size = Integer.toUnsignedLong(integer(in, source, position));
      int type = integer(in, source, position + 4);
      if (size % 4 != 0) {
        throw new BadFileException(
            source, "byte " + position, "chunk of " + size + " bytes, expected a multiple of 4");
      }
      position += CHUNK_HEADER;
      if (size > length - position) {
        throw new BadFileException(
            source,
            "byte " + (position - CHUNK_HEADER),
            "chunk of "
                + size
                + " bytes, but the length in the header, "
                + length
                + ", leaves "
                + (length - position));
      }
      if ((chunks == 0) != (type == GlbBuilder.JSON_CHUNK)) {
        throw new BadFileException(
            source,
            "byte " + (position - 4),
            chunks == 0 ? "the first chunk isn't JSON" : "there's a second JSON chunk");
      }
      if (type == GlbBuilder.BINARY_CHUNK && chunks != 1) {
        throw new BadFileException(
            source, "byte " + (position - 4), "a binary chunk has to be the second chunk");
      }
      byte[] content = in.readNBytes((int) size);
      if (content.length < size) {
        throw new BadFileException(
            source,
            "byte " + (position + content.length),
            "ends here, " + (size - content.length) + " bytes before the end of its chunk");
      }
      if (type == GlbBuilder.JSON_CHUNK) {
        json = content;
      } else if (type == GlbBuilder.BINARY_CHUNK) {
        binary = content;
      }
      position += size;
      chunks++;
    }
    if (json == null) {
      throw new BadFileException(source, "byte 12", "has no JSON chunk");
    }
    return of(source, json, HEADER + CHUNK_HEADER, binary, length);
  }

  private static int integer(InputStream in, String source, long position) throws IOException {
    byte[] bytes = in.readNBytes(4);
    if (bytes.length < 4) {
      throw new BadFileException(
          source, "byte " + (position + bytes.length), "ends within a GLB header");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }

  private static GltfDocument of(
      String source, byte[] json, int offset, byte @Nullable [] binary, long size)
      throws IOException {
    JsonNode node;
    if (json.length > 0 && (json[0] & 0xFF) == 0xEF) {
      throw new BadFileException(source, "byte " + offset, "JSON begins with a byte order mark");
    }
    try {
      node = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
      throw new BadFileException(
          source, "byte " + (offset + at), "isn't JSON: " + e.getOriginalMessage(), e);
    }
    JsonCursor root = new JsonCursor(source, "", node);
    if (!node.isObject()) {
      throw new BadFileException(source, "byte " + offset, "JSON isn't an object");
    }
    JsonCursor asset = root.get("asset");
    String version = asset.get("version").text("");
    if (!version.startsWith("2.")) {
      throw asset.get("version").bad("is '" + version + "', expected 2.0");
    }
    String least = asset.get("minVersion").text("2.0");
    if (!least.equals("2.0")) {
      throw asset.get("minVersion").bad("is '" + least + "', expected 2.0");
    }
    for (JsonCursor extension : root.get("extensionsRequired").elements()) {
      if (!UNDERSTOOD.contains(extension.text(""))) {
        throw extension.bad("requires " + extension.node() + ", which isn't supported");
      }
    }
    return new GltfDocument(root, binary, size);
  }

  /** A list at the top of the document; empty if it's missing. */
  List<JsonCursor> list(String name) throws BadFileException {
    return root.get(name).elements();
  }
}
