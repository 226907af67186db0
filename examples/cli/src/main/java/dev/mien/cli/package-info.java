/** Placeholder sentence, replaced with the module. */
@NullMarked
package dev.mien.cli;

import org.jspecify.annotations.NullMarked;
