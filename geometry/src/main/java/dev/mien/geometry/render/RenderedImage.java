package dev.mien.geometry.render;

import dev.mien.core.image.PixelImage;
import java.util.Optional;

/**
 * A picture and the buffers that were asked for; see {@link RenderSettings.Buffer}. Buffers are
 * sampled at pixel centres, the picture is antialiased.
 *
 * @param colour the picture
 * @param depth {@code width * height} metres
 * @param part {@code width * height} indices of parts
 * @param uv {@code width * height * 2} texture coordinates
 * @param normal {@code width * height * 3} components
 */
public record RenderedImage(
    PixelImage colour,
    Optional<float[]> depth,
    Optional<int[]> part,
    Optional<float[]> uv,
    Optional<float[]> normal) {}
