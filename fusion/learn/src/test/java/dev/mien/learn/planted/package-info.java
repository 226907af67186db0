/** A tiny data set whose factors are known, for tests of learning. */
@NullMarked
package dev.mien.learn.planted;

import org.jspecify.annotations.NullMarked;
