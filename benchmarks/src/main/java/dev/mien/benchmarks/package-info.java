/** Placeholder sentence, replaced with the module. */
@NullMarked
package dev.mien.benchmarks;

import org.jspecify.annotations.NullMarked;
