/** Placeholder sentence, replaced with the module. */
@NullMarked
package dev.mien.model;

import org.jspecify.annotations.NullMarked;
