/**
 * What networks compute with: a small set of primitives over opaque buffers of numbers. Entry type:
 * {@link dev.mien.learn.backend.Backend}. Matrices are row-major, pictures [batch, height, width,
 * channels].
 */
@NullMarked
package dev.mien.learn.backend;

import org.jspecify.annotations.NullMarked;
