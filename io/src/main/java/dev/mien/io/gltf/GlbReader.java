package dev.mien.io.gltf;

import dev.mien.core.BadFileException;
import dev.mien.io.gltf.internal.AvatarDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads glTF 2.0, binary or JSON. Immutable and thread-safe.
 *
 * <p>What {@link GlbWriter} wrote comes back whole, save correctives, how vertices were welded (by
 * place here) and what a JPEG loses. Other files come as parts in their rest pose, in the world's
 * axes; rigs keep rotations, not moving or growing joints. What is left out is told in {@link
 * GltfFile#notes()}.
 *
 * <p>Sizes, offsets and counts are checked before memory is asked for, and all that one file may
 * ask for is bounded. Other files are only opened in the document's folder or below.
 */
public final class GlbReader {

  /** Bytes that one file may have and may decode to, where nothing else is asked for. */
  public static final long DEFAULT_MEMORY_LIMIT = 1L << 30;

  private final boolean textures;
  private final boolean anyTemplate;
  private final long memoryLimit;

  private GlbReader(boolean textures, boolean anyTemplate, long memoryLimit) {
    this.textures = textures;
    this.anyTemplate = anyTemplate;
    this.memoryLimit = memoryLimit;
  }

  /** A reader of everything, textures too, save heads made on another version of the template. */
  public static GlbReader create() {
    return new GlbReader(true, false, DEFAULT_MEMORY_LIMIT);
  }

  /** This reader without decoding textures, which is faster. */
  public GlbReader withoutTextures() {
    return new GlbReader(false, anyTemplate, memoryLimit);
  }

  /**
   * This reader, taking heads made on another version of the template too, with a note. What is
   * known of the template's vertices doesn't hold for them.
   */
  public GlbReader withAnyTemplate() {
    return new GlbReader(textures, true, memoryLimit);
  }

  /**
   * This reader with another bound.
   *
   * @param bytes above 0
   */
  public GlbReader withMemoryLimit(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("bytes is " + bytes + ", expected above 0");
    }
    return new GlbReader(textures, anyTemplate, bytes);
  }

  /**
   * Reads a file.
   *
   * @param file {@code .glb} or {@code .gltf}; told by its content
   * @throws BadFileException if it's damaged, isn't glTF 2.0, needs an extension that isn't
   *     supported or was made on another version of the template; its location is a byte or a JSON
   *     pointer
   * @throws IOException if it can't be read
   */
  public GltfFile read(Path file) throws IOException {
    Optional<Path> folder = Optional.ofNullable(file.toAbsolutePath().getParent());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return AvatarDecoder.read(in, file.toString(), folder, textures, anyTemplate, memoryLimit);
    }
  }

  /**
   * Reads a stream, which can't name other files.
   *
   * @param in not closed
   * @param source what to call it in errors
   * @throws BadFileException as {@link #read(Path)}
   * @throws IOException if it can't be read
   */
  public GltfFile read(InputStream in, String source) throws IOException {
    return AvatarDecoder.read(in, source, Optional.empty(), textures, anyTemplate, memoryLimit);
  }
}
