/**
 * What networks are trained with: the primitives of {@link dev.mien.model.compute} and their
 * slopes. {@link dev.mien.learn.backend.Backend}. Matrices are row-major, pictures [batch, height,
 * width, channels].
 */
@NullMarked
package dev.mien.learn.backend;

import org.jspecify.annotations.NullMarked;
