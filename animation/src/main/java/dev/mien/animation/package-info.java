/** Placeholder sentence, replaced with the module. */
@NullMarked
package dev.mien.animation;

import org.jspecify.annotations.NullMarked;
