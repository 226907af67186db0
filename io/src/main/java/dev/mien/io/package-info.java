/** Placeholder sentence, replaced with the module. */
@NullMarked
package dev.mien.io;

import org.jspecify.annotations.NullMarked;
