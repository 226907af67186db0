/**
 * Reference pictures: decoding, screening, quality scores, selection of the best, and measuring the
 * face they show.
 */
@NullMarked
package dev.mien.image;

import org.jspecify.annotations.NullMarked;
