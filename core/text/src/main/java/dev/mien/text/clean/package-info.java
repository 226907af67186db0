/**
 * Cleaning of descriptions: {@link dev.mien.text.clean.TextCleaner} repairs one text and says what
 * it changed, {@link dev.mien.text.clean.CorpusCleaner} also rejects garbled and repeated records
 * with the reason.
 */
@NullMarked
package dev.mien.text.clean;

import org.jspecify.annotations.NullMarked;
