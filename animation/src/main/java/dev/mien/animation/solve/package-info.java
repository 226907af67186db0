/**
 * From what was measured back to weights: bounded least squares, rigid alignment and the solvers
 * built on them.
 */
@NullMarked
package dev.mien.animation.solve;

import org.jspecify.annotations.NullMarked;
