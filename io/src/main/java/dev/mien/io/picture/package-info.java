/**
 * Pictures and short moving pictures out. The entry types are {@link
 * dev.mien.io.picture.PictureWriter}, {@link dev.mien.io.picture.ApngWriter} and {@link
 * dev.mien.io.picture.GifWriter}.
 */
@NullMarked
package dev.mien.io.picture;

import org.jspecify.annotations.NullMarked;
