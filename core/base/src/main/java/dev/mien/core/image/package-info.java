/** Pixels without a windowing toolkit; the entry type is {@link dev.mien.core.image.PixelImage}. */
@NullMarked
package dev.mien.core.image;

import org.jspecify.annotations.NullMarked;
