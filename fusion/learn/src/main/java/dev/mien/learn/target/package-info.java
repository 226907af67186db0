/**
 * What networks predict: a head as a row of numbers, and back. Entry type: {@link
 * dev.mien.learn.target.TargetSpace}.
 */
@NullMarked
package dev.mien.learn.target;

import org.jspecify.annotations.NullMarked;
