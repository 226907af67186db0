/** Placeholder sentence, replaced with the module. */
@NullMarked
package dev.mien.geometry;

import org.jspecify.annotations.NullMarked;
