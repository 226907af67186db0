/**
 * What networks are run with: a small set of primitives over opaque buffers of numbers. Entry
 * types: {@link dev.mien.model.compute.Compute} and its form in plain Java, {@link
 * dev.mien.model.compute.heap.JavaCompute}. Matrices are row-major, pictures [batch, height, width,
 * channels].
 */
@NullMarked
package dev.mien.model.compute;

import org.jspecify.annotations.NullMarked;
