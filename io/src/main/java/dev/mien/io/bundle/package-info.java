/**
 * Named arrays of numbers in one file: weights and checkpoints. Entry type: {@link
 * dev.mien.io.bundle.TensorBundle}.
 *
 * <p>The format is safetensors, which other tools read too: eight bytes with the length of a JSON
 * header, little-endian; the header, an object from each array's name to {@code {"dtype", "shape",
 * "data_offsets"}} and from {@code __metadata__} to an object of strings; then the arrays' bytes,
 * little-endian, without gaps, in the order of their offsets. Arrays here are {@code F32}; {@code
 * F16} is read.
 */
@NullMarked
package dev.mien.io.bundle;

import org.jspecify.annotations.NullMarked;
