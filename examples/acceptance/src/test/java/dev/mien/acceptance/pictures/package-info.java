/**
 * Pictures whose truth is known: heads rendered under varied light, read back by the picture
 * reader; and pictures that show no face.
 */
@NullMarked
package dev.mien.acceptance.pictures;

import org.jspecify.annotations.NullMarked;
