/**
 * Reads NumPy's arrays: {@code .npy} files and the {@code .npz} archives of them, in which face
 * models and data sets are often published. Entry type: {@link dev.mien.io.numpy.NumpyArchive}.
 *
 * <p>The format is described in NumPy's documentation under "numpy.lib.format", versions 1 to 3.
 * Read are little-endian and single-byte numbers, booleans and fixed-length Unicode strings in C
 * order; objects, which could run code elsewhere, are not.
 */
@NullMarked
package dev.mien.io.numpy;

import org.jspecify.annotations.NullMarked;
