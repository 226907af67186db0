/** Placeholder sentence, replaced with the module. */
@NullMarked
package dev.mien.core;

import org.jspecify.annotations.NullMarked;
