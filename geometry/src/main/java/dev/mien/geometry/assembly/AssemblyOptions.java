package dev.mien.geometry.assembly;

import dev.mien.geometry.head.LevelOfDetail;

/**
 * How finely to build a head.
 *
 * @param level how finely to mesh
 * @param textureSize side of the skin's maps in pixels, a power of two from 128 to 2048
 */
public record AssemblyOptions(LevelOfDetail level, int textureSize) {

  /** The finest mesh with maps of 1024 pixels. */
  public static final AssemblyOptions DEFAULT = new AssemblyOptions(LevelOfDetail.HIGH, 1024);

  /** Validates the size. */
  public AssemblyOptions {
    if (textureSize < 128 || textureSize > 2048 || Integer.bitCount(textureSize) != 1) {
      throw new IllegalArgumentException(
          "textureSize is " + textureSize + ", expected a power of two from 128 to 2048");
    }
  }

  /**
   * These options at another level.
   *
   * @param other how finely to mesh
   */
  public AssemblyOptions withLevel(LevelOfDetail other) {
    return new AssemblyOptions(other, textureSize);
  }

  /**
   * These options with maps of another size.
   *
   * @param pixels a power of two from 128 to 2048
   */
  public AssemblyOptions withTextureSize(int pixels) {
    return new AssemblyOptions(level, pixels);
  }
}
