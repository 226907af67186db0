/**
 * Muscles that pull skin: linear, sphincter and sheet muscles after K. Waters, "A muscle model for
 * animating three-dimensional facial expression", SIGGRAPH 1987. Each is a displacement field over
 * points in any unit of length.
 */
@NullMarked
package dev.mien.animation.muscle;

import org.jspecify.annotations.NullMarked;
