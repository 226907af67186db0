/** Placeholder sentence, replaced with the module. */
@NullMarked
package dev.mien.text;

import org.jspecify.annotations.NullMarked;
