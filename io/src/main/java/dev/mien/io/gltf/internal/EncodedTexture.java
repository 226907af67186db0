package dev.mien.io.gltf.internal;

/**
 * A picture as a file.
 *
 * @param mimeType {@code image/png} or {@code image/jpeg}
 * @param bytes the file; shared
 */
public record EncodedTexture(String mimeType, byte[] bytes) {}
