/** Strategies that join features before anything is decided. */
@NullMarked
package dev.mien.learn.fusion.feature;

import org.jspecify.annotations.NullMarked;
