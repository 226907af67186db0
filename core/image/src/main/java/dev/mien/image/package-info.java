/** Placeholder sentence, replaced with the module. */
@NullMarked
package dev.mien.image;

import org.jspecify.annotations.NullMarked;
