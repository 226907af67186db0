/**
 * Meshes, the built-in parametric head with everything that it wears, textures, the software
 * renderer and metrics. The entry type is {@link dev.mien.geometry.head.HeadModel}.
 */
@NullMarked
package dev.mien.geometry;

import org.jspecify.annotations.NullMarked;
