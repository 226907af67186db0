package dev.mien.model;

import dev.mien.animation.ShapeSet;
import dev.mien.geometry.head.LevelOfDetail;
import java.util.EnumSet;
import java.util.Set;

/**
 * How an avatar is built, whatever it looks like. Immutable.
 *
 * @param level how finely to mesh
 * @param textureSize side of the skin's maps in pixels, a power of two from 128 to 2048
 * @param shapeSets which coding systems' blendshapes to make
 */
public record AvatarOptions(LevelOfDetail level, int textureSize, Set<ShapeSet> shapeSets) {

  /** The finest mesh, maps of 1024 pixels, ARKit, visemes and the action units that ARKit lacks. */
  public static final AvatarOptions DEFAULT =
      new AvatarOptions(
          LevelOfDetail.HIGH, 1024, EnumSet.of(ShapeSet.ARKIT, ShapeSet.VISEME, ShapeSet.EXTRA_AU));

  /** Validates the size and copies the set. */
  public AvatarOptions {
    if (textureSize < 128 || textureSize > 2048 || Integer.bitCount(textureSize) != 1) {
      throw new IllegalArgumentException(
          "textureSize is " + textureSize + ", expected a power of two from 128 to 2048");
    }
    shapeSets = Set.copyOf(shapeSets);
  }

  /**
   * These options at another level.
   *
   * @param other how finely to mesh
   */
  public AvatarOptions withLevel(LevelOfDetail other) {
    return new AvatarOptions(other, textureSize, shapeSets);
  }

  /**
   * These options with maps of another size.
   *
   * @param pixels a power of two from 128 to 2048
   */
  public AvatarOptions withTextureSize(int pixels) {
    return new AvatarOptions(level, pixels, shapeSets);
  }

  /**
   * These options with other blendshapes.
   *
   * @param sets which coding systems
   */
  public AvatarOptions withShapeSets(Set<ShapeSet> sets) {
    return new AvatarOptions(level, textureSize, sets);
  }
}
