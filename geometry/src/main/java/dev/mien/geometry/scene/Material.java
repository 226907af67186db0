package dev.mien.geometry.scene;

import java.util.Optional;

/**
 * A surface: glTF's metallic-roughness values, and how our own renderer shades it.
 *
 * @param name unique within an avatar
 * @param shading how our renderer treats it
 * @param baseColour linear RGBA factor, four values in [0, 1]
 * @param metallic 0 dielectric, 1 metal
 * @param roughness 0 mirror, 1 matte
 * @param emissive linear RGB factor, three values, 0 and up
 * @param alphaMode how alpha is used
 * @param alphaCutoff smallest alpha that is drawn where {@code alphaMode} is {@link AlphaMode#MASK}
 * @param doubleSided whether back faces are drawn
 * @param baseColourMap sRGB colour and alpha, multiplied with {@code baseColour}
 * @param normalMap tangent-space normals, +Y up
 * @param roughnessMap G roughness, B metallic, as glTF packs them
 * @param emissiveMap sRGB light given off, multiplied with {@code emissive}
 */
public record Material(
    String name,
    Shading shading,
    float[] baseColour,
    float metallic,
    float roughness,
    float[] emissive,
    AlphaMode alphaMode,
    float alphaCutoff,
    boolean doubleSided,
    Optional<Texture> baseColourMap,
    Optional<Texture> normalMap,
    Optional<Texture> roughnessMap,
    Optional<Texture> emissiveMap) {

  /** How alpha is used. */
  public enum AlphaMode {
    /** Alpha is ignored. */
    OPAQUE,
    /** Drawn where alpha reaches the cutoff. */
    MASK,
    /** Mixed with what lies behind. */
    BLEND
  }

  /** Validates lengths and ranges. */
  public Material {
    if (baseColour.length != 4 || emissive.length != 3) {
      throw new IllegalArgumentException(
          "baseColour needs 4 and emissive 3 values, got "
              + baseColour.length
              + " and "
              + emissive.length);
    }
    if (!(metallic >= 0 && metallic <= 1 && roughness >= 0 && roughness <= 1)) {
      throw new IllegalArgumentException(
          "metallic " + metallic + " and roughness " + roughness + " must lie in [0, 1]");
    }
  }

  /**
   * An opaque, one-sided material without maps.
   *
   * @param name unique within an avatar
   * @param shading how our renderer treats it
   * @param rgb sRGB colour, {@code 0xRRGGBB}
   * @param roughness in [0, 1]
   */
  public static Material plain(String name, Shading shading, int rgb, float roughness) {
    float[] colour = {linear(rgb >> 16), linear(rgb >> 8), linear(rgb), 1};
    return new Material(
        name,
        shading,
        colour,
        0,
        roughness,
        new float[3],
        AlphaMode.OPAQUE,
        0.5f,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static float linear(int channel) {
    double c = (channel & 0xFF) / 255.0;
    return (float) (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
  }
}
