/**
 * Reference pictures: decoding, screening, quality scores, selection of the best, and measuring the
 * face they show. The entry type is {@link dev.mien.image.PictureReader}.
 */
@NullMarked
package dev.mien.image;

import org.jspecify.annotations.NullMarked;
