/**
 * Checks that gradients are right, for what is built in and for what users plug in. Entry type:
 * {@link dev.mien.learn.check.GradientCheck}.
 */
@NullMarked
package dev.mien.learn.check;

import org.jspecify.annotations.NullMarked;
