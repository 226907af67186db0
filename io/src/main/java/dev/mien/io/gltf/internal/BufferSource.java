package dev.mien.io.gltf.internal;

import dev.mien.core.BadFileException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bytes of buffers: the binary chunk, data URIs and files beside the document. */
final class BufferSource {

  private static final String DATA = "data:";

  private final GltfDocument document;
  private final Optional<Path> folder;
  private final MemoryBudget budget;
  private final List<JsonCursor> buffers;
  private final List<JsonCursor> views;
  private final Map<Integer, byte[]> loaded = new HashMap<>();

  /** Bytes of a buffer view. */
  record Slice(byte[] bytes, int offset, int length, int stride) {}

  BufferSource(GltfDocument document, Optional<Path> folder, MemoryBudget budget)
      throws BadFileException {
    this.document = document;
    this.folder = folder;
    this.budget = budget;
    this.buffers = document.list("buffers");
    this.views = document.list("bufferViews");
  }

  /** The buffer view that an object's {@code bufferView} names. */
  Slice view(JsonCursor reference) throws IOException {
    JsonCursor view = views.get(reference.index(views.size()));
    int buffer = view.get("buffer").index(buffers.size());
    int offset = view.get("byteOffset").integer(0, Integer.MAX_VALUE, 0);
    int length = view.get("byteLength").integer(1, Integer.MAX_VALUE);
    int declared = buffers.get(buffer).get("byteLength").integer(1, Integer.MAX_VALUE);
    if ((long) offset + length > declared) {
      throw view.bad(
          "bytes " + offset + " to " + ((long) offset + length) + " of a buffer of " + declared);
    }
    int stride = view.get("byteStride").integer(4, 252, 0);
    return new Slice(buffer(buffer, declared), offset, length, stride);
  }

  private byte[] buffer(int index, int declared) throws IOException {
    byte[] known = loaded.get(index);
    if (known != null) {
      return known;
    }
    JsonCursor buffer = buffers.get(index);
    JsonCursor uri = buffer.get("uri");
    byte[] bytes;
    if (!uri.exists()) {
      if (index != 0 || document.binary == null) {
        throw buffer.bad("has no uri, and there is no binary chunk for it");
      }
      bytes = document.binary;
    } else {
      bytes = resolve(uri);
    }
    if (bytes.length < declared) {
      throw buffer
          .get("byteLength")
          .bad("is " + declared + ", but there are " + bytes.length + " bytes");
    }
    loaded.put(index, bytes);
    return bytes;
  }

  /** The bytes that a URI names. */
  byte[] resolve(JsonCursor uri) throws IOException {
    String text = uri.text("");
    if (text.startsWith(DATA)) {
      int comma = text.indexOf(',');
      if (comma < 0 || !text.substring(0, comma).endsWith(";base64")) {
        throw uri.bad("is a data URI without base64 data");
      }
      budget.take(uri, (text.length() - comma) * 3L / 4);
      try {
        return Base64.getDecoder().decode(text.substring(comma + 1));
      } catch (IllegalArgumentException e) {
        throw new BadFileException(uri.source(), uri.pointer(), "isn't base64", e);
      }
    }
    Path file = file(uri, text);
    long size = Files.size(file);
    budget.take(uri, size);
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes((int) size);
    }
  }

  /** A file in the document's folder or below; nothing outside can be named. */
  private Path file(JsonCursor uri, String text) throws IOException {
    if (folder.isEmpty()) {
      throw uri.bad("names another file, which a stream can't have");
    }
    Path inside;
    try {
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (decoded.matches("[A-Za-z][A-Za-z0-9+.-]*:.*") || decoded.indexOf('\\') >= 0) {
        throw uri.bad("isn't a relative path");
      }
      inside = folder.get().resolve(decoded).normalize();
    } catch (InvalidPathException e) {
      throw new BadFileException(uri.source(), uri.pointer(), "isn't a path", e);
    } catch (IllegalArgumentException e) {
      throw new BadFileException(uri.source(), uri.pointer(), "is wrongly escaped", e);
    }
    if (!inside.startsWith(folder.get().normalize()) || text.isEmpty()) {
      throw uri.bad("leads out of the file's folder");
    }
    if (!Files.isRegularFile(inside)) {
      throw uri.bad("names " + inside.getFileName() + ", which doesn't exist beside the file");
    }
    // A link could still lead out.
    if (!inside.toRealPath().startsWith(folder.get().toRealPath())) {
      throw uri.bad("leads out of the file's folder");
    }
    return inside;
  }
}
