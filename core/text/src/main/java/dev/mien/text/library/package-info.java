/**
 * What many descriptions say, indexed: {@link dev.mien.text.library.FeatureLibrary} maps key
 * element and value to the phrases that say so, with counts and keyword scores.
 */
@NullMarked
package dev.mien.text.library;

import org.jspecify.annotations.NullMarked;
