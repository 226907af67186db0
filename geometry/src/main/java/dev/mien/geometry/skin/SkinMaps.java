package dev.mien.geometry.skin;

import dev.mien.core.attribute.Attributes;
import dev.mien.geometry.scene.Material;
import dev.mien.geometry.scene.Shading;
import dev.mien.geometry.scene.Texture;
import java.util.Optional;

/**
 * The texture maps of one skin, in the layout of {@link dev.mien.geometry.head.SkinTemplate}.
 *
 * @param baseColour sRGB colour
 * @param normal tangent-space normals, +Y up
 * @param roughness G roughness, B metallic; R, which glTF leaves free, how much light gets through
 *     from behind: ears and the nose's wings
 * @param emissive sRGB light given off, if any
 */
public record SkinMaps(
    Texture baseColour, Texture normal, Texture roughness, Optional<Texture> emissive) {

  /** Factor of the emissive map: luminous lines outshine lit skin. */
  public static final float EMISSIVE_STRENGTH = 2.5f;

  /**
   * Makes what all skins of a size share, so that the first is painted as fast as the next.
   *
   * @param size columns and rows, 64 to 4096
   */
  public static void prepare(int size) {
    SkinZones.of(chart(size));
  }

  /**
   * Paints the maps.
   *
   * @param attributes skin, lips, make-up, markings, and what hair and beard leave on the skin
   * @param seed of spots, blotches and lines
   * @param size columns and rows, 64 to 4096
   */
  public static SkinMaps bake(Attributes attributes, long seed, int size) {
    return new SkinBaker(chart(size), attributes, seed).bake();
  }

  private static SkinChart chart(int size) {
    if (size < 64 || size > 4096) {
      throw new IllegalArgumentException("size is " + size + ", expected 64 to 4096");
    }
    return SkinChart.of(size);
  }

  /**
   * The skin's material with these maps.
   *
   * @param name unique within an avatar
   */
  public Material material(String name) {
    float light = emissive.isPresent() ? EMISSIVE_STRENGTH : 0;
    return new Material(
        name,
        Shading.SKIN,
        new float[] {1, 1, 1, 1},
        1,
        1,
        new float[] {light, light, light},
        Material.AlphaMode.OPAQUE,
        0.5f,
        false,
        Optional.of(baseColour),
        Optional.of(normal),
        Optional.of(roughness),
        emissive);
  }
}
