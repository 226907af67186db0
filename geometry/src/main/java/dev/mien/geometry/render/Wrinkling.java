package dev.mien.geometry.render;

import dev.mien.geometry.scene.Texture;

/**
 * Lines that an expression draws on a surface: a normal map blended in by an amount per vertex.
 * Arrays are shared with the caller, frames being many.
 *
 * @param lines tangent-space normals, +Y up, in the surface's texture coordinates; alpha is how
 *     open a place is, 255 outside the lines
 * @param amounts per vertex, 0 none to 1 all; above 1 deepens
 */
public record Wrinkling(Texture lines, float[] amounts) {}
