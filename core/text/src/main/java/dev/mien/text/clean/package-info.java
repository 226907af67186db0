/**
 * Cleaning of texts: {@link dev.mien.text.clean.TextCleaner} repairs one and says what it changed;
 * {@link dev.mien.text.clean.NearDuplicates} finds those that repeat another.
 */
@NullMarked
package dev.mien.text.clean;

import org.jspecify.annotations.NullMarked;
