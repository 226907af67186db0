package dev.mien.geometry.scene;

import dev.mien.core.image.PixelImage;

/**
 * A texture map.
 *
 * @param name unique within an avatar, such as {@code "skin_baseColour"}
 * @param image the pixels; sRGB for colour, plain values for normals and roughness
 * @param hasAlpha whether the alpha channel means something
 */
public record Texture(String name, PixelImage image, boolean hasAlpha) {}
